//! What has begun and waits for an answer from elsewhere: kept under the digest of a secret, for minutes, and taken once.

use redress_domain::time::Instant;

use crate::engine::Tx;
use crate::{StoreError, vals};

/// Most that wait at once. Beyond them those that would end first give way: whoever begins them by the thousand pushes out their
/// own.
const KEPT: i64 = 10_000;

/// Keeps what has begun, and forgets what has expired.
pub fn add_ceremony(
    tx: &mut Tx<'_>,
    digest: &[u8; 32],
    state: &str,
    now: Instant,
    expires_at: Instant,
) -> Result<(), StoreError> {
    tx.execute("DELETE FROM ceremonies WHERE expires_at <= $1", vals![now.as_micros()])?;
    let sql = "DELETE FROM ceremonies WHERE ceremony_digest IN
               (SELECT ceremony_digest FROM ceremonies ORDER BY expires_at DESC, ceremony_digest LIMIT 1000 OFFSET $1)";
    tx.execute(sql, vals![KEPT - 1])?;
    let sql = "INSERT INTO ceremonies (ceremony_digest, state, expires_at) VALUES ($1, $2, $3)";
    tx.execute(sql, vals![digest, state, expires_at.as_micros()])?;
    Ok(())
}

/// Takes what has begun; nobody takes it a second time. `None` where there is nothing, or it has expired.
pub fn take_ceremony(tx: &mut Tx<'_>, digest: &[u8; 32], now: Instant) -> Result<Option<String>, StoreError> {
    let sql = "DELETE FROM ceremonies WHERE ceremony_digest = $1 RETURNING state, expires_at";
    let taken = tx.query_opt(sql, vals![digest], |row| Ok((row.text(0)?, row.int(1)?)))?;
    Ok(taken.filter(|(_, expires_at)| *expires_at > now.as_micros()).map(|(state, _)| state))
}
