//! Limits on contact for unreasonable behaviour, never on complaining.

use redress_domain::case::{Command, FieldError, LimitContact};
use serde::Deserialize;
use utoipa::ToSchema;

use super::route::command_route;
use crate::posted::Says;
use crate::wire::date::Day;
use crate::wire::word::Means;

/// A warning, which comes before any limit.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct BehaviourWarningInput {
    what: String,
    means: Means,
    on: Day,
}

impl Says for BehaviourWarningInput {
    fn command(self) -> Result<Command, FieldError> {
        let Self { what, means: Means(means), on: Day(on) } = self;
        Ok(Command::WarnBehaviour { what, means, on })
    }
}

command_route! {
    /// Records that the person was warned about their behaviour.
    behaviour_warnings, "/cases/{reference}/behaviour-warnings", BehaviourWarningInput
}

/// A limit on contact.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ContactLimitInput {
    /// Ids of the procedure's limits.
    limits: Vec<String>,
    reasons: String,
    until: Day,
    review_on: Day,
    /// It was asked first whether an adjustment would do instead.
    adjustments_considered: bool,
}

impl Says for ContactLimitInput {
    fn command(self) -> Result<Command, FieldError> {
        let Self { limits, reasons, until: Day(until), review_on: Day(review_on), adjustments_considered } = self;
        Ok(Command::LimitContact(LimitContact { limits, reasons, until, review_on, adjustments_considered }))
    }
}

command_route! {
    /// Limits contact, after a warning, for a time.
    contact_limits, "/cases/{reference}/contact-limits", ContactLimitInput
}

/// A limit was looked at again.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct LimitReviewInput {
    /// Left out: the limit is lifted.
    keep_until: Option<Day>,
    reasons: String,
}

impl Says for LimitReviewInput {
    fn command(self) -> Result<Command, FieldError> {
        Ok(Command::ReviewLimit { keep_until: self.keep_until.map(|Day(on)| on), reasons: self.reasons })
    }
}

command_route! {
    /// Keeps a limit for longer, or lifts it.
    contact_limit_review, "/cases/{reference}/contact-limit-review", LimitReviewInput
}
