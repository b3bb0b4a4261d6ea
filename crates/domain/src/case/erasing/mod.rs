//! Erasing a case: what is said of people goes, what figures count stays, and a tombstone says when and why.
//!
//! Nothing here forgets: [`erased_history`] makes the same history without its texts, and `store` puts it in place of the other
//! (docs/decisions/0019).

mod facts;
mod parts;

use serde::{Deserialize, Serialize};

use super::recorded::By;
use super::refusal::Rule;
use super::state::Case;
use crate::time::{Date, Instant};

pub use facts::erased_history;

/// Stands where a text was: what rules and figures ask for whether it is there still is.
pub const ERASED: &str = "[erased]";

/// Why a case is erased.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ErasureGround {
    /// It was kept for as long as the procedure says.
    Retention {
        /// Id of the procedure's rule; `None`: its general one.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        rule: Option<String>,
        /// Months after it was closed.
        months: u32,
    },
    /// Somebody decided it, at the person's request as a rule (UK GDPR, article 17).
    Decided { reason: String },
}

/// What is left of an erased case beside its figures.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Erasure {
    pub at: Instant,
    pub by: By,
    pub ground: ErasureGround,
}

/// Its records are kept although they would be due: a court, an ombudsman or an inquiry may ask for them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordsHold {
    pub reason: String,
    pub since: Date,
}

/// What of a person's particulars was put right (UK GDPR, article 16).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PersonField {
    Name,
    Email,
    Phone,
    Address,
}

/// Whether a case can be erased now.
///
/// # Errors
/// [`Rule::NotClosed`] while it is worked on, [`Rule::RecordsHeld`] while its records are held, [`Rule::Erased`] where it is done.
pub fn may_erase(case: &Case) -> Result<(), Rule> {
    match (&case.erasure, &case.records_hold) {
        (Some(erasure), _) => Err(Rule::erased(erasure)),
        (None, Some(hold)) => Err(Rule::RecordsHeld { reason: hold.reason.clone() }),
        (None, None) if case.is_open() => Err(Rule::NotClosed),
        (None, None) => Ok(()),
    }
}
