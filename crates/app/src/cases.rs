//! Lists of cases, of learning records, and of the cases behind a figure.

use redress_domain::case::FieldError;
use redress_domain::period::Period;
use redress_domain::procedure::Permission;
use redress_domain::reading::ReadKind;
use redress_domain::statistics::{FigureId, PartOf, RowId};
use redress_domain::time::Zone;
use redress_store::{
    BehindAsked, CaseFilter, CaseLine, Cursor, LearningLine, Reader, Sort, Viewer, Window, cases_behind, find_case_no,
    list_cases, list_cases_by_number, list_learnt, list_outstanding, search,
};

use crate::App;
use crate::actor::Actor;
use crate::error::AppError;
use crate::page::Page;
use crate::permit::{permit, viewer};
use crate::reads::Reading;
use crate::reports::last_worked;
use crate::settings::Settings;

/// Most lines of one page of a list.
pub const PAGE_LIMIT: u32 = 100;
/// Most cases a search looks at.
const SEARCH_LIMIT: u32 = 500;
/// Most cases listed behind a figure.
const BEHIND_LIMIT: u32 = 1_000;

/// What a list is asked for.
#[derive(Debug, Clone, Default)]
pub struct CaseQuery {
    pub filter: CaseFilter,
    pub sort: Sort,
    /// Words to find; empty means all.
    pub words: Option<String>,
    /// As given with the page before.
    pub cursor: Option<String>,
    pub limit: Option<u32>,
}

/// A page of a list.
#[derive(Debug, Clone)]
pub struct CaseList {
    pub cases: Vec<CaseLine>,
    /// Where the next page begins; absent on the last.
    pub next: Option<String>,
}

/// The cases that a figure of a report counts.
#[derive(Debug, Clone)]
pub struct CasesBehind {
    pub period: Period,
    pub cases: Vec<CaseLine>,
    /// There are more than are listed.
    pub more: bool,
}

impl App {
    /// A page of cases.
    ///
    /// # Errors
    /// [`AppError::NotFound`] for somebody who may not see cases; [`AppError::Invalid`] for a cursor that is not one.
    pub async fn list_cases(&self, actor: &Actor, query: CaseQuery) -> Result<CaseList, AppError> {
        let (cache, asker) = (self.cache(), actor.clone());
        let search = query.words.as_deref().map(str::trim).filter(|words| !words.is_empty());
        let search = search.map(|words| Reading::of(ReadKind::Search, words));
        let work = move |reader: &mut Reader<'_>| {
            permit(reader, &cache, &asker, Permission::Read)?;
            let viewer = viewer(reader, &cache, &asker)?;
            list(reader, &viewer, &query)
        };
        self.read_to_show(actor, search, work).await
    }

    /// A page of learning records: those to be completed, soonest due first, or the completed ones, the latest first.
    ///
    /// # Errors
    /// [`AppError::NotFound`] for somebody who may not see cases.
    pub async fn list_learning(
        &self,
        actor: &Actor,
        outstanding: bool,
        window: Window,
    ) -> Result<Page<LearningLine>, AppError> {
        let (cache, actor) = (self.cache(), actor.clone());
        self.store()
            .read(move |reader| {
                permit(reader, &cache, &actor, Permission::Read)?;
                let viewer = viewer(reader, &cache, &actor)?;
                let lines = match outstanding {
                    true => list_outstanding(reader, &viewer, window.and_one_more())?,
                    false => list_learnt(reader, &viewer, None, window.and_one_more())?,
                };
                Ok(Page::of(lines, window))
            })
            .await
    }

    /// The cases behind a figure of a period's report.
    ///
    /// # Errors
    /// [`AppError::NotFound`] for somebody who may not see cases; [`AppError::Invalid`] for a period that is not one.
    pub async fn cases_behind(
        &self,
        actor: &Actor,
        period: &str,
        figure: FigureId,
        row: Option<RowId>,
        part: Option<PartOf>,
    ) -> Result<CasesBehind, AppError> {
        let reading = Reading::of(ReadKind::Behind, format!("{period} {figure}"));
        let (cache, asker, period, now) = (self.cache(), actor.clone(), period.to_owned(), self.now());
        let work = move |reader: &mut Reader<'_>| {
            let settings = permit(reader, &cache, &asker, Permission::Read)?;
            let period = crate::reports::period(&settings, &period)?;
            known_figure(&settings, &figure)?;
            let viewer = viewer(reader, &cache, &asker)?;
            let today = now.local_date(Zone::LONDON);
            let asked = BehindAsked {
                figure: &figure,
                row,
                part: part.as_ref(),
                period: &period,
                today,
                known: None,
                last_worked: last_worked(&settings, today.min(period.to))?,
            };
            let mut behind = cases_behind(reader, &viewer, &asked, BEHIND_LIMIT.saturating_add(1))?;
            let limit = usize::try_from(BEHIND_LIMIT).unwrap_or(usize::MAX);
            let more = behind.len() > limit;
            behind.truncate(limit);
            let numbers: Vec<i64> = behind.iter().map(|case| case.case_no).collect();
            Ok(CasesBehind { period, cases: list_cases_by_number(reader, &viewer, &numbers)?, more })
        };
        self.read_to_show(actor, Some(reading), work).await
    }
}

