//! Taking a complaint back, and opening a closed case again.

use redress_domain::case::{Command, FieldError};
use serde::Deserialize;
use utoipa::ToSchema;

use super::route::command_route;
use crate::posted::Says;
use crate::wire::date::Day;
use crate::wire::word::Means;

/// The person takes it back.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct WithdrawalInput {
    means: Means,
    on: Day,
    reason: Option<String>,
}

impl Says for WithdrawalInput {
    fn command(self) -> Result<Command, FieldError> {
        let Self { means: Means(means), on: Day(on), reason } = self;
        Ok(Command::Withdraw { means, on, reason })
    }
}

command_route! {
    /// Records that the person takes the complaint back, which closes it.
    withdrawal, "/cases/{reference}/withdrawal", WithdrawalInput
}

/// Why a closed case goes on.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ReopeningInput {
    reason: String,
}

impl Says for ReopeningInput {
    fn command(self) -> Result<Command, FieldError> {
        Ok(Command::Reopen { reason: self.reason })
    }
}

command_route! {
    /// Opens a closed case again, within the time the procedure gives.
    reopening, "/cases/{reference}/reopening", ReopeningInput
}
