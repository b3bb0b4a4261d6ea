//! What has happened to a case, as answered.

use redress_domain::case::{By, Recorded};
use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;

use super::date::Moment;

/// One thing that happened to a case.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct EventBody {
    /// Position in the case, from 1; the case's version after it.
    pub version: u64,
    pub at: Moment,
    /// Id of the member of staff who did it; absent where it was done at the command line of the installation, or by the public form.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
    /// Stable name of what happened: `handed-over`.
    #[schema(value_type = String)]
    pub kind: &'static str,
    /// What is known of it; the members follow from the kind.
    #[schema(value_type = Object)]
    pub fact: Value,
    /// The clocks it started, extended or stopped.
    #[schema(value_type = Vec<Object>)]
    pub clocks: Value,
}

impl From<&Recorded> for EventBody {
    fn from(recorded: &Recorded) -> Self {
        let by = match &recorded.by {
            By::User(id) => Some(id.to_string()),
            By::Operator | By::Public => None,
        };
        Self {
            version: recorded.version,
            at: Moment(recorded.at),
            by,
            kind: recorded.event.fact.kind(),
            fact: inner(serde_json::to_value(&recorded.event.fact).unwrap_or_default()),
            clocks: serde_json::to_value(&recorded.event.clocks).unwrap_or_default(),
        }
    }
}

/// The members of a fact, without its name, which stands beside them.
fn inner(fact: Value) -> Value {
    match fact {
        Value::Object(named) => named.into_iter().next().map_or(Value::Null, |(_, members)| members),
        other => other,
    }
}
