//! Who may own, filter and decide, and why each other person may not (R42, R59, R60, R104).

use std::fmt;

use super::command_kind::CommandKind;
use super::refusal::Rule;
use super::state::Case;
use crate::procedure::{Procedure, Stage};
use crate::staff::{Absence, Staff, UserId};
use crate::time::{Date, short_date};

/// Why somebody cannot be given a part in a handling at a stage.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ineligible {
    /// Holds none of the roles whose part it is.
    LacksRole { task: Task, stage: String, roles: Vec<String> },
    /// Holds a role the stage excludes, whatever else they hold.
    ExcludedRole { stage: String, role: String },
    /// Has acted on this case at an earlier stage.
    ActedBefore { stage: String },
    /// It is about them.
    Subject,
    /// Has declared an interest in it.
    Interest { what: String },
    /// Is away when it would be theirs to do.
    Absent { from: Date, to: Date },
}

/// What somebody is to do at a stage.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Task {
    Own,
    /// Says whether a review goes ahead.
    Filter,
    /// Sits on the panel.
    Sit,
}

impl Ineligible {
    pub fn code(&self) -> &'static str {
        match self {
            Self::LacksRole { .. } => "lacks-role",
            Self::ExcludedRole { .. } => "excluded-role",
            Self::ActedBefore { .. } => "acted-before",
            Self::Subject => "subject",
            Self::Interest { .. } => "interest",
            Self::Absent { .. } => "absent",
        }
    }

    /// Whether it lies in who they are to this case, and not in a role they lack or a day they are away.
    pub fn is_conflict(&self) -> bool {
        !matches!(self, Self::LacksRole { .. } | Self::Absent { .. })
    }
}

impl fmt::Display for Ineligible {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::LacksRole { task, stage, roles } => {
                let roles = roles.join(", ");
                match task {
                    Task::Own => write!(f, "'{stage}' is handled by: {roles}."),
                    Task::Filter => write!(f, "whether it goes ahead at '{stage}' is decided by: {roles}."),
                    Task::Sit => write!(f, "the panel of '{stage}' is made up of: {roles}."),
                }
            }
            Self::ExcludedRole { stage, role } => {
                write!(f, "the procedure keeps the {role} out of '{stage}', so that they can review it later.")
            }
            Self::ActedBefore { stage } => {
                write!(f, "they have acted on it at '{stage}', and nobody reviews what they handled.")
            }
            Self::Subject => write!(f, "it is about them."),
            Self::Interest { what } => write!(f, "they have declared an interest in it ({what})."),
            Self::Absent { from, to } => {
                write!(f, "they are away from {} to {}.", short_date(*from), short_date(*to))
            }
        }
    }
}

/// Every reason against giving somebody the case's current handling today; empty means eligible. Whoever is away today, or
/// on the day it is due, cannot see to it.
pub fn against(procedure: &Procedure, case: &Case, stage: &Stage, staff: &Staff, today: Date) -> Vec<Ineligible> {
    let due = case.current().and_then(|handling| case.timescale(handling.number)).map(|clock| clock.due.date());
    let mut reasons = by_role(procedure, stage, staff);
    reasons.extend(conflicts(procedure, case, stage, staff));
    reasons.extend(absent(staff, [Some(today), due.filter(|due| *due > today)]));
    reasons
}

/// The reasons that lie in somebody's roles, whatever the case: all there can be for one that is just being logged.
pub fn by_role(procedure: &Procedure, stage: &Stage, staff: &Staff) -> Vec<Ineligible> {
    let mut reasons: Vec<Ineligible> =
        lacks_role(procedure, stage, Task::Own, &stage.owner_roles, staff).into_iter().collect();
    if let Some(role) = stage.owner_excluded.iter().find(|role| staff.has_role(role)) {
        reasons.push(Ineligible::ExcludedRole { stage: stage.label.clone(), role: label(procedure, role) });
    }
    reasons
}

