//! Cases whose last decision upheld them, wholly or in part: counted by cause to find repeats (R10) and to see what worked.
//!
//! Every count is asked by the day of closing, so that it costs what the time looked at holds and not what history holds.

use std::collections::{BTreeMap, BTreeSet};

use redress_domain::improvement::Cause;
use redress_domain::time::Date;

use super::{date, small};
use crate::dialect::byte_order;
use crate::engine::{Reader, Val};
use crate::figures::Days;
use crate::viewer::Viewer;
use crate::{StoreError, vals};

/// A handling `h` that is counted, was upheld and is the last of its case: one for each such case. Its beginning is the condition
/// of the index `handlings_faults`.
const FAULTS: &str = "h.organisation_id = $1 AND h.counts AND h.effect IN ('upheld', 'partly-upheld')
    AND NOT EXISTS (SELECT 1 FROM handlings later WHERE later.organisation_id = h.organisation_id
        AND later.case_no = h.case_no AND later.number > h.number)";

/// The same cause in the same service area, again and again: found and not named by anybody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundTheme {
    /// Id of the decision code.
    pub code: String,
    pub service_area: String,
    pub cases: u32,
    /// When the latest of them was closed.
    pub latest_on: Date,
}

/// Causes of at least `least` cases that were closed within some days, both included: most cases first, at most `limit`.
pub fn found_themes(
    reader: &mut Reader<'_>,
    viewer: &Viewer<'_>,
    closed: Days,
    least: u32,
    limit: u32,
) -> Result<Vec<FoundTheme>, StoreError> {
    let sql = format!(
        "SELECT h.code, h.service_area, COUNT(*), MAX(h.closed_on) FROM handlings h
         WHERE {FAULTS} AND h.closed_on >= $2 AND h.closed_on <= $3
         AND h.code IS NOT NULL AND h.service_area IS NOT NULL{}
         GROUP BY h.code, h.service_area HAVING COUNT(*) >= $4
         ORDER BY COUNT(*) DESC, MAX(h.closed_on) DESC, {}, {} LIMIT $5",
        viewer.and_visible("h"),
        byte_order(reader.engine(), "h.code"),
        byte_order(reader.engine(), "h.service_area"),
    );
    let (from, to) = (closed.from.to_string(), closed.to.to_string());
    reader.query(&sql, vals![viewer.organisation_id, from, to, i64::from(least), limit], |row| {
        Ok(FoundTheme {
            code: row.text(0)?,
            service_area: row.text(1)?,
            cases: small(row.int(2)?)?,
            latest_on: date(row.text_ref(3)?)?,
        })
    })
}

/// How many cases of a cause were received in each month, by its first day; months without one are left out.
pub fn faults_by_month(
    reader: &mut Reader<'_>,
    viewer: &Viewer<'_>,
    cause: &Cause,
    received: Days,
) -> Result<BTreeMap<Date, u32>, StoreError> {
    let mut values = vec![
        Val::from(viewer.organisation_id),
        Val::from(received.from.to_string()),
        Val::from(received.to.to_string()),
    ];
    let mut of_cause = String::new();
    for (column, value) in [("h.code", cause.code()), ("h.service_area", cause.service_area())] {
        if let Some(value) = value {
            values.push(Val::from(value));
            of_cause.push_str(&format!(" AND {column} = ${}", values.len()));
        }
    }
    // Nothing is closed before it is received, so the first condition loses no case and bounds the index.
    let sql = format!(
        "SELECT SUBSTR(c.received_on, 1, 7), COUNT(*) FROM handlings h
         JOIN cases c ON c.organisation_id = h.organisation_id AND c.case_no = h.case_no
         WHERE {FAULTS} AND h.closed_on >= $2 AND c.received_on >= $2 AND c.received_on <= $3{of_cause}{} GROUP BY 1",
        viewer.and_visible("h")
    );
    let counts = reader.query(&sql, &values, |row| Ok((month(row.text_ref(0)?)?, small(row.int(1)?)?)))?;
    Ok(counts.into_iter().collect())
}

/// First days of the months in which cases were received that are still open and may be failures.
pub fn months_with_open_cases(
    reader: &mut Reader<'_>,
    viewer: &Viewer<'_>,
    from: Date,
) -> Result<BTreeSet<Date>, StoreError> {
    // Asked so that the index over open cases is used and not that over days: few are open of the many that were received.
    let sql = format!(
        "SELECT DISTINCT SUBSTR(received_on, 1, 7) FROM cases
         WHERE organisation_id = $1 AND is_open = TRUE AND counts AND SUBSTR(received_on, 1, 10) >= $2{}",
        viewer.and_visible("cases")
    );
    let months = reader.query(&sql, vals![viewer.organisation_id, from.to_string()], |row| month(row.text_ref(0)?))?;
    Ok(months.into_iter().collect())
}

/// The day on which the oldest case was received.
pub fn first_received_on(reader: &mut Reader<'_>, viewer: &Viewer<'_>) -> Result<Option<Date>, StoreError> {
    let sql = format!(
        "SELECT received_on FROM cases WHERE organisation_id = $1{} ORDER BY received_on LIMIT 1",
        viewer.and_visible("cases")
    );
    reader.query_opt(&sql, vals![viewer.organisation_id], |row| date(row.text_ref(0)?))
}

/// The first day of a month, `2026-03`.
fn month(text: &str) -> Result<Date, StoreError> {
    date(&format!("{text}-01"))
}
