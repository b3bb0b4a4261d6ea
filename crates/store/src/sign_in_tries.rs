//! Wrong tries to sign in, shared by all processes on a database: bounded in number, and forgotten in time.

use redress_domain::time::Instant;

use crate::engine::Tx;
use crate::{StoreError, vals};

/// Most tries kept at once. Beyond them new names are not counted: filling them takes more addresses than an honest crowd
/// has, and each address is slowed down by itself.
const KEPT: i64 = 200_000;

/// What is known of one kind of try.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tries {
    pub number: i64,
    /// Until when the next has to wait.
    pub waits_until: Instant,
    /// When it is forgotten.
    pub forgotten_at: Instant,
}

/// The tries under a digest, held against other processes until the end of the transaction; what is forgotten is swept out.
/// `None` where there is no room for another.
pub fn hold_tries(
    tx: &mut Tx<'_>,
    digest: &[u8; 32],
    now: Instant,
    forgotten_at: Instant,
) -> Result<Option<Tries>, StoreError> {
    tx.execute("DELETE FROM sign_in_tries WHERE forgotten_at <= $1", vals![now.as_micros()])?;
    let known = tx.query_opt("SELECT 1 FROM sign_in_tries WHERE try_digest = $1", vals![digest], |row| row.int(0))?;
    if known.is_none() && tx.query_one("SELECT COUNT(*) FROM sign_in_tries", &[], |row| row.int(0))? >= KEPT {
        return Ok(None);
    }
    let sql = "INSERT INTO sign_in_tries (try_digest, tries, waits_until, forgotten_at) VALUES ($1, 0, 0, $2)
               ON CONFLICT (try_digest) DO UPDATE SET tries = sign_in_tries.tries
               RETURNING tries, waits_until, forgotten_at";
    tx.query_opt(sql, vals![digest, forgotten_at.as_micros()], |row| {
        Ok(Tries {
            number: row.int(0)?,
            waits_until: Instant::from_micros(row.int(1)?),
            forgotten_at: Instant::from_micros(row.int(2)?),
        })
    })
}

/// Keeps the tries under a digest that is held.
pub fn set_tries(tx: &mut Tx<'_>, digest: &[u8; 32], tries: &Tries) -> Result<(), StoreError> {
    let sql = "UPDATE sign_in_tries SET tries = $2, waits_until = $3, forgotten_at = $4 WHERE try_digest = $1";
    let values = vals![digest, tries.number, tries.waits_until.as_micros(), tries.forgotten_at.as_micros()];
    tx.execute(sql, values)?;
    Ok(())
}

/// Forgets the tries under a digest.
pub fn remove_tries(tx: &mut Tx<'_>, digest: &[u8; 32]) -> Result<(), StoreError> {
    tx.execute("DELETE FROM sign_in_tries WHERE try_digest = $1", vals![digest])?;
    Ok(())
}
