//! Lists of cases: filter, sort, words, a page at a time.

use axum::Json;
use axum::extract::State;
use redress_app::{CaseFilter, CaseQuery, Sort};
use redress_domain::case::FieldError;
use redress_domain::staff::UserId;
use redress_domain::time::{Date, Instant, Zone, parse_date};
use redress_http_kit::HttpState;
use serde::Deserialize;
use utoipa::IntoParams;

use crate::caller::Caller;
use crate::extract::Asked;
use crate::problem::Problem;
use crate::wire::Page;
use crate::wire::case::CaseLineBody;

/// Most lines of a page.
const LIMIT: u32 = 100;

/// Which cases, in which order. Every filter given has to hold.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ListQuery {
    /// `true` or `false`.
    #[param(value_type = Option<bool>)]
    open: Option<String>,
    /// Id of a member of staff, or `me`.
    owner: Option<String>,
    /// `true`: only those nobody owns.
    #[param(value_type = Option<bool>)]
    unassigned: Option<String>,
    /// Only those whose next step is due by the end of this day.
    #[param(value_type = Option<String>, format = Date)]
    due_by: Option<String>,
    /// `true`: only those whose next step is overdue.
    #[param(value_type = Option<bool>)]
    late: Option<String>,
    /// `true`: only failures, as far as is known; `false`: only what triage found to be something else.
    #[param(value_type = Option<bool>)]
    counts: Option<String>,
    /// Stage id of the procedure.
    stage: Option<String>,
    #[param(value_type = Option<String>, format = Date)]
    received_from: Option<String>,
    #[param(value_type = Option<String>, format = Date)]
    received_to: Option<String>,
    /// `due` (soonest first; the default with `open=true`), `newest` (else the default) or `received` (oldest first). With `q`
    /// the newest come first.
    sort: Option<String>,
    /// Words to find; all of them have to be there, the last may be a beginning. An exact reference comes first. At most one page.
    q: Option<String>,
    /// As given with the page before.
    cursor: Option<String>,
    /// From 1 to 100, which is the default.
    #[param(value_type = Option<u32>, minimum = 1, maximum = 100)]
    limit: Option<String>,
}

/// Cases, a page at a time.
#[utoipa::path(get, path = "/cases", tag = "cases", params(ListQuery), responses((status = 200, body = Page<CaseLineBody>)))]
pub async fn cases(
    State(state): State<HttpState>,
    caller: Caller,
    Asked(query): Asked<ListQuery>,
) -> Result<Json<Page<CaseLineBody>>, Problem> {
    let query = asked(query, &caller, state.app.now()).map_err(Problem::invalid)?;
    let page = state.app.list_cases(&caller.actor, query).await?;
    Ok(Json(Page { items: page.cases.into_iter().map(CaseLineBody::from).collect(), next: page.next }))
}

fn asked(query: ListQuery, caller: &Caller, now: Instant) -> Result<CaseQuery, Vec<FieldError>> {
    let mut errors = Vec::new();
    let filter = filter(&query, caller, now, &mut errors);
    let sort = keep(&mut errors, sort(query.sort.as_deref(), filter.open));
    let limit = keep(&mut errors, limit(query.limit.as_deref()));
    if !errors.is_empty() {
        return Err(errors);
    }
    Ok(CaseQuery { filter, sort: sort.unwrap_or_default(), words: query.q, cursor: query.cursor, limit })
}

fn filter(query: &ListQuery, caller: &Caller, now: Instant, errors: &mut Vec<FieldError>) -> CaseFilter {
    let by_day =
        keep(errors, day("due_by", query.due_by.as_deref())).flatten().map(|day| Instant::end_of(day, Zone::LONDON));
    let by_now = keep(errors, flag("late", query.late.as_deref())).flatten().filter(|late| *late).map(|_| now);
    CaseFilter {
        open: keep(errors, flag("open", query.open.as_deref())).flatten(),
        owner: query
            .owner
            .as_deref()
            .map(|owner| if owner == "me" { caller.staff.id.clone() } else { UserId::new(owner) }),
        unassigned: keep(errors, flag("unassigned", query.unassigned.as_deref())).flatten().unwrap_or_default(),
        due_by: by_day.into_iter().chain(by_now).min(),
        counts: keep(errors, flag("counts", query.counts.as_deref())).flatten(),
        stage: query.stage.clone(),
        received_from: keep(errors, day("received_from", query.received_from.as_deref())).flatten(),
        received_to: keep(errors, day("received_to", query.received_to.as_deref())).flatten(),
    }
}

fn keep<T>(errors: &mut Vec<FieldError>, result: Result<T, FieldError>) -> Option<T> {
    result.map_err(|error| errors.push(error)).ok()
}

fn flag(field: &str, text: Option<&str>) -> Result<Option<bool>, FieldError> {
    match text {
        None => Ok(None),
        Some("true") => Ok(Some(true)),
        Some("false") => Ok(Some(false)),
        Some(_) => Err(FieldError::new(field, "not-a-flag", "Give true or false.")),
    }
}

fn day(field: &str, text: Option<&str>) -> Result<Option<Date>, FieldError> {
    text.map(parse_date).transpose().map_err(|error| FieldError::new(field, "not-a-date", error.to_string()))
}

/// Where closed cases are in the list too, which nothing is due for, the newest come first.
fn sort(text: Option<&str>, open: Option<bool>) -> Result<Sort, FieldError> {
    match text {
        None if open == Some(true) => Ok(Sort::Due),
        Some("due") => Ok(Sort::Due),
        None | Some("newest") => Ok(Sort::Newest),
        Some("received") => Ok(Sort::Received),
        Some(_) => Err(FieldError::new("sort", "unknown", "Sort by due, newest or received.")),
    }
}

/// The number of lines asked for; the most there can be where none is given.
pub fn limit(text: Option<&str>) -> Result<u32, FieldError> {
    let number = text.map_or(Some(LIMIT), |text| text.parse().ok());
    let error = || FieldError::new("limit", "out-of-range", format!("Give a limit from 1 to {LIMIT}."));
    number.filter(|number| (1..=LIMIT).contains(number)).ok_or_else(error)
}
