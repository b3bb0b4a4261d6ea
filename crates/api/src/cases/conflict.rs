//! Who keeps out of a case: those it is about, those with an interest in it.

use redress_domain::case::{Command, FieldError};
use redress_domain::staff::UserId;
use serde::Deserialize;
use utoipa::ToSchema;

use super::route::command_route;
use crate::posted::Says;

/// A member of staff whom the case is about.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SubjectInput {
    /// Id of a member of staff.
    who: String,
    note: Option<String>,
}

impl Says for SubjectInput {
    fn command(self) -> Result<Command, FieldError> {
        Ok(Command::NameSubject { who: UserId::new(self.who), note: self.note })
    }
}

command_route! {
    /// Names a member of staff whom the case is about: it is not there for them any more.
    subjects, "/cases/{reference}/subjects", SubjectInput
}

/// Why somebody is not its subject after all.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ClearanceInput {
    /// Id of a member of staff.
    who: String,
    reason: String,
}

impl Says for ClearanceInput {
    fn command(self) -> Result<Command, FieldError> {
        Ok(Command::ClearSubject { who: UserId::new(self.who), reason: self.reason })
    }
}

command_route! {
    /// Clears somebody who was named as its subject.
    subject_clearances, "/cases/{reference}/subject-clearances", ClearanceInput
}

/// The caller's own interest in the matter.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct InterestInput {
    what: String,
}

impl Says for InterestInput {
    fn command(self) -> Result<Command, FieldError> {
        Ok(Command::DeclareInterest { what: self.what })
    }
}

command_route! {
    /// Declares the caller's own interest: they step back from the case for good.
    interests, "/cases/{reference}/interests", InterestInput
}
