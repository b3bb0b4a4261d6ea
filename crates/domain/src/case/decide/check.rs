//! Checks that many commands share: texts, dates, moments, agreements.

use super::Context;
use crate::case::refusal::{FieldError, Refusal};
use crate::case::state::{Agreement, Case};
use crate::procedure::Label;
use crate::staff::UserId;
use crate::time::{Date, Instant, long_date};

/// Longest text of one field, in bytes.
pub const TEXT_LIMIT: usize = 64 * 1024;
/// Longest line such as a name, in bytes.
pub const LINE_LIMIT: usize = 500;

/// A text that must be there.
pub fn required(field: &str, text: &str, what: &str) -> Result<String, FieldError> {
    match optional(field, Some(text))? {
        Some(text) => Ok(text),
        None => Err(FieldError::new(field, "required", format!("Enter {what}."))),
    }
}

/// A text that may be empty; surrounding white space is taken off, line ends become `\n`.
pub fn optional(field: &str, text: Option<&str>) -> Result<Option<String>, FieldError> {
    within(field, text, TEXT_LIMIT)
}

/// As [`optional`], for a single line.
pub fn optional_line(field: &str, text: Option<&str>) -> Result<Option<String>, FieldError> {
    match within(field, text, LINE_LIMIT)? {
        Some(line) if line.contains(char::is_control) => {
            Err(FieldError::new(field, "line-break", "Write this on one line, without line breaks or tabs."))
        }
        line => Ok(line),
    }
}

fn within(field: &str, text: Option<&str>, limit: usize) -> Result<Option<String>, FieldError> {
    let Some(text) = text.map(str::trim).filter(|text| !text.is_empty()) else { return Ok(None) };
    if text.len() > limit {
        return Err(FieldError::new(field, "too-long", format!("This is too long: at most {limit} bytes are kept.")));
    }
    if let Some(bad) = text.chars().find(|c| c.is_control() && !matches!(c, '\n' | '\r' | '\t')) {
        let message = format!("Remove the control character U+{:04X}; it cannot be stored.", u32::from(bad));
        return Err(FieldError::new(field, "control-character", message));
    }
    Ok(Some(text.replace("\r\n", "\n")))
}

/// A day on which something happened: not in the future, not before `earliest`.
pub fn past_day(ctx: &Context<'_>, field: &str, on: Date, earliest: Date, why: &str) -> Result<Date, FieldError> {
    if on > ctx.today() {
        return Err(FieldError::new(field, "in-future", format!("{} is in the future.", long_date(on))));
    }
    if on < earliest {
        let message = format!("{} is before {}, when {why}.", long_date(on), long_date(earliest));
        return Err(FieldError::new(field, "too-early", message));
    }
    Ok(on)
}

/// An instant at which something happened: not in the future, not before `earliest`.
pub fn past_instant(
    ctx: &Context<'_>,
    field: &str,
    at: Instant,
    earliest: Instant,
    why: &str,
) -> Result<Instant, FieldError> {
    if at > ctx.now {
        return Err(FieldError::new(field, "in-future", "This is in the future."));
    }
    if at < earliest {
        return Err(FieldError::new(field, "too-early", format!("This is before {why}.")));
    }
    Ok(at)
}

/// A member of staff who exists.
pub fn staff(ctx: &Context<'_>, field: &str, id: &UserId) -> Result<UserId, FieldError> {
    match ctx.staffing.find(id) {
        Some(staff) => Ok(staff.id.clone()),
        None => Err(FieldError::new(field, "unknown", format!("Nobody here is known as '{id}'."))),
    }
}

/// A member of staff who may have something to do in a case: not one whom it is about, to whom it is not there.
pub fn participant(ctx: &Context<'_>, case: &Case, field: &str, id: &UserId) -> Result<UserId, FieldError> {
    let id = staff(ctx, field, id)?;
    if case.subjects.contains(&id) {
        let message = format!("It is about {}; choose somebody else.", ctx.staffing.name(&id));
        return Err(FieldError::new(field, "subject", message));
    }
    Ok(id)
}

/// Ids of one of the procedure's lists, each kept once.
pub fn known(field: &str, given: &[String], list: &[Label]) -> Result<Vec<String>, FieldError> {
    let mut kept: Vec<String> = Vec::new();
    for id in given {
        if !list.iter().any(|label| label.id == *id) {
            let known: Vec<&str> = list.iter().map(|label| label.id.as_str()).collect();
            let quoted: String = id.chars().take(80).collect();
            let message = match known.is_empty() {
                true => format!("The procedure has no list to take '{quoted}' from; leave this empty."),
                false => format!("'{quoted}' is not on the procedure's list; choose from: {}.", known.join(", ")),
            };
            return Err(FieldError::new(field, "unknown", message));
        }
        if !kept.contains(id) {
            kept.push(id.clone());
        }
    }
    Ok(kept)
}

/// Agreement that fits the case: "not possible" belongs to anonymous cases and to them alone (R30).
pub fn agreement(ctx: &Context<'_>, case: &Case, agreement: &Agreement) -> Result<Agreement, FieldError> {
    const FIELD: &str = "agreement";
    match agreement {
        Agreement::Agreed { .. } | Agreement::NotAgreed { .. } if case.is_anonymous() => Err(FieldError::new(
            FIELD,
            "anonymous",
            "This was brought anonymously, so nobody can have agreed; state in your own words why it is resolved.",
        )),
        Agreement::NotPossible { .. } if !case.is_anonymous() => Err(FieldError::new(
            FIELD,
            "not-anonymous",
            "Ask the person whether they agree; only an anonymous one cannot be asked.",
        )),
        Agreement::Agreed { means, on } => {
            let earliest = case.current().map_or(case.received_on, |handling| handling.received_on);
            let on = past_day(ctx, "agreed_on", *on, earliest, "this was received")?;
            Ok(Agreement::Agreed { means: *means, on })
        }
        Agreement::NotAgreed { reasons } => Ok(Agreement::NotAgreed {
            reasons: required("not_agreed_reasons", reasons, "the reasons why they do not agree")?,
        }),
        Agreement::NotPossible { statement } => Ok(Agreement::NotPossible {
            statement: required("agreement_statement", statement, "why this is resolved")?,
        }),
    }
}

/// Collects the errors of several fields, so that a form shows all of them at once.
#[derive(Debug, Default)]
pub struct Fields {
    errors: Vec<FieldError>,
}

impl Fields {
    /// Keeps the error, if there is one, and gives what there is.
    pub fn take<T>(&mut self, result: Result<T, FieldError>) -> Option<T> {
        result.map_err(|error| self.errors.push(error)).ok()
    }

    pub fn push(&mut self, error: FieldError) {
        self.errors.push(error);
    }

    /// The values, if every field was right.
    pub fn finish<T>(self, values: Option<T>) -> Result<T, Refusal> {
        match values {
            Some(values) if self.errors.is_empty() => Ok(values),
            _ => Err(Refusal::Invalid(self.errors)),
        }
    }
}
