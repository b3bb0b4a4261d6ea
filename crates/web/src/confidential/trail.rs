//! Who read what: the latest first, by person, case and days.

use askama::Template;
use redress_app::{ReadLine, ReadQuery, page_after};
use redress_domain::access::Compartment;
use redress_domain::case::{By, FieldError};
use redress_domain::reading::ReadKind;
use redress_domain::staff::Staffing;
use redress_domain::words::Word;

use crate::answer::{Answer, View, case_path, shown};
use crate::components::{Block, ErrorSummary};
use crate::extract::Query;
use crate::forms::{Filling, Read, Typed};
use crate::layout::{Area, Page};
use crate::pages::Pages;
use crate::visitor::Visitor;
use crate::words::long_instant;

#[derive(Template)]
#[template(path = "read_trail.html")]
struct TrailPage {
    page: Page,
    errors: ErrorSummary,
    filters: Vec<Block>,
    lines: Vec<Line>,
    pages: Pages,
    watches: bool,
}

struct Line {
    at: String,
    who: String,
    via: &'static str,
    what: &'static str,
    /// Reference and address of the case.
    case: Option<(String, String)>,
    /// Compartments that were open, or what was asked.
    more: String,
}

impl View for TrailPage {
    fn page(&self) -> &Page {
        &self.page
    }
}

/// A page of it.
pub(crate) async fn show(visitor: Visitor, Query(query): Query<Vec<(String, String)>>) -> Answer {
    let typed = query.into_iter().fold(Typed::default(), |typed, (name, value)| typed.with(&name, value));
    let (asked, errors) = match asked(Read::new(&typed)) {
        Ok(asked) => (asked, Vec::new()),
        Err(errors) => (ReadQuery::default(), errors),
    };
    let after: u32 = typed.get("after").parse().unwrap_or(0);
    let trail = visitor.app().read_trail(&visitor.who.actor, asked, page_after(after)).await;
    let trail = trail.map_err(|error| visitor.failed(&error))?;
    let staffing = &visitor.who.settings.staffing;
    let filters = filters(&Filling { typed: &typed, errors: &errors }, staffing);
    Ok(shown(&TrailPage {
        page: visitor.page(Area::Access, "Who read what").wide().with_errors(&errors),
        errors: ErrorSummary::of(&errors, &filters),
        filters,
        lines: trail.lines.iter().map(|line| Line::of(line, staffing)).collect(),
        pages: Pages::of(&address(&typed), "after", after, trail.next),
        watches: visitor.may(redress_domain::procedure::Permission::Confidential),
    }))
}

fn asked(mut read: Read<'_>) -> Result<ReadQuery, Vec<FieldError>> {
    let by = read.optional_person("by");
    let reference = read.optional("case");
    let kind = read.optional("kind").and_then(|kind| ReadKind::from_id(&kind));
    let (from, to) = (read.optional_date("from"), read.optional_date("to"));
    let query = from.zip(to).map(|(from, to)| ReadQuery { by, reference, kind, from, to });
    read.finish(query)
}

fn filters(fill: &Filling<'_>, staffing: &Staffing) -> Vec<Block> {
    let kinds = ReadKind::ALL.iter().map(|kind| (kind.id().to_owned(), kind.label().to_owned())).collect();
    // Also those who have left: what they read is of interest still.
    let everybody = staffing.iter().map(|staff| (staff.id.as_str().to_owned(), staff.name.clone())).collect();
    vec![
        fill.select("by", "Who read", "Anybody", everybody).into(),
        fill.select("kind", "What", "Anything", kinds).into(),
        fill.line("case", "Reference of a case").wide("govuk-input--width-20").into(),
        fill.date("from", "From").into(),
        fill.date("to", "To").into(),
    ]
}

/// The address of the same filters, without the page.
fn address(typed: &Typed) -> String {
    let kept = ["by", "kind", "case", "from", "to"];
    let kept: Vec<(&str, &str)> =
        kept.into_iter().map(|name| (name, typed.get(name))).filter(|(_, value)| !value.is_empty()).collect();
    match kept.is_empty() {
        true => "/read-trail".to_owned(),
        false => format!("/read-trail?{}", serde_html_form::to_string(kept).unwrap_or_default()),
    }
}

impl Line {
    fn of(line: &ReadLine, staffing: &Staffing) -> Self {
        let question = line.question.clone().unwrap_or_default();
        Self {
            at: long_instant(line.at),
            who: reader(&line.by, staffing),
            via: line.via.label(),
            what: line.kind.label(),
            case: line.reference.as_ref().map(|reference| (reference.clone(), case_path(reference))),
            more: if question.is_empty() { opened(&line.opened) } else { question },
        }
    }
}

/// Who read.
pub(crate) fn reader(by: &By, staffing: &Staffing) -> String {
    match by {
        By::User(who) => staffing.name(who).to_owned(),
        By::Operator => "The operator".to_owned(),
        By::Public => "The public".to_owned(),
    }
}

/// Compartments in words.
pub(crate) fn opened(compartments: &[Compartment]) -> String {
    compartments.iter().map(|compartment| compartment.label()).collect::<Vec<_>>().join(", ")
}
