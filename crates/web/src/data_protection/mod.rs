//! Data protection: what is due to be erased, and what is kept of one person, for whoever looks after it.

mod person;

use askama::Template;
use axum::routing::{get, post};
use redress_app::DueCase;
use redress_domain::case::FieldError;
use redress_domain::time::long_date;

use crate::answer::{Answer, Failed, View, case_path, done, shown};
use crate::components::{Block, ErrorSummary};
use crate::flash::Flash;
use crate::forms::{Filling, Typed};
use crate::layout::{Area, Page};
use crate::routing::Routes;
use crate::visitor::{Submitted, Visitor};

/// Its address.
pub(crate) const PATH: &str = "/data-protection";
/// Cases listed at once.
const LISTED: usize = 100;
/// Portions that are erased by one click; what is left stands on the page.
const PORTIONS: usize = 5;

/// The pages.
pub(crate) fn routes() -> Routes {
    Routes::new()
        .route("/data-protection", get(show))
        .route("/data-protection/due", post(erase_due))
        .route("/data-protection/person", post(person::find))
        .route("/data-protection/person/erasure", post(person::erase))
        .route("/data-protection/person/copy", post(person::copy))
}

#[derive(Template)]
#[template(path = "data_protection.html")]
struct DataProtection {
    page: Page,
    due: Vec<Due>,
    more: bool,
    automatic: bool,
    any_rule: bool,
    /// How many of those listed can be erased.
    erasable: usize,
    errors: ErrorSummary,
    blocks: Vec<Block>,
}

struct Due {
    reference: String,
    href: String,
    closed: String,
    why: String,
    due: String,
    held: bool,
}

impl View for DataProtection {
    fn page(&self) -> &Page {
        &self.page
    }
}

async fn show(visitor: Visitor) -> Answer {
    Ok(shown(&page(&visitor, &Typed::default(), &[]).await?))
}

/// Erases what is due and not held: somebody has decided so.
async fn erase_due(submitted: Submitted) -> Answer {
    let visitor = &submitted.visitor;
    for _ in 0..PORTIONS {
        let run = visitor.app().erase_due(&visitor.who.actor, None).await;
        if run.map_err(|error| visitor.failed(&error))?.erased.is_empty() {
            break;
        }
    }
    Ok(done(PATH, Flash::DueErased))
}

/// The page, with what was typed to find somebody and what is wrong with it.
async fn page(visitor: &Visitor, typed: &Typed, errors: &[FieldError]) -> Result<DataProtection, Failed> {
    let due = visitor.app().due_to_be_erased(&visitor.who.actor, None, LISTED).await;
    let due = due.map_err(|error| visitor.failed(&error))?;
    let fill = Filling { typed, errors };
    let blocks: Vec<Block> = vec![
        fill.line("email", "Email address").of_kind("email", None).into(),
        fill.line("phone", "Phone number").of_kind("tel", None).into(),
        fill.line("name", "Name").into(),
    ];
    Ok(DataProtection {
        page: visitor.page(Area::DataProtection, "Data protection").wide().with_errors(errors),
        erasable: due.cases.iter().filter(|case| !case.held).count(),
        due: due.cases.into_iter().map(row).collect(),
        more: due.more,
        automatic: due.automatic,
        any_rule: due.any_rule,
        errors: ErrorSummary::of(errors, &blocks),
        blocks,
    })
}

fn row(case: DueCase) -> Due {
    let rule = case.rule.as_ref().map(|rule| format!(", rule '{rule}'")).unwrap_or_default();
    Due {
        href: case_path(&case.reference),
        closed: long_date(case.closed_on),
        why: format!("Kept for {} months{rule}", case.months),
        due: long_date(case.due_on),
        held: case.held,
        reference: case.reference,
    }
}
