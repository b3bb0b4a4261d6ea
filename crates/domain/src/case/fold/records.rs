//! What is kept of a case: held, put right, given, erased.

use crate::case::erasing::{Erasure, RecordsHold};
use crate::case::event::Fact;
use crate::case::recorded::Recorded;
use crate::case::state::{Case, PersonRef};
use crate::time::Zone;

impl Case {
    /// Applies a fact about its records; `None` where it is no such fact, or speaks of somebody who is not there.
    pub(super) fn apply_records(&mut self, recorded: &Recorded) -> Option<()> {
        match &recorded.event.fact {
            Fact::RecordsHeld { reason } => {
                let since = recorded.at.local_date(Zone::LONDON);
                self.records_hold = Some(RecordsHold { reason: reason.clone(), since });
            }
            Fact::RecordsReleased { .. } => self.records_hold = None,
            Fact::PersonCorrected { person, .. } => *self.person_mut(person.number)? = person.clone(),
            Fact::AccessGiven { .. } => {}
            Fact::Erased { ground } => {
                let (at, by, ground) = (recorded.at, recorded.by.clone(), ground.clone());
                self.erasure = Some(Erasure { at, by, ground });
                // Who they were is kept nowhere any more.
                self.complainant = None;
                self.representative = None;
                self.former_representatives.clear();
                self.attachments.kept.clear();
                // Nobody is asked for anything more, nor to be told.
                self.wants_to_know = None;
                if let Some(learning) = &mut self.learning {
                    learning.outstanding = false;
                }
            }
            _ => return None,
        }
        Some(())
    }

    fn person_mut(&mut self, number: u32) -> Option<&mut PersonRef> {
        let acting = self.representative.iter_mut().chain(&mut self.former_representatives);
        let all = self.complainant.iter_mut().chain(acting.map(|representative| &mut representative.person));
        all.into_iter().find(|person| person.number == number)
    }
}
