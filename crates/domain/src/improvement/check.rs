//! Checks of what is written: titles of one line, texts of a few pages; every field that is wrong is told at once.

use super::fact::Fact;
use crate::case::{FieldError, Refusal};

/// Longest title, in bytes.
const TITLE_LIMIT: usize = 200;
/// Longest text, in bytes.
const TEXT_LIMIT: usize = 10_000;

/// A line that must be there.
pub(super) fn title(field: &str, text: &str) -> Result<String, FieldError> {
    line(field, Some(text))?.ok_or_else(|| FieldError::new(field, "required", "Enter a title."))
}

/// A line that may be missing.
pub(super) fn line(field: &str, text: Option<&str>) -> Result<Option<String>, FieldError> {
    let line = within(field, text.unwrap_or_default(), TITLE_LIMIT)?;
    if line.contains(char::is_control) {
        return Err(FieldError::new(field, "line-break", "Write this on one line, without line breaks or tabs."));
    }
    Ok((!line.is_empty()).then_some(line))
}

/// A text that must be there.
pub(super) fn required(field: &str, text: &str, what: &str) -> Result<String, FieldError> {
    match optional(field, text)? {
        text if text.is_empty() => Err(FieldError::new(field, "required", format!("Enter {what}."))),
        text => Ok(text),
    }
}

/// A text that may be empty.
pub(super) fn optional(field: &str, text: &str) -> Result<String, FieldError> {
    within(field, text, TEXT_LIMIT)
}

fn within(field: &str, text: &str, limit: usize) -> Result<String, FieldError> {
    let text = text.trim();
    if text.len() > limit {
        return Err(FieldError::new(field, "too-long", format!("This is too long: at most {limit} bytes are kept.")));
    }
    if let Some(bad) = text.chars().find(|c| c.is_control() && !matches!(c, '\n' | '\r' | '\t')) {
        let message = format!("Remove the control character U+{:04X}; it cannot be stored.", u32::from(bad));
        return Err(FieldError::new(field, "control-character", message));
    }
    Ok(text.replace("\r\n", "\n"))
}

/// Collects the errors of several fields, so that all of them are shown at once.
#[derive(Default)]
pub(super) struct Fields {
    errors: Vec<FieldError>,
}

impl Fields {
    pub(super) fn take<T>(&mut self, result: Result<T, FieldError>) -> Option<T> {
        result.map_err(|error| self.errors.push(error)).ok()
    }

    pub(super) fn take_all<T>(&mut self, result: Result<T, Vec<FieldError>>) -> Option<T> {
        result.map_err(|errors| self.errors.extend(errors)).ok()
    }

    pub(super) fn push(&mut self, error: FieldError) {
        self.errors.push(error);
    }

    pub(super) fn finish(self, fact: Option<Fact>) -> Result<Fact, Refusal> {
        match fact {
            Some(fact) if self.errors.is_empty() => Ok(fact),
            _ => Err(Refusal::Invalid(self.errors)),
        }
    }
}
