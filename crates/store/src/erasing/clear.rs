//! Clearing the files of the database of what was taken out of its tables. What stood in a row is still in free pages, in the
//! log, and in parts of the index that wait to be merged; after this it is not.

use redress_domain::time::Instant;

use crate::engine::{Conn, Reader};
use crate::{StoreError, dialect, vals};

/// Whether something was taken out since the files were last cleared.
///
/// # Errors
/// When the database fails.
pub fn clearing_is_due(reader: &mut Reader<'_>) -> Result<bool, StoreError> {
    let sql = "SELECT 1 FROM events WHERE kind IN ('erased', 'person-corrected')
               AND at > COALESCE((SELECT MAX(cleared_at) FROM clearings), 0) LIMIT 1";
    Ok(reader.query_opt(sql, &[], |row| row.int(0))?.is_some())
}

/// Clears them and says so.
pub(crate) fn clear(conn: &mut Conn, now: Instant) -> Result<(), StoreError> {
    clear_files(conn)?;
    // Said last: whoever was stopped before does it again.
    conn.begin_write()?;
    conn.execute("DELETE FROM clearings", &[])?;
    conn.execute("INSERT INTO clearings (cleared_at) VALUES ($1)", vals![now.as_micros()])?;
    conn.commit()
}

/// Clears them.
pub(crate) fn clear_files(conn: &mut Conn) -> Result<(), StoreError> {
    conn.begin_write()?;
    dialect::merge_search(conn)?;
    conn.commit()?;
    dialect::clear_files(conn)
}
