//! Improvement actions.

use redress_domain::improvement::{Cause, Ending, Expected, Improvement};
use redress_domain::staff::UserId;
use redress_domain::time::Date;

use super::cases::{BY_IMPROVEMENTS, BY_IMPROVEMENTS_BEFORE, named, put as put_cases, with_organisation};
use super::notes::{list_notes, put_notes};
use super::visible::{sees_improvement, sees_theme};
use super::{cause, date, opt_date, signed, small, version};
use crate::engine::{Reader, Row, Tx, Val};
use crate::viewer::Viewer;
use crate::window::Window;
use crate::{StoreError, vals};

const COLUMNS: &str = "number, version, title, what, code, service_area, owner_id, due_on, measurable, expected, theme,
    started_on, done_on, dropped_on, ended_note";

/// The column by which lists of cases know an improvement action.
const NUMBER: &str = "improvements.number";

const OPEN: &str = "done_on IS NULL AND dropped_on IS NULL";

/// Which improvement actions, and in which order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ImprovementFilter {
    /// Newest first.
    All,
    /// Those started for a theme, newest first.
    OfTheme(u32),
    /// Those still to be done, soonest due first.
    Open,
    /// Those done, on a day or later where one is given; latest first.
    Done { since: Option<Date> },
    /// Those dropped, on a day or later where one is given; latest first.
    Dropped { since: Option<Date> },
}

/// Improvement actions.
pub fn list_improvements(
    reader: &mut Reader<'_>,
    viewer: &Viewer<'_>,
    filter: ImprovementFilter,
    window: Window,
) -> Result<Vec<Improvement>, StoreError> {
    let ended = |column: &str, since: Option<Date>| {
        let day = Val::from(since.map_or_else(String::new, |day| day.to_string()));
        (format!("AND {column} >= $4 ORDER BY {column} DESC, number DESC"), Some(day))
    };
    let newest = "ORDER BY number DESC";
    let (rest, value) = match filter {
        ImprovementFilter::All => (newest.to_owned(), None),
        ImprovementFilter::OfTheme(theme) => (format!("AND theme = $4 {newest}"), Some(Val::from(theme))),
        ImprovementFilter::Open => (format!("AND {OPEN} ORDER BY due_on, number"), None),
        ImprovementFilter::Done { since } => ended("done_on", since),
        ImprovementFilter::Dropped { since } => ended("dropped_on", since),
    };
    let values = [Val::from(window.limit), Val::from(window.skip)].into_iter().chain(value);
    select(reader, viewer, &format!("{rest} LIMIT $2 OFFSET $3"), values)
}

/// Numbers of the improvement actions that are open, or were done on a day or later, with what each is about.
pub fn improvements_for(
    reader: &mut Reader<'_>,
    viewer: &Viewer<'_>,
    done_since: Date,
    limit: u32,
) -> Result<Vec<(u32, Cause)>, StoreError> {
    let sql = format!(
        "SELECT number, code, service_area FROM improvements
         WHERE organisation_id = $1 AND (({OPEN}) OR done_on >= $2){} ORDER BY number LIMIT $3",
        sees_improvement(viewer, NUMBER)
    );
    reader.query(&sql, vals![viewer.organisation_id, done_since.to_string(), limit], |row| {
        Ok((small(row.int(0)?)?, needed_cause(row, 1, 2)?))
    })
}

pub(super) fn find(reader: &mut Reader<'_>, viewer: &Viewer<'_>, number: u32) -> Result<Vec<Improvement>, StoreError> {
    select(reader, viewer, "AND number = $2", std::iter::once(Val::from(number)))
}

fn select<'a>(
    reader: &mut Reader<'_>,
    viewer: &Viewer<'a>,
    rest: &str,
    values: impl Iterator<Item = Val<'a>>,
) -> Result<Vec<Improvement>, StoreError> {
    let sql = format!(
        "SELECT {COLUMNS}, CASE WHEN 1 = 1{} THEN theme END FROM improvements WHERE organisation_id = $1{} {rest}",
        sees_theme(viewer, "improvements.theme"),
        sees_improvement(viewer, NUMBER)
    );
    let mut found = reader.query(&sql, &with_organisation(viewer.organisation_id, values), read)?;
    let numbers: Vec<u32> = found.iter().map(|improvement| improvement.number).collect();
    let mut cases = named(reader, viewer, BY_IMPROVEMENTS, &numbers)?;
    let mut before = named(reader, viewer, BY_IMPROVEMENTS_BEFORE, &numbers)?;
    let mut notes = list_notes(reader, viewer.organisation_id, &numbers)?;
    for improvement in &mut found {
        improvement.cases = cases.remove(&improvement.number).unwrap_or_default();
        improvement.cases_before = before.remove(&improvement.number).unwrap_or_default();
        improvement.notes = notes.remove(&improvement.number).unwrap_or_default();
    }
    Ok(found)
}

