//! The forms of these pages, and how what they ask is carried out.

use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;
use redress_app::{AppError, Improved};
use redress_domain::case::FieldError;
use redress_domain::improvement::Command;
use redress_http_kit::fault::status_of;

use crate::answer::{Failed, View, shown, shown_as};
use crate::case_page::Link;
use crate::components::{Block, ErrorSummary, Field};
use crate::forms::{Filling, Typed};
use crate::layout::{Area, Page, capital};
use crate::visitor::{Submitted, Visitor};

/// A form: what it asks, and where it goes.
pub(super) struct Form {
    pub(super) title: String,
    pub(super) back: Link,
    pub(super) action: String,
    pub(super) button: &'static str,
    /// Of what is changed; `None` for something new.
    pub(super) version: Option<u64>,
    /// To know before it is filled in.
    pub(super) intro: &'static str,
    pub(super) blocks: Vec<Block>,
}

#[derive(Template)]
#[template(path = "learning_form.html")]
struct FormPage {
    page: Page,
    errors: ErrorSummary,
    form: Form,
    form_token: String,
}

impl View for FormPage {
    fn page(&self) -> &Page {
        &self.page
    }
}

impl Form {
    /// Its page.
    pub(super) fn shown(self, visitor: &Visitor) -> Response {
        shown(&self.page(visitor, &[]))
    }

    /// Its page, with what was wrong.
    pub(super) fn refused(self, visitor: &Visitor, told: &Told) -> Response {
        shown_as(told.status, &self.page(visitor, &told.errors))
    }

    fn page(self, visitor: &Visitor, errors: &[FieldError]) -> FormPage {
        FormPage {
            page: visitor.page(Area::Learning, self.title.clone()).with_errors(errors),
            errors: ErrorSummary::of(errors, &self.blocks),
            form_token: visitor.web.form_token(),
            form: self,
        }
    }
}

/// Why a command was not carried out, to be told on its form.
pub(super) struct Told {
    pub(super) status: StatusCode,
    pub(super) errors: Vec<FieldError>,
}

/// Carries out what was read from a form. Inside, what its form has to say.
///
/// # Errors
/// The page of what no form can mend.
pub(super) async fn carry_out(
    submitted: &Submitted,
    command: Result<Command, Vec<FieldError>>,
) -> Result<Result<Improved, Told>, Failed> {
    let command = match command {
        Ok(command) => command,
        Err(errors) => return Ok(Err(Told { status: StatusCode::UNPROCESSABLE_ENTITY, errors })),
    };
    let (visitor, cases) = (&submitted.visitor, command.cases().to_vec());
    let expect = submitted.typed.get("version").parse().ok();
    let error = match visitor.app().improve(&visitor.who.actor, command, expect, submitted.key()).await {
        Ok(improved) => return Ok(Ok(improved)),
        Err(error) => error,
    };
    let errors = match &error {
        AppError::Invalid(errors) => errors.iter().map(|error| of_line(error, &cases)).collect(),
        AppError::Refused(_) | AppError::KeyReused => {
            vec![FieldError::new("", error.code(), capital(&error.to_string()))]
        }
        AppError::Stale { .. } => {
            let told = "Somebody else has changed it meanwhile. What you typed stands below and nothing of it is kept yet: \
                        look at it in another window, and send this again if it is still right.";
            vec![FieldError::new("", error.code(), told)]
        }
        _ => return Err(visitor.failed(&error)),
    };
    Ok(Err(Told { status: status_of(&error), errors }))
}

/// An error of one reference belongs to the field in which all of them stand, one to a line.
fn of_line(error: &FieldError, cases: &[String]) -> FieldError {
    let at = error.field.strip_prefix("cases.").and_then(|at| at.parse::<usize>().ok());
    match at.and_then(|at| cases.get(at)) {
        Some(reference) => FieldError::new("cases", error.code, format!("{reference}: {}", error.message)),
        None => error.clone(),
    }
}

/// Asks which cases it comes from.
pub(super) fn cases_field(fill: &Filling<'_>, label: &str) -> Field {
    fill.area("cases", label).with_rows(3).hint("Their references, each on a line of its own.")
}

/// The references that were typed.
pub(super) fn cases_typed(typed: &Typed) -> Vec<String> {
    typed.get("cases").lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect()
}

/// References as they are typed.
pub(super) fn cases_text<'a>(references: impl IntoIterator<Item = &'a String>) -> String {
    references.into_iter().map(String::as_str).collect::<Vec<_>>().join("\n")
}
