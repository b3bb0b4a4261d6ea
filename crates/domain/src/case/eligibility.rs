//! Who may own a handling, and why each other person may not (R42, R60).

use std::fmt;

use super::state::Case;
use crate::procedure::{Procedure, Stage};
use crate::staff::Staff;

/// Why somebody cannot own a handling at a stage.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ineligible {
    /// Holds none of the stage's roles.
    LacksRole { stage: String, roles: Vec<String> },
    /// Holds a role the stage excludes, whatever else they hold.
    ExcludedRole { stage: String, role: String },
    /// Has acted on this case at an earlier stage.
    ActedBefore { stage: String },
}

impl Ineligible {
    pub fn code(&self) -> &'static str {
        match self {
            Self::LacksRole { .. } => "lacks-role",
            Self::ExcludedRole { .. } => "excluded-role",
            Self::ActedBefore { .. } => "acted-before",
        }
    }
}

impl fmt::Display for Ineligible {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::LacksRole { stage, roles } => write!(f, "'{stage}' is handled by: {}.", roles.join(", ")),
            Self::ExcludedRole { stage, role } => {
                write!(f, "the procedure keeps the {role} out of '{stage}', so that they can review it later.")
            }
            Self::ActedBefore { stage } => {
                write!(f, "they have acted on it at '{stage}', and nobody reviews what they handled.")
            }
        }
    }
}

/// Every reason against somebody owning the case's current handling at `stage`; empty means eligible.
pub fn against(procedure: &Procedure, case: &Case, stage: &Stage, staff: &Staff) -> Vec<Ineligible> {
    let mut reasons = by_role(procedure, stage, staff);
    if stage.independent {
        reasons.extend(acted_before(procedure, case, staff));
    }
    reasons
}

/// The reasons that lie in somebody's roles, whatever the case: all there can be for one that is just being logged.
pub fn by_role(procedure: &Procedure, stage: &Stage, staff: &Staff) -> Vec<Ineligible> {
    let label = |role: &String| procedure.role(role).map_or_else(|| role.clone(), |role| role.label.clone());
    let mut reasons = Vec::new();
    if !stage.owner_roles.iter().any(|role| staff.has_role(role)) {
        reasons.push(Ineligible::LacksRole {
            stage: stage.label.clone(),
            roles: stage.owner_roles.iter().map(label).collect(),
        });
    }
    if let Some(role) = stage.owner_excluded.iter().find(|role| staff.has_role(role)) {
        reasons.push(Ineligible::ExcludedRole { stage: stage.label.clone(), role: label(role) });
    }
    reasons
}

fn acted_before(procedure: &Procedure, case: &Case, staff: &Staff) -> Option<Ineligible> {
    let earlier = case.handlings.len().saturating_sub(1);
    let handling = case.handlings.iter().take(earlier).find(|handling| handling.actors.contains(&staff.id))?;
    let stage = handling.stage.as_deref().and_then(|id| procedure.stage(id));
    Some(Ineligible::ActedBefore {
        stage: stage.map_or_else(|| "an earlier stage".to_owned(), |stage| stage.label.clone()),
    })
}
