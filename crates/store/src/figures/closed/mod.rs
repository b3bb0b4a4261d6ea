//! Handlings closed in the period: tallied, and listed where the report names them.

mod tally;
mod told;

use redress_domain::statistics::{CompensationFacts, LateHandling};

use super::gathered::Gathered;
use super::scope::{Scope, count, date, word};
use crate::StoreError;
use crate::engine::{Reader, Val};

/// The index on closed handlings begins with the route, so that all of them are named.
const ANY_ROUTE: &str = " AND route IN ('S1', 'S2', 'ESC')";

pub(super) fn closed(
    reader: &mut Reader<'_>,
    scope: &Scope<'_>,
    gathered: &mut Gathered<'_>,
) -> Result<(), StoreError> {
    tally::tally(reader, scope, gathered)?;
    late(reader, scope, gathered)?;
    told::told(reader, scope, gathered)
}

/// Handlings that were closed in the period, with columns that their index holds or that few rows are asked for.
fn select(reader: &Reader<'_>, scope: &Scope<'_>, columns: &str, condition: &str) -> String {
    let counted = scope.and_counted(reader, "handlings");
    format!(
        "SELECT {columns} FROM handlings WHERE organisation_id = $1 AND counts
         AND closed_on >= $2 AND closed_on <= $3{condition}{counted}"
    )
}

fn values<'a>(scope: &'a Scope<'_>, gathered: &Gathered<'_>) -> [Val<'a>; 3] {
    let (from, to) = gathered.ends();
    [scope.organisation(), Val::from(from), Val::from(to)]
}

fn late(reader: &mut Reader<'_>, scope: &Scope<'_>, gathered: &mut Gathered<'_>) -> Result<(), StoreError> {
    let sql = select(reader, scope, "reference, route, days", " AND NOT met");
    let values = values(scope, gathered);
    reader.for_each(&sql, &values, |row| {
        let late = LateHandling { reference: row.text(0)?, route: word(row.text_ref(1)?)?, days: days(row.int(2)?)? };
        gathered.facts.late.push(late);
        Ok(())
    })
}

pub(super) fn add_compensation(facts: &mut CompensationFacts, number: u64, pence: u64) {
    facts.count = facts.count.saturating_add(number);
    facts.pence = facts.pence.saturating_add(pence);
}

fn days(number: i64) -> Result<u32, StoreError> {
    u32::try_from(number).map_err(|_| StoreError::inconsistent("days of a handling"))
}
