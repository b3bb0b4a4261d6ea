//! Confidential cases that were opened in need, for those who keep watch: what nobody has seen yet stands first.

use askama::Template;
use redress_app::OpeningLine;
use redress_domain::procedure::Permission;

use crate::answer::{Answer, Failed, View, case_path, shown};
use crate::extract::Query;
use crate::layout::{Area, Page};
use crate::pages::{Asked, Pages};
use crate::visitor::Visitor;
use crate::words::long_instant;

#[derive(Template)]
#[template(path = "openings.html")]
struct OpeningsPage {
    page: Page,
    lines: Vec<Line>,
    unseen: u64,
    pages: Pages,
}

struct Line {
    reference: String,
    href: String,
    who: String,
    reason: String,
    at: String,
    until: String,
    /// Who has seen it, and when; `None` while nobody has.
    seen: Option<String>,
    /// Where it is recorded that it was seen.
    form: String,
}

impl View for OpeningsPage {
    fn page(&self) -> &Page {
        &self.page
    }
}

/// A page of them.
pub(crate) async fn show(visitor: Visitor, Query(asked): Query<Asked>) -> Answer {
    let openings = visitor.app().openings(&visitor.who.actor, asked.window()).await;
    let openings = openings.map_err(|error| visitor.failed(&error))?;
    Ok(shown(&OpeningsPage {
        page: visitor.page(Area::Access, "Opened in need").wide(),
        lines: openings.lines.iter().map(|opening| Line::of(opening, &visitor)).collect(),
        unseen: unseen(&visitor).await?,
        pages: asked.pages("/openings", openings.next),
    }))
}

/// How many openings nobody has seen; none for those who do not keep watch.
pub(crate) async fn unseen(visitor: &Visitor) -> Result<u64, Failed> {
    if !visitor.may(Permission::Confidential) {
        return Ok(0);
    }
    visitor.app().count_unseen_openings(&visitor.who.actor).await.map_err(|error| visitor.failed(&error))
}

impl Line {
    fn of(opening: &OpeningLine, visitor: &Visitor) -> Self {
        let staffing = &visitor.who.settings.staffing;
        let href = case_path(&opening.reference);
        let seen = opening.seen.as_ref();
        Self {
            form: format!("{href}/openings/{}/seen", opening.number),
            reference: opening.reference.clone(),
            href,
            who: staffing.name(&opening.who).to_owned(),
            reason: opening.reason.clone(),
            at: long_instant(opening.at),
            until: long_instant(opening.until),
            seen: seen.map(|(who, at)| format!("{}, {}", staffing.name(who), long_instant(*at))),
        }
    }
}
