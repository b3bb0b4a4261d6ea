//! The filter, the panel and what its members decide (R59, R61, R62).

use redress_domain::case::{Command, FieldError, RecordPanelDecision};
use serde::Deserialize;
use utoipa::ToSchema;

use super::route::command_route;
use crate::posted::Says;
use crate::wire::date::Day;
use crate::wire::member::{MemberInput, SeatInput};

/// Whether a review goes ahead.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct FilterDecisionInput {
    accept: bool,
    /// Ids of the filter's tests that are met; one at least to accept.
    #[serde(default)]
    tests: Vec<String>,
    reason: String,
}

impl Says for FilterDecisionInput {
    fn command(self) -> Result<Command, FieldError> {
        Ok(Command::DecideFilter { accept: self.accept, tests: self.tests, reason: self.reason })
    }
}

command_route! {
    /// Decides whether the review that was asked for goes ahead.
    filter_decision, "/cases/{reference}/filter-decision", FilterDecisionInput
}

/// Who sits.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PanelInput {
    seats: Vec<SeatInput>,
    meets_on: Option<Day>,
}

impl Says for PanelInput {
    fn command(self) -> Result<Command, FieldError> {
        let seats = self.seats.into_iter().map(SeatInput::seat).collect::<Result<_, _>>()?;
        Ok(Command::ConvenePanel { seats, meets_on: self.meets_on.map(|Day(on)| on) })
    }
}

command_route! {
    /// Convenes the panel, or convenes it anew; who stays keeps what they decided.
    panel, "/cases/{reference}/panel", PanelInput
}

/// What one member decides.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PanelDecisionInput {
    member: MemberInput,
    /// Outcome id of the procedure.
    outcome: String,
    /// Whether more is to be done for the person.
    further_action: bool,
    /// Answer to each of the panel's questions, by its id.
    #[serde(default)]
    answers: std::collections::BTreeMap<String, bool>,
    reasons: String,
    on: Day,
}

impl Says for PanelDecisionInput {
    fn command(self) -> Result<Command, FieldError> {
        let Self { member, outcome, further_action, answers, reasons, on: Day(on) } = self;
        let member = member.member("member")?;
        let decision = RecordPanelDecision { member, outcome, further_action, answers, reasons, on };
        Ok(Command::RecordPanelDecision(decision))
    }
}

command_route! {
    /// Records what a member of the panel decides. It may be given again until the handling is decided.
    panel_decisions, "/cases/{reference}/panel-decisions", PanelDecisionInput
}
