//! Published editions, kept character for character.

use redress_domain::statistics;
use redress_domain::time::Instant;
use sha2::{Digest, Sha256};

use super::withheld::Withheld;
use crate::engine::{Reader, Row, Tx};
use crate::{StoreError, vals};

/// Most editions that are listed.
const EDITIONS_LIMIT: i64 = 10_000;

/// A version of a period's report as it is published, in both editions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edition {
    pub period: String,
    pub version: u32,
    pub published_at: Instant,
    /// Number and hash of the last event that the figures know of.
    pub seq: i64,
    pub hash: [u8; 32],
    /// Why it was published again.
    pub reason: Option<String>,
    /// The internal edition as JSON.
    pub internal: String,
    /// The public edition as JSON.
    pub public: String,
}

/// An edition without its text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EditionLine {
    pub period: String,
    pub version: u32,
    pub published_at: Instant,
    pub reason: Option<String>,
    /// Whether its public edition is taken back from its readers.
    pub withheld: Option<Withheld>,
}

/// The text of one edition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EditionText {
    pub line: EditionLine,
    /// JSON, character for character as it was published.
    pub json: String,
}

/// Keeps an edition; one of that version must not be there yet.
pub fn add_edition(tx: &mut Tx<'_>, organisation_id: &str, edition: &Edition) -> Result<(), StoreError> {
    let sql = "INSERT INTO report_editions (organisation_id, period, version, published_at, seq, hash, reason, internal, public)
               VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
    let values = vals![
        organisation_id,
        &edition.period,
        edition.version,
        edition.published_at.as_micros(),
        edition.seq,
        &edition.hash,
        &edition.reason,
        &edition.internal,
        &edition.public,
    ];
    tx.execute(sql, values)?;
    Ok(())
}

/// SHA-256 of an edition's text, as history holds it.
pub fn edition_digest(json: &str) -> String {
    hex::encode(Sha256::digest(json.as_bytes()))
}

/// One edition of a version, the newest where none is named.
pub fn find_edition(
    reader: &mut Reader<'_>,
    organisation_id: &str,
    period: &str,
    version: Option<u32>,
    edition: statistics::Edition,
) -> Result<Option<EditionText>, StoreError> {
    let column = match edition {
        statistics::Edition::Internal => "internal",
        statistics::Edition::Public => "public",
    };
    let sql = format!(
        "SELECT {LINE}, e.{column} FROM {LINES}
         WHERE e.organisation_id = $1 AND e.period = $2 AND e.version = COALESCE($3, e.version)
         ORDER BY e.version DESC LIMIT 1"
    );
    reader.query_opt(&sql, vals![organisation_id, period, version], |row| {
        Ok(EditionText { line: line(row)?, json: row.text(6)? })
    })
}

/// The versions of one period's report, oldest first.
pub fn list_editions(
    reader: &mut Reader<'_>,
    organisation_id: &str,
    period: &str,
) -> Result<Vec<EditionLine>, StoreError> {
    let sql = format!(
        "SELECT {LINE} FROM {LINES} WHERE e.organisation_id = $1 AND e.period = $2 ORDER BY e.version LIMIT $3"
    );
    reader.query(&sql, vals![organisation_id, period, EDITIONS_LIMIT], line)
}

/// Both editions of what was published last, of every period and version, as JSON: internal and public.
pub fn newest_editions(
    reader: &mut Reader<'_>,
    organisation_id: &str,
    limit: u32,
) -> Result<Vec<(String, String)>, StoreError> {
    let sql = "SELECT internal, public FROM report_editions
               WHERE organisation_id = $1 ORDER BY published_at DESC, period, version DESC LIMIT $2";
    reader.query(sql, vals![organisation_id, limit], |row| Ok((row.text(0)?, row.text(1)?)))
}

/// The newest version of every period that was published, the last published first.
pub fn list_published_periods(reader: &mut Reader<'_>, organisation_id: &str) -> Result<Vec<EditionLine>, StoreError> {
    let sql = format!(
        "SELECT {LINE} FROM {LINES} WHERE e.organisation_id = $1 AND NOT EXISTS (
             SELECT 1 FROM report_editions later WHERE later.organisation_id = e.organisation_id
             AND later.period = e.period AND later.version > e.version)
         ORDER BY e.published_at DESC, e.period LIMIT $2"
    );
    reader.query(&sql, vals![organisation_id, EDITIONS_LIMIT], line)
}

/// Every version of every period, the last published first.
pub fn list_all_editions(reader: &mut Reader<'_>, organisation_id: &str) -> Result<Vec<EditionLine>, StoreError> {
    let sql = format!(
        "SELECT {LINE} FROM {LINES} WHERE e.organisation_id = $1
         ORDER BY e.published_at DESC, e.period, e.version DESC LIMIT $2"
    );
    reader.query(&sql, vals![organisation_id, EDITIONS_LIMIT], line)
}

/// What a line is made of.
const LINE: &str = "e.period, e.version, e.published_at, e.reason, w.withheld_at, w.reason";
const LINES: &str = "report_editions e LEFT JOIN report_withheld w
    ON w.organisation_id = e.organisation_id AND w.period = e.period AND w.version = e.version";

fn line(row: &Row<'_>) -> Result<EditionLine, StoreError> {
    Ok(EditionLine {
        period: row.text(0)?,
        version: version(row.int(1)?)?,
        published_at: Instant::from_micros(row.int(2)?),
        reason: row.opt_text(3)?,
        withheld: match (row.opt_int(4)?, row.opt_text(5)?) {
            (Some(at), Some(reason)) => Some(Withheld { at: Instant::from_micros(at), reason }),
            _ => None,
        },
    })
}

pub(super) fn version(number: i64) -> Result<u32, StoreError> {
    u32::try_from(number).map_err(|_| StoreError::inconsistent("a version out of range"))
}
