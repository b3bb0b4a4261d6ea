//! Sealing the people of cases anew: those of a time before sealing, and those whose key is no longer the one in use.

use crate::cases::{make_findable_again, put_people, stored_people};
use crate::engine::{Conn, Reader, Tx};
use crate::erasing::clear_files;
use crate::{Store, StoreError, vals};

/// Cases whose people are sealed in one commit: an interruption loses at most these, and others do not wait for long.
const PORTION: u32 = 200;

/// Seals people anew who are sealed with a key, or with none: those of a portion of cases, with the words they are found by.
/// How many people that were; none when there are no more.
///
/// # Errors
/// A text does not open, or the database fails.
pub fn renew_people(tx: &mut Tx<'_>, sealed_with: Option<&str>) -> Result<u64, StoreError> {
    let condition = if sealed_with.is_some() { "sealed_with = $2" } else { "sealed_with IS NULL" };
    let sql = format!(
        "SELECT DISTINCT organisation_id, case_no FROM people WHERE {condition} ORDER BY organisation_id, case_no LIMIT $1"
    );
    let values = match sealed_with {
        Some(id) => vals![PORTION, id].to_vec(),
        None => vals![PORTION].to_vec(),
    };
    let mut renewed = 0_u64;
    for (organisation_id, case_no) in tx.query(&sql, &values, |row| Ok((row.text(0)?, row.int(1)?)))? {
        tx.head(&organisation_id)?;
        let stored = stored_people(tx, &organisation_id, case_no)?;
        let people =
            stored.iter().map(|person| person.open_or_plain(tx, &organisation_id)).collect::<Result<Vec<_>, _>>()?;
        put_people(tx, &organisation_id, case_no, &people)?;
        make_findable_again(tx, &organisation_id, case_no, &people)?;
        renewed = renewed.saturating_add(u64::try_from(people.len()).unwrap_or(0));
    }
    Ok(renewed)
}

/// What is left to do when a database is opened.
struct Left {
    /// Somebody stands there plain.
    plain: bool,
    /// The files were not cleared of what stood there before the key in use, and no other key is waited for.
    uncleared: bool,
}

/// Seals what a program before left plain, and clears the files of it. Whoever is stopped meanwhile goes on at the next start.
pub(crate) fn seal_what_is_plain(store: &Store) -> Result<(), StoreError> {
    if store.read_blocking(left)?.plain {
        let mut sealed = 0_u64;
        loop {
            match store.write_blocking(|tx| renew_people(tx, None))? {
                0 => break,
                people => sealed = sealed.saturating_add(people),
            }
        }
        tracing::info!(people = sealed, "the people of cases were sealed");
    }
    if !store.read_blocking(left)?.uncleared {
        return Ok(());
    }
    match store.clear_of_older_keys_blocking() {
        Err(StoreError::Busy { what }) => {
            tracing::warn!("the files of the database are cleared at the next start: {what}");
            Ok(())
        }
        cleared => cleared,
    }
}

fn left(reader: &mut Reader<'_>) -> Result<Left, StoreError> {
    let sql = "SELECT EXISTS (SELECT 1 FROM people WHERE sealed_with IS NULL),
               COALESCE((SELECT COUNT(*) = 1 AND MAX(CASE WHEN files_cleared THEN 1 ELSE 0 END) = 0 FROM sealing_keys), FALSE)";
    reader.query_one(sql, &[], |row| Ok(Left { plain: row.bool(0)?, uncleared: row.bool(1)? }))
}

/// Clears the files of what stood there before the key in use.
pub(crate) fn clear_of_older_keys(conn: &mut Conn) -> Result<(), StoreError> {
    clear_files(conn)?;
    // Said last: whoever was stopped before does it again.
    conn.begin_write()?;
    conn.execute("UPDATE sealing_keys SET files_cleared = TRUE", &[])?;
    conn.commit()
}
