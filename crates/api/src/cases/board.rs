//! Matters before the board (R56, R65).

use redress_domain::case::{BoardGround, Command, FieldError, RecordBoard};
use redress_domain::staff::UserId;
use serde::Deserialize;
use utoipa::ToSchema;

use super::route::command_route;
use crate::posted::Says;
use crate::wire::date::Day;
use crate::wire::word::Ground;

/// Why a matter goes to the board.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct BoardReferralInput {
    ground: Ground,
    reason: String,
}

impl Says for BoardReferralInput {
    fn command(self) -> Result<Command, FieldError> {
        let ground: BoardGround = self.ground.0;
        Ok(Command::ReferToBoard { ground, reason: self.reason })
    }
}

command_route! {
    /// Refers the matter to the board; who is out of the item is recorded with it.
    board_referral, "/cases/{reference}/board-referral", BoardReferralInput
}

/// What the board came to.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct BoardDecisionInput {
    on: Day,
    /// Ids of the members of staff who took part.
    present: Vec<String>,
    conclusion: String,
    /// Outcome id, where it decides in the panel's place.
    outcome: Option<String>,
    further_action: Option<bool>,
}

impl Says for BoardDecisionInput {
    fn command(self) -> Result<Command, FieldError> {
        let Self { on: Day(on), present, conclusion, outcome, further_action } = self;
        let present = present.into_iter().map(UserId::new).collect();
        Ok(Command::RecordBoard(RecordBoard { on, present, conclusion, outcome, further_action }))
    }
}

command_route! {
    /// Records what the board discussed or decided.
    board_decision, "/cases/{reference}/board-decision", BoardDecisionInput
}
