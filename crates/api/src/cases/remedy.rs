//! Apologies and what becomes of compensation (R7, R38).

use redress_domain::case::{Command, FieldError, PaymentStep};
use redress_domain::staff::UserId;
use serde::Deserialize;
use utoipa::ToSchema;

use super::route::command_route;
use crate::posted::Says;
use crate::wire::date::Day;
use crate::wire::word::{Means, Payment};

/// An apology, apart from fault and agreement.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ApologyInput {
    /// Id of the member of staff who apologised.
    who: String,
    means: Means,
    on: Day,
    words: Option<String>,
}

impl Says for ApologyInput {
    fn command(self) -> Result<Command, FieldError> {
        let Self { who, means: Means(means), on: Day(on), words } = self;
        Ok(Command::Apologise { who: UserId::new(who), means, on, words })
    }
}

command_route! {
    /// Records an apology.
    apologies, "/cases/{reference}/apologies", ApologyInput
}

/// A step of compensation.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PaymentInput {
    /// `offered`, `accepted`, `refused` or `paid`.
    step: Payment,
    on: Day,
}

impl Says for PaymentInput {
    fn command(self) -> Result<Command, FieldError> {
        let step: PaymentStep = self.step.0;
        Ok(Command::RecordPayment { step, on: self.on.0 })
    }
}

command_route! {
    /// Records that compensation was offered, accepted, refused or paid.
    payments, "/cases/{reference}/payments", PaymentInput
}
