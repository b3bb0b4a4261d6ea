//! What happened on each day, for the trend and the control charts: one pass over the days of all their periods.

use std::collections::BTreeMap;

use redress_domain::procedure::Route;
use redress_domain::statistics::Flow;
use redress_domain::time::Date;
use redress_domain::words::Word;

use super::gathered::Gathered;
use super::scope::{Scope, count, date, route_val};
use crate::StoreError;
use crate::engine::{Reader, Val};

/// Sums by day, in the order of the index, so that nothing is sorted however the periods lie.
const CLOSED: &str = "SELECT closed_on, COUNT(*), SUM(CASE WHEN effect = 'upheld' THEN 1 ELSE 0 END),
    SUM(CASE WHEN effect = 'partly-upheld' THEN 1 ELSE 0 END), SUM(CASE WHEN effect = 'withdrawn' THEN 1 ELSE 0 END),
    SUM(CASE WHEN met THEN 1 ELSE 0 END), COUNT(extended_to), CAST(SUM(days) AS BIGINT)
    FROM handlings WHERE organisation_id = $1 AND counts AND route = $2 AND closed_on >= $3 AND closed_on <= $4";

pub(super) fn days(reader: &mut Reader<'_>, scope: &Scope<'_>, gathered: &mut Gathered<'_>) -> Result<(), StoreError> {
    let Some((from, to)) = gathered.days_asked() else { return Ok(()) };
    let counted = scope.and_counted(reader, "handlings");
    for route in Route::ALL.iter().copied() {
        let values = [scope.organisation(), route_val(route), Val::from(from.to_string()), Val::from(to.to_string())];
        let days = gathered.days.get_mut(route);
        received(reader, &counted, &values, days)?;
        closed(reader, &counted, &values, days)?;
    }
    Ok(())
}

fn received(
    reader: &mut Reader<'_>,
    counted: &str,
    values: &[Val<'_>],
    days: &mut BTreeMap<Date, Flow>,
) -> Result<(), StoreError> {
    let sql = format!(
        "SELECT received_on, COUNT(*) FROM handlings WHERE organisation_id = $1 AND counts AND route = $2
         AND received_on >= $3 AND received_on <= $4{counted} GROUP BY received_on"
    );
    reader.for_each(&sql, values, |row| {
        days.entry(date(row.text_ref(0)?)?).or_default().received += count(row.int(1)?)?;
        Ok(())
    })
}

fn closed(
    reader: &mut Reader<'_>,
    counted: &str,
    values: &[Val<'_>],
    days: &mut BTreeMap<Date, Flow>,
) -> Result<(), StoreError> {
    reader.for_each(&format!("{CLOSED}{counted} GROUP BY closed_on"), values, |row| {
        let day = days.entry(date(row.text_ref(0)?)?).or_default();
        day.closed += count(row.int(1)?)?;
        day.upheld += count(row.int(2)?)?;
        day.partly_upheld += count(row.int(3)?)?;
        day.withdrawn += count(row.int(4)?)?;
        day.met += count(row.int(5)?)?;
        day.extended += count(row.int(6)?)?;
        day.days += count(row.int(7)?)?;
        Ok(())
    })
}
