//! What rates are reckoned on: so many homes, residents or staff as of a day.

use redress_domain::rate_base::RateBase;
use redress_domain::time::{Date, parse_date};

use crate::engine::{Reader, Row, Tx};
use crate::{StoreError, vals};

/// Most rate bases of one organisation.
pub const RATE_BASES_LIMIT: i64 = 1_000;

/// Writes a rate base, in place of one of its kind as of the same day. `false` where there are as many as are kept.
pub fn put_rate_base(tx: &mut Tx<'_>, organisation_id: &str, base: &RateBase) -> Result<bool, StoreError> {
    let (on, number) = (base.as_of.to_string(), i64::from(base.number));
    let changed = "UPDATE rate_bases SET number = $4 WHERE organisation_id = $1 AND kind = $2 AND as_of = $3";
    if tx.execute(changed, vals![organisation_id, &base.kind, &on, number])? > 0 {
        return Ok(true);
    }
    let count = "SELECT COUNT(*) FROM rate_bases WHERE organisation_id = $1";
    if tx.query_one(count, vals![organisation_id], |row| row.int(0))? >= RATE_BASES_LIMIT {
        return Ok(false);
    }
    let added = "INSERT INTO rate_bases (organisation_id, kind, as_of, number) VALUES ($1, $2, $3, $4)";
    tx.execute(added, vals![organisation_id, &base.kind, &on, number])?;
    Ok(true)
}

/// Every rate base by kind, the newest first.
pub fn list_rate_bases(reader: &mut Reader<'_>, organisation_id: &str) -> Result<Vec<RateBase>, StoreError> {
    let sql =
        "SELECT kind, as_of, number FROM rate_bases WHERE organisation_id = $1 ORDER BY kind, as_of DESC LIMIT $2";
    reader.query(sql, vals![organisation_id, RATE_BASES_LIMIT], rate_base)
}

/// The base of a kind as it was known for a day: the latest as of that day or before.
pub fn find_rate_base(
    reader: &mut Reader<'_>,
    organisation_id: &str,
    kind: &str,
    on: Date,
) -> Result<Option<RateBase>, StoreError> {
    let sql = "SELECT kind, as_of, number FROM rate_bases WHERE organisation_id = $1 AND kind = $2 AND as_of <= $3
               ORDER BY as_of DESC LIMIT 1";
    reader.query_opt(sql, vals![organisation_id, kind, on.to_string()], rate_base)
}

fn rate_base(row: &Row<'_>) -> Result<RateBase, StoreError> {
    let unreadable = |error: &dyn std::fmt::Display| StoreError::inconsistent(error.to_string());
    Ok(RateBase {
        kind: row.text(0)?,
        as_of: parse_date(row.text_ref(1)?).map_err(|error| unreadable(&error))?,
        number: u32::try_from(row.int(2)?).map_err(|error| unreadable(&error))?,
    })
}
