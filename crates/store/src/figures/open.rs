//! What was open before the period, and at its end: what is open now, and what was closed since (R87, R90).

use redress_domain::procedure::Route;
use redress_domain::time::Date;
use redress_domain::words::Word;

use super::gathered::Gathered;
use super::scope::{Scope, count, date, route_val};
use crate::StoreError;
use crate::engine::{Reader, Val};

/// Conditions on handlings that were open after the period, in parts that each have their index. Joined to an empty text, the
/// receipt does not tempt the engine to go through everything ever received.
const OPEN_AFTER: [&str; 2] = ["closed_on IS NULL AND received_on <= $3", "closed_on > $3 AND received_on || '' <= $3"];

/// What was open before the period was closed in it, which is tallied by the day of receipt already, or was open after it.
pub(super) fn open(reader: &mut Reader<'_>, scope: &Scope<'_>, gathered: &mut Gathered<'_>) -> Result<(), StoreError> {
    let (from, to) = gathered.ends();
    let counted = scope.and_counted(reader, "handlings");
    for route in Route::ALL.iter().copied() {
        let closed = &gathered.facts.closed.routes.get(route).received_on;
        let mut opening: u64 = closed.range(..gathered.period().from).map(|(_, count)| count).sum();
        for part in OPEN_AFTER {
            let sql = format!(
                "SELECT due_on, COUNT(*), SUM(CASE WHEN received_on < $4 THEN 1 ELSE 0 END)
                 FROM handlings WHERE organisation_id = $1 AND counts AND route = $2 AND {part}{counted} GROUP BY due_on"
            );
            let values = [scope.organisation(), route_val(route), Val::from(&to), Val::from(&from)];
            reader.for_each(&sql, &values, |row| {
                let due_on: Option<Date> = row.opt_text_ref(0)?.map(date).transpose()?;
                gathered.facts.open.add(route, due_on, count(row.int(1)?)?);
                opening += count(row.int(2)?)?;
                Ok(())
            })?;
        }
        *gathered.facts.opening.get_mut(route) = opening;
    }
    Ok(())
}
