//! What was open before the period, and at its end: what is open now, and what was closed since (R87, R90).

use redress_domain::procedure::Route;
use redress_domain::words::Word;

use super::gathered::Gathered;
use super::scope::{Scope, count, date, route_val};
use crate::StoreError;
use crate::engine::{Reader, Val};

/// Conditions on handlings that were open after a day, `$3`, in parts that each have their index. Joined to an empty text,
/// the receipt does not tempt the engine to go through everything ever received.
const OPEN_AFTER: [&str; 2] = ["closed_on IS NULL AND received_on <= $3", "closed_on > $3 AND received_on || '' <= $3"];
/// The same for those open before a day began.
const OPEN_BEFORE: [&str; 2] = ["closed_on IS NULL AND received_on < $3", "closed_on >= $3 AND received_on || '' < $3"];

pub(super) fn open(reader: &mut Reader<'_>, scope: &Scope<'_>, gathered: &mut Gathered<'_>) -> Result<(), StoreError> {
    let (from, to) = gathered.ends();
    let rows = "FROM handlings WHERE organisation_id = $1 AND counts AND route = $2";
    let counted = scope.and_counted(reader, "handlings");
    for route in Route::ALL.iter().copied() {
        let values = |day| [scope.organisation(), route_val(route), Val::from(day)];
        for part in OPEN_BEFORE {
            let sql = format!("SELECT COUNT(*) {rows} AND {part}{counted}");
            let opening = gathered.facts.opening.get_mut(route);
            *opening += reader.query_one(&sql, &values(&from), |row| count(row.int(0)?))?;
        }
        for part in OPEN_AFTER {
            let sql = format!("SELECT due_on, COUNT(*) {rows} AND {part}{counted} GROUP BY due_on");
            reader.for_each(&sql, &values(&to), |row| {
                let due_on = row.opt_text_ref(0)?.map(date).transpose()?;
                gathered.facts.open.add(route, due_on, count(row.int(1)?)?);
                Ok(())
            })?;
        }
    }
    Ok(())
}
