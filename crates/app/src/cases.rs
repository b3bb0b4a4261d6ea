//! Questions about cases: one case with all that its page shows, lists, and the cases behind a figure.

use std::collections::BTreeSet;
use std::sync::Arc;

use redress_domain::case::eligibility::{self, Ineligible};
use redress_domain::case::{
    Case, CommandKind, Missing, NextStep, Party, Recorded, available, missing, next_step, warnings,
};
use redress_domain::period::Period;
use redress_domain::procedure::{Permission, Procedure, Route};
use redress_domain::staff::Staff;
use redress_store::{
    CaseFilter, CaseLine, Cursor, Days, Figure, LearningLine, Reader, Sort, case_events, cases_behind, find_case_no,
    find_people, list_cases, list_cases_by_number, list_learning, search,
};

use crate::App;
use crate::actor::Actor;
use crate::error::AppError;
use crate::execute::fold;
use crate::permit::permit;
use crate::settings::{Settings, SettingsCache};

/// Most lines of one page of a list.
pub const PAGE_LIMIT: u32 = 100;
/// Most cases a search looks at.
const SEARCH_LIMIT: u32 = 500;
/// Most cases listed behind a figure.
const BEHIND_LIMIT: u32 = 1_000;

/// A case with all that its page shows.
#[derive(Debug, Clone)]
pub struct CaseView {
    pub case: Case,
    pub procedure: Arc<Procedure>,
    pub settings: Arc<Settings>,
    pub complainant: Option<Party>,
    pub representative: Option<Party>,
    /// Oldest first.
    pub history: Vec<Recorded>,
    pub next: Option<NextStep>,
    /// What closing still waits for; empty also when it is closed.
    pub missing: Vec<Missing>,
    pub warnings: Vec<String>,
    /// Commands that the state of the case and the rights of the person allow.
    pub offered: BTreeSet<CommandKind>,
    /// Who may be given the current handling, and why each other person may not; empty unless handing over is offered.
    pub candidates: Vec<Candidate>,
}

