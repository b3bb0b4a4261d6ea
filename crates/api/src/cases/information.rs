//! Questions to those who know (R52), and actions that get another date (R37).

use redress_domain::case::{AskInformation, Command, FieldError};
use serde::Deserialize;
use utoipa::ToSchema;

use super::contact::due;
use super::route::{command_route, numbered_route};
use crate::posted::Says;
use crate::wire::date::{Day, Moment};
use crate::wire::member::MemberInput;

/// A question.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct InformationInput {
    of: MemberInput,
    question: String,
    /// The procedure's working days from today where it is left out.
    due_on: Option<Day>,
}

impl Says for InformationInput {
    fn command(self) -> Result<Command, FieldError> {
        let of = self.of.member("of")?;
        let due_on = self.due_on.map(|Day(on)| on);
        Ok(Command::AskInformation(AskInformation { of, question: self.question, due_on }))
    }
}

command_route! {
    /// Asks somebody for information.
    information, "/cases/{reference}/information", InformationInput
}

/// A question is asked again.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ChaseInput {
    due_on: Day,
    note: Option<String>,
}

impl ChaseInput {
    fn command(self, number: u32) -> Result<Command, FieldError> {
        Ok(Command::ChaseInformation { number, due_on: self.due_on.0, note: self.note })
    }
}

numbered_route! {
    /// Chases a question that was not answered.
    chase, "/cases/{reference}/actions/{number}/chase", ChaseInput
}

/// The answer to a question.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AnswerInput {
    on: Day,
    answer: String,
}

impl AnswerInput {
    fn command(self, number: u32) -> Result<Command, FieldError> {
        Ok(Command::AnswerInformation { number, on: self.on.0, answer: self.answer })
    }
}

numbered_route! {
    /// Records the answer to a question.
    answer, "/cases/{reference}/actions/{number}/answer", AnswerInput
}

/// Another date for a promise, a step or an appointment.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MoveInput {
    due_on: Option<Day>,
    due_at: Option<Moment>,
    reason: String,
}

impl MoveInput {
    fn command(self, number: u32) -> Result<Command, FieldError> {
        Ok(Command::MoveAction { number, to: due(self.due_on, self.due_at)?, reason: self.reason })
    }
}

numbered_route! {
    /// Gives an action another date.
    move_action, "/cases/{reference}/actions/{number}/move", MoveInput
}
