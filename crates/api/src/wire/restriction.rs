//! What makes a case confidential, as answered.

use redress_domain::case::{Case, Opening, Restriction};
use serde::Serialize;
use utoipa::ToSchema;

use super::date::Moment;

/// Why a case is confidential, and who is named.
#[derive(Debug, Serialize, ToSchema)]
pub struct RestrictionBody {
    pub reason: String,
    /// Ids of the members of staff who may see it by name.
    pub named: Vec<String>,
}

/// It was opened in need to somebody whom it was closed to.
#[derive(Debug, Serialize, ToSchema)]
pub struct CaseOpeningBody {
    pub number: u32,
    /// Id of the member of staff.
    pub who: String,
    pub reason: String,
    pub until: Moment,
    /// Id of who has looked at it of those who keep watch; absent while nobody has.
    pub seen_by: Option<String>,
}

impl From<&Restriction> for RestrictionBody {
    fn from(restriction: &Restriction) -> Self {
        Self { reason: restriction.reason.clone(), named: restriction.named.iter().map(ToString::to_string).collect() }
    }
}

impl From<&Opening> for CaseOpeningBody {
    fn from(opening: &Opening) -> Self {
        Self {
            number: opening.number,
            who: opening.who.to_string(),
            reason: opening.reason.clone(),
            until: Moment(opening.until),
            seen_by: opening.seen.as_ref().map(|(who, _)| who.to_string()),
        }
    }
}

pub(super) fn openings(case: &Case) -> Vec<CaseOpeningBody> {
    case.openings.iter().map(CaseOpeningBody::from).collect()
}