/// Every reason against somebody saying whether a review goes ahead (R61).
pub fn against_filtering(procedure: &Procedure, case: &Case, stage: &Stage, staff: &Staff) -> Vec<Ineligible> {
    let roles = stage.filter.as_ref().map_or(&[][..], |filter| &filter.roles);
    let mut reasons: Vec<Ineligible> = lacks_role(procedure, stage, Task::Filter, roles, staff).into_iter().collect();
    reasons.extend(conflicts(procedure, case, stage, staff));
    reasons
}

/// Every reason against somebody sitting on the panel that meets on a day: themselves, or as somebody's deputy (R59).
pub fn against_sitting(
    procedure: &Procedure,
    case: &Case,
    stage: &Stage,
    staff: &Staff,
    as_deputy: bool,
    meets_on: Date,
) -> Vec<Ineligible> {
    let roles = stage.panel.as_ref().map_or(&[][..], |panel| if as_deputy { &panel.deputies } else { &panel.members });
    let mut reasons: Vec<Ineligible> = lacks_role(procedure, stage, Task::Sit, roles, staff).into_iter().collect();
    reasons.extend(conflicts(procedure, case, stage, staff));
    reasons.extend(absent(staff, [Some(meets_on), None]));
    reasons
}

/// The reasons that lie in what somebody is to this case, whatever they are to do.
pub fn conflicts(procedure: &Procedure, case: &Case, stage: &Stage, staff: &Staff) -> Vec<Ineligible> {
    let subject = case.subjects.contains(&staff.id).then_some(Ineligible::Subject);
    let interest = case.interests.iter().find(|interest| interest.who == staff.id);
    let interest = interest.map(|interest| Ineligible::Interest { what: interest.what.clone() });
    let acted = if stage.independent { acted_before(procedure, case, staff) } else { None };
    subject.into_iter().chain(interest).chain(acted).collect()
}

/// Keeps whoever is no part of the matter out of it: the subject of a case gives no command at all, as if it were not there,
/// and whoever declared an interest writes notes and nothing else.
///
/// # Errors
/// [`Rule::NotPermitted`] and [`Rule::Interested`].
pub fn keeps_out(case: &Case, who: &UserId, command: CommandKind) -> Result<(), Rule> {
    if case.subjects.contains(who) {
        return Err(Rule::NotPermitted { need: "it is for those who handle cases".to_owned() });
    }
    if command != CommandKind::AddNote && case.interests.iter().any(|interest| interest.who == *who) {
        return Err(Rule::Interested);
    }
    Ok(())
}

/// Who an earlier stage was in the hands of; of one that was imported only their names are known.
fn acted_before(procedure: &Procedure, case: &Case, staff: &Staff) -> Option<Ineligible> {
    let earlier = case.handlings.len().saturating_sub(1);
    if earlier > 0 && case.absorbed_actors.contains(&staff.id) {
        return Some(Ineligible::ActedBefore { stage: "a duplicate of it".to_owned() });
    }
    let handling = case.handlings.iter().take(earlier).find(|handling| {
        handling.actors.contains(&staff.id) || handling.handled_by.iter().any(|name| staff.is_called(name))
    })?;
    let stage = handling.stage.as_deref().and_then(|id| procedure.stage(id));
    Some(Ineligible::ActedBefore {
        stage: stage.map_or_else(|| "an earlier stage".to_owned(), |stage| stage.label.clone()),
    })
}

fn lacks_role(procedure: &Procedure, stage: &Stage, task: Task, roles: &[String], staff: &Staff) -> Option<Ineligible> {
    (!staff.has_any_role(roles)).then(|| Ineligible::LacksRole {
        task,
        stage: stage.label.clone(),
        roles: roles.iter().map(|role| label(procedure, role)).collect(),
    })
}

fn absent(staff: &Staff, days: [Option<Date>; 2]) -> Option<Ineligible> {
    let absence = days.into_iter().flatten().find_map(|day| staff.absent_on(day))?;
    let Absence { from, to } = *absence;
    Some(Ineligible::Absent { from, to })
}

fn label(procedure: &Procedure, role: &str) -> String {
    procedure.role(role).map_or_else(|| role.to_owned(), |role| role.label.clone())
}
