//! Complaints at each stage by tenure: received in the year, or answered in it.

use redress_domain::period::Period;
use redress_domain::procedure::Route;
use redress_domain::returns::{Denominator, HOMES_OWNED, HOMES_RENTED, TENURE, TsmFacts, TsmRow};
use redress_domain::words::Word;

use crate::StoreError;
use crate::engine::{Reader, Val};
use crate::figures::{count, date};
use crate::rate_bases::find_rate_base;
use crate::viewer::Viewer;

/// What CH01 and CH02 are computed from.
///
/// # Errors
/// When the database fails, or holds what this program cannot have written.
pub fn tsm_facts(
    reader: &mut Reader<'_>,
    viewer: &Viewer<'_>,
    period: &Period,
    denominator: Denominator,
) -> Result<TsmFacts, StoreError> {
    let mut facts = TsmFacts::new(denominator);
    facts.homes_rented = find_rate_base(reader, viewer.organisation(), HOMES_RENTED, period.to)?;
    facts.homes_owned = find_rate_base(reader, viewer.organisation(), HOMES_OWNED, period.to)?;
    // Those received, and those answered that were received before: none comes twice.
    for days in ["h.received_on >= $3 AND h.received_on <= $4", ANSWERED_OF_BEFORE] {
        by_tenure(reader, viewer, period, days, &mut facts)?;
    }
    Ok(facts)
}

const ANSWERED_OF_BEFORE: &str = "h.closed_on >= $3 AND h.closed_on <= $4 AND h.received_on < $3";

fn by_tenure(
    reader: &mut Reader<'_>,
    viewer: &Viewer<'_>,
    period: &Period,
    days: &str,
    facts: &mut TsmFacts,
) -> Result<(), StoreError> {
    let sql = format!(
        "SELECT s.option_id, h.received_on, h.closed_on, h.met, COUNT(*) FROM handlings h
         LEFT JOIN case_splits s ON s.organisation_id = h.organisation_id AND s.case_no = h.case_no AND s.split = '{TENURE}'
         WHERE h.organisation_id = $1 AND h.counts AND h.route = $2 AND {days}{}
         GROUP BY s.option_id, h.received_on, h.closed_on, h.met",
        viewer.and_visible("h")
    );
    let (from, to) = (period.from.to_string(), period.to.to_string());
    for route in Route::ALL.iter().copied() {
        let values = [Val::from(viewer.organisation()), Val::from(route.id()), Val::from(&from), Val::from(&to)];
        reader.for_each(&sql, &values, |row| {
            let closed_on = row.opt_text_ref(2)?.map(date).transpose()?;
            facts.add(&TsmRow {
                route,
                tenure: row.opt_text_ref(0)?,
                received: period.contains(date(row.text_ref(1)?)?),
                answered: closed_on.is_some_and(|on| period.contains(on)),
                in_time: if closed_on.is_some() { Some(row.opt_bool(3)?.unwrap_or(false)) } else { None },
                count: count(row.int(4)?)?,
            });
            Ok(())
        })?;
    }
    Ok(())
}
