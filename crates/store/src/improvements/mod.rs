//! Themes, improvement actions and lessons in their tables, and what is counted from cases for them.

mod actions;
mod cases;
mod faults;
mod lessons;
mod notes;
mod people;
mod themes;
mod visible;

use std::collections::BTreeMap;

use redress_domain::improvement::{Cause, Kept, Noun, Target};
use redress_domain::time::{Date, parse_date};

use crate::engine::{Reader, Row, Tx};
use crate::viewer::Viewer;
use crate::window::Window;
use crate::{StoreError, vals};

pub use actions::{ImprovementFilter, improvements_for, list_improvements};
pub use cases::{improvement_cases, improvements_from, service_area_in_use, visible_references};
pub use faults::{FaultCount, FoundTheme, faults_by_month, first_received_on, found_themes, months_with_open_cases};
pub use lessons::{LessonFilter, list_lessons};
pub use people::{Behind, any_reference, list_behind, list_newest_behind};
pub use themes::list_themes;
pub(crate) use visible::sees_improvement;

/// What is kept of one thing, as somebody sees it: empty where it is not there.
pub fn find_kept(reader: &mut Reader<'_>, viewer: &Viewer<'_>, noun: Noun, number: u32) -> Result<Kept, StoreError> {
    let mut kept = Kept::default();
    match noun {
        Noun::Theme => kept.themes = by_number(themes::find(reader, viewer, number)?, |theme| theme.number),
        Noun::Improvement => kept.improvements = by_number(actions::find(reader, viewer, number)?, |one| one.number),
        Noun::Lesson => kept.lessons = by_number(lessons::find(reader, viewer, number)?, |lesson| lesson.number),
    }
    Ok(kept)
}

/// All that an organisation keeps, to be compared with its history.
pub(crate) fn all_kept(reader: &mut Reader<'_>, organisation_id: &str) -> Result<Kept, StoreError> {
    let viewer = Viewer::everything(organisation_id);
    let improvements = list_improvements(reader, &viewer, ImprovementFilter::All, Window::ALL)?;
    Ok(Kept {
        themes: by_number(list_themes(reader, &viewer, Window::ALL)?, |theme| theme.number),
        improvements: by_number(improvements, |improvement| improvement.number),
        lessons: by_number(list_lessons(reader, &viewer, LessonFilter::All, Window::ALL)?, |lesson| lesson.number),
    })
}

/// Writes something that is kept in place of what stood there before.
pub fn put_kept(tx: &mut Tx<'_>, organisation_id: &str, kept: &Kept) -> Result<(), StoreError> {
    for theme in kept.themes.values() {
        themes::put(tx, organisation_id, theme)?;
    }
    for improvement in kept.improvements.values() {
        actions::put(tx, organisation_id, improvement)?;
    }
    for lesson in kept.lessons.values() {
        lessons::put(tx, organisation_id, lesson)?;
    }
    Ok(())
}

/// Whether something is there for somebody, with all it comes from: a lesson that is shared and comes from a case that is
/// hidden from them they may read and no more.
pub fn is_kept(reader: &mut Reader<'_>, viewer: &Viewer<'_>, target: (Noun, u32)) -> Result<bool, StoreError> {
    let sees = match target.0 {
        Noun::Theme => visible::sees_theme(viewer, "kept.number"),
        Noun::Improvement => visible::sees_improvement(viewer, "kept.number"),
        Noun::Lesson => visible::sees_sources(viewer, "kept"),
    };
    let sql = format!("SELECT 1 FROM {} kept WHERE organisation_id = $1 AND number = $2{sees}", table(target.0));
    Ok(reader.query_opt(&sql, vals![viewer.organisation_id, target.1], |row| row.int(0))?.is_some())
}

/// The number of a target: its own, or the next free one. The organisation's head is locked by then.
pub fn number_of(tx: &mut Tx<'_>, organisation_id: &str, target: Target) -> Result<u32, StoreError> {
    if let Some(number) = target.number {
        return Ok(number);
    }
    let sql = format!("SELECT COALESCE(MAX(number), 0) FROM {} WHERE organisation_id = $1", table(target.noun));
    let last = tx.query_one(&sql, vals![organisation_id], |row| row.int(0))?;
    small(last.saturating_add(1))
}

fn table(noun: Noun) -> &'static str {
    match noun {
        Noun::Theme => "themes",
        Noun::Improvement => "improvements",
        Noun::Lesson => "lessons",
    }
}

fn by_number<T>(list: impl IntoIterator<Item = T>, number: impl Fn(&T) -> u32) -> BTreeMap<u32, T> {
    list.into_iter().map(|one| (number(&one), one)).collect()
}

/// A cause from two columns.
fn cause(row: &Row<'_>, code: usize, service_area: usize) -> Result<Option<Cause>, StoreError> {
    Ok(Cause::new(row.opt_text(code)?, row.opt_text(service_area)?))
}

fn date(text: &str) -> Result<Date, StoreError> {
    parse_date(text).map_err(|error| StoreError::inconsistent(error.to_string()))
}

fn opt_date(row: &Row<'_>, column: usize) -> Result<Option<Date>, StoreError> {
    row.opt_text_ref(column)?.map(date).transpose()
}

fn small(number: i64) -> Result<u32, StoreError> {
    u32::try_from(number).map_err(|_| StoreError::inconsistent("a number out of range"))
}

fn version(number: i64) -> Result<u64, StoreError> {
    u64::try_from(number).map_err(|_| StoreError::inconsistent("a version out of range"))
}

fn signed(version: u64) -> i64 {
    i64::try_from(version).unwrap_or(i64::MAX)
}
