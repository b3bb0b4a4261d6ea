//! What is kept of one person: found by how they are called or reached, given to them, erased case by case.

use askama::Template;
use axum::http::StatusCode;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::IntoResponse;
use redress_app::{AppError, CaseOfPerson, PersonSought};
use redress_documents::document::to_html;
use redress_documents::subject_access_document;
use redress_domain::case::FieldError;

use super::PATH;
use crate::answer::{Answer, Failed, View, case_path, done, shown_as};
use crate::components::ErrorSummary;
use crate::flash::Flash;
use crate::forms::Typed;
use crate::layout::{Area, Page, capital};
use crate::visitor::{Submitted, Visitor};

#[derive(Template)]
#[template(path = "data_protection_person.html")]
struct Person {
    page: Page,
    errors: ErrorSummary,
    /// What they were found by, to be sent again.
    email: String,
    phone: String,
    name: String,
    reason: String,
    cases: Vec<Found>,
}

struct Found {
    reference: String,
    href: String,
    who: String,
    part: &'static str,
    /// Why it cannot be erased now; empty where it can.
    stays: &'static str,
}

impl View for Person {
    fn page(&self) -> &Page {
        &self.page
    }
}

/// The cases in which they are.
pub(super) async fn find(submitted: Submitted) -> Answer {
    let (visitor, typed) = (&submitted.visitor, &submitted.typed);
    match page(visitor, typed, &[]).await {
        Ok(found) => Ok(shown_as(StatusCode::OK, &found)),
        Err(Unfound::Wrong(errors)) => {
            Ok(shown_as(StatusCode::UNPROCESSABLE_ENTITY, &super::page(visitor, typed, &errors).await?))
        }
        Err(Unfound::Failed(failed)) => Err(failed),
    }
}

/// Erases the cases that were chosen, each by a tick.
pub(super) async fn erase(submitted: Submitted) -> Answer {
    let (visitor, typed) = (&submitted.visitor, &submitted.typed);
    let chosen: Vec<String> = typed.all("references").map(str::to_owned).collect();
    if chosen.is_empty() {
        let error = FieldError::new("references", "required", "Choose the cases to erase.");
        return again(visitor, typed, StatusCode::UNPROCESSABLE_ENTITY, &[error]).await;
    }
    for reference in &chosen {
        match visitor.app().erase(&visitor.who.actor, reference, typed.get("reason")).await {
            Ok(_) => {}
            Err(AppError::Invalid(errors)) => {
                return again(visitor, typed, StatusCode::UNPROCESSABLE_ENTITY, &errors).await;
            }
            Err(error @ AppError::Refused(_)) => {
                let told = format!("{reference}: {}", capital(&error.to_string()));
                let error = FieldError::new("references", error.code(), told);
                return again(visitor, typed, StatusCode::CONFLICT, &[error]).await;
            }
            Err(error) => return Err(visitor.failed(&error)),
        }
    }
    Ok(done(PATH, Flash::CaseErased))
}

/// What is kept of them, as a page in a file.
pub(super) async fn copy(submitted: Submitted) -> Answer {
    let (visitor, typed) = (&submitted.visitor, &submitted.typed);
    let chosen = typed.all("references").map(str::to_owned).collect();
    let with_safety_notes = typed.is("safety_notes", "yes");
    let given = visitor.app().subject_access(&visitor.who.actor, sought(typed), chosen, with_safety_notes).await;
    match given {
        Ok(given) => {
            let headers = [
                (CONTENT_TYPE, "text/html; charset=utf-8"),
                (CONTENT_DISPOSITION, "attachment; filename=\"what-is-kept.html\""),
            ];
            Ok((headers, to_html(&subject_access_document(&given))).into_response())
        }
        Err(AppError::Invalid(errors)) => again(visitor, typed, StatusCode::UNPROCESSABLE_ENTITY, &errors).await,
        Err(error) => Err(visitor.failed(&error)),
    }
}

/// Why there is no page of a person.
enum Unfound {
    Wrong(Vec<FieldError>),
    Failed(Failed),
}

async fn again(visitor: &Visitor, typed: &Typed, status: StatusCode, errors: &[FieldError]) -> Answer {
    match page(visitor, typed, errors).await {
        Ok(found) => Ok(shown_as(status, &found)),
        Err(Unfound::Wrong(errors)) => Ok(shown_as(status, &super::page(visitor, typed, &errors).await?)),
        Err(Unfound::Failed(failed)) => Err(failed),
    }
}

async fn page(visitor: &Visitor, typed: &Typed, errors: &[FieldError]) -> Result<Person, Unfound> {
    let found =
        visitor.app().cases_of_person(&visitor.who.actor, sought(typed)).await.map_err(|error| match error {
            AppError::Invalid(errors) => Unfound::Wrong(errors),
            error => Unfound::Failed(visitor.failed(&error)),
        })?;
    if found.is_empty() {
        let message = "Nobody like that is in any case. Enter it as it stands in the case, one of the three is enough.";
        return Err(Unfound::Wrong(vec![FieldError::new("email", "unknown", message)]));
    }
    Ok(Person {
        page: visitor.page(Area::DataProtection, "What is kept of a person").with_errors(errors),
        errors: ErrorSummary::of_names(errors, &["references", "reason"]),
        email: typed.get("email").to_owned(),
        phone: typed.get("phone").to_owned(),
        name: typed.get("name").to_owned(),
        reason: typed.get("reason").to_owned(),
        cases: found.into_iter().map(row).collect(),
    })
}

fn sought(typed: &Typed) -> PersonSought {
    let given = |name: &str| (!typed.is_empty(name)).then(|| typed.get(name).to_owned());
    PersonSought { name: given("name"), email: given("email"), phone: given("phone") }
}

fn row(case: CaseOfPerson) -> Found {
    let who = [Some(case.party.name), case.party.email, case.party.phone];
    Found {
        href: case_path(&case.reference),
        who: who.into_iter().flatten().collect::<Vec<_>>().join(", "),
        part: if case.number == 1 { "complained" } else { "acts or acted for somebody" },
        stays: match (case.is_open, case.held) {
            (true, _) => "It is open: erased once it is closed.",
            (false, true) => "Its records are held.",
            (false, false) => "",
        },
        reference: case.reference,
    }
}
