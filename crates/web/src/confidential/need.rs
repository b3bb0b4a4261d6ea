//! "I need this case now": a confidential case opened to whoever asks, for a day, and told to those who keep watch.

use askama::Template;
use axum::http::StatusCode;
use redress_app::AppError;
use redress_domain::case::{FieldError, OPENED_HOURS};
use redress_domain::procedure::Permission;
use redress_http_kit::fault::status_of;

use crate::answer::{Answer, View, case_path, done, shown, shown_as};
use crate::components::{Block, ErrorSummary};
use crate::flash::Flash;
use crate::forms::{Filling, Typed};
use crate::layout::{Area, Page, capital};
use crate::visitor::{Submitted, Visitor};

#[derive(Template)]
#[template(path = "open_in_need.html")]
struct NeedPage {
    page: Page,
    errors: ErrorSummary,
    blocks: Vec<Block>,
    hours: u32,
}

impl View for NeedPage {
    fn page(&self) -> &Page {
        &self.page
    }
}

/// The form.
pub(crate) async fn ask(visitor: Visitor) -> Answer {
    permit(&visitor)?;
    Ok(shown(&page(&visitor, &Typed::default(), &[])))
}

/// Opens it. What is not opened is answered alike, whether or not there is such a case.
pub(crate) async fn open(submitted: Submitted) -> Answer {
    let Submitted { visitor, typed, .. } = submitted;
    permit(&visitor)?;
    let (reference, reason) = (typed.get("reference"), typed.get("reason"));
    let (status, errors) = match visitor.app().open_in_need(&visitor.who.actor, reference, reason).await {
        Ok(true) => return Ok(done(&case_path(reference), Flash::OpenedInNeed)),
        Ok(false) => {
            let message = "There is no case of this reference that can be opened to you. Check the reference.";
            (StatusCode::NOT_FOUND, vec![FieldError::new("reference", "not-found", message)])
        }
        Err(AppError::Invalid(errors)) => (StatusCode::UNPROCESSABLE_ENTITY, errors),
        Err(error @ AppError::Refused(_)) => {
            (status_of(&error), vec![FieldError::new("", error.code(), capital(&error.to_string()))])
        }
        Err(error) => return Err(visitor.failed(&error)),
    };
    Ok(shown_as(status, &page(&visitor, &typed, &errors)))
}

fn permit(visitor: &Visitor) -> Result<(), crate::answer::Failed> {
    match visitor.may(Permission::Read) {
        true => Ok(()),
        false => Err(visitor.failed(&AppError::NotFound { what: "page" })),
    }
}

fn page(visitor: &Visitor, typed: &Typed, errors: &[FieldError]) -> NeedPage {
    let fill = Filling { typed, errors };
    let blocks = vec![
        fill.line("reference", "Reference of the case").wide("govuk-input--width-20").into(),
        fill.area("reason", "Why do you need it now?").with_rows(3).into(),
    ];
    NeedPage {
        page: visitor.page(Area::Cases, "Open a confidential case in need").with_errors(errors),
        errors: ErrorSummary::of(errors, &blocks),
        blocks,
        hours: OPENED_HOURS,
    }
}
