//! Promises, steps of the plan and questions, each with its date in words and the forms that move it on.

use redress_app::CaseView;
use redress_domain::case::{Action, ActionKind, CommandKind};
use redress_domain::time::long_date;
use redress_domain::words::Word;

use super::Link;
use crate::answer::case_path;
use crate::commands::{NUMBERED, Numbered};
use crate::visitor::Visitor;
use crate::words::due::due_words;
use crate::words::{long_due, member_name};

pub(super) struct ActionRow {
    pub(super) number: u32,
    pub(super) what: String,
    pub(super) chip: &'static str,
    pub(super) state: String,
    pub(super) note: String,
    pub(super) facts: String,
    /// What this person may do with it.
    pub(super) links: Vec<Link>,
}

/// Every promise, step and preventive action, oldest first.
pub(super) fn actions(view: &CaseView, visitor: &Visitor) -> Vec<ActionRow> {
    rows(view, visitor, |kind| kind != ActionKind::Information)
}

/// Every question asked, oldest first (R52).
pub(super) fn questions(view: &CaseView, visitor: &Visitor) -> Vec<ActionRow> {
    rows(view, visitor, |kind| kind == ActionKind::Information)
}

fn rows(view: &CaseView, visitor: &Visitor, of: impl Fn(ActionKind) -> bool) -> Vec<ActionRow> {
    view.case.actions.iter().filter(|action| of(action.kind)).map(|action| row(view, visitor, action)).collect()
}

fn row(view: &CaseView, visitor: &Visitor, action: &Action) -> ActionRow {
    let (chip, state) = match action.done_on {
        Some(on) if on <= action.due.date() => ("rd-chip--met", format!("{} {}", done(action), long_date(on))),
        Some(on) => ("rd-chip--missed", format!("{} late, {}", done(action), long_date(on))),
        None => {
            let said = due_words(action.due, visitor.now, &view.settings.calendar);
            (said.urgency.chip(), said.words)
        }
    };
    ActionRow {
        number: action.number,
        what: action.what.clone(),
        chip,
        state,
        note: action.done_note.clone().unwrap_or_default(),
        facts: facts(view, action),
        links: if action.done_on.is_none() { links(view, action) } else { Vec::new() },
    }
}

fn done(action: &Action) -> &'static str {
    match action.kind {
        ActionKind::Information => "answered",
        _ if action.appointment => "took place",
        _ => "done",
    }
}

fn facts(view: &CaseView, action: &Action) -> String {
    let kind = match action.kind {
        ActionKind::Promise if action.appointment => "Appointment",
        ActionKind::Promise => ActionKind::Promise.label(),
        ActionKind::Plan => "Step of the plan",
        ActionKind::Information => ActionKind::Information.label(),
        ActionKind::Prevention => "So that it does not happen again",
    };
    let staffing = &view.settings.staffing;
    let asked = action.asked_of.as_ref().map(|member| member_name(member, staffing));
    let who = asked.unwrap_or_else(|| staffing.name(&action.owner).to_owned());
    let moved = match (action.moved, action.kind) {
        (0, _) => String::new(),
        (times, ActionKind::Information) => format!(" · chased {}", often(times)),
        (times, _) => format!(" · moved {}", often(times)),
    };
    format!("{kind} · {who} · due {}{moved}", long_due(action.due))
}

fn often(times: u32) -> String {
    match times {
        1 => "once".to_owned(),
        2 => "twice".to_owned(),
        times => format!("{times} times"),
    }
}

fn links(view: &CaseView, action: &Action) -> Vec<Link> {
    let of = if action.kind == ActionKind::Information { Numbered::Question } else { Numbered::Action };
    let path = format!("{}/actions/{}", case_path(&view.case.reference), action.number);
    let open = NUMBERED.into_iter().filter(|(about, form)| *about == of && view.offered.contains(&form.kind));
    open.map(|(_, form)| Link { href: format!("{path}/{}", form.slug), label: label(form.kind).to_owned() }).collect()
}

/// Short, because what it is about stands beside it.
fn label(kind: CommandKind) -> &'static str {
    match kind {
        CommandKind::MoveAction => "Move",
        CommandKind::ChaseInformation => "Chase",
        CommandKind::AnswerInformation => "Record the answer",
        _ => "Record as done",
    }
}
