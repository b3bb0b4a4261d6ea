//! Versions whose public edition is taken back from its readers.

use redress_domain::time::Instant;

use super::editions::version;
use crate::engine::{Reader, Tx};
use crate::{StoreError, vals};

/// That the public edition of a version is withheld, since when and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Withheld {
    pub at: Instant,
    /// As its readers are told.
    pub reason: String,
}

/// Withholds the public edition of a version, which is there and not withheld yet.
pub fn add_withheld(
    tx: &mut Tx<'_>,
    organisation_id: &str,
    period: &str,
    version: u32,
    withheld: &Withheld,
) -> Result<(), StoreError> {
    let sql = "INSERT INTO report_withheld (organisation_id, period, version, withheld_at, reason)
               VALUES ($1, $2, $3, $4, $5)";
    tx.execute(sql, vals![organisation_id, period, version, withheld.at.as_micros(), &withheld.reason])?;
    Ok(())
}

/// Every withheld version with its period.
pub(super) fn list_withheld(
    reader: &mut Reader<'_>,
    organisation_id: &str,
) -> Result<Vec<(String, u32, String)>, StoreError> {
    let sql = "SELECT period, version, reason FROM report_withheld WHERE organisation_id = $1 ORDER BY period, version";
    reader.query(sql, vals![organisation_id], |row| Ok((row.text(0)?, version(row.int(1)?)?, row.text(2)?)))
}
