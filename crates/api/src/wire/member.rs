//! Somebody who takes part: of the organisation or from outside it.

use redress_domain::case::{FieldError, Member, SeatTaken};
use redress_domain::staff::UserId;
use serde::Deserialize;
use utoipa::ToSchema;

/// One of the two.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MemberInput {
    /// Id of a member of staff.
    staff: Option<String>,
    /// Name of somebody who does not belong to the organisation.
    outside: Option<String>,
}

impl MemberInput {
    /// Who it is.
    ///
    /// # Errors
    /// Neither, or both.
    pub fn member(self, field: &str) -> Result<Member, FieldError> {
        match (self.staff, self.outside) {
            (Some(id), None) => Ok(Member::Staff(UserId::new(id))),
            (None, Some(name)) => Ok(Member::Outside(name)),
            _ => Err(FieldError::new(field, "one-of-two", "Give staff or outside, and not both.")),
        }
    }
}

/// A seat on a panel.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SeatInput {
    member: MemberInput,
    /// Role id whose holder they stand in for.
    deputy_for: Option<String>,
}

impl SeatInput {
    /// The seat.
    ///
    /// # Errors
    /// As [`MemberInput::member`].
    pub fn seat(self) -> Result<SeatTaken, FieldError> {
        Ok(SeatTaken { member: self.member.member("seats")?, deputy_for: self.deputy_for })
    }
}
