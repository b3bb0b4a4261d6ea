//! Going over to another version of the procedure (R73).

use redress_domain::case::{Command, FieldError};
use serde::Deserialize;
use utoipa::ToSchema;

use super::route::command_route;
use crate::posted::Says;

/// The version to go over to.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct VersionInput {
    version: String,
    reason: String,
}

impl Says for VersionInput {
    fn command(self) -> Result<Command, FieldError> {
        Ok(Command::ChangeProcedure { version: self.version, reason: self.reason })
    }
}

command_route! {
    /// Takes the case over to another version of its procedure. Dates that were given stay.
    procedure_version, "/cases/{reference}/procedure-version", VersionInput
}
