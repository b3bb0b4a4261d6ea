//! Texts that people read: none is empty, and labels, names and notes fit on one line.

use super::{Findings, item, labels, word};
use crate::procedure::Definition;

/// What fits a table cell, a heading or a note.
const LONGEST_LINE: usize = 300;

pub(super) fn check(definition: &Definition, findings: &mut Findings<'_>) {
    check_heads(definition, findings);
    check_parts(definition, findings);
    check_intake(definition, findings);
    check_handling(definition, findings);
    check_decisions(definition, findings);
    check_labels(definition, findings);
    check_letters(definition, findings);
    check_outside_and_report(definition, findings);
}

fn check_heads(definition: &Definition, findings: &mut Findings<'_>) {
    line(findings, "title", &definition.title);
    line(findings, "version", &definition.version);
    line(findings, "terms.person", &definition.terms.person);
    line(findings, "terms.case", &definition.terms.case);
    line(findings, "terms.cases", &definition.terms.cases);
    if let Some(adoption) = &definition.adoption {
        line(findings, "adoption.body", &adoption.body);
        line(findings, "adoption.signatory", &adoption.signatory);
    }
    for (index, settled) in definition.settled.iter().enumerate() {
        line(findings, &format!("settled[{index}].source"), &settled.source);
        line(findings, &format!("settled[{index}].settled_as"), &settled.settled_as);
    }
    for (index, provenance) in definition.provenance.iter().enumerate() {
        line(findings, &format!("provenance[{index}].statement"), &provenance.statement);
        line(findings, &format!("provenance[{index}].source"), &provenance.source);
    }
}

fn check_parts(definition: &Definition, findings: &mut Findings<'_>) {
    for (index, part) in definition.parts.iter().enumerate() {
        let path = item("parts", index, &part.id);
        line(findings, &format!("{path}.title"), &part.title);
        line(findings, &format!("{path}.purpose"), &part.purpose);
        body(findings, &format!("{path}.body"), &part.body);
    }
    for (index, missing) in definition.missing_parts.iter().enumerate() {
        let path = item("missing_parts", index, &missing.part);
        line(findings, &format!("{path}.why"), &missing.why);
    }
}

fn check_intake(definition: &Definition, findings: &mut Findings<'_>) {
    for (index, pointer) in definition.intake.checklist.iter().enumerate() {
        line(findings, &format!("intake.checklist[{index}]"), pointer);
    }
    for (index, class) in definition.triage.iter().enumerate() {
        let path = item("triage", index, &class.id);
        line(findings, &format!("{path}.label"), &class.label);
        line(findings, &format!("{path}.meaning"), &class.meaning);
    }
    for (index, area) in definition.service_areas.iter().enumerate() {
        line(findings, &format!("service_areas[{index}]"), area);
    }
}

fn check_handling(definition: &Definition, findings: &mut Findings<'_>) {
    for (index, role) in definition.roles.iter().enumerate() {
        line(findings, &format!("{}.label", item("roles", index, &role.id)), &role.label);
    }
    for (index, stage) in definition.stages.iter().enumerate() {
        let path = item("stages", index, &stage.id);
        line(findings, &format!("{path}.label"), &stage.label);
        for (position, step) in stage.steps.iter().enumerate() {
            line(findings, &format!("{path}.steps[{position}].label"), &step.label);
        }
    }
    for (index, clock) in definition.clocks.iter().enumerate() {
        line(findings, &format!("{}.label", item("clocks", index, &clock.id)), &clock.label);
    }
}

fn check_decisions(definition: &Definition, findings: &mut Findings<'_>) {
    for (index, outcome) in definition.outcomes.iter().enumerate() {
        line(findings, &format!("{}.label", item("outcomes", index, &outcome.id)), &outcome.label);
    }
    for (index, code) in definition.codes.iter().enumerate() {
        let path = item("codes", index, &code.id);
        line(findings, &format!("{path}.label"), &code.label);
        line(findings, &format!("{path}.meaning"), &code.meaning);
    }
    if let Some(scheme) = &definition.compensation.scheme {
        line(findings, "compensation.scheme", scheme);
    }
    for (index, band) in definition.compensation.bands.iter().enumerate() {
        line(findings, &format!("compensation.bands[{index}].basis"), &band.basis);
    }
}

fn check_labels(definition: &Definition, findings: &mut Findings<'_>) {
    for (index, split) in definition.splits.iter().enumerate() {
        line(findings, &format!("{}.label", item("splits", index, &split.id)), &split.label);
    }
    for (path, labels) in labels(definition) {
        for (index, label) in labels.iter().enumerate() {
            line(findings, &format!("{}.label", item(&path, index, &label.id)), &label.label);
        }
    }
}

fn check_letters(definition: &Definition, findings: &mut Findings<'_>) {
    for (index, content) in definition.response.contents.iter().enumerate() {
        line(findings, &format!("{}.label", item("response.contents", index, &content.id)), &content.label);
    }
    for (index, letter) in definition.letters.iter().enumerate() {
        let path = item("letters", index, &letter.id);
        line(findings, &format!("{path}.title"), &letter.title);
        body(findings, &format!("{path}.body"), &letter.body);
    }
}

fn check_outside_and_report(definition: &Definition, findings: &mut Findings<'_>) {
    for (index, body) in definition.external_bodies.iter().enumerate() {
        let path = item("external_bodies", index, &body.id);
        line(findings, &format!("{path}.name"), &body.name);
        line(findings, &format!("{path}.contact"), &body.contact);
        line(findings, &format!("{path}.scope_note"), &body.scope_note);
    }
    line(findings, "report.title", &definition.report.title);
    for (route, label) in &definition.report.rows {
        line(findings, &format!("report.rows.{}", word(route)), label);
    }
}

/// A text of as many lines as it takes.
pub(super) fn body(findings: &mut Findings<'_>, path: &str, text: &str) {
    if text.trim().is_empty() {
        findings.error("empty-text", path, "There is no text here. Write it, or delete the entry.");
    }
}

/// A text that is there and fits on one line.
pub(super) fn line(findings: &mut Findings<'_>, path: &str, text: &str) {
    if let Some((code, message)) = line_fault(text) {
        findings.error(code, path, message);
    }
}

/// What keeps a text from standing on one line: code and message.
pub(in crate::procedure) fn line_fault(text: &str) -> Option<(&'static str, String)> {
    if text.trim().is_empty() {
        return Some(("empty-text", "People read this text, and it is empty. Write it.".to_owned()));
    }
    // Controls other than line breaks can stand in a file only as escapes.
    (text.contains(char::is_control) || text.chars().count() > LONGEST_LINE).then(|| {
        let message = format!(
            "This text goes on one line of at most {LONGEST_LINE} characters. Shorten it, or take out line breaks and \
             control characters."
        );
        ("not-one-line", message)
    })
}
