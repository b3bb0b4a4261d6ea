//! What the person of a case was told of changes, as answered.

use redress_domain::case::ChangeTold;
use redress_domain::words::Word;
use serde::Serialize;
use utoipa::ToSchema;

use super::date::Day;

#[derive(Debug, Serialize, ToSchema)]
pub struct ChangeToldBody {
    #[schema(value_type = String)]
    pub means: &'static str,
    #[schema(value_type = String)]
    pub to: &'static str,
    pub on: Day,
    pub what: String,
    /// Number of the improvement action it came of.
    pub improvement: Option<u32>,
}

impl From<&ChangeTold> for ChangeToldBody {
    fn from(told: &ChangeTold) -> Self {
        Self {
            means: told.means.id(),
            to: told.to.id(),
            on: Day(told.on),
            what: told.what.clone(),
            improvement: told.improvement,
        }
    }
}
