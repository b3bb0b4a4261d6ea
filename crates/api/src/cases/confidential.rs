//! Who may see a case: making it confidential, letting somebody see it, lifting it, having seen that it was opened.

use redress_domain::case::{Command, FieldError};
use redress_domain::staff::UserId;
use serde::Deserialize;
use utoipa::ToSchema;

use super::route::{command_route, numbered_route};
use crate::posted::Says;

/// Why a case is confidential, and who may see it.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RestrictionInput {
    reason: String,
    /// Ids of members of staff, at most 50; the caller is among them without being named.
    #[serde(default)]
    named: Vec<String>,
}

impl Says for RestrictionInput {
    fn command(self) -> Result<Command, FieldError> {
        let named = self.named.into_iter().map(UserId::new).collect();
        Ok(Command::Restrict { reason: self.reason, named })
    }
}

command_route! {
    /// Makes a case confidential: it is there only for its owner, its panel, those named, and those who hold the permission
    /// `confidential`. Given again, it says anew who is named.
    restriction, "/cases/{reference}/restriction", RestrictionInput
}

/// One more who may see it.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AdmissionInput {
    /// Id of a member of staff.
    who: String,
    reason: String,
}

impl Says for AdmissionInput {
    fn command(self) -> Result<Command, FieldError> {
        Ok(Command::Admit { who: UserId::new(self.who), reason: self.reason })
    }
}

command_route! {
    /// Lets one more see a confidential case.
    admissions, "/cases/{reference}/admissions", AdmissionInput
}

/// Why it is confidential no longer.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RestrictionEndInput {
    reason: String,
}

impl Says for RestrictionEndInput {
    fn command(self) -> Result<Command, FieldError> {
        Ok(Command::LiftRestriction { reason: self.reason })
    }
}

command_route! {
    /// Shows a case to everybody who reads cases again.
    restriction_end, "/cases/{reference}/restriction-end", RestrictionEndInput
}

/// Nothing more needs to be said.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct OpeningSeenInput {}

impl OpeningSeenInput {
    fn command(self, number: u32) -> Result<Command, FieldError> {
        Ok(Command::SeeOpening { number })
    }
}

numbered_route! {
    /// Says that somebody who keeps watch has seen that it was opened in need.
    opening_seen, "/cases/{reference}/openings/{number}/seen", OpeningSeenInput
}
