//! The register: every case of an organisation as rows of the register file, in order of reference.

use redress_domain::procedure::{Channel, Route};
use redress_domain::register::{
    BroughtBy, Column, ExternalOutcome, ExternalResult, RegisterCase, RegisterClosure, RegisterHandling,
};
use redress_domain::time::{Date, parse_date};
use redress_domain::words::Word;

use crate::dialect::byte_order;
use crate::engine::{Reader, Row};
use crate::viewer::Viewer;
use crate::{StoreError, vals};

const SELECT: &str = "SELECT c.reference, c.received_on, c.channel, c.brought_by, c.service_area, c.summary,
            c.outcome_wanted, c.external_closed_on, c.external_outcome,
            h.route, h.received_on, h.closed_on, h.extended_to, h.outcome, h.code,
            h.finding, h.explanation, h.action_taken, h.learning, h.handled_by
     FROM cases c
     JOIN handlings h ON h.organisation_id = c.organisation_id AND h.case_no = c.case_no
     WHERE c.organisation_id = $1 AND c.counts";

/// Hands over every case that counts as a failure, one after the other, in order of reference.
///
/// # Errors
/// A fault of the store, or the first error of `each`.
pub fn each_register_case(
    reader: &mut Reader<'_>,
    viewer: &Viewer<'_>,
    mut each: impl FnMut(RegisterCase) -> Result<(), StoreError>,
) -> Result<(), StoreError> {
    let mut pending: Option<RegisterCase> = None;
    let order = byte_order(reader.engine(), "c.reference");
    let sql = format!("{SELECT}{} ORDER BY {order}, h.number", viewer.and_visible("c"));
    reader.stream(&sql, vals![viewer.organisation_id], |row| {
        if pending.as_ref().is_some_and(|case| row.text_ref(0).is_ok_and(|reference| reference == case.reference)) {
            if let Some(case) = &mut pending {
                case.handlings.push(handling(row)?);
            }
            return Ok(());
        }
        let next = first(row)?;
        match pending.replace(next) {
            Some(done) => each(done),
            None => Ok(()),
        }
    })?;
    pending.map_or(Ok(()), each)
}

/// The columns that the register of an organisation is written with: those every register has, and those beside them
/// that a case has something to say in.
pub fn register_columns(reader: &mut Reader<'_>, organisation_id: &str) -> Result<Vec<Column>, StoreError> {
    let sql = "SELECT 1 FROM handlings WHERE organisation_id = $1 AND handled_by IS NOT NULL LIMIT 1";
    let handled_by = reader.query_opt(sql, vals![organisation_id], |row| row.int(0))?;
    Ok(Column::ALL.into_iter().chain(handled_by.map(|_| Column::HandledBy)).collect())
}

/// One case by its reference.
pub fn find_register_case(
    reader: &mut Reader<'_>,
    organisation_id: &str,
    reference: &str,
) -> Result<Option<RegisterCase>, StoreError> {
    let sql = format!("{SELECT} AND c.reference = $2 ORDER BY h.number");
    let mut found: Option<RegisterCase> = None;
    reader.for_each(&sql, vals![organisation_id, reference], |row| {
        match &mut found {
            Some(case) => case.handlings.push(handling(row)?),
            None => found = Some(first(row)?),
        }
        Ok(())
    })?;
    Ok(found)
}

fn first(row: &Row<'_>) -> Result<RegisterCase, StoreError> {
    let external = row.opt_text_ref(7)?.zip(row.opt_text_ref(8)?);
    Ok(RegisterCase {
        reference: row.text(0)?,
        received_on: date(row.text_ref(1)?)?,
        channel: word::<Channel>(row.text_ref(2)?)?,
        brought_by: word::<BroughtBy>(row.text_ref(3)?)?,
        service_area: row.opt_text(4)?,
        summary: row.opt_text(5)?,
        outcome_wanted: row.opt_text(6)?,
        handlings: vec![handling(row)?],
        external: external
            .map(|(on, outcome)| {
                Ok::<_, StoreError>(ExternalResult { closed_on: date(on)?, outcome: word::<ExternalOutcome>(outcome)? })
            })
            .transpose()?,
    })
}

fn handling(row: &Row<'_>) -> Result<RegisterHandling, StoreError> {
    let closed_on = row.opt_text_ref(11)?.map(date).transpose()?;
    let closed = match (closed_on, row.opt_text(13)?) {
        (Some(on), Some(outcome)) => Some(RegisterClosure { on, outcome, code: row.opt_text(14)? }),
        _ => None,
    };
    Ok(RegisterHandling {
        route: word::<Route>(row.text_ref(9)?)?,
        received_on: date(row.text_ref(10)?)?,
        closed,
        extended_to: row.opt_text_ref(12)?.map(date).transpose()?,
        finding: row.opt_text(15)?,
        explanation: row.opt_text(16)?,
        action_taken: row.opt_text(17)?,
        learning: row.opt_text(18)?,
        handled_by: row.opt_text_ref(19)?.into_iter().flat_map(|names| names.split("; ")).map(str::to_owned).collect(),
    })
}

fn word<W: Word>(id: &str) -> Result<W, StoreError> {
    W::from_id(id).ok_or_else(|| StoreError::inconsistent(format!("unknown word '{id}'")))
}

fn date(text: &str) -> Result<Date, StoreError> {
    parse_date(text).map_err(|error| StoreError::inconsistent(error.to_string()))
}
