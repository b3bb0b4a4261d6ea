//! What whoever adopts the procedure should know: gaps of the source and how they are settled. Warnings, but for
//! an entry that is itself at fault.

use super::{Findings, item};
use crate::procedure::{Definition, Guard};

pub(super) fn check(definition: &Definition, findings: &mut Findings<'_>) {
    check_settled(definition, findings);
    for (index, missing) in definition.missing_parts.iter().enumerate() {
        check_requirement(
            findings,
            &format!("{}.requirement", item("missing_parts", index, &missing.part)),
            &missing.requirement,
        );
    }
    for (index, provenance) in definition.provenance.iter().enumerate().filter(|(_, entry)| !entry.verified) {
        let message = format!(
            "Check against the published text before adopting: {} It rests on: {}.",
            provenance.statement,
            provenance.source.trim_end_matches('.')
        );
        findings.warning("check-before-adopting", &format!("provenance[{index}]"), "R73", message);
    }
    if definition.intake.written_required {
        let message = "A complaint would have to come in writing, and so would keep out whoever cannot write it down. Set it to false, unless the law wants it so.";
        findings.warning("writing-required", "intake.written_required", "R27", message);
    }
    if definition.adoption.is_none() {
        let message = "Nobody has adopted this procedure: it is a draft. Add `adoption` with body, signatory and date.";
        findings.warning("draft", "adoption", "R73", message);
    }
    let asks_for_compensation = definition.stages.iter().any(|stage| stage.closing.contains(&Guard::Compensation));
    if asks_for_compensation && definition.compensation.bands.is_empty() {
        let message = "Closing asks for a compensation decision, and no scheme is on file. Add bands, or expect 'considered, none' and single amounts with their basis.";
        findings.warning("no-compensation-scheme", "compensation.bands", "R38", message);
    }
}

fn check_settled(definition: &Definition, findings: &mut Findings<'_>) {
    for (index, settled) in definition.settled.iter().enumerate() {
        check_requirement(findings, &format!("settled[{index}].requirement"), &settled.requirement);
        if findings.source.has_field(&settled.at) {
            let message = format!("The source: {} Settled as: {}.", settled.source, settled.settled_as);
            findings.warning("source-gap", &settled.at, &settled.requirement, message);
        } else {
            let message = format!(
                "There is no field '{}'. Name the field that settles this, such as clocks.resolve.start.",
                settled.at
            );
            findings.error("dangling-field", &format!("settled[{index}].at"), message);
        }
    }
}

fn check_requirement(findings: &mut Findings<'_>, path: &str, requirement: &str) {
    let number = requirement.strip_prefix('R').and_then(|number| number.parse::<u16>().ok());
    if !number.is_some_and(|number| matches!(number, 1..=999)) {
        findings.error(
            "bad-requirement",
            path,
            format!("'{requirement}' is no row of the requirements. Write one such as R13."),
        );
    }
}
