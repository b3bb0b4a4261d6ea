//! Who may do and see what: the one place every page, command, list, count, search and answer asks.

use std::collections::BTreeSet;

use crate::case::{Case, CommandKind, Rule};
use crate::procedure::{Permission, Procedure};
use crate::staff::{ADMINISTRATOR, Staff, UserId};

/// What somebody holds in an organisation, under one procedure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rights {
    user: UserId,
    permissions: BTreeSet<Permission>,
}

impl Rights {
    /// The rights of a member of staff under a procedure. An administrator sets the house up and sees all of it; what
    /// else the role allows, the procedure says.
    pub fn of(staff: &Staff, procedure: &Procedure) -> Self {
        let mut permissions = procedure.permissions(&staff.roles);
        if staff.has_role(ADMINISTRATOR) {
            permissions.extend([Permission::Read, Permission::Report, Permission::Administer]);
        }
        Self { user: staff.id.clone(), permissions }
    }

    pub fn has(&self, permission: Permission) -> bool {
        self.permissions.contains(&permission)
    }

    /// Whether somebody may give a command on a case; the same answer draws the buttons and guards the command.
    ///
    /// # Errors
    /// [`Rule::NotPermitted`] with what it takes.
    pub fn may(&self, case: &Case, command: CommandKind) -> Result<(), Rule> {
        let allowed = match command {
            CommandKind::Triage | CommandKind::SettleAtFirstContact | CommandKind::Escalate => {
                self.has(Permission::Handle) || self.owns(case)
            }
            // Whoever resolves a later stage may take it up without waiting for somebody to hand it to them.
            CommandKind::HandOver | CommandKind::AcknowledgeEscalation => {
                self.has(Permission::Handle)
                    || self.owns(case)
                    || (self.has(Permission::Resolve) && case.handlings.len() > 1)
            }
            CommandKind::AddNote
            | CommandKind::RecordContact
            | CommandKind::MakePromise
            | CommandKind::CompleteAction
            | CommandKind::AskWrittenReply
            | CommandKind::RecordReply => self.has(Permission::Handle) || self.owns(case),
            CommandKind::DecideCompensation | CommandKind::Decide | CommandKind::Close => {
                self.owns(case) || (self.has(Permission::Handle) && nobody_owns(case))
            }
            CommandKind::AgreePlan | CommandKind::Extend => self.owns(case),
            CommandKind::CompleteLearning => self.owns(case) || self.is_asked_to_learn(case),
        };
        if allowed || self.has(Permission::Manage) {
            return Ok(());
        }
        Err(Rule::NotPermitted { need: need(command).to_owned() })
    }

    fn owns(&self, case: &Case) -> bool {
        self.has(Permission::Resolve)
            && case.current().is_some_and(|handling| handling.owner.as_ref() == Some(&self.user))
    }

    fn is_asked_to_learn(&self, case: &Case) -> bool {
        case.learning.as_ref().is_some_and(|learning| learning.owner.as_ref() == Some(&self.user))
    }
}

fn nobody_owns(case: &Case) -> bool {
    case.current().is_some_and(|handling| handling.owner.is_none())
}

fn need(command: CommandKind) -> &'static str {
    match command {
        CommandKind::DecideCompensation
        | CommandKind::Decide
        | CommandKind::Close
        | CommandKind::AgreePlan
        | CommandKind::Extend => "it is for whoever owns the case",
        CommandKind::CompleteLearning => "it is for whoever dealt with the case",
        _ => "it is for those who handle cases",
    }
}
