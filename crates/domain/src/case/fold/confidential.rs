//! Who may see a case, as its history says.

use crate::case::confidential::{Opening, Restriction};
use crate::case::event::Fact;
use crate::case::recorded::Recorded;
use crate::case::state::Case;

impl Case {
    /// Applies a fact about who may see it; `None` where it is no such fact, or speaks of something that is not there.
    pub(super) fn apply_confidential(&mut self, recorded: &Recorded) -> Option<()> {
        match &recorded.event.fact {
            Fact::Restricted { reason, named } => {
                self.restriction = Some(Restriction { reason: reason.clone(), named: named.clone() });
            }
            Fact::Admitted { who, .. } => {
                self.restriction.as_mut()?.named.insert(who.clone());
            }
            Fact::RestrictionLifted { .. } => self.restriction = None,
            Fact::OpenedInNeed { number, who, reason, until } => self.openings.push(Opening {
                number: *number,
                who: who.clone(),
                reason: reason.clone(),
                at: recorded.at,
                until: *until,
                seen: None,
            }),
            Fact::OpeningSeen { number, who } => {
                let opening = self.openings.iter_mut().find(|opening| opening.number == *number)?;
                opening.seen = Some((who.clone(), recorded.at));
            }
            _ => return None,
        }
        Some(())
    }
}
