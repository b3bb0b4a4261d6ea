//! Handlings closed in the period: tallied in one pass over their index, and listed where the report names them.

use redress_domain::procedure::Route;
use redress_domain::statistics::{ClosedRow, CompensationFacts, LateHandling, NarrativeTexts, ToldHandling};
use redress_domain::words::Word;

use super::gathered::Gathered;
use super::scope::{Scope, count, date, route_val, word};
use crate::StoreError;
use crate::engine::{Reader, Row, Val};

pub(super) fn closed(
    reader: &mut Reader<'_>,
    scope: &Scope<'_>,
    gathered: &mut Gathered<'_>,
) -> Result<(), StoreError> {
    for route in Route::ALL.iter().copied() {
        tally(reader, scope, gathered, route)?;
        late(reader, scope, gathered, route)?;
        told(reader, scope, gathered, route)?;
    }
    Ok(())
}

/// Handlings of a route that were closed in the period, with columns that the index holds or that few rows are asked for.
fn select(reader: &Reader<'_>, scope: &Scope<'_>, columns: &str, condition: &str) -> String {
    let counted = scope.and_counted(reader, "handlings");
    format!(
        "SELECT {columns} FROM handlings WHERE organisation_id = $1 AND counts AND route = $2
         AND closed_on >= $3 AND closed_on <= $4{condition}{counted}"
    )
}

fn values<'a>(scope: &'a Scope<'_>, gathered: &Gathered<'_>, route: Route) -> [Val<'a>; 4] {
    let (from, to) = gathered.ends();
    [scope.organisation(), route_val(route), Val::from(from), Val::from(to)]
}

fn tally(
    reader: &mut Reader<'_>,
    scope: &Scope<'_>,
    gathered: &mut Gathered<'_>,
    route: Route,
) -> Result<(), StoreError> {
    const COLUMNS: &str = "received_on, outcome, effect, days, met, met_unextended, extended_to IS NOT NULL, \
                           first_contact, channel, service_area, code, compensation_pence, natures";
    let sql = select(reader, scope, COLUMNS, "");
    let values = values(scope, gathered, route);
    let facts = &mut gathered.facts;
    reader.for_each(&sql, &values, |row| {
        facts.closed.add(&closed_row(row, route)?);
        if let Some(pence) = row.opt_int(11)? {
            add_compensation(&mut facts.compensation, count(pence)?);
        }
        Ok(())
    })
}

fn closed_row<'r>(row: &Row<'r>, route: Route) -> Result<ClosedRow<'r>, StoreError> {
    Ok(ClosedRow {
        route,
        received_on: date(row.text_ref(0)?)?,
        outcome: row.text_ref(1)?,
        effect: word(row.text_ref(2)?)?,
        days: days(row.int(3)?)?,
        met: row.bool(4)?,
        met_unextended: row.bool(5)?,
        extended: row.bool(6)?,
        first_contact: row.bool(7)?,
        channel: row.text_ref(8)?,
        service_area: row.opt_text_ref(9)?,
        code: row.opt_text_ref(10)?,
        natures: row.opt_text_ref(12)?,
        count: 1,
    })
}

pub(super) fn add_compensation(facts: &mut CompensationFacts, pence: u64) {
    facts.count = facts.count.saturating_add(1);
    facts.pence = facts.pence.saturating_add(pence);
}

fn late(
    reader: &mut Reader<'_>,
    scope: &Scope<'_>,
    gathered: &mut Gathered<'_>,
    route: Route,
) -> Result<(), StoreError> {
    let sql = select(reader, scope, "reference, days", " AND NOT met");
    let values = values(scope, gathered, route);
    reader.for_each(&sql, &values, |row| {
        gathered.facts.late.push(LateHandling { reference: row.text(0)?, route, days: days(row.int(1)?)? });
        Ok(())
    })
}

fn told(
    reader: &mut Reader<'_>,
    scope: &Scope<'_>,
    gathered: &mut Gathered<'_>,
    route: Route,
) -> Result<(), StoreError> {
    const COLUMNS: &str = "reference, finding, explanation, action_taken, learning";
    let sql = select(reader, scope, COLUMNS, " AND effect IN ('upheld', 'partly-upheld')");
    let values = values(scope, gathered, route);
    reader.for_each(&sql, &values, |row| {
        let texts = NarrativeTexts {
            finding: row.opt_text(1)?,
            explanation: row.opt_text(2)?,
            action_taken: row.opt_text(3)?,
            learning: row.opt_text(4)?,
        };
        gathered.facts.told.push(ToldHandling { reference: row.text(0)?, route, texts });
        Ok(())
    })
}

fn days(number: i64) -> Result<u32, StoreError> {
    u32::try_from(number).map_err(|_| StoreError::inconsistent("days of a handling"))
}
