//! Answers already given to requests that carried a key, so that a repeat is answered and not done again.

use redress_domain::staff::UserId;
use redress_domain::time::Instant;

use crate::engine::{Reader, Tx};
use crate::{StoreError, vals};

/// How long an answer is kept: 31 days.
const KEPT_MICROS: i64 = 31 * 24 * 3_600_000_000;

/// What was answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// SHA-256 of the request: another request under the same key is refused.
    pub request_digest: [u8; 32],
    pub reference: String,
    /// Version of the case after it was done.
    pub version: u64,
}

/// The answer given under a key, if there is one.
pub fn find_answer(
    reader: &mut Reader<'_>,
    organisation_id: &str,
    user: &UserId,
    key: &str,
) -> Result<Option<Answer>, StoreError> {
    let sql = "SELECT request_digest, reference, version FROM answers
               WHERE organisation_id = $1 AND user_id = $2 AND request_key = $3";
    reader.query_opt(sql, vals![organisation_id, user.as_str(), key], |row| {
        Ok(Answer {
            request_digest: row.bytes(0)?,
            reference: row.text(1)?,
            version: u64::try_from(row.int(2)?).map_err(|_| StoreError::inconsistent("an answer's version"))?,
        })
    })
}

/// Keeps an answer, in the transaction of what it answers.
pub fn add_answer(
    tx: &mut Tx<'_>,
    organisation_id: &str,
    user: &UserId,
    key: &str,
    answer: &Answer,
    at: Instant,
) -> Result<(), StoreError> {
    let stale = at.as_micros().saturating_sub(KEPT_MICROS);
    tx.execute("DELETE FROM answers WHERE created_at < $1", vals![stale])?;
    let sql =
        "INSERT INTO answers (organisation_id, user_id, request_key, request_digest, reference, version, created_at)
               VALUES ($1, $2, $3, $4, $5, $6, $7)";
    let version = i64::try_from(answer.version).unwrap_or(i64::MAX);
    let values =
        vals![organisation_id, user.as_str(), key, &answer.request_digest, &answer.reference, version, at.as_micros()];
    tx.execute(sql, values)?;
    Ok(())
}
