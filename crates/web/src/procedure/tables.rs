//! The clocks and roles of a procedure in words.

use redress_domain::procedure::{ClockRule, Definition, Force, Permission, Role};
use redress_domain::words::Word;

use crate::layout::capital;

/// A clock as the table of time limits shows it.
pub(super) struct ClockLine {
    pub(super) label: String,
    /// `10 working days`.
    pub(super) length: String,
    /// What it is aimed at before, where there is such a thing.
    pub(super) aim: Option<String>,
    pub(super) from: &'static str,
    pub(super) until: &'static str,
    /// The stages it runs at, by the report's names for their ways in.
    pub(super) runs_for: String,
    pub(super) force: &'static str,
}

/// A role with what it allows.
pub(super) struct RoleLine {
    pub(super) label: String,
    pub(super) may: String,
}

pub(super) fn clocks(definition: &Definition) -> Vec<ClockLine> {
    definition.clocks.iter().map(|clock| clock_line(clock, definition)).collect()
}

fn clock_line(clock: &ClockRule, definition: &Definition) -> ClockLine {
    let rows = clock
        .routes
        .iter()
        .map(|route| definition.report.rows.get(route).cloned().unwrap_or_else(|| route.label().to_owned()));
    ClockLine {
        label: clock.label.clone(),
        length: clock.unit.count(clock.length),
        aim: clock.early_target.map(|early| clock.unit.count(early)),
        from: clock.start.label(),
        until: clock.stop.label(),
        runs_for: rows.collect::<Vec<_>>().join("; "),
        force: force(clock.force),
    }
}

fn force(force: Force) -> &'static str {
    match force {
        Force::Statutory => "The law sets it",
        Force::Standard => "The procedure sets it",
        Force::Target => "We aim for it",
    }
}

pub(super) fn roles(definition: &Definition) -> Vec<RoleLine> {
    let line = |role: &Role| {
        let may: Vec<&str> = role.may.iter().map(|permission| may(*permission)).collect();
        RoleLine { label: role.label.clone(), may: capital(&may.join("; ")) }
    };
    definition.roles.iter().map(line).collect()
}

fn may(permission: Permission) -> &'static str {
    match permission {
        Permission::Read => "see cases",
        Permission::Log => "log new cases",
        Permission::Handle => "triage, settle, hand over and record what happens",
        Permission::Resolve => "own a case and bring it to its decision",
        Permission::Manage => "act on any case",
        Permission::Report => "see reports and learning",
        Permission::Administer => "set up people, closures and the procedure",
        Permission::StaffMatters => "see and record what follows for members of staff",
        Permission::Improve => "keep improvement actions and lessons, and write reports",
        Permission::Approve => "approve and publish reports",
        Permission::Confidential => "see every confidential case, and watch over who opens one",
        Permission::DataProtection => "hold, give out and erase what is kept of people",
        Permission::Audit => "see who read what, and change nothing",
    }
}
