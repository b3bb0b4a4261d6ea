//! Logging a case on one page, in the order a caller tells it; settled or handed over in the same submission (R12).

mod form;
mod read;

use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;
use redress_app::AppError;
use redress_domain::case::FieldError;
use redress_domain::procedure::{Permission, Procedure};
use redress_http_kit::fault::status_of;

use crate::answer::{Answer, Failed, View, case_path, done, shown, shown_as};
use crate::components::{Block, ErrorSummary};
use crate::error_pages;
use crate::forms::{Filling, Read, Typed};
use crate::layout::{Area, Page, capital};
use crate::visitor::{Submitted, Visitor};

#[derive(Template)]
#[template(path = "log_case.html")]
struct LogPage {
    page: Page,
    heading: String,
    errors: ErrorSummary,
    blocks: Vec<Block>,
    checklist: Vec<String>,
    form_token: String,
}

impl View for LogPage {
    fn page(&self) -> &Page {
        &self.page
    }
}

/// The empty form, received now.
pub(crate) async fn ask(visitor: Visitor) -> Answer {
    may_log(&visitor)?;
    let typed = Typed::default()
        .with_instant("received_on", visitor.now)
        .with("brought_by", "self")
        .with("route", "S1")
        .with_date("agreed_on", visitor.today());
    let token = visitor.web.form_token();
    Ok(shown(&page(&visitor, visitor.procedure()?, &typed, &[], token)))
}

/// Logs it, and does at once what the form says was done.
pub(crate) async fn log(submitted: Submitted) -> Answer {
    let (key, visitor, typed) = (submitted.key(), &submitted.visitor, &submitted.typed);
    may_log(visitor)?;
    let procedure = visitor.procedure()?;
    let intake = match read::intake(procedure, Read::new(typed)) {
        Ok(intake) => intake,
        Err(errors) => return Ok(refused(visitor, procedure, typed, StatusCode::UNPROCESSABLE_ENTITY, &errors)),
    };
    let done_what = intake.flash;
    match visitor.app().log(&visitor.who.actor, intake.log, intake.then, key).await {
        Ok(logged) => Ok(done(&case_path(&logged.reference), done_what)),
        Err(AppError::Invalid(errors)) => {
            Ok(refused(visitor, procedure, typed, StatusCode::UNPROCESSABLE_ENTITY, &errors))
        }
        Err(AppError::KeyReused) => {
            let told =
                "You have sent this form before with other content. If you mean to log another one, send it again.";
            let error = FieldError::new("", "idempotency-key-reused", told);
            Ok(refused(visitor, procedure, typed, StatusCode::UNPROCESSABLE_ENTITY, &[error]))
        }
        Err(error @ AppError::Refused(_)) => {
            let told = FieldError::new("", error.code(), capital(&error.to_string()));
            Ok(refused(visitor, procedure, typed, status_of(&error), &[told]))
        }
        Err(error) => Err(visitor.failed(&error)),
    }
}

fn may_log(visitor: &Visitor) -> Result<(), Failed> {
    visitor.procedure()?;
    if visitor.may(Permission::Log) {
        return Ok(());
    }
    let why = "None of your roles logs cases. Ask whoever administers the organisation.";
    Err(error_pages::refused(visitor.page(Area::Cases, ""), StatusCode::FORBIDDEN, why))
}

fn refused(
    visitor: &Visitor,
    procedure: &Procedure,
    typed: &Typed,
    status: StatusCode,
    errors: &[FieldError],
) -> Response {
    // A form that was refused has stored nothing; only one that was sent before with other content needs another token.
    let reused = errors.iter().any(|error| error.code == "idempotency-key-reused");
    let token = if reused { visitor.web.form_token() } else { typed.get("form_token").to_owned() };
    shown_as(status, &page(visitor, procedure, typed, errors, token))
}

fn page(visitor: &Visitor, procedure: &Procedure, typed: &Typed, errors: &[FieldError], form_token: String) -> LogPage {
    let fill = Filling { typed, errors };
    let blocks = form::blocks(visitor, procedure, &fill);
    let heading = format!("Log a {}", procedure.terms.case);
    LogPage {
        page: visitor.page(Area::Cases, heading.clone()).with_errors(errors),
        heading,
        errors: ErrorSummary::of(errors, &blocks),
        blocks,
        checklist: procedure.intake.checklist.clone(),
        form_token,
    }
}
