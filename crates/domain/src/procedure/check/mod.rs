//! Whether a definition holds together: every finding at once, errors first.

mod clocks;
mod decisions;
mod forms;
mod gaps;
mod ids;
mod limits;
mod parts;
mod roles;
mod stages;
mod texts;

use serde::Serialize;

use super::finding::{Finding, Severity};
use super::model::Definition;
use super::source::Source;

/// Checks a definition as read from `source`.
pub(super) fn check(definition: &Definition, source: &Source<'_>) -> Vec<Finding> {
    let mut findings = Findings { source, list: Vec::new() };
    limits::check(definition, &mut findings);
    if findings.list.is_empty() {
        ids::check(definition, &mut findings);
        texts::check(definition, &mut findings);
        forms::check(definition, &mut findings);
        roles::check(definition, &mut findings);
        stages::check(definition, &mut findings);
        clocks::check(definition, &mut findings);
        decisions::check(definition, &mut findings);
        parts::check(definition, &mut findings);
        gaps::check(definition, &mut findings);
    }
    findings.list.sort_by_key(|finding| finding.severity);
    findings.list
}

/// Findings as they are gathered, each located in the source.
struct Findings<'s> {
    source: &'s Source<'s>,
    list: Vec<Finding>,
}

impl Findings<'_> {
    fn error(&mut self, code: &'static str, path: &str, message: impl Into<String>) {
        self.add(Severity::Error, code, path, message.into(), None);
    }

    fn warning(&mut self, code: &'static str, path: &str, requirement: &str, message: impl Into<String>) {
        self.add(Severity::Warning, code, path, message.into(), Some(requirement.to_owned()));
    }

    fn add(
        &mut self,
        severity: Severity,
        code: &'static str,
        path: &str,
        message: String,
        requirement: Option<String>,
    ) {
        let at = self.source.at_path(path);
        self.list.push(Finding { severity, code, at, message, requirement });
    }
}

/// Path of an element: by its id, or by its position (from 0) where the id is none to speak of.
fn item(list: &str, index: usize, id: &str) -> String {
    if ids::is_id(id) { format!("{list}.{id}") } else { format!("{list}[{index}]") }
}

/// A value as the file writes it: `handed-over`.
fn word(value: impl Serialize) -> String {
    toml::Value::try_from(value).ok().and_then(|value| value.as_str().map(str::to_owned)).unwrap_or_default()
}

/// Reports every value that stands in a list twice.
fn check_repeats<T: PartialEq + Serialize>(findings: &mut Findings<'_>, path: &str, values: &[T]) {
    for (index, value) in values.iter().enumerate() {
        if values.iter().take(index).any(|earlier| earlier == value) {
            let message = format!("'{}' stands here twice. Delete one of the two.", word(value));
            findings.error("value-twice", &format!("{path}[{index}]"), message);
        }
    }
}
