//! Taking the public edition of a version back from its readers.

use askama::Template;
use axum::http::StatusCode;
use redress_app::{AppError, EditionLine};
use redress_domain::case::FieldError;
use redress_domain::procedure::Permission;
use redress_domain::time::{Zone, long_date};

use super::period_path;
use crate::answer::{Answer, Failed, View, done, shown, shown_as};
use crate::components::{Block, ErrorSummary};
use crate::extract::Path;
use crate::flash::Flash;
use crate::forms::{Filling, Typed};
use crate::layout::{Area, Page};
use crate::visitor::{Submitted, Visitor};

#[derive(Template)]
#[template(path = "report_withhold.html")]
struct WithholdPage {
    page: Page,
    errors: ErrorSummary,
    back: String,
    form_token: String,
    version: u32,
    published_on: String,
    reason: Block,
}

impl View for WithholdPage {
    fn page(&self) -> &Page {
        &self.page
    }
}

/// Asks why.
pub(crate) async fn ask(visitor: Visitor, Path((period, version)): Path<(String, u32)>) -> Answer {
    Ok(shown(&page(&visitor, &period, version, &Typed::default(), &[]).await?))
}

/// Withholds it.
pub(crate) async fn withhold(Path((period, version)): Path<(String, u32)>, submitted: Submitted) -> Answer {
    let (visitor, typed) = (&submitted.visitor, &submitted.typed);
    let (actor, reason) = (&visitor.who.actor, typed.get("reason"));
    let errors = match visitor.app().withhold_edition(actor, &period, version, reason, submitted.key()).await {
        Ok(_) => return Ok(done(&period_path(&period), Flash::EditionWithheld)),
        Err(AppError::Invalid(errors)) => errors,
        Err(error) => return Err(visitor.failed(&error)),
    };
    Ok(shown_as(StatusCode::UNPROCESSABLE_ENTITY, &page(visitor, &period, version, typed, &errors).await?))
}

async fn page(
    visitor: &Visitor,
    period: &str,
    version: u32,
    typed: &Typed,
    errors: &[FieldError],
) -> Result<WithholdPage, Failed> {
    let absent = || visitor.failed(&AppError::NotFound { what: "published report" });
    if !visitor.may(Permission::Approve) {
        return Err(absent());
    }
    let editions = match visitor.app().editions(&visitor.who.actor, period).await {
        Ok(editions) => editions,
        Err(AppError::Invalid(_)) => return Err(absent()),
        Err(error) => return Err(visitor.failed(&error)),
    };
    let can_be = |line: &EditionLine| line.version == version && line.withheld.is_none();
    let line = editions.into_iter().find(can_be).ok_or_else(absent)?;
    let fill = Filling { typed, errors };
    let hint = "Whoever opens it reads this instead. Name nobody.";
    let reason: Block = fill.area("reason", "Why is it withheld?").hint(hint).with_rows(3).into();
    let title = format!("Withhold version {version} from the public");
    Ok(WithholdPage {
        page: visitor.page(Area::Reports, title).with_errors(errors),
        errors: ErrorSummary::of(errors, std::slice::from_ref(&reason)),
        back: period_path(&line.period),
        form_token: visitor.web.form_token(),
        version,
        published_on: long_date(line.published_at.local_date(Zone::LONDON)),
        reason,
    })
}
