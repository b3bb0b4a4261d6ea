//! The loop with the person: whether they want to know what changes because of their complaint, and what they were told.

use super::people::Recipient;
use super::state::{Action, ActionKind, Case};
use crate::procedure::Means;
use crate::time::Date;

/// Somebody was told what changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChangeTold {
    pub means: Means,
    pub to: Recipient,
    pub on: Date,
    pub what: String,
    /// Number of the improvement action that it came of, where it came of one.
    pub improvement: Option<u32>,
}

impl Case {
    /// What was done last to keep it from happening again that the person, who asked to know, has not been told since.
    /// Improvements that stand outside the case are not seen from here.
    pub fn untold_change(&self) -> Option<&Action> {
        let own = self.changes_told.iter().filter(|told| told.improvement.is_none());
        let told_on = own.map(|told| told.on).max();
        let done =
            self.actions.iter().filter(|action| action.kind == ActionKind::Prevention && action.done_on > told_on);
        done.filter(|_| self.wants_to_know == Some(true)).max_by_key(|action| action.done_on)
    }
}
