//! How long records are kept: times that can be, and rules that fit something.

use super::{Findings, check_repeats, item};
use crate::procedure::Definition;

/// Fifty years: children's and safeguarding records are kept longest.
const MOST_MONTHS: u32 = 600;

pub(super) fn check(definition: &Definition, findings: &mut Findings<'_>) {
    let retention = &definition.retention;
    check_months(findings, "retention.months", retention.months);
    for (index, rule) in retention.rules.iter().enumerate() {
        let path = item("retention.rules", index, &rule.id);
        check_months(findings, &format!("{path}.months"), Some(rule.months));
        let ids = [
            ("outcomes", &rule.outcomes, definition.outcomes.iter().map(|it| &it.id).collect::<Vec<_>>()),
            ("classes", &rule.classes, definition.triage.iter().map(|it| &it.id).collect()),
            ("codes", &rule.codes, definition.codes.iter().map(|it| &it.id).collect()),
        ];
        for (list, given, known) in ids {
            check_repeats(findings, &format!("{path}.{list}"), given);
            for id in given.iter().filter(|id| !known.contains(id)) {
                let message = format!("There is no '{id}' in this procedure. Correct the id, or delete it.");
                findings.error("retention-unknown-id", &format!("{path}.{list}"), message);
            }
        }
        if rule.outcomes.is_empty() && rule.classes.is_empty() && rule.codes.is_empty() {
            let message = "This rule is for every case, so that nothing after it counts. Say for which outcomes, classes or codes it is, or write its months as `retention.months`.";
            findings.error("retention-rule-for-all", &path, message);
        }
    }
    if retention.automatic && retention.months.is_none() && retention.rules.is_empty() {
        let message = "Nothing says how long records are kept, so nothing would be erased by itself. Give `months`, or delete `automatic`.";
        findings.error("retention-without-months", "retention.automatic", message);
    }
    if retention.months.is_none() && retention.rules.is_empty() {
        let message = "Records of closed cases are kept until somebody decides to erase them. Say under `retention` for how many months they are needed.";
        findings.warning("no-retention", "retention", "R73", message);
    }
}

fn check_months(findings: &mut Findings<'_>, path: &str, months: Option<u32>) {
    if let Some(months) = months.filter(|months| !matches!(months, 1..=MOST_MONTHS)) {
        findings.error("months", path, format!("This cannot be {months} months. Give it 1 to {MOST_MONTHS}."));
    }
}
