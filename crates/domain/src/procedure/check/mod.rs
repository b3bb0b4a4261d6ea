//! Whether a definition holds together: every finding at once, errors first.

mod clocks;
mod conduct;
mod decisions;
mod forms;
mod gaps;
mod guards;
mod ids;
mod letters;
mod limits;
mod parts;
mod report;
mod retention;
mod review;
mod roles;
mod splits;
mod stages;
mod texts;

use serde::Serialize;
pub(super) use texts::line_fault;

use super::finding::{Finding, Severity};
use super::model::{Definition, Label};
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
        guards::check(definition, &mut findings);
        review::check(definition, &mut findings);
        clocks::check(definition, &mut findings);
        decisions::check(definition, &mut findings);
        conduct::check(definition, &mut findings);
        letters::check(definition, &mut findings);
        retention::check(definition, &mut findings);
        splits::check(definition, &mut findings);
        report::check(definition, &mut findings);
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

/// Every list of an id and a label, with its path; but for those of clocks.
fn labels(definition: &Definition) -> Vec<(String, &[Label])> {
    let mut lists: Vec<(String, &[Label])> = vec![
        ("natures".to_owned(), &definition.natures),
        ("remedies".to_owned(), &definition.remedies),
        ("evidence".to_owned(), &definition.evidence),
        ("reasonableness".to_owned(), &definition.reasonableness),
        ("staff_matters".to_owned(), &definition.staff_matters),
        ("adjustments".to_owned(), &definition.adjustments),
    ];
    if let Some(behaviour) = &definition.behaviour {
        lists.push(("behaviour.limits".to_owned(), &behaviour.limits));
    }
    for (index, split) in definition.splits.iter().enumerate() {
        lists.push((format!("{}.options", item("splits", index, &split.id)), &split.options));
    }
    for (index, stage) in definition.stages.iter().enumerate() {
        let path = item("stages", index, &stage.id);
        lists.extend(stage.filter.iter().map(|filter| (format!("{path}.filter.tests"), filter.tests.as_slice())));
        lists.extend(stage.panel.iter().map(|panel| (format!("{path}.panel.questions"), panel.questions.as_slice())));
    }
    lists
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
