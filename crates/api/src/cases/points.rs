//! Points of complaint, each with its finding.

use redress_domain::case::{AddPoint, Command, DecidePoint, FieldError};
use serde::Deserialize;
use utoipa::ToSchema;

use super::route::{command_route, numbered_route};
use crate::posted::Says;

fn yes() -> bool {
    true
}

/// A point of complaint.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PointInput {
    what: String,
    /// Nature id of the procedure.
    nature: Option<String>,
    service_area: Option<String>,
    /// Whether it belongs to the matter in hand.
    #[serde(default = "yes")]
    related: bool,
}

impl Says for PointInput {
    fn command(self) -> Result<Command, FieldError> {
        let Self { what, nature, service_area, related } = self;
        Ok(Command::AddPoint(AddPoint { what, nature, service_area, related }))
    }
}

command_route! {
    /// Adds a point of complaint. What is new and unrelated may have to be a case of its own: 409 `new-case`.
    points, "/cases/{reference}/points", PointInput
}

/// What was found on a point.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PointDecisionInput {
    /// Outcome id of the procedure.
    outcome: String,
    finding: Option<String>,
    /// Remedy ids of the procedure.
    #[serde(default)]
    remedies: Vec<String>,
}

impl PointDecisionInput {
    fn command(self, number: u32) -> Result<Command, FieldError> {
        let Self { outcome, finding, remedies } = self;
        Ok(Command::DecidePoint(DecidePoint { number, outcome, finding, remedies }))
    }
}

numbered_route! {
    /// Decides one point.
    point_decision, "/cases/{reference}/points/{number}/decision", PointDecisionInput
}
