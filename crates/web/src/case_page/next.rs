//! What to do next, by when and where; and what closing waits for.

use redress_app::CaseView;
use redress_domain::case::{CommandKind, Missing, NextStep};
use redress_domain::procedure::{Guard, Part, StepKind};

use super::Link;
use crate::answer::case_path;
use crate::commands::of_kind;
use crate::procedure::{PartLink, part_link};
use crate::visitor::Visitor;
use crate::words::due::{DueWords, due_words};
use crate::words::long_due;
use crate::words::notices::reach;

/// The panel that leads the page.
pub(super) struct NextPanel {
    pub(super) title: String,
    /// End of the panel's class; empty for the plain one.
    pub(super) modifier: &'static str,
    pub(super) due: Option<DueWords>,
    pub(super) due_on: String,
    pub(super) why: String,
    /// The form that does it, then others that may do instead.
    pub(super) links: Vec<Link>,
    pub(super) part: Option<Part>,
    /// The page of that part, in the case's version of the procedure.
    pub(super) part_link: Option<PartLink>,
}

/// Something closing waits for, with the form that supplies it.
pub(super) struct Waiting {
    pub(super) sentence: &'static str,
    pub(super) link: Option<Link>,
}

/// The panel of a case as it stands.
pub(super) fn panel(view: &CaseView, visitor: &Visitor) -> NextPanel {
    let Some(next) = &view.next else { return nothing_left() };
    let due = next.due.map(|due| due_words(due, visitor.now, &view.settings.calendar));
    let links = links(view, next);
    let part = next.part.as_deref().and_then(|id| view.procedure.part(id));
    NextPanel {
        title: next.label.clone(),
        modifier: due.as_ref().map_or("", |due| due.urgency.modifier()),
        due,
        due_on: next.due.map(long_due).unwrap_or_default(),
        why: why(view, next, !links.is_empty()),
        links,
        part_link: part.map(|part| part_link(&view.procedure, part)),
        part: part.cloned(),
    }
}

fn nothing_left() -> NextPanel {
    NextPanel {
        title: "Nothing is left to do".to_owned(),
        modifier: "done",
        due: None,
        due_on: String::new(),
        why: "It is closed, and what was to be learnt is recorded.".to_owned(),
        links: Vec::new(),
        part: None,
        part_link: None,
    }
}

