//! Improvement actions with their moves and reviews.

use std::collections::BTreeMap;

use redress_domain::improvement::{Cause, Ending, Expected, Improvement, Note, NoteKind};
use redress_domain::staff::UserId;
use redress_domain::time::Date;

use super::cases::{BY_IMPROVEMENTS, named, places, put as put_cases, with_organisation};
use super::{cause, date, opt_date, signed, small, version};
use crate::engine::{Reader, Row, Tx, Val};
use crate::viewer::Viewer;
use crate::{StoreError, vals};

/// Improvement actions whose notes are read in one statement.
const CHUNK: usize = 200;

const COLUMNS: &str = "number, version, title, what, code, service_area, owner_id, due_on, measurable, expected, theme,
    started_on, done_on, dropped_on, ended_note";

const OPEN: &str = "done_on IS NULL AND dropped_on IS NULL";

/// Which improvement actions, and in which order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ImprovementFilter {
    /// Newest first.
    All,
    /// Those still to be done, soonest due first.
    Open,
    /// Those done on a day or later, latest first.
    DoneSince(Date),
    /// Those dropped on a day or later, latest first.
    DroppedSince(Date),
}

/// Improvement actions; at most `limit`.
pub fn list_improvements(
    reader: &mut Reader<'_>,
    viewer: &Viewer<'_>,
    filter: ImprovementFilter,
    limit: u32,
) -> Result<Vec<Improvement>, StoreError> {
    let ended = |column: &str| format!("AND {column} >= $3 ORDER BY {column} DESC, number DESC LIMIT $2");
    let (rest, since) = match filter {
        ImprovementFilter::All => ("ORDER BY number DESC LIMIT $2".to_owned(), None),
        ImprovementFilter::Open => (format!("AND {OPEN} ORDER BY due_on, number LIMIT $2"), None),
        ImprovementFilter::DoneSince(day) => (ended("done_on"), Some(day)),
        ImprovementFilter::DroppedSince(day) => (ended("dropped_on"), Some(day)),
    };
    let values = [Val::from(limit)].into_iter().chain(since.map(|day| Val::from(day.to_string())));
    select(reader, viewer, &rest, values)
}

/// Numbers of the improvement actions that are open, or were done on a day or later, with what each is about.
pub fn improvements_for(
    reader: &mut Reader<'_>,
    organisation_id: &str,
    done_since: Date,
    limit: u32,
) -> Result<Vec<(u32, Cause)>, StoreError> {
    let sql = format!(
        "SELECT number, code, service_area FROM improvements
         WHERE organisation_id = $1 AND (({OPEN}) OR done_on >= $2) ORDER BY number LIMIT $3"
    );
    reader.query(&sql, vals![organisation_id, done_since.to_string(), limit], |row| {
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
    let sql = format!("SELECT {COLUMNS} FROM improvements WHERE organisation_id = $1 {rest}");
    let mut found = reader.query(&sql, &with_organisation(viewer.organisation_id, values), read)?;
    let numbers: Vec<u32> = found.iter().map(|improvement| improvement.number).collect();
    let mut cases = named(reader, viewer, BY_IMPROVEMENTS, &numbers)?;
    let mut notes = notes(reader, viewer.organisation_id, &numbers)?;
    for improvement in &mut found {
        improvement.cases = cases.remove(&improvement.number).unwrap_or_default();
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
        theme: row.opt_int(10)?.map(small).transpose()?,
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

fn notes(
    reader: &mut Reader<'_>,
    organisation_id: &str,
    numbers: &[u32],
) -> Result<BTreeMap<u32, Vec<Note>>, StoreError> {
    let mut found: BTreeMap<u32, Vec<Note>> = BTreeMap::new();
    for chunk in numbers.chunks(CHUNK) {
        let sql = format!(
            "SELECT improvement, on_date, due_on, user_id, note FROM improvement_notes
             WHERE organisation_id = $1 AND improvement IN ({}) ORDER BY improvement, number",
            places(2, chunk.len())
        );
        let values = with_organisation(organisation_id, chunk.iter().map(|number| Val::from(*number)));
        let rows = reader.query(&sql, &values, |row| {
            let user = row.opt_text(3)?.map(UserId::new);
            let kind = match (opt_date(row, 2)?, user) {
                (Some(due_on), Some(owner)) => NoteKind::Moved { due_on, owner },
                (None, by) => NoteKind::Reviewed { by },
                (Some(_), None) => return Err(StoreError::inconsistent("a move to nobody")),
            };
            Ok((small(row.int(0)?)?, Note { on: date(row.text_ref(1)?)?, kind, text: row.text(4)? }))
        })?;
        for (number, note) in rows {
            found.entry(number).or_default().push(note);
        }
    }
    Ok(found)
}

pub(super) fn put(tx: &mut Tx<'_>, organisation_id: &str, improvement: &Improvement) -> Result<(), StoreError> {
    let sql = format!(
        "INSERT INTO improvements (organisation_id, {COLUMNS})
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)
         ON CONFLICT (organisation_id, number) DO UPDATE SET version = excluded.version, owner_id = excluded.owner_id,
             due_on = excluded.due_on, done_on = excluded.done_on, dropped_on = excluded.dropped_on,
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
    put_notes(tx, organisation_id, improvement)
}

fn put_notes(tx: &mut Tx<'_>, organisation_id: &str, improvement: &Improvement) -> Result<(), StoreError> {
    let sql = "INSERT INTO improvement_notes (organisation_id, improvement, number, on_date, due_on, user_id, note)
               VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (organisation_id, improvement, number) DO NOTHING";
    for (number, note) in (1_u32..).zip(&improvement.notes) {
        let (due_on, user) = match &note.kind {
            NoteKind::Moved { due_on, owner } => (Some(due_on.to_string()), Some(owner)),
            NoteKind::Reviewed { by } => (None, by.as_ref()),
        };
        let user = user.map(|user| user.as_str());
        let on = note.on.to_string();
        tx.execute(sql, vals![organisation_id, improvement.number, number, on, due_on, user, &note.text])?;
    }
    Ok(())
}
