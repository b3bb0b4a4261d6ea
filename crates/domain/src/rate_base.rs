//! What rates are reckoned on: so many homes, residents, staff or customers of an organisation, as of a day.

use serde::{Deserialize, Serialize};

use crate::case::{FieldError, Refusal};
use crate::time::{Date, long_date};

/// Longest kind, in bytes.
const KIND_LIMIT: usize = 60;

/// A number of something as of a day.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct RateBase {
    /// What is counted: `homes-rented`, `residents`.
    pub kind: String,
    pub as_of: Date,
    /// At least one.
    pub number: u32,
}

impl RateBase {
    /// Whether it can be written down on a day.
    ///
    /// # Errors
    /// [`Refusal::Invalid`] with every field that is wrong: `kind`, `as_of`, `number`.
    pub fn check(&self, today: Date) -> Result<(), Refusal> {
        let mut errors = Vec::new();
        if !is_kind(&self.kind) {
            let message = "Name what is counted in lower-case letters, digits and single hyphens: homes-rented.";
            errors.push(FieldError::new("kind", "not-an-id", message));
        }
        if self.as_of > today {
            let message = format!("{} is in the future.", long_date(self.as_of));
            errors.push(FieldError::new("as_of", "in-future", message));
        }
        if self.number == 0 {
            errors.push(FieldError::new("number", "out-of-range", "Nothing can be reckoned on none; enter 1 or more."));
        }
        if errors.is_empty() { Ok(()) } else { Err(Refusal::Invalid(errors)) }
    }
}

fn is_kind(kind: &str) -> bool {
    let is_word = |word: &str| !word.is_empty() && word.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit());
    kind.len() <= KIND_LIMIT && kind.split('-').all(is_word)
}
