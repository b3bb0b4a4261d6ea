//! Access tokens for the API, kept as digests only.

use std::collections::BTreeSet;

use redress_domain::staff::UserId;
use redress_domain::time::Instant;

use crate::engine::{Reader, Tx};
use crate::{StoreError, vals};

/// Stores the digest of an access token.
pub fn add_token(
    tx: &mut Tx<'_>,
    digest: &[u8; 32],
    organisation_id: &str,
    user: &UserId,
    at: Instant,
) -> Result<(), StoreError> {
    let sql = "INSERT INTO tokens (token_digest, organisation_id, user_id, created_at) VALUES ($1, $2, $3, $4)";
    tx.execute(sql, vals![digest, organisation_id, user.as_str(), at.as_micros()])?;
    Ok(())
}

/// Whose token it is.
pub fn find_token(reader: &mut Reader<'_>, digest: &[u8; 32]) -> Result<Option<(String, UserId)>, StoreError> {
    let sql = "SELECT organisation_id, user_id FROM tokens WHERE token_digest = $1";
    reader.query_opt(sql, vals![digest], |row| Ok((row.text(0)?, UserId::new(row.text(1)?))))
}

/// Takes all tokens of somebody away.
pub fn remove_tokens_of(tx: &mut Tx<'_>, organisation_id: &str, user: &UserId) -> Result<(), StoreError> {
    tx.execute(
        "DELETE FROM tokens WHERE organisation_id = $1 AND user_id = $2",
        vals![organisation_id, user.as_str()],
    )?;
    Ok(())
}

/// Every token of an organisation: its digest in hexadecimal, and whose it is.
pub(crate) fn all_tokens(
    reader: &mut Reader<'_>,
    organisation_id: &str,
) -> Result<BTreeSet<(String, UserId)>, StoreError> {
    let sql = "SELECT token_digest, user_id FROM tokens WHERE organisation_id = $1";
    let rows =
        reader.query(sql, vals![organisation_id], |row| Ok((hex::encode(row.blob(0)?), UserId::new(row.text(1)?))))?;
    Ok(rows.into_iter().collect())
}
