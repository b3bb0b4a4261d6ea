//! Roles: those that are named anywhere exist, somebody can own each stage, and somebody can do each kind of work.

use super::{Findings, check_repeats, item, word};
use crate::procedure::{Definition, Permission, Stage};

/// Without one of these a case could not pass from being logged to being reported.
const NEEDED: [Permission; 4] = [Permission::Log, Permission::Handle, Permission::Resolve, Permission::Report];

/// What whoever audits may hold beside it: they look at everything and have a hand in nothing.
const WITH_AUDIT: [Permission; 4] = [Permission::Audit, Permission::Read, Permission::Report, Permission::Confidential];

pub(super) fn check(definition: &Definition, findings: &mut Findings<'_>) {
    for (index, role) in definition.roles.iter().enumerate() {
        let path = format!("{}.may", item("roles", index, &role.id));
        check_repeats(findings, &path, &role.may);
        let hand = role.may.iter().find(|permission| !WITH_AUDIT.contains(permission));
        if let Some(hand) = hand.filter(|_| role.may.contains(&Permission::Audit)) {
            let message = format!("Whoever audits changes nothing. Take '{}' out, or 'audit'.", word(hand));
            findings.error("auditor-has-a-hand", &path, message);
        }
    }
    for permission in NEEDED {
        if !definition.roles.iter().any(|role| role.may.contains(&permission)) {
            let message = format!("No role may '{}'. Add it to the role that does this work.", word(permission));
            findings.error("permission-uncovered", "roles", message);
        }
    }
    for (index, stage) in definition.stages.iter().enumerate() {
        let path = item("stages", index, &stage.id);
        check_owners(definition, stage, &path, findings);
        check_reviewers(definition, stage, &path, findings);
    }
    check_deciders(definition, findings);
}

fn check_owners(definition: &Definition, stage: &Stage, path: &str, findings: &mut Findings<'_>) {
    let owners = format!("{path}.owner_roles");
    let excluded = format!("{path}.owner_excluded");
    check_repeats(findings, &owners, &stage.owner_roles);
    check_repeats(findings, &excluded, &stage.owner_excluded);
    check_known(definition, findings, &owners, &stage.owner_roles);
    check_known(definition, findings, &excluded, &stage.owner_excluded);
    for (index, id) in stage.owner_roles.iter().enumerate() {
        let at = format!("{owners}[{index}]");
        if definition.roles.iter().any(|role| role.id == *id && !role.may.contains(&Permission::Resolve)) {
            let message = format!(
                "The role '{id}' owns this stage, but may not 'resolve'. Add 'resolve' to the role, or name another owner."
            );
            findings.error("owner-cannot-resolve", &at, message);
        }
        if stage.owner_excluded.contains(id) {
            let message =
                format!("The role '{id}' both owns this stage and is excluded from it. Delete one of the two.");
            findings.error("owner-excluded", &at, message);
        }
    }
    if stage.owner_roles.iter().all(|id| stage.owner_excluded.contains(id)) {
        findings.error("no-eligible-owner", &owners, "No role is left that could own this stage. Name one.");
    }
}

fn check_reviewers(definition: &Definition, stage: &Stage, path: &str, findings: &mut Findings<'_>) {
    if let Some(filter) = &stage.filter {
        check_known(definition, findings, &format!("{path}.filter.roles"), &filter.roles);
    }
    if let Some(panel) = &stage.panel {
        check_known(definition, findings, &format!("{path}.panel.members"), &panel.members);
        check_known(definition, findings, &format!("{path}.panel.deputies"), &panel.deputies);
    }
    if let Some(board) = &stage.board {
        check_known(definition, findings, &format!("{path}.board.members"), &board.members);
        check_known(definition, findings, &format!("{path}.board.recused"), &board.recused);
    }
}

/// Those who approve amounts, and who decide on limits of contact.
fn check_deciders(definition: &Definition, findings: &mut Findings<'_>) {
    for (index, band) in definition.compensation.bands.iter().enumerate() {
        check_known(definition, findings, &format!("compensation.bands[{index}].approvers"), &band.approvers);
    }
    if let Some(behaviour) = &definition.behaviour {
        check_known(definition, findings, "behaviour.decided_by", &behaviour.decided_by);
    }
}

fn check_known(definition: &Definition, findings: &mut Findings<'_>, path: &str, ids: &[String]) {
    for (index, id) in ids.iter().enumerate() {
        if !definition.roles.iter().any(|role| role.id == *id) {
            let message = format!("There is no role '{id}'. Add it to the roles, or correct the name.");
            findings.error("unknown-role", &format!("{path}[{index}]"), message);
        }
    }
}
