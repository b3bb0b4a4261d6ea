//! Somebody's absence: marking it, what falls due meanwhile, and handing that to others (R104).

use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;
use redress_app::{AppError, Moved};
use redress_domain::case::FieldError;
use redress_domain::staff::{Absence, Staff, UserId};
use redress_domain::time::{long_date, parse_date};
use redress_http_kit::fault::status_of;

use crate::answer::{Answer, Failed, View, done, shown, shown_as};
use crate::components::{Block, ErrorSummary};
use crate::extract::Path;
use crate::flash::Flash;
use crate::forms::{Filling, Read, Typed};
use crate::layout::{Area, Page, capital};
use crate::visitor::{Submitted, Visitor};
use crate::work_list::Line;

#[derive(Template)]
#[template(path = "absence.html")]
struct AbsencePage {
    page: Page,
    name: String,
    href: String,
    errors: ErrorSummary,
    blocks: Vec<Block>,
    away: Vec<Away>,
    /// To whom cases can be moved.
    others: Vec<(String, String)>,
    /// What was not moved, and why.
    refused: Vec<String>,
    moved: usize,
}

/// An absence that is not over, with what falls due in it.
struct Away {
    words: String,
    from: String,
    to: String,
    lines: Vec<Line>,
}

impl View for AbsencePage {
    fn page(&self) -> &Page {
        &self.page
    }
}

/// The form, and what is marked already.
pub(crate) async fn ask(visitor: Visitor, Path(id): Path<String>) -> Answer {
    let staff = found(&visitor, &id)?;
    Ok(shown(&page(&visitor, &staff, &Typed::default(), &[], &[]).await?))
}

/// Marks somebody as away.
pub(crate) async fn mark(Path(id): Path<String>, submitted: Submitted) -> Answer {
    let (visitor, typed) = (&submitted.visitor, &submitted.typed);
    let staff = found(visitor, &id)?;
    let absence = match read(Read::new(typed)) {
        Ok(absence) => absence,
        Err(errors) => return refused(visitor, &staff, typed, StatusCode::UNPROCESSABLE_ENTITY, &errors).await,
    };
    match visitor.app().mark_absent(&visitor.who.actor, staff.id.clone(), absence).await {
        Ok(()) => Ok(done(&super::href(&staff), Flash::MarkedAway)),
        Err(AppError::Invalid(errors)) => {
            refused(visitor, &staff, typed, StatusCode::UNPROCESSABLE_ENTITY, &errors).await
        }
        Err(error @ (AppError::Exists { .. } | AppError::Refused(_))) => {
            let told = FieldError::new("from", error.code(), capital(&error.to_string()));
            refused(visitor, &staff, typed, status_of(&error), &[told]).await
        }
        Err(error) => Err(visitor.failed(&error)),
    }
}

/// Takes an absence back.
pub(crate) async fn cancel(Path(id): Path<String>, submitted: Submitted) -> Answer {
    let (visitor, typed) = (&submitted.visitor, &submitted.typed);
    let staff = found(visitor, &id)?;
    let absence = given(typed).ok_or_else(|| visitor.failed(&AppError::NotFound { what: "absence" }))?;
    let cancelled = visitor.app().cancel_absence(&visitor.who.actor, staff.id.clone(), absence).await;
    cancelled.map_err(|error| visitor.failed(&error))?;
    Ok(done(&super::href(&staff), Flash::AbsenceCancelled))
}

/// Hands the chosen cases over, one by one.
pub(crate) async fn move_cases(Path(id): Path<String>, submitted: Submitted) -> Answer {
    let (visitor, typed) = (&submitted.visitor, &submitted.typed);
    let staff = found(visitor, &id)?;
    let references: Vec<String> = typed.all("references").map(str::to_owned).collect();
    let mut errors = Vec::new();
    if references.is_empty() {
        errors.push(FieldError::new("references", "required", "Choose the cases to move."));
    }
    if typed.is_empty("move_to") {
        errors.push(FieldError::new("move_to", "required", "Choose who takes them on."));
    }
    if !errors.is_empty() {
        return refused(visitor, &staff, typed, StatusCode::UNPROCESSABLE_ENTITY, &errors).await;
    }
    let to = UserId::new(typed.get("move_to"));
    let moved = visitor.app().move_cases(&visitor.who.actor, references, to).await;
    let moved = moved.map_err(|error| visitor.failed(&error))?;
    if moved.iter().all(|one| one.refused.is_none()) {
        return Ok(done(&super::href(&staff), Flash::CasesMoved));
    }
    Ok(shown_as(StatusCode::CONFLICT, &page(visitor, &staff, typed, &[], &moved).await?))
}

fn found(visitor: &Visitor, id: &str) -> Result<Staff, Failed> {
    let staff = visitor.who.settings.staffing.find(&UserId::new(id)).filter(|staff| super::may_mark(visitor, staff));
    staff.cloned().ok_or_else(|| visitor.failed(&AppError::NotFound { what: "page" }))
}

fn read(mut read: Read<'_>) -> Result<Absence, Vec<FieldError>> {
    let from = read.date("from", "Enter the first day they are away.");
    let to = read.date("to", "Enter the last day they are away.");
    read.finish(from.zip(to).map(|(from, to)| Absence { from, to }))
}

fn given(typed: &Typed) -> Option<Absence> {
    Some(Absence { from: parse_date(typed.get("from")).ok()?, to: parse_date(typed.get("to")).ok()? })
}

async fn refused(
    visitor: &Visitor,
    staff: &Staff,
    typed: &Typed,
    status: StatusCode,
    errors: &[FieldError],
) -> Result<Response, Failed> {
    Ok(shown_as(status, &page(visitor, staff, typed, errors, &[]).await?))
}

async fn page(
    visitor: &Visitor,
    staff: &Staff,
    typed: &Typed,
    errors: &[FieldError],
    moved: &[Moved],
) -> Result<AbsencePage, Failed> {
    let fill = Filling { typed, errors };
    let blocks: Vec<Block> = vec![fill.date("from", "First day away").into(), fill.date("to", "Last day away").into()];
    let mut away = Vec::new();
    for absence in staff.absences.iter().copied().filter(|absence| absence.to >= visitor.today()) {
        let due = visitor.app().due_while_away(&visitor.who.actor, staff.id.clone(), absence).await;
        let due = due.map_err(|error| visitor.failed(&error))?;
        away.push(Away {
            words: format!("{} to {}", long_date(absence.from), long_date(absence.to)),
            from: absence.from.to_string(),
            to: absence.to.to_string(),
            lines: due.cases.iter().map(|line| Line::of(line, visitor)).collect(),
        });
    }
    let others = visitor.who.settings.staffing.iter().filter(|other| other.id != staff.id);
    let told = |moved: &Moved| Some(format!("{}: {}", moved.reference, moved.refused.as_ref()?));
    Ok(AbsencePage {
        page: visitor.page(Area::People, format!("Away: {}", staff.name)).with_errors(errors),
        name: staff.name.clone(),
        href: super::href(staff),
        errors: ErrorSummary::of(errors, &blocks),
        blocks,
        away,
        others: others.map(|other| (other.id.to_string(), other.name.clone())).collect(),
        refused: moved.iter().filter_map(told).collect(),
        moved: moved.iter().filter(|one| one.refused.is_none()).count(),
    })
}
