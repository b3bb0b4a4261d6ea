//! The outside body: when the person went there, and what came of it.

use redress_domain::case::{Command, FieldError};
use serde::Deserialize;
use utoipa::ToSchema;

use super::route::command_route;
use crate::posted::Says;
use crate::wire::date::Day;

/// The person went to an outside body.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct OutsideReferralInput {
    /// Id of one of the procedure's outside bodies.
    body: String,
    on: Day,
    note: Option<String>,
}

impl Says for OutsideReferralInput {
    fn command(self) -> Result<Command, FieldError> {
        let Self { body, on: Day(on), note } = self;
        Ok(Command::ReferOutside { body, on, note })
    }
}

command_route! {
    /// Records that the person went to an outside body, once the procedure is exhausted.
    outside_referral, "/cases/{reference}/outside-referral", OutsideReferralInput
}

/// What the outside body decided.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct OutsideDecisionInput {
    upheld: bool,
    on: Day,
    note: Option<String>,
}

impl Says for OutsideDecisionInput {
    fn command(self) -> Result<Command, FieldError> {
        let Self { upheld, on: Day(on), note } = self;
        Ok(Command::RecordOutsideDecision { upheld, on, note })
    }
}

command_route! {
    /// Records what the outside body decided.
    outside_decision, "/cases/{reference}/outside-decision", OutsideDecisionInput
}
