//! The tally of what was closed: the one place where figures are asked of the two engines in two ways. SQLite hands over each
//! row of its index in less time than it would take to group them. PostgreSQL hands over a day's rows as one: sending a row costs it
//! more than reading it, and grouping rows by each thing that is told of them costs more than joining them.

use std::str::Split;

use redress_domain::procedure::{OutcomeEffect, Route};
use redress_domain::statistics::{ClosedRow, ClosedTally, Ended, Shared};
use redress_domain::words::Word;

use super::{ANY_ROUTE, add_compensation, count, date, days, select, values, word};
use crate::StoreError;
use crate::engine::{Engine, Reader, Row};
use crate::figures::gathered::Gathered;
use crate::figures::scope::{Scope, route_val};

pub(super) fn tally(reader: &mut Reader<'_>, scope: &Scope<'_>, gathered: &mut Gathered<'_>) -> Result<(), StoreError> {
    match reader.engine() {
        Engine::Sqlite => by_row(reader, scope, gathered),
        Engine::Postgres => by_day(reader, scope, gathered),
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

/// What stands between the values of a column. No id holds it, nor any name that is typed.
const BETWEEN: char = '\u{1f}';
/// The rows of a day. Every column is joined in one pass, and so in the same order. How a handling ended stands in one column, in order of
/// the index: what the days are, 16 for each, and a bit for each thing that holds.
const DAY: &str = "COUNT(*), COUNT(compensation_pence), CAST(COALESCE(SUM(compensation_pence), 0) AS BIGINT),
    string_agg(received_on, E'\\x1f'), string_agg(outcome, E'\\x1f'), string_agg(effect, E'\\x1f'),
    string_agg((16 * days + 8 * met::int + 4 * met_unextended::int + 2 * (extended_to IS NOT NULL)::int
        + first_contact::int)::text, E'\\x1f'),
    string_agg(channel, E'\\x1f'), string_agg(COALESCE(service_area, ''), E'\\x1f'),
    string_agg(COALESCE(code, ''), E'\\x1f'), string_agg(COALESCE(natures, ''), E'\\x1f')";

fn by_day(reader: &mut Reader<'_>, scope: &Scope<'_>, gathered: &mut Gathered<'_>) -> Result<(), StoreError> {
    // One route at a time, the rows come in the order of their days from the index, and nothing is sorted.
    let sql = format!("{} GROUP BY closed_on", select(reader, scope, DAY, " AND route = $4"));
    let [organisation, from, to] = values(scope, gathered);
    let facts = &mut gathered.facts;
    for route in Route::ALL.iter().copied() {
        let values = [organisation.clone(), from.clone(), to.clone(), route_val(route)];
        reader.for_each(&sql, &values, |row| {
            Joined::read(row)?.add_to(&mut facts.closed, route, row.int(0)?)?;
            add_compensation(&mut facts.compensation, count(row.int(1)?)?, count(row.int(2)?)?);
            Ok(())
        })?;
    }
    Ok(())
}

/// The columns of a day, read abreast.
struct Joined<'r> {
    received_on: Split<'r, char>,
    outcome: Split<'r, char>,
    effect: Split<'r, char>,
    ended: Split<'r, char>,
    channel: Split<'r, char>,
    service_area: Split<'r, char>,
    code: Split<'r, char>,
    natures: Split<'r, char>,
}

/// What rows say of when they came and how they ended: the index brings those that are alike one after the other.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Alike<'r> {
    received_on: &'r str,
    outcome: &'r str,
    effect: &'r str,
    ended: &'r str,
}

impl<'r> Joined<'r> {
    fn read(row: &Row<'r>) -> Result<Self, StoreError> {
        let column = |column| Ok::<_, StoreError>(row.text_ref(column)?.split(BETWEEN));
        Ok(Self {
            received_on: column(3)?,
            outcome: column(4)?,
            effect: column(5)?,
            ended: column(6)?,
            channel: column(7)?,
            service_area: column(8)?,
            code: column(9)?,
            natures: column(10)?,
        })
    }

    fn add_to(mut self, closed: &mut ClosedTally, route: Route, rows: i64) -> Result<(), StoreError> {
        let mut run: Option<(Alike<'r>, OutcomeEffect, u64)> = None;
        for _ in 0..rows {
            let alike = Alike {
                received_on: value(&mut self.received_on)?,
                outcome: value(&mut self.outcome)?,
                effect: value(&mut self.effect)?,
                ended: value(&mut self.ended)?,
            };
            let effect = match run {
                Some((last, effect, number)) if last == alike => {
                    run = Some((last, effect, number.saturating_add(1)));
                    effect
                }
                other => {
                    add_run(closed, route, other)?;
                    let effect = word(alike.effect)?;
                    run = Some((alike, effect, 1));
                    effect
                }
            };
            closed.add_shared(Shared::Channel(value(&mut self.channel)?), effect, 1);
            closed.add_shared(Shared::ServiceArea(stated(&mut self.service_area)?), effect, 1);
            closed.add_shared(Shared::Code(stated(&mut self.code)?), effect, 1);
            closed.add_shared(Shared::Natures(stated(&mut self.natures)?), effect, 1);
        }
        add_run(closed, route, run)?;
        self.end()
    }

    /// No column may have more values than there are rows: then each would stand beside values of others.
    fn end(self) -> Result<(), StoreError> {
        let Self { received_on, outcome, effect, ended, channel, service_area, code, natures } = self;
        let columns = [received_on, outcome, effect, ended, channel, service_area, code, natures];
        if columns.into_iter().any(|mut column| column.next().is_some()) { Err(uneven()) } else { Ok(()) }
    }
}

/// Adds rows that are alike; nothing before the first.
fn add_run(
    closed: &mut ClosedTally,
    route: Route,
    run: Option<(Alike<'_>, OutcomeEffect, u64)>,
) -> Result<(), StoreError> {
    let Some((alike, effect, number)) = run else { return Ok(()) };
    let packed = days(alike.ended.parse().map_err(|_| uneven())?)?;
    let ended = Ended {
        outcome: alike.outcome,
        effect,
        days: packed / 16,
        met: packed & 8 != 0,
        met_unextended: packed & 4 != 0,
        extended: packed & 2 != 0,
        first_contact: packed & 1 != 0,
    };
    closed.add_received(route, date(alike.received_on)?, number);
    closed.add_ended(route, &ended, number);
    Ok(())
}

fn value<'r>(column: &mut Split<'r, char>) -> Result<&'r str, StoreError> {
    column.next().ok_or_else(uneven)
}

/// A value, unless it was NULL.
fn stated<'r>(column: &mut Split<'r, char>) -> Result<Option<&'r str>, StoreError> {
    Ok(Some(value(column)?).filter(|text| !text.is_empty()))
}

fn uneven() -> StoreError {
    StoreError::inconsistent("a day's handlings have more or fewer values than rows")
}
