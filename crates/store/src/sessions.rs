//! Sessions: who is signed in, in which browser, since when. Secrets are kept as digests only.

use redress_domain::staff::UserId;
use redress_domain::time::Instant;

use crate::engine::{Reader, Row, Tx};
use crate::{StoreError, vals};

/// Most sessions of one person that are listed.
pub const SESSIONS_LIMIT: i64 = 100;

/// A session as stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    pub organisation_id: String,
    pub user: UserId,
    /// Given with every form.
    pub csrf: String,
    pub created_at: Instant,
    pub seen_at: Instant,
    /// How somebody showed who they are, as the application names it.
    pub signed_in_with: String,
    /// What the browser calls itself, in a word or two.
    pub browser: String,
    /// What is still asked before it opens anything, as the application names it.
    pub still_due: Option<String>,
}

const COLUMNS: &str = "organisation_id, user_id, csrf, created_at, seen_at, signed_in_with, browser, still_due";

/// Begins a session, and forgets those unseen since `stale`.
pub fn add_session(tx: &mut Tx<'_>, digest: &[u8; 32], session: &Session, stale: Instant) -> Result<(), StoreError> {
    tx.execute("DELETE FROM sessions WHERE seen_at < $1", vals![stale.as_micros()])?;
    let sql = format!("INSERT INTO sessions (session_digest, {COLUMNS}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)");
    let values = vals![
        digest,
        &session.organisation_id,
        session.user.as_str(),
        &session.csrf,
        session.created_at.as_micros(),
        session.seen_at.as_micros(),
        &session.signed_in_with,
        &session.browser,
        &session.still_due
    ];
    tx.execute(&sql, values)?;
    Ok(())
}

/// A session by the digest of its secret.
pub fn find_session(reader: &mut Reader<'_>, digest: &[u8; 32]) -> Result<Option<Session>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM sessions WHERE session_digest = $1");
    reader.query_opt(&sql, vals![digest], |row| session(row, 0))
}

/// Somebody's sessions with their digests, the one seen last first; at most [`SESSIONS_LIMIT`].
pub fn list_sessions(
    reader: &mut Reader<'_>,
    organisation_id: &str,
    user: &UserId,
) -> Result<Vec<([u8; 32], Session)>, StoreError> {
    let sql = format!(
        "SELECT session_digest, {COLUMNS} FROM sessions WHERE organisation_id = $1 AND user_id = $2
         ORDER BY seen_at DESC, session_digest LIMIT $3"
    );
    let values = vals![organisation_id, user.as_str(), SESSIONS_LIMIT];
    reader.query(&sql, values, |row| Ok((row.bytes(0)?, session(row, 1)?)))
}

fn session(row: &Row<'_>, first: usize) -> Result<Session, StoreError> {
    let at = |column: usize| first.saturating_add(column);
    Ok(Session {
        organisation_id: row.text(at(0))?,
        user: UserId::new(row.text(at(1))?),
        csrf: row.text(at(2))?,
        created_at: Instant::from_micros(row.int(at(3))?),
        seen_at: Instant::from_micros(row.int(at(4))?),
        signed_in_with: row.text(at(5))?,
        browser: row.text(at(6))?,
        still_due: row.opt_text(at(7))?,
    })
}

/// Notes that a session was used.
pub fn touch_session(tx: &mut Tx<'_>, digest: &[u8; 32], at: Instant) -> Result<(), StoreError> {
    tx.execute("UPDATE sessions SET seen_at = $2 WHERE session_digest = $1", vals![digest, at.as_micros()])?;
    Ok(())
}

/// Ends a session.
pub fn remove_session(tx: &mut Tx<'_>, digest: &[u8; 32]) -> Result<(), StoreError> {
    tx.execute("DELETE FROM sessions WHERE session_digest = $1", vals![digest])?;
    Ok(())
}

/// Ends somebody's sessions, but for one where it is named.
pub fn remove_sessions_of(
    tx: &mut Tx<'_>,
    organisation_id: &str,
    user: &UserId,
    but: Option<&[u8; 32]>,
) -> Result<(), StoreError> {
    // No digest is empty, so that nothing is spared where none is named.
    let but: &[u8] = but.map_or(&[], |digest| digest);
    let sql = "DELETE FROM sessions WHERE organisation_id = $1 AND user_id = $2 AND session_digest <> $3";
    tx.execute(sql, vals![organisation_id, user.as_str(), but])?;
    Ok(())
}
