//! Ids: short, kebab-case, and each once in its list.

use super::{Findings, item, labels};
use crate::procedure::Definition;

const LONGEST_ID: usize = 64;

pub(super) fn check(definition: &Definition, findings: &mut Findings<'_>) {
    check_form(findings, "id", &definition.id);
    check_list(findings, "parts", "id", definition.parts.iter().map(|part| &part.id));
    check_list(findings, "missing_parts", "part", definition.missing_parts.iter().map(|missing| &missing.part));
    check_list(findings, "roles", "id", definition.roles.iter().map(|role| &role.id));
    check_list(findings, "triage", "id", definition.triage.iter().map(|class| &class.id));
    check_list(findings, "stages", "id", definition.stages.iter().map(|stage| &stage.id));
    check_list(findings, "clocks", "id", definition.clocks.iter().map(|clock| &clock.id));
    check_list(findings, "outcomes", "id", definition.outcomes.iter().map(|outcome| &outcome.id));
    check_list(findings, "codes", "id", definition.codes.iter().map(|code| &code.id));
    check_list(findings, "external_bodies", "id", definition.external_bodies.iter().map(|body| &body.id));
    check_list(findings, "splits", "id", definition.splits.iter().map(|split| &split.id));
    check_list(findings, "letters", "id", definition.letters.iter().map(|letter| &letter.id));
    check_list(findings, "retention.rules", "id", definition.retention.rules.iter().map(|rule| &rule.id));
    check_list(findings, "response.contents", "id", definition.response.contents.iter().map(|content| &content.id));
    for (path, labels) in labels(definition) {
        check_list(findings, &path, "id", labels.iter().map(|label| &label.id));
    }
}

pub(super) fn check_list<'d>(
    findings: &mut Findings<'_>,
    list: &str,
    field: &str,
    ids: impl Iterator<Item = &'d String>,
) {
    let mut seen: Vec<&str> = Vec::new();
    for (index, id) in ids.enumerate() {
        check_form(findings, &format!("{}.{field}", item(list, index, id)), id);
        if seen.contains(&id.as_str()) {
            let message = format!("The id '{id}' stands twice in {list}. Give one of the two another id.");
            findings.error("duplicate-id", &format!("{list}[{index}].{field}"), message);
        }
        seen.push(id);
    }
}

fn check_form(findings: &mut Findings<'_>, path: &str, id: &str) {
    if !is_id(id) {
        let message =
            format!("'{id}' is no id. Use a-z, 0-9 and single hyphens between them, at most {LONGEST_ID} characters.");
        findings.error("bad-id", path, message);
    }
}

/// Kebab-case: words of `a-z` and `0-9` with single hyphens between them.
pub(super) fn is_id(id: &str) -> bool {
    let is_word = |word: &str| !word.is_empty() && word.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit());
    id.len() <= LONGEST_ID && id.split('-').all(is_word)
}
