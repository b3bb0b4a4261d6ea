//! Files that cases keep, and which bytes there are: entered before they take their place, left out after they are removed.

use redress_domain::time::Instant;

use crate::engine::{Reader, Row, Tx};
use crate::{StoreError, vals};

/// What is known of bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Scan {
    /// No scanner has looked yet.
    Waiting,
    Clean,
    /// With the scanner's name for what it found.
    Infected(String),
}

/// A file that a case keeps, as it is checked and carried elsewhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptAttachment {
    /// Of the case.
    pub reference: String,
    pub number: i64,
    pub name: String,
    pub digest: String,
    pub size_bytes: u64,
}

/// Enters bytes that are about to take their place. Gives when they were first entered: whoever refers to them says that moment
/// again ([`file_is_entered`]), because they may have been removed meanwhile.
pub fn enter_file(tx: &mut Tx<'_>, organisation_id: &str, digest: &str, now: Instant) -> Result<Instant, StoreError> {
    // With the lock of the organisation: nobody removes the bytes between the two statements.
    tx.head(organisation_id)?;
    let entered = "INSERT INTO kept_files (organisation_id, digest, arrived_at, scan) VALUES ($1, $2, $3, 'waiting')
                   ON CONFLICT (organisation_id, digest) DO NOTHING";
    tx.execute(entered, vals![organisation_id, digest, now.as_micros()])?;
    let arrived = "SELECT arrived_at FROM kept_files WHERE organisation_id = $1 AND digest = $2";
    tx.query_one(arrived, vals![organisation_id, digest], |row| row.int(0)).map(Instant::from_micros)
}

/// Whether bytes are there as they were when they were entered at that moment.
pub fn file_is_entered(
    reader: &mut Reader<'_>,
    organisation_id: &str,
    digest: &str,
    arrived_at: Instant,
) -> Result<bool, StoreError> {
    let sql = "SELECT 1 FROM kept_files WHERE organisation_id = $1 AND digest = $2 AND arrived_at = $3";
    let found = reader.query_opt(sql, vals![organisation_id, digest, arrived_at.as_micros()], |row| row.int(0))?;
    Ok(found.is_some())
}

/// Bytes are no longer there.
pub fn leave_file_out(tx: &mut Tx<'_>, organisation_id: &str, digest: &str) -> Result<(), StoreError> {
    let sql = "DELETE FROM kept_files WHERE organisation_id = $1 AND digest = $2";
    tx.execute(sql, vals![organisation_id, digest]).map(drop)
}

/// Whether a case keeps a file of these bytes.
pub fn is_referred_to(reader: &mut Reader<'_>, organisation_id: &str, digest: &str) -> Result<bool, StoreError> {
    let sql = "SELECT 1 FROM attachments WHERE organisation_id = $1 AND digest = $2 LIMIT 1";
    Ok(reader.query_opt(sql, vals![organisation_id, digest], |row| row.int(0))?.is_some())
}

/// The digest of a file that a case keeps.
pub fn find_digest(
    reader: &mut Reader<'_>,
    organisation_id: &str,
    reference: &str,
    number: u32,
) -> Result<Option<String>, StoreError> {
    let sql = "SELECT a.digest FROM attachments a
               JOIN cases c ON c.organisation_id = a.organisation_id AND c.case_no = a.case_no
               WHERE a.organisation_id = $1 AND c.reference = $2 AND a.number = $3";
    reader.query_opt(sql, vals![organisation_id, reference, number], |row| row.text(0))
}

/// Bytes that no case keeps a file of, entered before a moment.
pub fn list_unreferred(
    reader: &mut Reader<'_>,
    organisation_id: &str,
    before: Instant,
    limit: u32,
) -> Result<Vec<String>, StoreError> {
    let sql = "SELECT digest FROM kept_files f WHERE organisation_id = $1 AND arrived_at < $2 AND NOT EXISTS (
                   SELECT 1 FROM attachments a WHERE a.organisation_id = f.organisation_id AND a.digest = f.digest)
               ORDER BY digest LIMIT $3";
    reader.query(sql, vals![organisation_id, before.as_micros(), limit], |row| row.text(0))
}

