//! Tables of a period as they were published elsewhere (R95): kept as given.

use redress_domain::time::Instant;

use crate::engine::{Reader, Tx};
use crate::{StoreError, vals};

/// Keeps the tables of a period, in place of those that were kept before.
pub fn put_published_tables(
    tx: &mut Tx<'_>,
    organisation_id: &str,
    period: &str,
    lines: &str,
    at: Instant,
) -> Result<(), StoreError> {
    let sql = "INSERT INTO published_tables (organisation_id, period, lines, kept_at) VALUES ($1, $2, $3, $4)
               ON CONFLICT (organisation_id, period) DO UPDATE SET lines = excluded.lines, kept_at = excluded.kept_at";
    tx.execute(sql, vals![organisation_id, period, lines, at.as_micros()])?;
    Ok(())
}

/// The tables kept of a period, and since when.
pub fn find_published_tables(
    reader: &mut Reader<'_>,
    organisation_id: &str,
    period: &str,
) -> Result<Option<(String, Instant)>, StoreError> {
    let sql = "SELECT lines, kept_at FROM published_tables WHERE organisation_id = $1 AND period = $2";
    reader.query_opt(sql, vals![organisation_id, period], |row| Ok((row.text(0)?, Instant::from_micros(row.int(1)?))))
}
