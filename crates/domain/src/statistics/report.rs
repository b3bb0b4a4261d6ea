//! Putting a report together from the facts.

use super::checks::{Tables, checks};
use super::layout::Layout;
use super::mask::mask_references;
use super::model::{Basis, Edition, Header, Report};
use super::{Facts, outcomes, timescales, volumes, words};
use crate::period::{Period, PeriodError};
use crate::procedure::Procedure;

/// The report of a period, its tables in the procedure's rows and its checks made.
///
/// The work grows with the number of handlings closed, and no faster than sorting them.
///
/// # Errors
/// [`PeriodError::OutOfRange`] when a handling was received in a period before 1900 or after 2199.
pub fn report(facts: &Facts, procedure: &Procedure, period: &Period, header: Header) -> Result<Report, PeriodError> {
    laid_out(facts, &Layout::of(procedure), period, header)
}

/// [`report`], once it is known how the procedure lays it out.
pub(super) fn laid_out(facts: &Facts, layout: &Layout, period: &Period, header: Header) -> Result<Report, PeriodError> {
    let volumes = volumes::volumes(facts, layout, period)?;
    let outcomes = outcomes::outcomes(facts, layout);
    let mut timescales = timescales::timescales(facts, layout);
    let mut narratives = outcomes::narratives(facts, layout);
    let mut remarks = facts.remarks.clone();
    if header.edition == Edition::Public {
        mask_references(&mut timescales, &mut narratives);
        // Without references a list of repeats says nothing more than its length.
        remarks.repeats.clear();
    }
    let tables = Tables { volumes: &volumes, outcomes: &outcomes, timescales: &timescales, narratives: &narratives };
    Ok(Report {
        organisation: header.organisation,
        organisation_name: header.organisation_name,
        title: layout.title.clone(),
        procedure: layout.procedure.clone(),
        period: period.clone(),
        edition: header.edition,
        basis: Basis::Closed,
        counting_basis: words::counting_basis(layout),
        late_sentence: words::late_sentence(&timescales),
        checks: checks(&tables, layout),
        volumes,
        outcomes,
        timescales,
        narratives,
        external: facts.external,
        remarks,
    })
}
