//! The days on which the organisation itself does not work: the list, and the form that adds one.

use askama::Template;
use axum::http::StatusCode;
use redress_app::AppError;
use redress_domain::calendar::Closure;
use redress_domain::case::FieldError;
use redress_domain::procedure::Permission;
use redress_domain::time::long_date;
use redress_http_kit::fault::status_of;

use super::permit;
use crate::answer::{Answer, Failed, View, done, shown, shown_as};
use crate::components::{Block, ErrorSummary};
use crate::flash::Flash;
use crate::forms::{Filling, Read, Typed};
use crate::layout::{Area, Page, capital};
use crate::visitor::{Submitted, Visitor};

#[derive(Template)]
#[template(path = "procedure_closures.html")]
struct ClosuresPage {
    page: Page,
    errors: ErrorSummary,
    blocks: Vec<Block>,
    /// Each day with what it is called.
    closures: Vec<(String, String)>,
}

impl View for ClosuresPage {
    fn page(&self) -> &Page {
        &self.page
    }
}

/// The list and the form.
pub(crate) async fn show(visitor: Visitor) -> Answer {
    permit(&visitor, Permission::Administer)?;
    Ok(shown(&page(&visitor, &Typed::default(), &[]).await?))
}

/// Adds a day.
pub(crate) async fn add(submitted: Submitted) -> Answer {
    let Submitted { visitor, typed, .. } = submitted;
    permit(&visitor, Permission::Administer)?;
    let closure = match read(Read::new(&typed)) {
        Ok(closure) => closure,
        Err(errors) => {
            return Ok(shown_as(StatusCode::UNPROCESSABLE_ENTITY, &page(&visitor, &typed, &errors).await?));
        }
    };
    match visitor.app().add_closure(&visitor.who.actor, closure).await {
        Ok(()) => Ok(done("/procedure/closures", Flash::ClosureAdded)),
        Err(AppError::Invalid(errors)) => {
            Ok(shown_as(StatusCode::UNPROCESSABLE_ENTITY, &page(&visitor, &typed, &errors).await?))
        }
        Err(error @ AppError::Exists { .. }) => {
            let told = FieldError::new("date", error.code(), format!("{}.", capital(&error.to_string())));
            Ok(shown_as(status_of(&error), &page(&visitor, &typed, &[told]).await?))
        }
        Err(error) => Err(visitor.failed(&error)),
    }
}

fn read(mut read: Read<'_>) -> Result<Closure, Vec<FieldError>> {
    let on = read.date("date", "Enter the day.");
    let label = read.required("label", "Enter what the day is called.");
    let closure = on.zip(label).map(|(on, label)| Closure { on, label });
    read.finish(closure)
}

async fn page(visitor: &Visitor, typed: &Typed, errors: &[FieldError]) -> Result<ClosuresPage, Failed> {
    let closures = visitor.app().list_closures(&visitor.who.actor).await.map_err(|error| visitor.failed(&error))?;
    let fill = Filling { typed, errors };
    let blocks: Vec<Block> = vec![
        fill.date("date", "Day").into(),
        fill.line("label", "What it is called").hint("It is shown wherever the day is skipped: Feast week").into(),
    ];
    Ok(ClosuresPage {
        page: visitor.page(Area::Procedure, "Days we do not work").with_errors(errors),
        errors: ErrorSummary::of(errors, &blocks),
        blocks,
        closures: closures.into_iter().map(|closure| (long_date(closure.on), closure.label)).collect(),
    })
}
