//! What is known of the people in a case beside who they are: consent, adjustments, limits on contact.

use serde::{Deserialize, Serialize};

use crate::procedure::Means;
use crate::staff::UserId;
use crate::time::Date;

/// To whom something is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Recipient {
    Complainant,
    Representative,
}

/// Whether the person lets somebody act for them and be told (R26).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Consent {
    pub given: bool,
    pub means: Means,
    pub on: Date,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expires_on: Option<Date>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

impl Consent {
    /// Whether it covers a day.
    pub fn covers(&self, on: Date) -> bool {
        self.given && on >= self.on && self.expires_on.is_none_or(|expires| on <= expires)
    }
}

/// Reasonable adjustments, shown at every contact.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Adjustments {
    /// Ids of the procedure's list.
    pub kinds: Vec<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// The person agreed that their next case begins with them.
    pub carry_forward: bool,
}

/// A warning about behaviour, which comes before any limit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BehaviourWarning {
    pub what: String,
    pub on: Date,
}

/// A limit on contact. It never bars from complaining.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ContactLimit {
    pub limits: Vec<String>,
    pub reasons: String,
    pub until: Date,
    pub review_on: Date,
}

/// Somebody who has an interest in the matter and keeps out of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Interest {
    pub who: UserId,
    pub what: String,
}

/// What follows for a member of staff, kept in a restricted part (R79).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StaffMatter {
    pub kind: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub about: Option<UserId>,
    pub text: String,
}

/// An apology, which is neither fault nor agreement (R7).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Apology {
    pub who: UserId,
    pub means: Means,
    pub on: Date,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub words: Option<String>,
}
