//! How much of the history was known on an earlier day, and where the chain stood.

use redress_domain::time::{Date, Instant, Zone};

use crate::engine::Reader;
use crate::{StoreError, vals};

/// Where an organisation's chain of events stands: what figures are told to rest on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ChainPosition {
    /// Number of the last event; 0 before the first.
    pub seq: i64,
    /// Its hash; zeros before the first.
    pub hash: [u8; 32],
}

/// What was known at the end of a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Known {
    pub on: Date,
    /// The last instant of that day in London.
    pub until: Instant,
    /// The last event recorded by then.
    pub position: ChainPosition,
}

/// What was known at the end of a day, in London.
///
/// # Errors
/// When the database fails.
pub fn known_on(reader: &mut Reader<'_>, organisation_id: &str, on: Date) -> Result<Known, StoreError> {
    let until = Instant::end_of(on, Zone::LONDON);
    let (mut known, mut unknown): (i64, i64) = (0, chain_position(reader, organisation_id)?.seq.saturating_add(1));
    // Events are numbered as they are recorded, so their times rise with their numbers.
    while known.saturating_add(1) < unknown {
        let middle = i64::midpoint(known, unknown);
        let sql = "SELECT at FROM events WHERE organisation_id = $1 AND seq = $2";
        let at = reader.query_one(sql, vals![organisation_id, middle], |row| Ok(Instant::from_micros(row.int(0)?)))?;
        if at <= until { known = middle } else { unknown = middle }
    }
    let sql = "SELECT hash FROM events WHERE organisation_id = $1 AND seq = $2";
    let hash = reader.query_opt(sql, vals![organisation_id, known], |row| row.bytes(0))?;
    Ok(Known { on, until, position: ChainPosition { seq: known, hash: hash.unwrap_or_default() } })
}

/// Where the chain stands now.
///
/// # Errors
/// When the database fails.
pub fn chain_position(reader: &mut Reader<'_>, organisation_id: &str) -> Result<ChainPosition, StoreError> {
    let sql = "SELECT seq, hash FROM heads WHERE organisation_id = $1";
    let head = reader
        .query_opt(sql, vals![organisation_id], |row| Ok(ChainPosition { seq: row.int(0)?, hash: row.bytes(1)? }))?;
    Ok(head.unwrap_or(ChainPosition { seq: 0, hash: [0; 32] }))
}
