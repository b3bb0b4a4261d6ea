//! Whose cases somebody may not see, of that they do not read here either: a theme, an improvement action or a lesson that is
//! not shared is not there for whoever a case that it names is about (R59).

use super::cases::{BY_IMPROVEMENTS, BY_IMPROVEMENTS_BEFORE, BY_LESSONS, BY_THEMES, Named};
use crate::viewer::Viewer;

/// A condition on the number of a theme.
pub(super) fn sees_theme(viewer: &Viewer<'_>, number: &str) -> String {
    names_none_hidden(viewer, BY_THEMES, number)
}

/// A condition on the number of an improvement action: neither a case that it names is hidden nor one that it named once.
pub(crate) fn sees_improvement(viewer: &Viewer<'_>, number: &str) -> String {
    [BY_IMPROVEMENTS, BY_IMPROVEMENTS_BEFORE].map(|by| names_none_hidden(viewer, by, number)).concat()
}

/// A condition on a lesson: nothing it comes from is hidden. One that is shared can be read all the same, without that.
pub(super) fn sees_sources(viewer: &Viewer<'_>, lesson: &str) -> String {
    let own = names_none_hidden(viewer, BY_LESSONS, &format!("{lesson}.number"));
    own + &sees_improvement(viewer, &format!("{lesson}.improvement"))
}

fn names_none_hidden(viewer: &Viewer<'_>, by: Named, number: &str) -> String {
    viewer.and_names_none_hidden(by.table, by.column, number)
}
