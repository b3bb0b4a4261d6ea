//! What a correction changed, field by field, as the history of an improvement action tells it.

use std::collections::BTreeSet;

use super::fact::Corrected;
use super::state::{Change, Ending, Expected, Improvement};
use crate::time::Date;

/// The fields that a correction says otherwise than they stand.
pub(super) fn changes(improvement: &Improvement, corrected: &Corrected) -> Vec<Change> {
    let (was, is) = (&improvement.cause, &corrected.cause);
    let text = |text: Option<&str>| text.unwrap_or_default().to_owned();
    let done_on = match &improvement.ending {
        Some(Ending::Done { on, .. }) => Some(*on),
        Some(Ending::Dropped { .. }) | None => None,
    };
    different([
        ("title", improvement.title.clone(), corrected.title.clone()),
        ("what", improvement.what.clone(), corrected.what.clone()),
        ("code", text(was.code()), text(is.code())),
        ("service_area", text(was.service_area()), text(is.service_area())),
        ("effect", effect(&improvement.expected), effect(&corrected.expected)),
        ("not_measurable", not_measurable(&improvement.expected), not_measurable(&corrected.expected)),
        ("cases", list(&improvement.cases), list(&corrected.cases)),
        ("started_on", improvement.started_on.to_string(), corrected.started_on.to_string()),
        ("done_on", day(done_on), day(corrected.done_on)),
    ])
}

/// What is taken back where an improvement action that ended is opened again.
pub(super) fn reopened(ending: &Ending) -> Vec<Change> {
    let (field, on, note) = match ending {
        Ending::Done { on, what } => ("done_on", on, what),
        Ending::Dropped { on, reason } => ("dropped_on", on, reason),
    };
    different([(field, on.to_string(), String::new()), ("ended_note", note.clone(), String::new())])
}

fn different<const N: usize>(fields: [(&str, String, String); N]) -> Vec<Change> {
    let different = fields.into_iter().filter(|(_, before, after)| before != after);
    different.map(|(field, before, after)| Change { field: field.to_owned(), before, after }).collect()
}

fn effect(expected: &Expected) -> String {
    match expected {
        Expected::Fewer { effect } => effect.clone(),
        Expected::NotMeasurable { .. } => String::new(),
    }
}

fn not_measurable(expected: &Expected) -> String {
    match expected {
        Expected::Fewer { .. } => String::new(),
        Expected::NotMeasurable { reason } => reason.clone(),
    }
}

fn list(cases: &BTreeSet<String>) -> String {
    cases.iter().map(String::as_str).collect::<Vec<_>>().join(", ")
}

fn day(on: Option<Date>) -> String {
    on.map(|on| on.to_string()).unwrap_or_default()
}
