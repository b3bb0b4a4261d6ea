//! What a benchmark sets a report beside: the engine's own scan of the same rows.

use crate::engine::Reader;
use crate::{StoreError, vals};

/// How many handlings were closed from one day to another; the engine adds up their days on the way.
pub fn bare_scan(reader: &mut Reader<'_>, organisation_id: &str, from: &str, to: &str) -> Result<i64, StoreError> {
    let sql = "SELECT COUNT(*), CAST(SUM(days) AS BIGINT) FROM handlings WHERE organisation_id = $1 AND counts
               AND route IN ('S1', 'S2', 'ESC') AND closed_on >= $2 AND closed_on <= $3";
    reader.query_one(sql, vals![organisation_id, from, to], |row| row.int(0))
}
