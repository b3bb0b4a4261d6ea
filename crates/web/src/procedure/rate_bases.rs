//! What rates are reckoned on: the numbers as of their days, and the form that sets one.

use askama::Template;
use axum::http::StatusCode;
use redress_app::AppError;
use redress_domain::case::FieldError;
use redress_domain::procedure::Permission;
use redress_domain::rate_base::RateBase;
use redress_domain::time::long_date;

use super::permit;
use crate::answer::{Answer, Failed, View, done, shown, shown_as};
use crate::components::{Block, ErrorSummary};
use crate::flash::Flash;
use crate::forms::{Filling, Read, Typed};
use crate::layout::{Area, Page};
use crate::visitor::{Submitted, Visitor};

#[derive(Template)]
#[template(path = "procedure_rate_bases.html")]
struct RateBasesPage {
    page: Page,
    errors: ErrorSummary,
    /// Empty for those who may not set a number.
    blocks: Vec<Block>,
    /// Kind, day and number.
    bases: Vec<(String, String, u32)>,
}

impl View for RateBasesPage {
    fn page(&self) -> &Page {
        &self.page
    }
}

/// The numbers, for those who see reports, and the form for those who administer.
pub(crate) async fn show(visitor: Visitor) -> Answer {
    permit(&visitor, Permission::Report)?;
    let typed = Typed::default().with_date("as_of", visitor.today());
    Ok(shown(&page(&visitor, &typed, &[]).await?))
}

/// Sets a number.
pub(crate) async fn set(submitted: Submitted) -> Answer {
    let Submitted { visitor, typed, .. } = submitted;
    permit(&visitor, Permission::Administer)?;
    let errors = match read(Read::new(&typed)) {
        Ok(base) => match visitor.app().set_rate_base(&visitor.who.actor, base).await {
            Ok(()) => return Ok(done("/procedure/rate-bases", Flash::RateBaseSet)),
            Err(AppError::Invalid(errors)) => errors,
            Err(error) => return Err(visitor.failed(&error)),
        },
        Err(errors) => errors,
    };
    Ok(shown_as(StatusCode::UNPROCESSABLE_ENTITY, &page(&visitor, &typed, &errors).await?))
}

fn read(mut read: Read<'_>) -> Result<RateBase, Vec<FieldError>> {
    let kind = read.required("kind", "Enter what is counted.");
    let number = read.optional_number("number", "Enter how many, in figures: 1200.");
    if number == Some(None) {
        read.refuse("number", "required", "Enter how many.");
    }
    let as_of = read.date("as_of", "Enter the day.");
    let base = (|| Some(RateBase { kind: kind?, as_of: as_of?, number: number.flatten()? }))();
    read.finish(base)
}

async fn page(visitor: &Visitor, typed: &Typed, errors: &[FieldError]) -> Result<RateBasesPage, Failed> {
    let bases = visitor.app().list_rate_bases(&visitor.who.actor, None).await;
    let bases = bases.map_err(|error| visitor.failed(&error))?;
    let blocks = if visitor.may(Permission::Administer) { blocks(typed, errors) } else { Vec::new() };
    Ok(RateBasesPage {
        page: visitor.page(Area::Procedure, "What rates are reckoned on").with_errors(errors),
        errors: ErrorSummary::of(errors, &blocks),
        blocks,
        bases: bases.into_iter().map(|base| (base.kind, long_date(base.as_of), base.number)).collect(),
    })
}

fn blocks(typed: &Typed, errors: &[FieldError]) -> Vec<Block> {
    let fill = Filling { typed, errors };
    let kinds = "Lower-case words with hyphens: homes-rented, homes-shared-ownership, residents, staff, customers";
    vec![
        fill.line("kind", "What is counted").hint(kinds).wide("govuk-input--width-20").into(),
        fill.line("number", "How many").wide("govuk-input--width-10").into(),
        fill.date("as_of", "As of which day").into(),
    ]
}
