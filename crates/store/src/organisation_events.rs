//! What happens to an organisation itself: a closed list of facts in the same chain as its cases' events.

use redress_domain::case::By;
use redress_domain::improvement::Fact as Improving;
use redress_domain::rate_base::RateBase;
use redress_domain::staff::UserId;
use redress_domain::time::{Date, Instant};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::engine::Tx;
use crate::events::{NewEvent, Stream, append_events};
use crate::users::User;
use crate::{StoreError, vals};

/// A fact of an organisation's history. People are held as digests; who they are stands in their row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum OrganisationFact {
    OrganisationAdded {
        name: String,
        charity_number: Option<String>,
        calendar: String,
        fiscal_year_start: String,
    },
    UserAdded {
        user: UserId,
        roles: Vec<String>,
        digest: String,
    },
    /// A version was stored as a draft, or adopted when `adopted` says by whom; new cases begin with it.
    ProcedureChosen {
        id: String,
        version: String,
        source_digest: String,
        adopted: Option<Adopted>,
    },
    ClosureAdded {
        on: Date,
        label: String,
    },
    TokenCreated {
        user: UserId,
        token_digest: String,
    },
    /// Somebody is away, first and last day included (R104).
    AbsenceMarked {
        user: UserId,
        from: Date,
        to: Date,
    },
    AbsenceCancelled {
        user: UserId,
        from: Date,
        to: Date,
    },
    /// Something happened to a theme, an improvement action or a lesson.
    Improvement(Improving),
    /// The draft of a period's report was taken a step towards publication (R109).
    ReportStep {
        period: String,
        version: u32,
        /// Who did it, as events name people.
        by: String,
        step: ReportStep,
    },
    /// The public edition of a version was taken back from its readers; it stays as it was published.
    ReportWithheld {
        period: String,
        version: u32,
        public_digest: String,
        reason: String,
    },
    /// A version of a period's report was published, in both editions (R84, R109).
    ReportPublished {
        period: String,
        version: u32,
        /// Number of the last event that its figures know of.
        seq: i64,
        internal_digest: String,
        public_digest: String,
        /// Why it was published again.
        reason: Option<String>,
        /// Who approved it, as events name people; absent where the procedure asks for no approval.
        approved_by: Option<String>,
    },
    /// Tables of a period that were published elsewhere were kept, in place of those kept before (R95).
    PublishedTablesKept {
        period: String,
        digest: String,
    },
    /// What rates are reckoned on as of a day, in place of what was written for that day before.
    RateBaseSet(RateBase),
    /// Text was taken out of an event; `digest` is the SHA-256 of what stands in place of its payload.
    EventRedacted {
        seq: i64,
        digest: String,
        reason: String,
    },
}

/// How a draft comes to be published.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ReportStep {
    /// Approval was asked for: digests of what the draft says and of the figures.
    Asked { text_digest: String, figures: String },
    /// It was given for these.
    Approved { text_digest: String, figures: String },
    /// It was sent back to be changed.
    Returned { reason: String },
}

/// Who adopted a procedure.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Adopted {
    pub body: String,
    pub signatory: String,
    pub on: Date,
}

impl OrganisationFact {
    fn kind(&self) -> &'static str {
        match self {
            Self::OrganisationAdded { .. } => "organisation-added",
            Self::UserAdded { .. } => "user-added",
            Self::ProcedureChosen { .. } => "procedure-chosen",
            Self::ClosureAdded { .. } => "closure-added",
            Self::TokenCreated { .. } => "token-created",
            Self::AbsenceMarked { .. } => "absence-marked",
            Self::AbsenceCancelled { .. } => "absence-cancelled",
            Self::Improvement(fact) => fact.kind(),
            Self::ReportStep { step: ReportStep::Asked { .. }, .. } => "report-approval-asked",
            Self::ReportStep { step: ReportStep::Approved { .. }, .. } => "report-approved",
            Self::ReportStep { step: ReportStep::Returned { .. }, .. } => "report-returned",
            Self::ReportWithheld { .. } => "report-withheld",
            Self::ReportPublished { .. } => "report-published",
            Self::PublishedTablesKept { .. } => "published-tables-kept",
            Self::RateBaseSet(_) => "rate-base-set",
            Self::EventRedacted { .. } => "event-redacted",
        }
    }
}

/// Appends a fact to an organisation's history.
pub fn append_organisation_fact(
    tx: &mut Tx<'_>,
    organisation_id: &str,
    fact: &OrganisationFact,
    at: Instant,
    by: &By,
    salt: [u8; 16],
) -> Result<(), StoreError> {
    let payload = serde_json::to_string(fact).map_err(|error| StoreError::inconsistent(error.to_string()))?;
    let event = NewEvent { kind: fact.kind(), payload, salt };
    append_events(tx, organisation_id, Stream::Organisation, at, by, &[event])?;
    tx.execute("UPDATE organisations SET revision = revision + 1 WHERE organisation_id = $1", vals![organisation_id])?;
    Ok(())
}

/// Digest of what an account's row says of somebody.
pub fn user_digest(user: &User) -> String {
    let text = [user.staff.name.as_str(), user.staff.email.as_str(), user.password_hash.as_deref().unwrap_or("")];
    hex::encode(Sha256::digest(text.join("\n").as_bytes()))
}

/// Digest of a procedure file.
pub fn source_digest(source: &str) -> String {
    hex::encode(Sha256::digest(source.as_bytes()))
}
