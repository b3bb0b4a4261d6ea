//! What was written of the upheld ones: of all of them, or of as many as a report prints, and counts of the rest.

use redress_domain::procedure::Route;
use redress_domain::statistics::{NarrativeTexts, PLACES_NAMED, ToldHandling, Unwritten};
use redress_domain::words::Word;

use super::{count, date, select, values, word};
use crate::StoreError;
use crate::dialect::byte_order;
use crate::engine::{Reader, Val};
use crate::figures::gathered::Gathered;
use crate::figures::scope::Scope;

/// As the indexes on failures by day of close, and on those of which something is not written, say it.
const UPHELD: &str = " AND effect IN ('upheld', 'partly-upheld')";
const SILENT: &str = " AND closed_on IS NOT NULL AND (finding IS NULL OR learning IS NULL)";

pub(super) fn told(reader: &mut Reader<'_>, scope: &Scope<'_>, gathered: &mut Gathered<'_>) -> Result<(), StoreError> {
    let values = values(scope, gathered);
    let limit = gathered.asked.narratives;
    let narratives = narratives(reader, scope, &values, limit)?;
    let (told, closed) = (&mut gathered.facts.told, &gathered.facts.closed);
    if narratives.len() < limit {
        narratives.into_iter().for_each(|handling| told.add(handling));
        return Ok(());
    }
    told.narratives = narratives;
    // They are tallied already, before anything that is folded from events is.
    for route in Route::ALL.iter().copied() {
        *told.handlings.get_mut(route) = closed.routes.get(route).upheld;
    }
    unwritten(reader, scope, &values, "finding", &mut told.no_finding)?;
    unwritten(reader, scope, &values, "learning", &mut told.no_learning)
}

/// The first in the order in which the index has them.
fn narratives(
    reader: &mut Reader<'_>,
    scope: &Scope<'_>,
    values: &[Val<'_>],
    limit: usize,
) -> Result<Vec<ToldHandling>, StoreError> {
    const COLUMNS: &str = "reference, route, closed_on, finding, explanation, action_taken, learning";
    let (reference, route) = (byte_order(reader.engine(), "reference"), byte_order(reader.engine(), "route"));
    let sql = select(reader, scope, COLUMNS, UPHELD);
    reader.query(&format!("{sql} ORDER BY closed_on, {reference}, {route} LIMIT {limit}"), values, |row| {
        let texts = NarrativeTexts {
            finding: row.opt_text(3)?,
            explanation: row.opt_text(4)?,
            action_taken: row.opt_text(5)?,
            learning: row.opt_text(6)?,
        };
        let (reference, route, closed_on) = (row.text(0)?, word(row.text_ref(1)?)?, date(row.text_ref(2)?)?);
        Ok(ToldHandling { reference, route, closed_on, texts })
    })
}

/// Counts those without one of the texts, and names the first.
fn unwritten(
    reader: &mut Reader<'_>,
    scope: &Scope<'_>,
    values: &[Val<'_>],
    text: &str,
    unwritten: &mut Unwritten,
) -> Result<(), StoreError> {
    let silent = format!("{UPHELD}{SILENT} AND {text} IS NULL");
    let sql = select(reader, scope, "COUNT(*)", &silent);
    unwritten.count = reader.query_one(&sql, values, |row| count(row.int(0)?))?;
    let order = byte_order(reader.engine(), "reference");
    let sql = format!("{} ORDER BY {order} LIMIT {PLACES_NAMED}", select(reader, scope, "reference", &silent));
    unwritten.first = reader.query(&sql, values, |row| row.text(0))?;
    Ok(())
}