fn read(row: &Row<'_>) -> Result<Improvement, StoreError> {
    let words = row.text(9)?;
    Ok(Improvement {
        number: small(row.int(0)?)?,
        version: version(row.int(1)?)?,
        title: row.text(2)?,
        what: row.text(3)?,
        cause: needed_cause(row, 4, 5)?,
        owner: UserId::new(row.text(6)?),
        due_on: date(row.text_ref(7)?)?,
        expected: match row.bool(8)? {
            true => Expected::Fewer { effect: words },
            false => Expected::NotMeasurable { reason: words },
        },
        cases: Default::default(),
        cases_before: Default::default(),
        theme: row.opt_int(15)?.map(small).transpose()?,
        started_on: date(row.text_ref(11)?)?,
        ending: ending(opt_date(row, 12)?, opt_date(row, 13)?, row.opt_text(14)?)?,
        notes: Vec::new(),
    })
}

fn ending(done_on: Option<Date>, dropped_on: Option<Date>, note: Option<String>) -> Result<Option<Ending>, StoreError> {
    match (done_on, dropped_on, note) {
        (None, None, None) => Ok(None),
        (Some(on), None, Some(what)) => Ok(Some(Ending::Done { on, what })),
        (None, Some(on), Some(reason)) => Ok(Some(Ending::Dropped { on, reason })),
        _ => Err(StoreError::inconsistent("an improvement action that is neither open, done nor dropped")),
    }
}

fn needed_cause(row: &Row<'_>, code: usize, service_area: usize) -> Result<Cause, StoreError> {
    cause(row, code, service_area)?.ok_or_else(|| StoreError::inconsistent("an improvement action without a cause"))
}

pub(super) fn put(tx: &mut Tx<'_>, organisation_id: &str, improvement: &Improvement) -> Result<(), StoreError> {
    let sql = format!(
        "INSERT INTO improvements (organisation_id, {COLUMNS})
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)
         ON CONFLICT (organisation_id, number) DO UPDATE SET version = excluded.version, title = excluded.title,
             what = excluded.what, code = excluded.code, service_area = excluded.service_area,
             owner_id = excluded.owner_id, due_on = excluded.due_on, measurable = excluded.measurable,
             expected = excluded.expected, started_on = excluded.started_on, done_on = excluded.done_on, dropped_on = excluded.dropped_on,
             ended_note = excluded.ended_note"
    );
    let (measurable, expected) = match &improvement.expected {
        Expected::Fewer { effect } => (true, effect),
        Expected::NotMeasurable { reason } => (false, reason),
    };
    let (done_on, dropped_on, note) = match &improvement.ending {
        None => (None, None, None),
        Some(Ending::Done { on, what }) => (Some(on.to_string()), None, Some(what)),
        Some(Ending::Dropped { on, reason }) => (None, Some(on.to_string()), Some(reason)),
    };
    let values = vals![
        organisation_id,
        improvement.number,
        signed(improvement.version),
        &improvement.title,
        &improvement.what,
        improvement.cause.code(),
        improvement.cause.service_area(),
        improvement.owner.as_str(),
        improvement.due_on.to_string(),
        measurable,
        expected,
        improvement.theme,
        improvement.started_on.to_string(),
        done_on,
        dropped_on,
        note,
    ];
    tx.execute(&sql, values)?;
    put_cases(tx, organisation_id, BY_IMPROVEMENTS, improvement.number, &improvement.cases)?;
    put_cases(tx, organisation_id, BY_IMPROVEMENTS_BEFORE, improvement.number, &improvement.cases_before)?;
    put_notes(tx, organisation_id, improvement)
}
