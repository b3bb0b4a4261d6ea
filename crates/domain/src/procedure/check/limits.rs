//! How many entries a procedure may have. Past a limit nothing else is checked: the file is not a procedure.

use super::{Findings, item};
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
        ("natures", definition.natures.len(), 100),
        ("service_areas", definition.service_areas.len(), 500),
        ("compensation.bands", definition.compensation.bands.len(), 50),
        ("external_bodies", definition.external_bodies.len(), 20),
    ];
    for (path, count, most) in lists {
        check_count(findings, path, count, most);
    }
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
    }
    for (index, clock) in definition.clocks.iter().enumerate() {
        let path = item("clocks", index, &clock.id);
        check_count(findings, &format!("{path}.routes"), clock.routes.len(), 10);
        check_count(findings, &format!("{path}.satisfied_by"), clock.satisfied_by.len(), 20);
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