/// Bytes that are entered, after those of the page before.
pub fn list_kept_files(
    reader: &mut Reader<'_>,
    organisation_id: &str,
    after: &str,
    limit: u32,
) -> Result<Vec<String>, StoreError> {
    let sql = "SELECT digest FROM kept_files WHERE organisation_id = $1 AND digest > $2 ORDER BY digest LIMIT $3";
    reader.query(sql, vals![organisation_id, after, limit], |row| row.text(0))
}

/// What is known of the bytes under a digest; `None` where they are not entered.
pub fn find_scan(reader: &mut Reader<'_>, organisation_id: &str, digest: &str) -> Result<Option<Scan>, StoreError> {
    let sql = "SELECT scan, found FROM kept_files WHERE organisation_id = $1 AND digest = $2";
    reader.query_opt(sql, vals![organisation_id, digest], |row| scan(row, 0))
}

/// What is known of the files of a case, by digest.
pub fn list_scans(
    reader: &mut Reader<'_>,
    organisation_id: &str,
    case_no: i64,
) -> Result<Vec<(String, Scan)>, StoreError> {
    let sql = "SELECT DISTINCT f.digest, f.scan, f.found FROM attachments a
               JOIN kept_files f ON f.organisation_id = a.organisation_id AND f.digest = a.digest
               WHERE a.organisation_id = $1 AND a.case_no = $2";
    reader.query(sql, vals![organisation_id, case_no], |row| Ok((row.text(0)?, scan(row, 1)?)))
}

/// Bytes of files that no scanner has looked at yet, after those of the page before.
pub fn list_waiting(
    reader: &mut Reader<'_>,
    organisation_id: &str,
    after: &str,
    limit: u32,
) -> Result<Vec<String>, StoreError> {
    let sql =
        "SELECT digest FROM kept_files f WHERE organisation_id = $1 AND scan = 'waiting' AND digest > $2 AND EXISTS (
                   SELECT 1 FROM attachments a WHERE a.organisation_id = f.organisation_id AND a.digest = f.digest)
               ORDER BY digest LIMIT $3";
    reader.query(sql, vals![organisation_id, after, limit], |row| row.text(0))
}

/// Notes what a scanner said.
pub fn set_scan(
    tx: &mut Tx<'_>,
    organisation_id: &str,
    digest: &str,
    scan: &Scan,
    now: Instant,
) -> Result<(), StoreError> {
    let (word, found) = match scan {
        Scan::Waiting => ("waiting", None),
        Scan::Clean => ("clean", None),
        Scan::Infected(name) => ("infected", Some(name)),
    };
    let sql = "UPDATE kept_files SET scan = $3, found = $4, scanned_at = $5 WHERE organisation_id = $1 AND digest = $2";
    tx.execute(sql, vals![organisation_id, digest, word, found, now.as_micros()]).map(drop)
}

/// The files that cases keep, in order of case and number, after one of them.
pub fn list_attachments(
    reader: &mut Reader<'_>,
    organisation_id: &str,
    after: Option<(&str, i64)>,
    limit: u32,
) -> Result<Vec<KeptAttachment>, StoreError> {
    let sql = "SELECT c.reference, a.number, a.name, a.digest, a.size_bytes FROM attachments a
               JOIN cases c ON c.organisation_id = a.organisation_id AND c.case_no = a.case_no
               WHERE a.organisation_id = $1 AND (c.reference, a.number) > ($2, $3)
               ORDER BY c.reference, a.number LIMIT $4";
    let (reference, number) = after.unwrap_or(("", 0));
    reader.query(sql, vals![organisation_id, reference, number, limit], |row| {
        Ok(KeptAttachment {
            reference: row.text(0)?,
            number: row.int(1)?,
            name: row.text(2)?,
            digest: row.text(3)?,
            size_bytes: u64::try_from(row.int(4)?).map_err(|_| StoreError::inconsistent("the size of a file"))?,
        })
    })
}

fn scan(row: &Row<'_>, at: usize) -> Result<Scan, StoreError> {
    match row.text_ref(at)? {
        "waiting" => Ok(Scan::Waiting),
        "clean" => Ok(Scan::Clean),
        "infected" => Ok(Scan::Infected(row.opt_text(at.saturating_add(1))?.unwrap_or_default())),
        other => Err(StoreError::inconsistent(format!("a file's scan is '{other}'"))),
    }
}
