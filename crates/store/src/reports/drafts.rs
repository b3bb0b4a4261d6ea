//! Drafts of reports.

use redress_domain::publication::{Draft, Standing};

use super::editions::edition_digest;
use crate::engine::{Reader, Row, Tx};
use crate::{StoreError, vals};

/// Most drafts that are listed: one for each period ever written about.
const DRAFTS_LIMIT: i64 = 10_000;

/// A draft as stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredDraft {
    /// Number of its changes.
    pub revision: u64,
    pub draft: Draft,
}

/// The draft of a period.
pub fn find_draft(
    reader: &mut Reader<'_>,
    organisation_id: &str,
    period: &str,
) -> Result<Option<StoredDraft>, StoreError> {
    let sql = "SELECT period, revision, draft FROM report_drafts WHERE organisation_id = $1 AND period = $2";
    Ok(reader.query_opt(sql, vals![organisation_id, period], stored)?.map(|(_, draft)| draft))
}

/// Every draft with the id of its period.
pub fn list_drafts(reader: &mut Reader<'_>, organisation_id: &str) -> Result<Vec<(String, StoredDraft)>, StoreError> {
    let sql = "SELECT period, revision, draft FROM report_drafts WHERE organisation_id = $1 ORDER BY period LIMIT $2";
    reader.query(sql, vals![organisation_id, DRAFTS_LIMIT], stored)
}

/// Keeps a draft in place of what stood there, and gives its new revision.
pub fn put_draft(tx: &mut Tx<'_>, organisation_id: &str, period: &str, draft: &Draft) -> Result<u64, StoreError> {
    let text = serde_json::to_string(draft).map_err(|error| StoreError::inconsistent(error.to_string()))?;
    let sql = "INSERT INTO report_drafts (organisation_id, period, revision, draft) VALUES ($1, $2, 1, $3)
               ON CONFLICT (organisation_id, period)
               DO UPDATE SET revision = report_drafts.revision + 1, draft = excluded.draft
               RETURNING revision";
    tx.query_one(sql, vals![organisation_id, period, text], |row| revision(row.int(0)?))
}

fn stored(row: &Row<'_>) -> Result<(String, StoredDraft), StoreError> {
    let unreadable = |error: serde_json::Error| StoreError::inconsistent(format!("a draft cannot be read: {error}"));
    let draft = serde_json::from_str(row.text_ref(2)?).map_err(unreadable)?;
    Ok((row.text(0)?, StoredDraft { revision: revision(row.int(1)?)?, draft }))
}

fn revision(number: i64) -> Result<u64, StoreError> {
    u64::try_from(number).map_err(|_| StoreError::inconsistent("a revision out of range"))
}

/// SHA-256 of what a draft says, in whatever order it tells of its cases and however far it has come.
pub fn draft_digest(draft: &Draft) -> Result<String, StoreError> {
    let mut said = Draft { standing: Standing::Published, written_by: None, ..draft.clone() };
    said.narratives.sort_by(|one, other| one.of.cmp(&other.of));
    let text = serde_json::to_string(&said).map_err(|error| StoreError::inconsistent(error.to_string()))?;
    Ok(edition_digest(&text))
}
