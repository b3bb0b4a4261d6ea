//! How many entries a procedure may have. Past a limit nothing else is checked: the file is not a procedure.

use super::{Findings, item, labels};
use crate::procedure::Definition;

pub(super) fn check(definition: &Definition, findings: &mut Findings<'_>) {
    let lists = [
        ("parts", definition.parts.len(), 100),
        ("missing_parts", definition.missing_parts.len(), 50),
        ("settled", definition.settled.len(), 300),
        ("roles", definition.roles.len(), 50),
        ("intake.channels", definition.intake.channels.len(), 20),
        ("intake.required_fields", definition.intake.required_fields.len(), 20),
        ("intake.checklist", definition.intake.checklist.len(), 50),
        ("triage", definition.triage.len(), 20),
        ("stages", definition.stages.len(), 50),
        ("clocks", definition.clocks.len(), 100),
        ("outcomes", definition.outcomes.len(), 50),
        ("codes", definition.codes.len(), 200),
        ("service_areas", definition.service_areas.len(), 500),
        ("compensation.bands", definition.compensation.bands.len(), 50),
        ("external_bodies", definition.external_bodies.len(), 20),
        ("retention.rules", definition.retention.rules.len(), 50),
        ("response.contents", definition.response.contents.len(), 50),
        ("letters", definition.letters.len(), 50),
        ("splits", definition.splits.len(), 30),
        ("consent.required_before", definition.consent.required_before.len(), 10),
        ("behaviour.decided_by", definition.behaviour.as_ref().map_or(0, |behaviour| behaviour.decided_by.len()), 50),
        ("escalation.windows", definition.escalation.windows.len(), 10),
        ("provenance", definition.provenance.len(), 200),
        ("report.sections", definition.report.sections.len(), 50),
        ("report.volume_columns", definition.report.volume_columns.len(), 10),
        ("report.timescale_columns", definition.report.timescale_columns.len(), 20),
        ("report.outcome_columns", definition.report.outcome_columns.len(), 50),
        ("report.audiences", definition.report.audiences.len(), 20),
    ];
    for (path, count, most) in lists {
        check_count(findings, path, count, most);
    }
    for (path, labels) in labels(definition) {
        check_count(findings, &path, labels.len(), 100);
    }
    check_counts_of_elements(definition, findings);
}

fn check_counts_of_elements(definition: &Definition, findings: &mut Findings<'_>) {
    for (index, role) in definition.roles.iter().enumerate() {
        check_count(findings, &format!("{}.may", item("roles", index, &role.id)), role.may.len(), 20);
    }
    for (index, stage) in definition.stages.iter().enumerate() {
        let path = item("stages", index, &stage.id);
        check_count(findings, &format!("{path}.routes"), stage.routes.len(), 10);
        check_count(findings, &format!("{path}.owner_roles"), stage.owner_roles.len(), 50);
        check_count(findings, &format!("{path}.owner_excluded"), stage.owner_excluded.len(), 50);
        check_count(findings, &format!("{path}.steps"), stage.steps.len(), 30);
        check_count(findings, &format!("{path}.closing"), stage.closing.len(), 30);
        if let Some(filter) = &stage.filter {
            check_count(findings, &format!("{path}.filter.roles"), filter.roles.len(), 50);
        }
        if let Some(panel) = &stage.panel {
            check_count(findings, &format!("{path}.panel.members"), panel.members.len(), 50);
            check_count(findings, &format!("{path}.panel.deputies"), panel.deputies.len(), 50);
        }
        if let Some(board) = &stage.board {
            check_count(findings, &format!("{path}.board.members"), board.members.len(), 50);
            check_count(findings, &format!("{path}.board.recused"), board.recused.len(), 50);
            check_count(findings, &format!("{path}.board.grounds"), board.grounds.len(), 20);
        }
    }
    for (index, rule) in definition.retention.rules.iter().enumerate() {
        let path = item("retention.rules", index, &rule.id);
        check_count(findings, &format!("{path}.outcomes"), rule.outcomes.len(), 50);
        check_count(findings, &format!("{path}.classes"), rule.classes.len(), 20);
        check_count(findings, &format!("{path}.codes"), rule.codes.len(), 200);
    }
    for (index, clock) in definition.clocks.iter().enumerate() {
        let path = item("clocks", index, &clock.id);
        check_count(findings, &format!("{path}.routes"), clock.routes.len(), 10);
        check_count(findings, &format!("{path}.stages"), clock.stages.len(), 50);
        check_count(findings, &format!("{path}.classes"), clock.classes.len(), 20);
        check_count(findings, &format!("{path}.satisfied_by"), clock.satisfied_by.len(), 20);
        check_count(findings, &format!("{path}.warn_at"), clock.warn_at.len(), 10);
        let reasons = clock.extension.as_ref().map_or(0, |extension| extension.reasons.len());
        check_count(findings, &format!("{path}.extension.reasons"), reasons, 50);
        let reasons = clock.pause.as_ref().map_or(0, |pause| pause.reasons.len());
        check_count(findings, &format!("{path}.pause.reasons"), reasons, 50);
    }
    for (index, band) in definition.compensation.bands.iter().enumerate() {
        check_count(findings, &format!("compensation.bands[{index}].approvers"), band.approvers.len(), 50);
    }
}

fn check_count(findings: &mut Findings<'_>, path: &str, count: usize, most: usize) {
    if count > most {
        findings.error(
            "too-many",
            path,
            format!("There are {count} entries; at most {most} are allowed. Delete some."),
        );
    }
}
