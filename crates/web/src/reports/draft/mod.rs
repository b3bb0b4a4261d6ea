//! The draft of a report: writing it beside its figures, asking for approval, approving, publishing, correcting (R99-R103, R109).

mod form;
mod narrative;
mod page;
mod preview;

use axum::http::StatusCode;
use axum::response::Response;
use redress_app::{AppError, DraftView};
use redress_domain::case::FieldError;
use redress_domain::publication::Command;
use redress_http_kit::fault::status_of;

use self::form::{Places, filled, read};
use self::page::page;
pub(super) use self::preview::preview;
use super::period_path;
use crate::answer::{Answer, Failed, done, shown, shown_as};
use crate::extract::{Path, Query};
use crate::flash::Flash;
use crate::layout::capital;
use crate::visitor::{Submitted, Visitor};

/// Narratives that one page settles.
const NARRATIVES_SHOWN: usize = 50;

/// From which narrative on the page shows them.
#[derive(Debug, Default, serde::Deserialize)]
pub(crate) struct From {
    #[serde(default)]
    from: usize,
}

/// The draft as it stands.
pub(crate) async fn ask(visitor: Visitor, Path(period): Path<String>, Query(From { from }): Query<From>) -> Answer {
    let view = view(&visitor, &period).await?;
    let typed = filled(&view, from);
    Ok(shown(&page(&visitor, view, from, &typed, &[])))
}

/// Keeps what was written.
pub(crate) async fn write(Path(period): Path<String>, submitted: Submitted) -> Answer {
    let (visitor, typed) = (&submitted.visitor, &submitted.typed);
    let from = typed.get("from").parse().unwrap_or_default();
    let view = view(visitor, &period).await?;
    let written = read(typed, &view);
    if !written.strays.is_empty() {
        let page = page(visitor, view, from, typed, &written.strays);
        return Ok(shown_as(StatusCode::UNPROCESSABLE_ENTITY, &page));
    }
    match give(&submitted, &period, Command::Write(written.text)).await {
        Ok(()) => Ok(done(&draft_path(&period, from), Flash::ReportWritten)),
        Err(AppError::Invalid(mut errors)) => {
            written.places.put_right(&view, &mut errors);
            Ok(shown_as(StatusCode::UNPROCESSABLE_ENTITY, &page(visitor, view, from, typed, &errors)))
        }
        Err(AppError::Stale { .. }) => {
            let told = "Somebody else has changed the draft meanwhile. What you wrote stands below; \
                        open the draft in another window, and bring the two together before you save.";
            let stale = FieldError::new("", "stale", told);
            // What is sent next is compared with the draft as it is now.
            Ok(shown_as(StatusCode::CONFLICT, &page(visitor, view, from, typed, &[stale])))
        }
        Err(error) => refused(visitor, &period, &error).await,
    }
}

pub(crate) async fn ask_approval(Path(period): Path<String>, submitted: Submitted) -> Answer {
    step(&submitted, &period, Command::Ask, Flash::ApprovalAsked).await
}

pub(crate) async fn approve(Path(period): Path<String>, submitted: Submitted) -> Answer {
    step(&submitted, &period, Command::Approve, Flash::ReportApproved).await
}

pub(crate) async fn send_back(Path(period): Path<String>, submitted: Submitted) -> Answer {
    let reason = submitted.typed.get("reason").to_owned();
    step(&submitted, &period, Command::Return { reason }, Flash::ReportReturned).await
}

pub(crate) async fn publish(Path(period): Path<String>, submitted: Submitted) -> Answer {
    step(&submitted, &period, Command::Publish, Flash::ReportPublished).await
}

pub(crate) async fn correct(Path(period): Path<String>, submitted: Submitted) -> Answer {
    let reason = submitted.typed.get("reason").to_owned();
    step(&submitted, &period, Command::Correct { reason }, Flash::CorrectionBegun).await
}

/// A step that writes nothing; where it is refused the draft says why.
async fn step(submitted: &Submitted, period: &str, command: Command, flash: Flash) -> Answer {
    match give(submitted, period, command).await {
        Ok(()) => Ok(done(&draft_path(period, 0), flash)),
        Err(error) => refused(&submitted.visitor, period, &error).await,
    }
}

async fn give(submitted: &Submitted, period: &str, command: Command) -> Result<(), AppError> {
    let (visitor, typed) = (&submitted.visitor, &submitted.typed);
    let expect = typed.get("version").parse().ok();
    let given = visitor.app().write_report(&visitor.who.actor, period, command, expect, submitted.key()).await;
    given.map(|_| ())
}

async fn refused(visitor: &Visitor, period: &str, error: &AppError) -> Result<Response, Failed> {
    let told = match error {
        AppError::Invalid(errors) => errors.clone(),
        AppError::Refused(_) => vec![FieldError::new("", error.code(), capital(&error.to_string()))],
        AppError::Stale { .. } => {
            vec![FieldError::new("", "stale", "The draft has changed meanwhile: look at it again.")]
        }
        error => return Err(visitor.failed(error)),
    };
    refused_with(visitor, period, error, told).await
}

/// The draft as it is kept, with what was told.
async fn refused_with(
    visitor: &Visitor,
    period: &str,
    error: &AppError,
    mut told: Vec<FieldError>,
) -> Result<Response, Failed> {
    let view = view(visitor, period).await?;
    let typed = filled(&view, 0);
    Places::of(&view).put_right(&view, &mut told);
    Ok(shown_as(status_of(error), &page(visitor, view, 0, &typed, &told)))
}

/// The draft, for those who write or approve.
async fn view(visitor: &Visitor, period: &str) -> Result<DraftView, Failed> {
    let absent = || visitor.failed(&AppError::NotFound { what: "period" });
    match visitor.app().report_draft(&visitor.who.actor, period).await {
        Ok(view) if view.may_write || view.may_approve => Ok(view),
        Ok(_) | Err(AppError::Invalid(_)) => Err(absent()),
        Err(error) => Err(visitor.failed(&error)),
    }
}

fn draft_path(period: &str, from: usize) -> String {
    let path = format!("{}/draft", period_path(period));
    if from == 0 { path } else { format!("{path}?from={from}") }
}

fn shown_narratives(view: &DraftView, from: usize) -> impl Iterator<Item = &redress_app::NarrativeDraft> {
    view.narratives.iter().skip(from).take(NARRATIVES_SHOWN)
}
