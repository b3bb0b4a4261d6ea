//! Time limits: more of it, pauses, news.

use redress_domain::case::{Command, Extend, FieldError};
use redress_domain::staff::UserId;
use serde::Deserialize;
use utoipa::ToSchema;

use super::route::command_route;
use crate::posted::Says;
use crate::wire::date::{Day, Moment};
use crate::wire::word::Means;

/// More time, and why.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ExtensionInput {
    /// The new due date.
    to: Day,
    reason: String,
    /// Id of one of the reasons the procedure lists.
    ground: Option<String>,
    /// Id of the member of staff who approved it.
    approver: Option<String>,
    /// How the person was told of it.
    told: Option<Means>,
    /// Whether they were given the outside body's contact with it.
    #[serde(default)]
    outside_contact_given: bool,
}

impl Says for ExtensionInput {
    fn command(self) -> Result<Command, FieldError> {
        let Self { to: Day(to), reason, ground, approver, told, outside_contact_given } = self;
        let (approver, told) = (approver.map(UserId::new), told.map(|Means(means)| means));
        Ok(Command::Extend(Extend { to, reason, ground, approver, told, outside_contact_given }))
    }
}

command_route! {
    /// Extends the time limit of the current handling, where the procedure allows it.
    extension, "/cases/{reference}/extension", ExtensionInput
}

/// Why the time limit stands still.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PauseInput {
    reason: String,
    /// Id of the member of staff who approved it.
    approver: Option<String>,
}

impl Says for PauseInput {
    fn command(self) -> Result<Command, FieldError> {
        Ok(Command::Pause { reason: self.reason, approver: self.approver.map(UserId::new) })
    }
}

command_route! {
    /// Lets the time limit stand still, where the procedure allows it.
    pause, "/cases/{reference}/pause", PauseInput
}

/// When it goes on.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ResumptionInput {
    on: Day,
}

impl Says for ResumptionInput {
    fn command(self) -> Result<Command, FieldError> {
        Ok(Command::Resume { on: self.on.0 })
    }
}

command_route! {
    /// Lets a time limit that stands still go on.
    resumption, "/cases/{reference}/resumption", ResumptionInput
}

/// News of how it is going.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct UpdateInput {
    means: Means,
    at: Moment,
    text: String,
}

impl Says for UpdateInput {
    fn command(self) -> Result<Command, FieldError> {
        let Self { means: Means(means), at: Moment(at), text } = self;
        Ok(Command::GiveUpdate { means, at, text })
    }
}

command_route! {
    /// Records that the person was told how it is going.
    updates, "/cases/{reference}/updates", UpdateInput
}
