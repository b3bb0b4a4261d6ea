//! Keeping a spreadsheet from running a text cell as a formula, without losing the text.
//!
//! Writing adds one apostrophe to a text that begins with a formula character after any number of apostrophes;
//! reading takes exactly one off. So every text comes back as it was, those with apostrophes of their own among them.

use std::borrow::Cow;

/// The text as a cell may hold it: with one apostrophe more where a spreadsheet would run it.
pub fn neutralised(text: &str) -> Cow<'_, str> {
    if is_formula(text.trim_start_matches('\'')) { Cow::Owned(format!("'{text}")) } else { Cow::Borrowed(text) }
}

/// The text a cell stands for: the apostrophe that [`neutralised`] added taken off. A formula character without one is left.
pub fn restored(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(text) if is_formula(text.trim_start_matches('\'')) => text,
        _ => cell,
    }
}

fn is_formula(text: &str) -> bool {
    // The full-width forms run as the plain ones do in some spreadsheets.
    text.starts_with(['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠'])
}
