//! What became known of the people in a case, and who keeps out of it.

use crate::case::event::Fact;
use crate::case::panel::Member;
use crate::case::payload::Absorbed;
use crate::case::payload::RepresentativeRef;
use crate::case::people::{BehaviourWarning, Interest};
use crate::case::state::Case;
use crate::staff::UserId;

impl Case {
    /// Applies a fact about people; `None` where it is no such fact, or speaks of something that is not there.
    pub(super) fn apply_people(&mut self, fact: &Fact) -> Option<()> {
        match fact {
            Fact::SubjectNamed { who, .. } => {
                self.subjects.insert(who.clone());
                self.former_subjects.remove(who);
                self.take_out(who);
            }
            Fact::SubjectCleared { who, .. } => {
                self.subjects.remove(who);
                self.former_subjects.insert(who.clone());
            }
            Fact::InterestDeclared { who, what } => {
                self.interests.push(Interest { who: who.clone(), what: what.clone() });
                self.take_out(who);
            }
            Fact::RepresentativeSet(representative) => {
                // Consent names somebody: it does not go over to another.
                let is_same = |before: &RepresentativeRef| before.person.digest == representative.person.digest;
                if !self.representative.as_ref().is_some_and(is_same) {
                    self.consent = None;
                }
                self.former_representatives.extend(self.representative.replace(representative.clone()));
            }
            Fact::ConsentRecorded(consent) => self.consent = Some(consent.clone()),
            Fact::AdjustmentsRecorded(adjustments) => self.adjustments = adjustments.clone(),
            Fact::SafetyNoted { text } => self.safety_note = Some(text.clone()),
            Fact::BehaviourWarned { what, on, .. } => {
                self.behaviour_warning = Some(BehaviourWarning { what: what.clone(), on: *on });
            }
            Fact::ContactLimited(limit) => self.contact_limit = Some(limit.clone()),
            Fact::LimitReviewed { keep_until, review_on, .. } => match keep_until {
                Some(until) => {
                    let limit = self.contact_limit.as_mut()?;
                    (limit.until, limit.review_on) = (*until, review_on.unwrap_or(*until));
                }
                None => self.contact_limit = None,
            },
            Fact::Apologised(apology) => self.apologies.push(apology.clone()),
            Fact::StaffMatterRecorded(matter) => self.staff_matters.push(matter.clone()),
            _ => return None,
        }
        Some(())
    }

    /// Takes a duplicate in: whoever kept out of it keeps out here.
    pub(super) fn absorb(&mut self, absorbed: &Absorbed) {
        self.absorbed.push(absorbed.duplicate.clone());
        // What was confidential there does not become open here; who is named here already is not made more.
        self.restriction = self.restriction.take().or_else(|| absorbed.restriction.clone());
        self.absorbed_actors.extend(absorbed.actors.iter().cloned());
        for who in &absorbed.subjects {
            self.subjects.insert(who.clone());
            self.former_subjects.remove(who);
            self.take_out(who);
        }
        for interest in &absorbed.interests {
            self.interests.push(interest.clone());
            self.take_out(&interest.who);
        }
    }

    /// Whoever has to keep out owns it no longer, sits on it no longer and is not asked what was learnt.
    fn take_out(&mut self, who: &UserId) {
        if let Some(learning) = self.learning.as_mut().filter(|learning| learning.owner.as_ref() == Some(who)) {
            learning.owner = None;
        }
        let Some(handling) = self.handlings.last_mut().filter(|handling| handling.closed_on.is_none()) else { return };
        if handling.owner.as_ref() == Some(who) {
            handling.owner = None;
        }
        if let Some(panel) = &mut handling.panel {
            panel.seats.retain(|seat| !matches!(&seat.taken.member, Member::Staff(member) if member == who));
        }
    }
}