/// Somebody who may or may not own the current handling.
#[derive(Debug, Clone)]
pub struct Candidate {
    pub staff: Staff,
    /// Empty means eligible.
    pub against: Vec<Ineligible>,
}

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
    /// A case with all that its page shows.
    ///
    /// # Errors
    /// [`AppError::NotFound`] for a case that is not there or not for this person to see.
    pub async fn case(&self, actor: &Actor, reference: &str) -> Result<CaseView, AppError> {
        self.case_at(actor, reference, None).await
    }

    /// A case as it was at a version, or is now: a repeated request gets the answer it had.
    ///
    /// # Errors
    /// As [`App::case`].
    pub async fn case_at(&self, actor: &Actor, reference: &str, version: Option<u64>) -> Result<CaseView, AppError> {
        let (cache, actor, reference) = (self.cache(), actor.clone(), reference.to_owned());
        self.store().read(move |reader| view(reader, &cache, &actor, &reference, version)).await
    }

    /// A page of cases.
    ///
    /// # Errors
    /// [`AppError::NotFound`] for somebody who may not see cases; [`AppError::Invalid`] for a cursor that is not one.
    pub async fn list_cases(&self, actor: &Actor, query: CaseQuery) -> Result<CaseList, AppError> {
        let (cache, actor) = (self.cache(), actor.clone());
        self.store()
            .read(move |reader| {
                permit(reader, &cache, &actor, Permission::Read)?;
                list(reader, &actor, &query)
            })
            .await
    }

    /// Learning records: the outstanding ones by date, or the completed ones, newest first.
    ///
    /// # Errors
    /// [`AppError::NotFound`] for somebody who may not see cases.
    pub async fn list_learning(&self, actor: &Actor, outstanding: bool) -> Result<Vec<LearningLine>, AppError> {
        let (cache, actor) = (self.cache(), actor.clone());
        self.store()
            .read(move |reader| {
                permit(reader, &cache, &actor, Permission::Read)?;
                Ok(list_learning(reader, actor.organisation(), outstanding, PAGE_LIMIT)?)
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
        figure: Figure,
        route: Option<Route>,
    ) -> Result<CasesBehind, AppError> {
        let (cache, actor, period) = (self.cache(), actor.clone(), period.to_owned());
        self.store()
            .read(move |reader| {
                let settings = permit(reader, &cache, &actor, Permission::Read)?;
                let period = crate::reports::period(&settings, &period)?;
                let days = Days { from: period.from, to: period.to };
                let mut numbers =
                    cases_behind(reader, actor.organisation(), &figure, route, days, BEHIND_LIMIT.saturating_add(1))?;
                let limit = usize::try_from(BEHIND_LIMIT).unwrap_or(usize::MAX);
                let more = numbers.len() > limit;
                numbers.truncate(limit);
                Ok(CasesBehind { period, cases: list_cases_by_number(reader, actor.organisation(), &numbers)?, more })
            })
            .await
    }
}

fn view(
    reader: &mut Reader<'_>,
    cache: &SettingsCache,
    actor: &Actor,
    reference: &str,
    version: Option<u64>,
) -> Result<CaseView, AppError> {
    let absent = AppError::NotFound { what: "case" };
    let settings = cache.get(reader, actor.organisation())?;
    let case_no = find_case_no(reader, actor.organisation(), reference)?.ok_or(absent.clone())?;
    let mut history = case_events(reader, actor.organisation(), case_no)?;
    history.retain(|event| version.is_none_or(|version| event.version <= version));
    let case = fold(&history)?;
    let procedure = cache.procedure(reader, actor.organisation(), &case.procedure, &case.procedure_version)?;
    if !settings.may_read(actor)? {
        return Err(absent);
    }
    let rights = settings.rights(actor, &procedure)?;
    let people = find_people(reader, actor.organisation(), case_no)?;
    let party = |number: Option<u32>| {
        people.iter().find(|person| Some(person.number) == number).map(|person| person.party.clone())
    };
    let complainant = party(case.complainant.as_ref().map(|person| person.number));
    let representative = party(case.representative.as_ref().map(|representative| representative.person.number));
    let mut offered = available(&procedure, &case);
    offered.retain(|kind| rights.as_ref().is_none_or(|rights| rights.may(&case, *kind).is_ok()));
    let candidates =
        if offered.contains(&CommandKind::HandOver) { candidates(&procedure, &settings, &case) } else { Vec::new() };
    Ok(CaseView {
        next: next_step(&procedure, &case),
        missing: if case.is_open() { missing(&procedure, &case) } else { Vec::new() },
        warnings: warnings(&procedure, &case),
        complainant,
        representative,
        history,
        offered,
        candidates,
        case,
        procedure,
        settings,
    })
}

fn candidates(procedure: &Procedure, settings: &Settings, case: &Case) -> Vec<Candidate> {
    let Some(stage) = case.current().and_then(|handling| handling.stage.as_deref()).and_then(|id| procedure.stage(id))
    else {
        return Vec::new();
    };
    let staff = settings.staffing.iter();
    staff
        .map(|staff| Candidate { against: eligibility::against(procedure, case, stage, staff), staff: staff.clone() })
        .collect()
}

fn list(reader: &mut Reader<'_>, actor: &Actor, query: &CaseQuery) -> Result<CaseList, AppError> {
    let limit = query.limit.unwrap_or(PAGE_LIMIT).clamp(1, PAGE_LIMIT);
    if let Some(words) = query.words.as_deref().map(str::trim).filter(|words| !words.is_empty()) {
        return found(reader, actor, query, words, limit);
    }
    let cursor = query.cursor.as_deref().map(parse_cursor).transpose()?;
    let more = limit.saturating_add(1);
    let mut cases = list_cases(reader, actor.organisation(), &query.filter, query.sort, cursor.as_ref(), more)?;
    let full = cases.len() > usize::try_from(limit).unwrap_or(usize::MAX);
    cases.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
    let next = cases.last().filter(|_| full).map(|last| cursor_after(last, query.sort));
    Ok(CaseList { cases, next })
}

/// Cases by words: an exact reference first, then the newest.
fn found(
    reader: &mut Reader<'_>,
    actor: &Actor,
    query: &CaseQuery,
    words: &str,
    limit: u32,
) -> Result<CaseList, AppError> {
    let mut numbers = search(reader, actor.organisation(), words, SEARCH_LIMIT)?;
    if let Some(exact) = find_case_no(reader, actor.organisation(), words)? {
        numbers.retain(|number| *number != exact);
        numbers.insert(0, exact);
    }
    let mut cases = list_cases_by_number(reader, actor.organisation(), &numbers)?;
    cases.retain(|line| matches(&query.filter, line));
    cases.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
    Ok(CaseList { cases, next: None })
}

fn matches(filter: &CaseFilter, line: &CaseLine) -> bool {
    filter.open.is_none_or(|open| line.is_open == open)
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
