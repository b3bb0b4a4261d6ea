//! Organisations, their closures, and the procedures they keep.

use redress_domain::calendar::Closure;
use redress_domain::time::{Date, Instant, parse_date};

use crate::engine::{Reader, Row, Tx};
use crate::{StoreError, vals};

/// Most closures of one organisation.
pub const CLOSURES_LIMIT: i64 = 2_000;

/// An organisation.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Organisation {
    pub id: String,
    pub name: String,
    pub charity_number: Option<String>,
    /// Id of its calendar.
    pub calendar: String,
    /// Month and day on which its fiscal year starts: `04-01`.
    pub fiscal_year_start: String,
    /// The procedure that new cases begin with, with its version; none until one is adopted or stored.
    pub procedure: Option<(String, String)>,
}

/// A version of a procedure as an organisation keeps it. Never changed.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct StoredProcedure {
    pub id: String,
    pub version: String,
    /// The file as it was read.
    pub source: String,
    pub adopted_body: Option<String>,
    pub adopted_signatory: Option<String>,
    pub adopted_on: Option<Date>,
}

const COLUMNS: &str =
    "organisation_id, name, charity_number, calendar, fiscal_year_start, procedure_id, procedure_version";

/// All organisations by id.
pub fn list_organisations(reader: &mut Reader<'_>) -> Result<Vec<Organisation>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM organisations ORDER BY organisation_id LIMIT 10000");
    reader.query(&sql, &[], organisation)
}

/// One organisation.
pub fn find_organisation(reader: &mut Reader<'_>, id: &str) -> Result<Option<Organisation>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM organisations WHERE organisation_id = $1");
    reader.query_opt(&sql, vals![id], organisation)
}

fn organisation(row: &Row<'_>) -> Result<Organisation, StoreError> {
    Ok(Organisation {
        id: row.text(0)?,
        name: row.text(1)?,
        charity_number: row.opt_text(2)?,
        calendar: row.text(3)?,
        fiscal_year_start: row.text(4)?,
        procedure: row.opt_text(5)?.zip(row.opt_text(6)?),
    })
}

/// How often the settings of an organisation have changed; `None` when there is no such organisation.
pub fn find_revision(reader: &mut Reader<'_>, id: &str) -> Result<Option<i64>, StoreError> {
    reader.query_opt("SELECT revision FROM organisations WHERE organisation_id = $1", vals![id], |row| row.int(0))
}

/// Adds an organisation; `false` when the id is taken.
pub fn add_organisation(tx: &mut Tx<'_>, organisation: &Organisation, at: Instant) -> Result<bool, StoreError> {
    let sql = "INSERT INTO organisations (organisation_id, name, charity_number, calendar, fiscal_year_start, revision, created_at)
               VALUES ($1, $2, $3, $4, $5, 0, $6) ON CONFLICT (organisation_id) DO NOTHING";
    let values = vals![
        &organisation.id,
        &organisation.name,
        &organisation.charity_number,
        &organisation.calendar,
        &organisation.fiscal_year_start,
        at.as_micros()
    ];
    Ok(tx.execute(sql, values)? == 1)
}

/// Lets new cases begin with a version of a procedure.
pub fn set_procedure(tx: &mut Tx<'_>, organisation_id: &str, id: &str, version: &str) -> Result<(), StoreError> {
    let sql = "UPDATE organisations SET procedure_id = $2, procedure_version = $3 WHERE organisation_id = $1";
    tx.execute(sql, vals![organisation_id, id, version])?;
    Ok(())
}

/// Stores a version of a procedure; `false` when that version is there already.
pub fn add_procedure(
    tx: &mut Tx<'_>,
    organisation_id: &str,
    procedure: &StoredProcedure,
    at: Instant,
) -> Result<bool, StoreError> {
    let sql = "INSERT INTO procedures (organisation_id, procedure_id, version, source, adopted_body, adopted_signatory,
                                       adopted_on, stored_at)
               VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (organisation_id, procedure_id, version) DO NOTHING";
    let values = vals![
        organisation_id,
        &procedure.id,
        &procedure.version,
        &procedure.source,
        &procedure.adopted_body,
        &procedure.adopted_signatory,
        procedure.adopted_on.map(|on| on.to_string()),
        at.as_micros()
    ];
    Ok(tx.execute(sql, values)? == 1)
}

/// Records who adopted a version that was kept as a draft.
pub fn set_adoption(tx: &mut Tx<'_>, organisation_id: &str, procedure: &StoredProcedure) -> Result<(), StoreError> {
    let sql = "UPDATE procedures SET adopted_body = $4, adopted_signatory = $5, adopted_on = $6
               WHERE organisation_id = $1 AND procedure_id = $2 AND version = $3";
    let values = vals![
        organisation_id,
        &procedure.id,
        &procedure.version,
        &procedure.adopted_body,
        &procedure.adopted_signatory,
        procedure.adopted_on.map(|on| on.to_string())
    ];
    tx.execute(sql, values)?;
    Ok(())
}

/// One version of a procedure.
pub fn find_procedure(
    reader: &mut Reader<'_>,
    organisation_id: &str,
    id: &str,
    version: &str,
) -> Result<Option<StoredProcedure>, StoreError> {
    let sql = "SELECT procedure_id, version, source, adopted_body, adopted_signatory, adopted_on FROM procedures
               WHERE organisation_id = $1 AND procedure_id = $2 AND version = $3";
    reader.query_opt(sql, vals![organisation_id, id, version], procedure)
}

/// Every version of every procedure an organisation keeps.
pub fn list_procedures(reader: &mut Reader<'_>, organisation_id: &str) -> Result<Vec<StoredProcedure>, StoreError> {
    let sql = "SELECT procedure_id, version, source, adopted_body, adopted_signatory, adopted_on FROM procedures
               WHERE organisation_id = $1 ORDER BY procedure_id, version LIMIT 1000";
    reader.query(sql, vals![organisation_id], procedure)
}

fn procedure(row: &Row<'_>) -> Result<StoredProcedure, StoreError> {
    Ok(StoredProcedure {
        id: row.text(0)?,
        version: row.text(1)?,
        source: row.text(2)?,
        adopted_body: row.opt_text(3)?,
        adopted_signatory: row.opt_text(4)?,
        adopted_on: row.opt_text_ref(5)?.map(date).transpose()?,
    })
}

/// Days on which the organisation is closed beside the calendar's own.
pub fn list_closures(reader: &mut Reader<'_>, organisation_id: &str) -> Result<Vec<Closure>, StoreError> {
    let sql = "SELECT on_date, label FROM closures WHERE organisation_id = $1 ORDER BY on_date LIMIT $2";
    reader.query(sql, vals![organisation_id, CLOSURES_LIMIT], |row| {
        Ok(Closure { on: date(row.text_ref(0)?)?, label: row.text(1)? })
    })
}

/// Adds a closure; `false` when the day is closed already.
pub fn add_closure(tx: &mut Tx<'_>, organisation_id: &str, closure: &Closure) -> Result<bool, StoreError> {
    let sql = "INSERT INTO closures (organisation_id, on_date, label) VALUES ($1, $2, $3)
               ON CONFLICT (organisation_id, on_date) DO NOTHING";
    Ok(tx.execute(sql, vals![organisation_id, closure.on.to_string(), &closure.label])? == 1)
}

fn date(text: &str) -> Result<Date, StoreError> {
    parse_date(text).map_err(|error| StoreError::inconsistent(error.to_string()))
}
