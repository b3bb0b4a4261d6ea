//! A draft seen with the figures of the moment: an approval of other figures no longer holds.

use super::draft::{Draft, Standing, TakenBack};

/// The draft as it stands once the figures are known. Every page and every command begins with it.
#[must_use]
pub fn shown_with(mut draft: Draft, figures: &str) -> Draft {
    if let Standing::Asked { figures: seen, .. } | Standing::Approved { figures: seen, .. } = &draft.standing
        && seen != figures
    {
        draft.standing = Standing::Writing { taken_back: Some(TakenBack::FiguresChanged) };
    }
    draft
}
