//! Access tokens for the API, kept as digests only.

use redress_domain::staff::UserId;
use redress_domain::time::Instant;

use crate::engine::{Reader, Row, Tx};
use crate::{StoreError, vals};

/// What is kept of a token.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Token {
    /// Digest of the token, in hexadecimal. It opens nothing, and names the token.
    pub digest: String,
    pub user: UserId,
    /// When it ends; those made before tokens ended have no end.
    pub expires_at: Option<Instant>,
}

/// Stores the digest of an access token.
pub fn add_token(
    tx: &mut Tx<'_>,
    digest: &[u8; 32],
    organisation_id: &str,
    user: &UserId,
    at: Instant,
    expires_at: Instant,
) -> Result<(), StoreError> {
    let sql = "INSERT INTO tokens (token_digest, organisation_id, user_id, created_at, expires_at)
               VALUES ($1, $2, $3, $4, $5)";
    tx.execute(sql, vals![digest, organisation_id, user.as_str(), at.as_micros(), expires_at.as_micros()])?;
    Ok(())
}

/// Whose token it is, unless it has ended.
pub fn find_token(
    reader: &mut Reader<'_>,
    digest: &[u8; 32],
    now: Instant,
) -> Result<Option<(String, UserId)>, StoreError> {
    let sql = "SELECT organisation_id, user_id FROM tokens
               WHERE token_digest = $1 AND (expires_at IS NULL OR expires_at > $2)";
    reader.query_opt(sql, vals![digest, now.as_micros()], |row| Ok((row.text(0)?, UserId::new(row.text(1)?))))
}

/// The tokens of an organisation, those that have ended among them, by whom they act for and when they were made.
pub fn list_tokens(reader: &mut Reader<'_>, organisation_id: &str) -> Result<Vec<Token>, StoreError> {
    let sql = "SELECT token_digest, user_id, expires_at FROM tokens WHERE organisation_id = $1
               ORDER BY user_id, created_at, token_digest";
    reader.query(sql, vals![organisation_id], read)
}

/// Takes one token away.
pub fn remove_token(tx: &mut Tx<'_>, organisation_id: &str, digest: &[u8]) -> Result<(), StoreError> {
    let sql = "DELETE FROM tokens WHERE organisation_id = $1 AND token_digest = $2";
    tx.execute(sql, vals![organisation_id, digest])?;
    Ok(())
}

/// Takes all tokens of somebody away.
pub fn remove_tokens_of(tx: &mut Tx<'_>, organisation_id: &str, user: &UserId) -> Result<(), StoreError> {
    tx.execute(
        "DELETE FROM tokens WHERE organisation_id = $1 AND user_id = $2",
        vals![organisation_id, user.as_str()],
    )?;
    Ok(())
}

fn read(row: &Row<'_>) -> Result<Token, StoreError> {
    Ok(Token {
        digest: hex::encode(row.blob(0)?),
        user: UserId::new(row.text(1)?),
        expires_at: row.opt_int(2)?.map(Instant::from_micros),
    })
}
