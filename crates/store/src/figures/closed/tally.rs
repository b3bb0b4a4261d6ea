//! The tally of what was closed: the one place where figures are asked of the two engines in two ways. SQLite hands over each
//! row of its index in less time than it would take to group them; PostgreSQL groups them by each side that is told of them,
//! since sending a row costs it more than reading it.

use redress_domain::statistics::{ClosedRow, Ended, Shared};

use super::{ANY_ROUTE, add_compensation, count, date, days, select, values, word};
use crate::StoreError;
use crate::engine::{Engine, Reader, Row};
use crate::figures::gathered::Gathered;
use crate::figures::scope::Scope;

pub(super) fn tally(reader: &mut Reader<'_>, scope: &Scope<'_>, gathered: &mut Gathered<'_>) -> Result<(), StoreError> {
    match reader.engine() {
        Engine::Sqlite => by_row(reader, scope, gathered),
        Engine::Postgres => by_sums(reader, scope, gathered),
    }
}

fn by_row(reader: &mut Reader<'_>, scope: &Scope<'_>, gathered: &mut Gathered<'_>) -> Result<(), StoreError> {
    const COLUMNS: &str = "received_on, outcome, effect, days, met, met_unextended, extended_to IS NOT NULL, \
                           first_contact, channel, service_area, code, compensation_pence, natures, route";
    let sql = select(reader, scope, COLUMNS, ANY_ROUTE);
    let values = values(scope, gathered);
    let facts = &mut gathered.facts;
    reader.for_each(&sql, &values, |row| {
        facts.closed.add(&closed_row(row)?);
        if let Some(pence) = row.opt_int(11)? {
            add_compensation(&mut facts.compensation, 1, count(pence)?);
        }
        Ok(())
    })
}

fn closed_row<'r>(row: &Row<'r>) -> Result<ClosedRow<'r>, StoreError> {
    Ok(ClosedRow {
        route: word(row.text_ref(13)?)?,
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

/// Each set of columns that is grouped by, and which of them a row is of. The sets are small, however the rows differ.
const SUMS: &str = "
           CASE WHEN GROUPING(received_on) = 0 THEN 'received' WHEN GROUPING(outcome) = 0 THEN 'ended'
                WHEN GROUPING(channel) = 0 THEN 'channel' WHEN GROUPING(service_area) = 0 THEN 'service-area'
                WHEN GROUPING(code) = 0 THEN 'code' ELSE 'natures' END,
           COUNT(*), route, received_on, outcome, days, met, met_unextended, extended_to IS NOT NULL, first_contact,
           COUNT(compensation_pence), CAST(COALESCE(SUM(compensation_pence), 0) AS BIGINT),
           effect, COALESCE(channel, service_area, code, natures)";
const SETS: &str = "
    GROUP BY GROUPING SETS ((route, received_on),
        (route, outcome, days, met, met_unextended, extended_to IS NOT NULL, first_contact),
        (channel, effect), (service_area, effect), (code, effect), (natures, effect))";

fn by_sums(reader: &mut Reader<'_>, scope: &Scope<'_>, gathered: &mut Gathered<'_>) -> Result<(), StoreError> {
    let sql = format!("{}{SETS}", select(reader, scope, SUMS, ANY_ROUTE));
    let values = values(scope, gathered);
    let facts = &mut gathered.facts;
    reader.for_each(&sql, &values, |row| {
        let number = count(row.int(1)?)?;
        match row.text_ref(0)? {
            "received" => facts.closed.add_received(word(row.text_ref(2)?)?, date(row.text_ref(3)?)?, number),
            "ended" => {
                facts.closed.add_ended(word(row.text_ref(2)?)?, &ended(row)?, number);
                add_compensation(&mut facts.compensation, count(row.int(10)?)?, count(row.int(11)?)?);
            }
            column => facts.closed.add_shared(shared(column, row.opt_text_ref(13)?), word(row.text_ref(12)?)?, number),
        }
        Ok(())
    })
}

fn ended<'r>(row: &Row<'r>) -> Result<Ended<'r>, StoreError> {
    Ok(Ended {
        outcome: row.text_ref(4)?,
        days: days(row.int(5)?)?,
        met: row.bool(6)?,
        met_unextended: row.bool(7)?,
        extended: row.bool(8)?,
        first_contact: row.bool(9)?,
    })
}

fn shared<'r>(column: &str, id: Option<&'r str>) -> Shared<'r> {
    match column {
        "channel" => Shared::Channel(id.unwrap_or_default()),
        "service-area" => Shared::ServiceArea(id),
        "code" => Shared::Code(id),
        _ => Shared::Natures(id),
    }
}
