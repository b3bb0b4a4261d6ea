//! Cases whose last decision upheld them, wholly or in part: counted by cause to find repeats (R10) and to see what worked.
//!
//! Every count is asked by the day of closing, so that it costs what the time looked at holds and not what history holds.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use redress_domain::time::Date;

use super::{date, small};
use crate::engine::Reader;
use crate::figures::Days;
use crate::viewer::Viewer;
use crate::{StoreError, vals};

/// A handling `h` that is counted, was upheld and is the last of its case: one for each such case. Its beginning is the condition
/// of the index `handlings_faults`.
const FAULTS: &str = "h.organisation_id = $1 AND h.counts AND h.effect IN ('upheld', 'partly-upheld')
    AND NOT EXISTS (SELECT 1 FROM handlings later WHERE later.organisation_id = h.organisation_id
        AND later.case_no = h.case_no AND later.number > h.number)";

/// Most cases that a theme that was found names: as many as can be taken over into one that is kept.
const REFERENCES_LIMIT: usize = 200;

/// The same cause in the same service area, again and again: found and not named by anybody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundTheme {
    /// Id of the decision code.
    pub code: String,
    pub service_area: String,
    pub cases: u32,
    /// References of the latest of them, latest first; at most 200.
    pub references: Vec<String>,
    /// When the latest of them was closed.
    pub latest_on: Date,
}

/// Causes of at least `least` cases that were closed within some days, both included: most cases first.
pub fn found_themes(
    reader: &mut Reader<'_>,
    viewer: &Viewer<'_>,
    closed: Days,
    least: u32,
) -> Result<Vec<FoundTheme>, StoreError> {
    // One pass over the index, latest first, counted here: so it names the latest cases of each on the way.
    let sql = format!(
        "SELECT h.code, h.service_area, h.reference, h.closed_on FROM handlings h
         WHERE {FAULTS} AND h.closed_on >= $2 AND h.closed_on <= $3
         AND h.code IS NOT NULL AND h.service_area IS NOT NULL{} ORDER BY h.closed_on DESC, h.case_no DESC",
        viewer.and_visible("h")
    );
    let mut found: BTreeMap<String, BTreeMap<String, FoundTheme>> = BTreeMap::new();
    let (from, to) = (closed.from.to_string(), closed.to.to_string());
    reader.for_each(&sql, vals![viewer.organisation_id, from, to], |row| {
        let (code, service_area) = (row.text_ref(0)?, row.text_ref(1)?);
        if let Some(theme) = found.get_mut(code).and_then(|areas| areas.get_mut(service_area)) {
            theme.cases = theme.cases.saturating_add(1);
            if theme.references.len() < REFERENCES_LIMIT {
                theme.references.push(row.text(2)?);
            }
            return Ok(());
        }
        let theme = FoundTheme {
            code: code.to_owned(),
            service_area: service_area.to_owned(),
            cases: 1,
            references: vec![row.text(2)?],
            latest_on: date(row.text_ref(3)?)?,
        };
        found.entry(code.to_owned()).or_default().insert(service_area.to_owned(), theme);
        Ok(())
    })?;
    let mut found: Vec<FoundTheme> = found.into_values().flat_map(BTreeMap::into_values).collect();
    found.retain(|theme| theme.cases >= least);
    found.sort_by_key(|theme| Reverse((theme.cases, theme.latest_on)));
    Ok(found)
}

/// How many cases of one kind were received in a month.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FaultCount {
    /// Its first day.
    pub month: Date,
    pub code: Option<String>,
    pub service_area: Option<String>,
    pub cases: u32,
}

/// How many cases were received in each month, by code and service area; what did not happen is left out. The effects of any
/// number of improvement actions are summed up from it.
pub fn faults_by_month(
    reader: &mut Reader<'_>,
    viewer: &Viewer<'_>,
    received: Days,
) -> Result<Vec<FaultCount>, StoreError> {
    // Nothing is closed before it is received, so the first condition loses no case and bounds the index.
    let sql = format!(
        "SELECT SUBSTR(c.received_on, 1, 7), h.code, h.service_area, COUNT(*) FROM handlings h
         JOIN cases c ON c.organisation_id = h.organisation_id AND c.case_no = h.case_no
         WHERE {FAULTS} AND h.closed_on >= $2 AND c.received_on >= $2 AND c.received_on <= $3{} GROUP BY 1, 2, 3",
        viewer.and_visible("h")
    );
    let (from, to) = (received.from.to_string(), received.to.to_string());
    reader.query(&sql, vals![viewer.organisation_id, from, to], |row| {
        Ok(FaultCount {
            month: month(row.text_ref(0)?)?,
            code: row.opt_text(1)?,
            service_area: row.opt_text(2)?,
            cases: small(row.int(3)?)?,
        })
    })
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