/// An outcome that the procedure does not have is no figure of its report.
fn known_figure(settings: &Settings, figure: &FigureId) -> Result<(), AppError> {
    match figure {
        FigureId::Outcome(id) if !settings.current()?.outcomes.iter().any(|outcome| outcome.id == *id) => {
            Err(FieldError::new("figure", "unknown", "The procedure has no outcome of that name.").into())
        }
        _ => Ok(()),
    }
}

fn list(reader: &mut Reader<'_>, viewer: &Viewer<'_>, query: &CaseQuery) -> Result<CaseList, AppError> {
    let limit = query.limit.unwrap_or(PAGE_LIMIT).clamp(1, PAGE_LIMIT);
    if let Some(words) = query.words.as_deref().map(str::trim).filter(|words| !words.is_empty()) {
        return found(reader, viewer, query, words, limit);
    }
    let cursor = query.cursor.as_deref().map(parse_cursor).transpose()?;
    let more = limit.saturating_add(1);
    let mut cases = list_cases(reader, viewer, &query.filter, query.sort, cursor.as_ref(), more)?;
    let full = cases.len() > usize::try_from(limit).unwrap_or(usize::MAX);
    cases.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
    let next = cases.last().filter(|_| full).map(|last| cursor_after(last, query.sort));
    Ok(CaseList { cases, next })
}

/// Cases by words: an exact reference first, then the newest.
fn found(
    reader: &mut Reader<'_>,
    viewer: &Viewer<'_>,
    query: &CaseQuery,
    words: &str,
    limit: u32,
) -> Result<CaseList, AppError> {
    let mut numbers = search(reader, viewer, words, SEARCH_LIMIT)?;
    if let Some(exact) = find_case_no(reader, viewer.organisation(), words)? {
        numbers.retain(|number| *number != exact);
        numbers.insert(0, exact);
    }
    let mut cases = list_cases_by_number(reader, viewer, &numbers)?;
    cases.retain(|line| matches(&query.filter, line));
    cases.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
    Ok(CaseList { cases, next: None })
}

fn matches(filter: &CaseFilter, line: &CaseLine) -> bool {
    filter.open.is_none_or(|open| line.is_open == open)
        && filter.counts.is_none_or(|counts| line.counts == counts)
        && filter.owner.as_ref().is_none_or(|owner| line.owner.as_ref() == Some(owner))
        && (!filter.unassigned || line.owner.is_none())
        && filter.due_by.is_none_or(|by| line.next_due_at.is_some_and(|due| due <= by))
        && filter.stage.as_ref().is_none_or(|stage| line.stage.as_ref() == Some(stage))
        && filter.received_from.is_none_or(|from| line.received_on >= from)
        && filter.received_to.is_none_or(|to| line.received_on <= to)
}

/// A cursor is the last line's sort value and number: `VALUE~NUMBER`.
fn cursor_after(last: &CaseLine, sort: Sort) -> String {
    let value = match sort {
        Sort::Due => last.next_due_at.map_or(i64::MAX, |due| due.as_micros()).to_string(),
        Sort::Newest => String::new(),
        Sort::Received => last.received_on.to_string(),
    };
    format!("{value}~{}", last.case_no)
}

fn parse_cursor(text: &str) -> Result<Cursor, AppError> {
    let parsed = text
        .split_once('~')
        .and_then(|(after, number)| Some(Cursor { after: after.to_owned(), case_no: number.parse().ok()? }));
    let error = || {
        redress_domain::case::FieldError::new("cursor", "not-a-cursor", "Give the cursor of the page before, or none.")
    };
    parsed.ok_or_else(|| error().into())
}
