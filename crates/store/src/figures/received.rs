//! Handlings received in the period.

use redress_domain::procedure::Route;
use redress_domain::words::Word;

use super::gathered::Gathered;
use super::scope::{Scope, count, route_val};
use crate::StoreError;
use crate::engine::{Reader, Val};

/// Grouped in the order of their index, so that nothing is sorted.
pub(super) fn received(
    reader: &mut Reader<'_>,
    scope: &Scope<'_>,
    gathered: &mut Gathered<'_>,
) -> Result<(), StoreError> {
    let sql = format!(
        "SELECT channel, service_area, natures, COUNT(*) FROM handlings WHERE organisation_id = $1 AND counts AND route = $2
         AND received_on >= $3 AND received_on <= $4{} GROUP BY received_on, channel, service_area, natures",
        scope.and_counted(reader, "handlings")
    );
    let (from, to) = gathered.ends();
    for route in Route::ALL.iter().copied() {
        let values = [scope.organisation(), route_val(route), Val::from(&from), Val::from(&to)];
        reader.for_each(&sql, &values, |row| {
            let (channel, area, natures) = (row.text_ref(0)?, row.opt_text_ref(1)?, row.opt_text_ref(2)?);
            gathered.facts.received.add(route, channel, area, natures, count(row.int(3)?)?);
            Ok(())
        })?;
    }
    Ok(())
}
