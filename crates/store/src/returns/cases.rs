//! The cases that a period's returns count: brought forward, new, and closed.
//!
//! What was open on a past day is what is open now and what was closed since, as for the figures of a report.

use redress_domain::period::Period;
use redress_domain::procedure::Route;
use redress_domain::returns::{CaseRow, DispFacts, DispRow, EnergyFacts, Ko41Facts, PRODUCT, VULNERABLE};
use redress_domain::words::Word;

use super::splits::split_counts;
use crate::StoreError;
use crate::engine::{Reader, Row, Val};
use crate::figures::{count, date, word};
use crate::viewer::Viewer;

/// A case with its last handling.
const LAST_HANDLING: &str = "last.organisation_id = c.organisation_id AND last.case_no = c.case_no
    AND NOT EXISTS (SELECT 1 FROM handlings later WHERE later.organisation_id = last.organisation_id
    AND later.case_no = last.case_no AND later.number > last.number)";

/// What KO41 is computed from.
///
/// # Errors
/// When the database fails, or holds what this program cannot have written.
pub fn ko41_facts(reader: &mut Reader<'_>, viewer: &Viewer<'_>, period: &Period) -> Result<Ko41Facts, StoreError> {
    let mut facts = Ko41Facts::default();
    each_case(reader, viewer, period, "", |_, case| {
        facts.add(&case, period);
        Ok(())
    })?;
    facts.splits = split_counts(reader, viewer, period)?;
    Ok(facts)
}

/// What the DISP return is computed from.
///
/// # Errors
/// As [`ko41_facts`].
pub fn disp_facts(reader: &mut Reader<'_>, viewer: &Viewer<'_>, period: &Period) -> Result<DispFacts, StoreError> {
    let option = |split: &str| {
        format!(
            ", (SELECT MIN(s.option_id) FROM case_splits s WHERE s.organisation_id = c.organisation_id
             AND s.case_no = c.case_no AND s.split = '{split}')"
        )
    };
    let pence = ", (SELECT CAST(SUM(paid.compensation_pence) AS BIGINT) FROM handlings paid
                 WHERE paid.organisation_id = c.organisation_id AND paid.case_no = c.case_no)";
    let columns = format!("{}{}{pence}", option(PRODUCT), option(VULNERABLE));
    let mut facts = DispFacts::default();
    each_case(reader, viewer, period, &columns, |row, case| {
        let pence = row.opt_int(5)?.map_or(Ok(0), count)?;
        facts.add(&DispRow { case, product: row.opt_text_ref(3)?, vulnerable: row.opt_text_ref(4)?, pence });
        Ok(())
    })?;
    Ok(facts)
}

/// What the energy return is computed from: complaints received in twelve months.
///
/// # Errors
/// As [`ko41_facts`].
pub fn energy_facts(
    reader: &mut Reader<'_>,
    viewer: &Viewer<'_>,
    mut facts: EnergyFacts,
) -> Result<EnergyFacts, StoreError> {
    let sql = format!(
        "SELECT received_on, closed_on, COUNT(*) FROM cases WHERE organisation_id = $1 AND in_figures
         AND received_on >= $2 AND received_on <= $3{} GROUP BY received_on, closed_on",
        viewer.and_visible("cases")
    );
    let values = [Val::from(viewer.organisation()), Val::from(facts.from.to_string()), Val::from(facts.to.to_string())];
    reader.for_each(&sql, &values, |row| {
        let closed_on = row.opt_text_ref(1)?.map(date).transpose()?;
        facts.add(date(row.text_ref(0)?)?, closed_on, count(row.int(2)?)?);
        Ok(())
    })?;
    Ok(facts)
}

/// Hands over each case that was open before the period or received in it, once; `columns` come after its own three.
fn each_case(
    reader: &mut Reader<'_>,
    viewer: &Viewer<'_>,
    period: &Period,
    columns: &str,
    mut each: impl FnMut(&Row<'_>, CaseRow) -> Result<(), StoreError>,
) -> Result<(), StoreError> {
    let visible = viewer.and_visible("c");
    let select = format!("SELECT c.received_on, c.closed_on, last.effect{columns} FROM cases c");
    let rows =
        format!("{select} LEFT JOIN handlings last ON {LAST_HANDLING} WHERE c.organisation_id = $1 AND c.in_figures");
    let (from, to) = (period.from.to_string(), period.to.to_string());
    let organisation = Val::from(viewer.organisation());
    let mut handed = |row: &Row<'_>| each(row, case_row(row)?);

    let new = format!("{rows} AND c.received_on >= $2 AND c.received_on <= $3{visible}");
    reader.for_each(&new, &[organisation.clone(), Val::from(&from), Val::from(&to)], &mut handed)?;
    let open = format!("{rows} AND c.is_open AND c.closed_on IS NULL AND c.received_on < $2{visible}");
    reader.for_each(&open, &[organisation.clone(), Val::from(&from)], &mut handed)?;
    // By the index of closed handlings, which begins with the route.
    let closed_since = format!(
        "{select} JOIN handlings last ON {LAST_HANDLING} WHERE last.organisation_id = $1 AND last.counts
         AND last.route = $2 AND last.closed_on >= $3 AND c.received_on < $3{visible}"
    );
    for route in Route::ALL.iter().copied() {
        let values = [organisation.clone(), Val::from(route.id()), Val::from(&from)];
        reader.for_each(&closed_since, &values, &mut handed)?;
    }
    Ok(())
}

fn case_row(row: &Row<'_>) -> Result<CaseRow, StoreError> {
    Ok(CaseRow {
        received_on: date(row.text_ref(0)?)?,
        closed_on: row.opt_text_ref(1)?.map(date).transpose()?,
        effect: row.opt_text_ref(2)?.map(word).transpose()?,
    })
}
