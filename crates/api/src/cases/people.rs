//! The people in a case: representative, consent, adjustments, safety, staff matters.

use redress_domain::case::{Command, FieldError, RecordConsent, Representative};
use redress_domain::staff::UserId;
use serde::Deserialize;
use utoipa::ToSchema;

use super::log_input::RepresentativeInput;
use super::route::command_route;
use crate::posted::Says;
use crate::wire::date::Day;
use crate::wire::word::Means;

impl Says for RepresentativeInput {
    fn command(self) -> Result<Command, FieldError> {
        Ok(Command::SetRepresentative(Representative::from(self)))
    }

    fn path_of(field: &str) -> Option<String> {
        field.strip_prefix("representative_").map(str::to_owned)
    }
}

command_route! {
    /// Says who acts for the person from now on.
    representative, "/cases/{reference}/representative", RepresentativeInput
}

/// Whether the person lets somebody act for them.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ConsentInput {
    given: bool,
    means: Means,
    on: Day,
    expires_on: Option<Day>,
    note: Option<String>,
}

impl Says for ConsentInput {
    fn command(self) -> Result<Command, FieldError> {
        let Self { given, means: Means(means), on: Day(on), expires_on, note } = self;
        let expires_on = expires_on.map(|Day(on)| on);
        Ok(Command::RecordConsent(RecordConsent { given, means, on, expires_on, note }))
    }
}

command_route! {
    /// Records consent, or that it was refused or withdrawn.
    consent, "/cases/{reference}/consent", ConsentInput
}

/// Reasonable adjustments; none is an answer.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AdjustmentsInput {
    /// Ids of the procedure's list.
    kinds: Vec<String>,
    note: Option<String>,
    /// The person agrees that their next case begins with them.
    #[serde(default)]
    carry_forward: bool,
}

impl Says for AdjustmentsInput {
    fn command(self) -> Result<Command, FieldError> {
        let Self { kinds, note, carry_forward } = self;
        Ok(Command::RecordAdjustments { kinds, note, carry_forward })
    }
}

command_route! {
    /// Records the adjustments the person needs.
    adjustments, "/cases/{reference}/adjustments", AdjustmentsInput
}

/// What whoever visits has to know.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SafetyNoteInput {
    text: String,
}

impl Says for SafetyNoteInput {
    fn command(self) -> Result<Command, FieldError> {
        Ok(Command::RecordSafetyNote { text: self.text })
    }
}

command_route! {
    /// Records what whoever visits the person at home has to know.
    safety_note, "/cases/{reference}/safety-note", SafetyNoteInput
}

/// What follows for a member of staff; seen by those who deal with staff matters.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct StaffMatterInput {
    /// Kind id of the procedure.
    kind: String,
    /// Id of a member of staff.
    about: Option<String>,
    text: String,
}

impl Says for StaffMatterInput {
    fn command(self) -> Result<Command, FieldError> {
        let Self { kind, about, text } = self;
        Ok(Command::RecordStaffMatter { kind, about: about.map(UserId::new), text })
    }
}

command_route! {
    /// Records what follows for a member of staff, in the restricted part of the case.
    staff_matters, "/cases/{reference}/staff-matters", StaffMatterInput
}