fn why(view: &CaseView, next: &NextStep, may: bool) -> String {
    let person = &view.procedure.terms.person;
    let what = match next.kind {
        StepKind::Triage => "Nothing else is done before it is clear what this is.",
        StepKind::Plan if view.case.plan().any(|step| step.done_on.is_none()) => "The plan is agreed and under way.",
        StepKind::FirstContact => "Put it right now if you can; otherwise hand it over.",
        StepKind::Close if !view.missing.is_empty() => "Closing still waits for what is listed below.",
        StepKind::Learn => "It is closed; what was learnt is still to be recorded.",
        _ => "",
    };
    let who = if may {
        String::new()
    } else {
        match owner(view) {
            Some(owner) => format!("This is for {owner}."),
            None => "None of your roles may do this; it waits for somebody who may.".to_owned(),
        }
    };
    let reached = if next.kind == StepKind::Contact { reach(view).map(|whom| format!("{whom}.")) } else { None };
    let anonymous = if view.case.is_anonymous() { format!("The {person} is anonymous.") } else { String::new() };
    [what.to_owned(), reached.unwrap_or_default(), who, anonymous]
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

fn owner(view: &CaseView) -> Option<String> {
    let learning =
        view.case.learning.as_ref().filter(|_| !view.case.is_open()).and_then(|learning| learning.owner.as_ref());
    let owner = learning.or_else(|| view.case.current()?.owner.as_ref())?;
    Some(view.settings.staffing.name(owner).to_owned())
}

fn links(view: &CaseView, next: &NextStep) -> Vec<Link> {
    let kinds: Vec<CommandKind> = match next.kind {
        StepKind::Triage => vec![CommandKind::Triage],
        StepKind::FirstContact => vec![CommandKind::SettleAtFirstContact, CommandKind::HandOver],
        StepKind::Acknowledge => vec![CommandKind::AcknowledgeEscalation],
        StepKind::Filter => vec![CommandKind::DecideFilter],
        StepKind::HandOver => vec![CommandKind::HandOver],
        StepKind::Contact => vec![CommandKind::RecordContact],
        StepKind::Plan => return plan_links(view),
        StepKind::Panel => panel_commands(view),
        StepKind::Board => vec![CommandKind::RecordBoard, CommandKind::ReferToBoard],
        StepKind::Decide => return decide_links(view),
        StepKind::Confirm => vec![CommandKind::ConfirmDecision],
        StepKind::Reply => vec![CommandKind::RecordReply],
        StepKind::Close => return closing_links(view),
        StepKind::Learn => vec![CommandKind::CompleteLearning],
    };
    kinds.into_iter().filter_map(|kind| link(view, kind)).collect()
}

/// A panel is convened first, then each member decides; where they are divided it may be for the board.
fn panel_commands(view: &CaseView) -> Vec<CommandKind> {
    let sits = view.case.current().is_some_and(|handling| handling.panel.is_some());
    match sits {
        true => vec![CommandKind::RecordPanelDecision, CommandKind::ReferToBoard],
        false => vec![CommandKind::ConvenePanel],
    }
}

/// Each point of complaint gets its finding before the whole is decided.
fn decide_links(view: &CaseView) -> Vec<Link> {
    let point = view.missing.contains(&Missing::Points).then(|| point(view)).flatten();
    point.or_else(|| link(view, CommandKind::Decide)).into_iter().collect()
}

fn point(view: &CaseView) -> Option<Link> {
    let open = view.case.points.iter().find(|point| point.finding.is_none())?;
    let path = case_path(&view.case.reference);
    view.offered.contains(&CommandKind::DecidePoint).then(|| Link {
        href: format!("{path}/points/{}/decision", open.number),
        label: format!("Record the finding on point {}", open.number),
    })
}

/// The first open step of the plan, or the plan itself where there is none; a decision may do without one.
fn plan_links(view: &CaseView) -> Vec<Link> {
    match completion(view) {
        Some(link) => vec![link],
        None => [CommandKind::AgreePlan, CommandKind::Decide].into_iter().filter_map(|kind| link(view, kind)).collect(),
    }
}

fn closing_links(view: &CaseView) -> Vec<Link> {
    if view.missing.is_empty() {
        return link(view, CommandKind::Close).into_iter().collect();
    }
    view.missing.iter().find_map(|missing| supplies(view, *missing)).into_iter().collect()
}

/// What closing waits for, each with the form that supplies it.
pub(super) fn waiting(view: &CaseView) -> Vec<Waiting> {
    let waiting = |missing: &Missing| Waiting { sentence: missing.sentence(), link: supplies(view, *missing) };
    view.missing.iter().map(waiting).collect()
}

fn supplies(view: &CaseView, missing: Missing) -> Option<Link> {
    let kind = match missing {
        Missing::Points => return point(view),
        Missing::Guard(Guard::PlanDone) => return completion(view),
        Missing::Guard(Guard::Panel) => return panel_commands(view).into_iter().find_map(|kind| link(view, kind)),
        Missing::Decision | Missing::Guard(Guard::Agreement | Guard::Code | Guard::Evidence) => CommandKind::Decide,
        Missing::Guard(Guard::Contact) => CommandKind::RecordContact,
        Missing::Guard(Guard::Compensation) => CommandKind::DecideCompensation,
        Missing::Guard(Guard::WrittenReplyAsked) => CommandKind::AskWrittenReply,
        Missing::Guard(Guard::WrittenReplySent) => CommandKind::RecordReply,
        Missing::Guard(Guard::Filter) => CommandKind::DecideFilter,
        Missing::Guard(Guard::PlanAgreed) => CommandKind::AgreePlan,
        Missing::Guard(Guard::DecisionConfirmed) => CommandKind::ConfirmDecision,
        Missing::Guard(Guard::Apology) => CommandKind::Apologise,
    };
    link(view, kind)
}

fn completion(view: &CaseView) -> Option<Link> {
    let step = view.case.plan().find(|step| step.done_on.is_none())?;
    let path = case_path(&view.case.reference);
    view.offered.contains(&CommandKind::CompleteAction).then(|| Link {
        href: format!("{path}/actions/{}/completion", step.number),
        label: format!("Record as done: {}", step.what),
    })
}

fn link(view: &CaseView, kind: CommandKind) -> Option<Link> {
    let form = of_kind(kind).filter(|_| view.offered.contains(&kind))?;
    Some(Link { href: format!("{}/{}", case_path(&view.case.reference), form.slug), label: (form.title)(view) })
}
