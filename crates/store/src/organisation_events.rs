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
use crate::redactions::Redacted;
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
        /// When it ends; versions before made tokens without an end.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        expires_at: Option<Instant>,
    },
    TokenRevoked {
        token_digest: String,
    },
    /// Something happened to an account that was there.
    Account {
        user: UserId,
        change: AccountChange,
    },
    /// A second factor is asked of these roles from now on, and of no others.
    SecondFactorAsked {
        roles: Vec<String>,
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
    /// Text was taken out of events, for a reason.
    EventsRedacted {
        events: Vec<Redacted>,
        reason: String,
    },
    /// Text was taken out of one event, as versions before recorded it; `digest` is the SHA-256 of what stands in place of its payload.
    EventRedacted {
        seq: i64,
        digest: String,
        reason: String,
    },
}

/// What happens to an account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum AccountChange {
    /// A link was made with which they choose a password, in place of one made before.
    LinkMade {
        link_digest: String,
        expires_at: Instant,
    },
    /// They chose a password: with a link, or knowing the one before. `digest` is that of the account's row.
    PasswordSet {
        digest: String,
    },
    RolesChanged {
        roles: Vec<String>,
    },
    /// What the provider they signed in with says of them stands for these roles.
    RolesClaimed {
        roles: Vec<String>,
    },
    /// They left: no role, no password, no second factor, no token, no link. `digest` is that of the account's row.
    Ended {
        digest: String,
    },
    Reopened {
        roles: Vec<String>,
    },
    /// All their sessions and tokens ended, and the link that was made for them.
    SignedOut,
    /// They set up an authenticator; digests of its sealed secret and of the recovery codes.
    SecondFactorSet {
        digest: String,
        codes: Vec<String>,
    },
    /// Its secret was sealed with another key; digest of the sealed secret. The recovery codes stay.
    SecondFactorSealedAnew {
        digest: String,
    },
    RecoveryCodeUsed {
        code_digest: String,
    },
    SecondFactorRemoved,
    /// A key on a device of theirs opens their account from now on; digest of what is kept of it.
    PasskeyAdded {
        digest: String,
    },
    PasskeyRemoved {
        digest: String,
    },
    /// They were told apart at the provider their organisation signs in with; digest of who they are there.
    IdentityLinked {
        digest: String,
    },
}

impl AccountChange {
    /// Whether all their sessions and tokens end with it.
    pub fn signs_out(&self) -> bool {
        match self {
            Self::PasswordSet { .. }
            | Self::RolesChanged { .. }
            | Self::RolesClaimed { .. }
            | Self::Ended { .. }
            | Self::SignedOut
            | Self::SecondFactorSet { .. }
            | Self::SecondFactorRemoved
            | Self::PasskeyRemoved { .. } => true,
            Self::LinkMade { .. } | Self::Reopened { .. } | Self::RecoveryCodeUsed { .. } => false,
            // What opens one door more shuts none.
            Self::PasskeyAdded { .. } | Self::IdentityLinked { .. } => false,
            Self::SecondFactorSealedAnew { .. } => false,
        }
    }

    fn kind(&self) -> &'static str {
        match self {
            Self::LinkMade { .. } => "account-link-made",
            Self::PasswordSet { .. } => "account-password-set",
            Self::RolesChanged { .. } => "account-roles-changed",
            Self::RolesClaimed { .. } => "account-roles-claimed",
            Self::Ended { .. } => "account-ended",
            Self::SignedOut => "account-signed-out",
            Self::Reopened { .. } => "account-reopened",
            Self::SecondFactorSet { .. } => "account-second-factor-set",
            Self::SecondFactorSealedAnew { .. } => "account-second-factor-sealed-anew",
            Self::RecoveryCodeUsed { .. } => "account-recovery-code-used",
            Self::SecondFactorRemoved => "account-second-factor-removed",
            Self::PasskeyAdded { .. } => "account-passkey-added",
            Self::PasskeyRemoved { .. } => "account-passkey-removed",
            Self::IdentityLinked { .. } => "account-identity-linked",
        }
    }
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
            Self::TokenRevoked { .. } => "token-revoked",
            Self::Account { change, .. } => change.kind(),
            Self::SecondFactorAsked { .. } => "second-factor-asked",
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
            Self::EventsRedacted { .. } => "events-redacted",
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
