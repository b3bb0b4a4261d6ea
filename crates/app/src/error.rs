//! How a use case can end other than well: invalid, refused, absent, moved on, or a fault of the infrastructure.

use redress_domain::case::{FieldError, Recorded, Refusal, Rule};
use redress_store::StoreError;

/// Why a use case was not carried out. Nothing was stored, but for faults that say otherwise.
#[derive(Debug, Clone, thiserror::Error)]
pub enum AppError {
    /// Fields are missing or wrong.
    #[error("{}", Refusal::Invalid(.0.clone()))]
    Invalid(Vec<FieldError>),
    /// A rule stands against it.
    #[error("{0}")]
    Refused(Rule),
    /// It is not there, or not for this person to see: the two look alike.
    #[error("there is no such {what}")]
    NotFound { what: &'static str },
    /// It has moved on since it was read; of a case, by these events.
    #[error("this has changed since you read it")]
    Stale { version: u64, since: Vec<Recorded> },
    /// The same key came with another request.
    #[error("this key was used for another request; use a new key for a new request")]
    KeyReused,
    /// Something that should be new is there already.
    #[error("{what} is there already")]
    Exists { what: String },
    /// The organisation has no procedure yet.
    #[error("the organisation '{organisation}' has adopted no procedure yet; adopt one first")]
    NoProcedure { organisation: String },
    /// The infrastructure failed.
    #[error("{0}")]
    Fault(#[from] StoreError),
}

impl AppError {
    /// Stable code, as in the API.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Invalid(_) => "invalid",
            Self::Refused(rule) => rule.code(),
            Self::NotFound { .. } => "not-found",
            Self::Stale { .. } => "stale",
            Self::KeyReused => "idempotency-key-reused",
            Self::Exists { .. } => "exists",
            Self::NoProcedure { .. } => "no-procedure",
            Self::Fault(fault) => fault.code(),
        }
    }
}

impl From<Refusal> for AppError {
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::Invalid(fields) => Self::Invalid(fields),
            Refusal::Rule(rule) => Self::Refused(rule),
        }
    }
}

impl From<Rule> for AppError {
    fn from(rule: Rule) -> Self {
        Self::Refused(rule)
    }
}

impl From<FieldError> for AppError {
    fn from(error: FieldError) -> Self {
        Self::Invalid(vec![error])
    }
}

/// Whether an error leaves open if what was written before it was kept.
pub(crate) trait Undone {
    fn may_be_undone(&self) -> bool;
}

impl Undone for StoreError {
    fn may_be_undone(&self) -> bool {
        matches!(self, Self::NotDurable { .. } | Self::TimedOut { .. })
    }
}

impl Undone for AppError {
    fn may_be_undone(&self) -> bool {
        matches!(self, Self::Fault(fault) if fault.may_be_undone())
    }
}
