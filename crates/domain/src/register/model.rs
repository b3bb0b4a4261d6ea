//! A case as a register tells it: the typed content of its rows, once they have passed every check.

use serde::{Deserialize, Serialize};

use crate::procedure::{Channel, Route};
use crate::time::Date;

/// Who brings the complaint (R25, R26, R29).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum BroughtBy {
    #[serde(rename = "self")]
    Complainant,
    Representative,
    Anonymous,
}

/// Result of the reviewer outside the organisation (R108).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum ExternalOutcome {
    Upheld,
    NotUpheld,
}

/// The outside reviewer closed the case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize)]
pub struct ExternalResult {
    pub closed_on: Date,
    pub outcome: ExternalOutcome,
}

/// One case of a register: history as it was, so a missing code or a late close is allowed.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
pub struct RegisterCase {
    pub reference: String,
    pub received_on: Date,
    pub channel: Channel,
    pub brought_by: BroughtBy,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub service_area: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub summary: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outcome_wanted: Option<String>,
    /// In order of stage: S1, or S1 then ESC, or S2 alone.
    pub handlings: Vec<RegisterHandling>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub external: Option<ExternalResult>,
}

/// One handling of a register case at a stage.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
pub struct RegisterHandling {
    pub route: Route,
    pub received_on: Date,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub closed: Option<RegisterClosure>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub extended_to: Option<Date>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub finding: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub explanation: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub action_taken: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub learning: Option<String>,
    /// Names or email addresses of who handled it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub handled_by: Vec<String>,
}

impl RegisterHandling {
    /// Somebody who handled this and that too, whatever the case of the letters.
    pub fn handler_in_common<'a>(&'a self, other: &RegisterHandling) -> Option<&'a str> {
        let same = |name: &&String| other.handled_by.iter().any(|other| other.to_lowercase() == name.to_lowercase());
        self.handled_by.iter().find(same).map(String::as_str)
    }
}

/// How a handling of a register ended.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
pub struct RegisterClosure {
    pub on: Date,
    /// Outcome id of the procedure.
    pub outcome: String,
    /// Code id of the procedure; history may lack it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
}
