//! Lessons, drafted, shared and withdrawn.

use redress_domain::improvement::{Audience, Lesson, LessonState};
use redress_domain::time::Date;

use super::cases::{BY_LESSONS, named, put as put_cases, with_organisation};
use super::visible::sees_sources;
use super::{cause, date, opt_date, signed, small, version};
use crate::engine::{Reader, Row, Tx, Val};
use crate::viewer::Viewer;
use crate::window::Window;
use crate::{StoreError, vals};

const COLUMNS: &str = "number, version, title, happened, changed, code, service_area, improvement, drafted_on, state,
    state_on, state_note";

/// Whether somebody other than those who keep lessons can read one.
const SHARED: &str = "state IN ('staff', 'public')";

/// Which lessons. Shared ones come latest first, all of them newest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LessonFilter {
    All,
    /// Those that everybody on the staff can read.
    Shared,
    /// Those that anybody can read.
    Public,
    /// Those shared on a day or later.
    SharedSince(Date),
}

/// Lessons.
pub fn list_lessons(
    reader: &mut Reader<'_>,
    viewer: &Viewer<'_>,
    filter: LessonFilter,
    window: Window,
) -> Result<Vec<Lesson>, StoreError> {
    let latest = "ORDER BY state_on DESC, number DESC LIMIT $2 OFFSET $3";
    let (rest, since) = match filter {
        LessonFilter::All => ("ORDER BY number DESC LIMIT $2 OFFSET $3".to_owned(), None),
        LessonFilter::Shared => (format!("AND {SHARED} {latest}"), None),
        LessonFilter::Public => (format!("AND state = 'public' {latest}"), None),
        LessonFilter::SharedSince(day) => (format!("AND {SHARED} AND state_on >= $4 {latest}"), Some(day)),
    };
    let values = [Val::from(window.limit), Val::from(window.skip)];
    select(reader, viewer, &rest, values.into_iter().chain(since.map(|day| Val::from(day.to_string()))))
}

pub(super) fn find(reader: &mut Reader<'_>, viewer: &Viewer<'_>, number: u32) -> Result<Vec<Lesson>, StoreError> {
    select(reader, viewer, "AND number = $2", std::iter::once(Val::from(number)))
}

fn select<'a>(
    reader: &mut Reader<'_>,
    viewer: &Viewer<'a>,
    rest: &str,
    values: impl Iterator<Item = Val<'a>>,
) -> Result<Vec<Lesson>, StoreError> {
    let sources = sees_sources(viewer, "lessons");
    let sql = format!(
        "SELECT {COLUMNS}, CASE WHEN 1 = 1{sources} THEN 1 ELSE 0 END FROM lessons
         WHERE organisation_id = $1 AND ({SHARED} OR (1 = 1{sources})) {rest}"
    );
    let values = with_organisation(viewer.organisation_id, values);
    let found = reader.query(&sql, &values, |row| Ok((read(row)?, row.int(12)? == 1)))?;
    let numbers: Vec<u32> = found.iter().filter(|(_, sees)| *sees).map(|(lesson, _)| lesson.number).collect();
    let mut cases = named(reader, viewer, BY_LESSONS, &numbers)?;
    let with_sources = |(lesson, sees): (Lesson, bool)| Lesson {
        cases: cases.remove(&lesson.number).unwrap_or_default(),
        improvement: lesson.improvement.filter(|_| sees),
        ..lesson
    };
    Ok(found.into_iter().map(with_sources).collect())
}

fn read(row: &Row<'_>) -> Result<Lesson, StoreError> {
    Ok(Lesson {
        number: small(row.int(0)?)?,
        version: version(row.int(1)?)?,
        title: row.text(2)?,
        happened: row.text(3)?,
        changed: row.text(4)?,
        cause: cause(row, 5, 6)?,
        improvement: row.opt_int(7)?.map(small).transpose()?,
        cases: Default::default(),
        drafted_on: date(row.text_ref(8)?)?,
        state: state(row.text_ref(9)?, opt_date(row, 10)?, row.opt_text(11)?)?,
    })
}

fn state(state: &str, on: Option<Date>, reason: Option<String>) -> Result<LessonState, StoreError> {
    match (state, on, reason) {
        ("draft", None, None) => Ok(LessonState::Draft),
        ("staff", Some(on), None) => Ok(LessonState::Shared { on, audience: Audience::Staff }),
        ("public", Some(on), None) => Ok(LessonState::Shared { on, audience: Audience::Public }),
        ("withdrawn", Some(on), Some(reason)) => Ok(LessonState::Withdrawn { on, reason }),
        _ => Err(StoreError::inconsistent(format!("a lesson in the state '{state}'"))),
    }
}

pub(super) fn put(tx: &mut Tx<'_>, organisation_id: &str, lesson: &Lesson) -> Result<(), StoreError> {
    let sql = format!(
        "INSERT INTO lessons (organisation_id, {COLUMNS})
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
         ON CONFLICT (organisation_id, number) DO UPDATE SET version = excluded.version, title = excluded.title,
             happened = excluded.happened, changed = excluded.changed, code = excluded.code,
             service_area = excluded.service_area, improvement = excluded.improvement,
             drafted_on = excluded.drafted_on, state = excluded.state, state_on = excluded.state_on,
             state_note = excluded.state_note"
    );
    let (state, on, reason) = match &lesson.state {
        LessonState::Draft => ("draft", None, None),
        LessonState::Shared { on, audience: Audience::Staff } => ("staff", Some(on), None),
        LessonState::Shared { on, audience: Audience::Public } => ("public", Some(on), None),
        LessonState::Withdrawn { on, reason } => ("withdrawn", Some(on), Some(reason)),
    };
    let cause = lesson.cause.as_ref();
    let values = vals![
        organisation_id,
        lesson.number,
        signed(lesson.version),
        &lesson.title,
        &lesson.happened,
        &lesson.changed,
        cause.and_then(|cause| cause.code()),
        cause.and_then(|cause| cause.service_area()),
        lesson.improvement,
        lesson.drafted_on.to_string(),
        state,
        on.map(|on| on.to_string()),
        reason,
    ];
    tx.execute(&sql, values)?;
    put_cases(tx, organisation_id, BY_LESSONS, lesson.number, &lesson.cases)
}
