//! What is kept of a case: holding its records, letting them go, putting right who somebody is.

use redress_domain::case::{Command, FieldError, Party};
use serde::Deserialize;
use utoipa::ToSchema;

use super::route::{command_route, numbered_route};
use crate::posted::Says;

/// Why the records of a case are needed.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RecordsHoldInput {
    reason: String,
}

impl Says for RecordsHoldInput {
    fn command(self) -> Result<Command, FieldError> {
        Ok(Command::HoldRecords { reason: self.reason })
    }
}

command_route! {
    /// Holds the records of a case: nothing of it is erased until they are released.
    records_hold, "/cases/{reference}/records-hold", RecordsHoldInput
}

/// Why they are needed no longer.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RecordsReleaseInput {
    reason: String,
}

impl Says for RecordsReleaseInput {
    fn command(self) -> Result<Command, FieldError> {
        Ok(Command::ReleaseRecords { reason: self.reason })
    }
}

command_route! {
    /// Releases the records of a case: they are kept for as long as the procedure says.
    records_release, "/cases/{reference}/records-release", RecordsReleaseInput
}

/// A person's particulars as they are to be; what is left out is kept no longer.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CorrectionInput {
    name: String,
    email: Option<String>,
    phone: Option<String>,
    address: Option<String>,
}

impl CorrectionInput {
    fn command(self, number: u32) -> Result<Command, FieldError> {
        let Self { name, email, phone, address } = self;
        Ok(Command::CorrectPerson { number, party: Party { name, email, phone, address } })
    }
}

numbered_route! {
    /// Puts right how somebody in a case is called or reached: 1 is the complainant, others act or acted for them. The history
    /// says that it was, and what stood there before is kept nowhere.
    person_correction, "/cases/{reference}/people/{number}/correction", CorrectionInput
}
