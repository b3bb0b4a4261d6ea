//! Publishing: both editions are made of one report, and kept character for character with their digests in the history.

use redress_domain::publication::{Draft, Standing};
use redress_domain::statistics::Report;
use redress_domain::time::Instant;
use redress_store::{Edition, OrganisationFact, StoreError, Tx, add_edition, append_organisation_fact, edition_digest};

use super::compose::Editions;
use super::present::Present;
use crate::actor::Actor;
use crate::error::AppError;
use crate::random::random;

/// Publishes the report as it is drafted, with the figures of this moment. `before` is the standing that it had until now.
pub(super) fn freeze(
    tx: &mut Tx<'_>,
    actor: &Actor,
    now: Instant,
    present: &Present,
    draft: &Draft,
    before: Option<&Standing>,
) -> Result<(), AppError> {
    let approved_by = before.and_then(approved_by);
    let Editions { internal, public } = Editions::of(tx, present, draft, approved_by)?;
    let head = *tx.head(actor.organisation())?;
    let edition = Edition {
        period: present.period.id.clone(),
        version: draft.version,
        published_at: now,
        seq: head.seq,
        hash: head.hash,
        reason: draft.reason.clone(),
        internal: as_text(&internal)?,
        public: as_text(&public)?,
    };
    let fact = OrganisationFact::ReportPublished {
        period: edition.period.clone(),
        version: edition.version,
        seq: edition.seq,
        internal_digest: edition_digest(&edition.internal),
        public_digest: edition_digest(&edition.public),
        reason: edition.reason.clone(),
        approved_by: approved_by.map(str::to_owned),
    };
    add_edition(tx, actor.organisation(), &edition)?;
    Ok(append_organisation_fact(tx, actor.organisation(), &fact, now, actor.by(), random()?)?)
}

/// Who has approved a draft, as events name people.
pub(super) fn approved_by(standing: &Standing) -> Option<&str> {
    match standing {
        Standing::Approved { by, .. } => Some(by),
        _ => None,
    }
}

/// A report as it is kept and handed out: indented, with a line feed at its end.
pub(super) fn as_text(report: &Report) -> Result<String, StoreError> {
    let mut text = serde_json::to_string_pretty(report).map_err(|error| StoreError::inconsistent(error.to_string()))?;
    text.push('\n');
    Ok(text)
}
