//! How a case is classed for returns, and what its person was told of changes.

use crate::case::changes::ChangeTold;
use crate::case::event::Fact;
use crate::case::state::Case;

impl Case {
    /// Applies such a fact; `None` where it is another.
    pub(super) fn apply_changes(&mut self, fact: &Fact) -> Option<()> {
        match fact {
            Fact::Classified { split, options, .. } if options.is_empty() => {
                self.splits.remove(split);
            }
            Fact::Classified { split, options, .. } => {
                self.splits.insert(split.clone(), options.clone());
            }
            Fact::ChangeNewsAsked { wants } => self.wants_to_know = Some(*wants),
            Fact::ToldWhatChanged { means, to, on, what, improvement } => self.changes_told.push(ChangeTold {
                means: *means,
                to: *to,
                on: *on,
                what: what.clone(),
                improvement: *improvement,
            }),
            _ => return None,
        }
        Some(())
    }
}
