//! The page of a case: what comes next, its clocks with their working, everything recorded, and what can be done.

mod actions;
mod attachments;
mod next;
mod offers;
mod points;
mod related;
mod returns;
mod sections;

use askama::Template;
use redress_app::CaseView;
use redress_domain::procedure::Permission;
use redress_domain::time::long_date;

use crate::answer::{Answer, Failed, View, shown};
use crate::components::Notice;
use crate::extract::Path;
use crate::layout::{Area, Page};
use crate::visitor::Visitor;
use crate::words::clock::{ClockCard, card};
use crate::words::long_instant;
use crate::words::notices::notices;
use crate::words::sentences::{Teller, Told};
use actions::ActionRow;
use attachments::FileRow;
use next::{NextPanel, Waiting};
use offers::Offers;
use points::PointRow;
use related::{Body, Letter, Related};
use returns::LinkedRow;
use sections::Section;

#[derive(Template)]
#[template(path = "case.html")]
struct CasePage {
    page: Page,
    reference: String,
    stage: String,
    owner: String,
    received: String,
    status: &'static str,
    confidential: bool,
    next: NextPanel,
    waiting: Vec<Waiting>,
    warnings: Vec<String>,
    notices: Vec<Notice>,
    offers: Vec<Offers>,
    stages: Vec<StageMark>,
    about: Section,
    sections: Vec<Section>,
    clocks: Vec<ClockCard>,
    points: Vec<PointRow>,
    actions: Vec<ActionRow>,
    questions: Vec<ActionRow>,
    related: Vec<Related>,
    letters: Vec<Letter>,
    files: Vec<FileRow>,
    /// What returns ask of it.
    splits: Vec<LinkedRow>,
    /// What is done so that it happens less.
    improvements: Vec<LinkedRow>,
    /// What the person was told of changes.
    changes: Vec<LinkedRow>,
    events: Vec<EventRow>,
    /// Where the person can go now that the procedure is exhausted (R15); empty before.
    bodies: Vec<Body>,
}

/// A form that is open to this person now.
pub(crate) struct Link {
    pub(crate) href: String,
    pub(crate) label: String,
}

/// A stage on the map.
struct StageMark {
    label: String,
    modifier: &'static str,
    words: &'static str,
}

struct EventRow {
    told: Told,
    by: String,
    at: String,
    machine_at: String,
}

impl View for CasePage {
    fn page(&self) -> &Page {
        &self.page
    }
}

/// The page.
pub(crate) async fn show(visitor: Visitor, Path(reference): Path<String>) -> Answer {
    let view = visitor.app().case(&visitor.who.actor, &reference).await.map_err(|error| visitor.failed(&error))?;
    let improvements = improvements(&view, &visitor).await?;
    Ok(shown(&page(&view, &improvements, &visitor)))
}

/// Numbers of the improvement actions that came of it; none for those who may not see them.
async fn improvements(view: &CaseView, visitor: &Visitor) -> Result<Vec<u32>, Failed> {
    if !sections::is_learnt(view) || !visitor.may(Permission::Report) {
        return Ok(Vec::new());
    }
    let numbers = visitor.app().improvements_of_case(&visitor.who.actor, &view.case.reference).await;
    numbers.map_err(|error| visitor.failed(&error))
}

fn page(view: &CaseView, improvements: &[u32], visitor: &Visitor) -> CasePage {
    let (case, procedure, settings) = (&view.case, &view.procedure, &view.settings);
    let handling = case.current();
    let stage = handling.and_then(|handling| handling.stage.as_deref()).and_then(|id| procedure.stage(id));
    let owner = handling.and_then(|handling| handling.owner.as_ref());
    let title = format!("{} - {}", case.reference, view.next.as_ref().map_or("Closed", |next| next.label.as_str()));
    CasePage {
        page: visitor.page(Area::Cases, title),
        reference: case.reference.clone(),
        stage: stage.map_or_else(|| "No stage".to_owned(), |stage| stage.label.clone()),
        owner: owner.map_or_else(|| nobody(case.is_open()).to_owned(), |id| settings.staffing.name(id).to_owned()),
        received: long_date(case.received_on),
        confidential: case.restriction.is_some(),
        status: if case.is_open() { "Open" } else { "Closed" },
        next: next::panel(view, visitor),
        waiting: next::waiting(view),
        warnings: view.warnings.clone(),
        notices: notices(view),
        offers: offers::offers(view),
        stages: stages(view),
        about: sections::about(view),
        sections: sections::all(view),
        clocks: case.clocks.iter().rev().map(|clock| card(clock, procedure, &settings.calendar, visitor.now)).collect(),
        points: points::rows(view),
        actions: actions::actions(view, visitor),
        questions: actions::questions(view, visitor),
        related: related::cases(view),
        letters: related::letters(view),
        files: attachments::files(view),
        splits: returns::splits(view),
        improvements: sections::improvements(view, improvements, visitor),
        changes: returns::changes(view),
        events: events(view),
        bodies: related::bodies(view),
    }
}

/// What is said of a case without an owner.
pub(crate) fn nobody(is_open: bool) -> &'static str {
    if is_open { "Nobody owns it yet" } else { "No owner" }
}

fn stages(view: &CaseView) -> Vec<StageMark> {
    let been = |id: &str| view.case.handlings.iter().rfind(|handling| handling.stage.as_deref() == Some(id));
    view.procedure
        .stages
        .iter()
        .map(|stage| {
            let (modifier, words) = match been(&stage.id) {
                Some(handling) if handling.closed_on.is_some() => ("rd-stages__stage--done", "closed"),
                Some(_) => ("rd-stages__stage--current", "now"),
                None => ("", "not reached"),
            };
            StageMark { label: stage.label.clone(), modifier, words }
        })
        .collect()
}

/// The history, newest first.
fn events(view: &CaseView) -> Vec<EventRow> {
    let teller = Teller { procedure: &view.procedure, staffing: &view.settings.staffing, case: &view.case };
    let row = |recorded: &redress_domain::case::Recorded| EventRow {
        told: teller.tell(&recorded.event.fact),
        by: teller.by(&recorded.by),
        at: long_instant(recorded.at),
        machine_at: recorded.at.to_string(),
    };
    view.history.iter().rev().map(row).collect()
}
