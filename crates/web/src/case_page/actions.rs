//! Promises and steps of the plan, each with its date in words and the form by which it is done.

use redress_app::CaseView;
use redress_domain::case::{Action, ActionKind, CommandKind};
use redress_domain::time::long_date;
use redress_domain::words::Word;

use crate::answer::case_path;
use crate::visitor::Visitor;
use crate::words::due::due_words;
use crate::words::long_due;

pub(super) struct ActionRow {
    pub(super) number: u32,
    pub(super) what: String,
    pub(super) kind: &'static str,
    pub(super) owner: String,
    pub(super) due: String,
    pub(super) chip: &'static str,
    pub(super) state: String,
    pub(super) note: String,
    /// Where it is recorded as done, if this person may.
    pub(super) complete: Option<String>,
}

/// Every action, oldest first.
pub(super) fn rows(view: &CaseView, visitor: &Visitor) -> Vec<ActionRow> {
    view.case.actions.iter().map(|action| row(view, visitor, action)).collect()
}

fn row(view: &CaseView, visitor: &Visitor, action: &Action) -> ActionRow {
    let (chip, state) = match action.done_on {
        Some(on) if on <= action.due.date() => ("rd-chip--met", format!("done {}", long_date(on))),
        Some(on) => ("rd-chip--missed", format!("done late, {}", long_date(on))),
        None => {
            let said = due_words(action.due, visitor.now, &view.settings.calendar);
            (said.urgency.chip(), said.words)
        }
    };
    let may = action.done_on.is_none() && view.offered.contains(&CommandKind::CompleteAction);
    ActionRow {
        number: action.number,
        what: action.what.clone(),
        kind: match action.kind {
            ActionKind::Promise => ActionKind::Promise.label(),
            ActionKind::Plan => "Step of the plan",
        },
        owner: view.settings.staffing.name(&action.owner).to_owned(),
        due: long_due(action.due),
        chip,
        state,
        note: action.done_note.clone().unwrap_or_default(),
        complete: may.then(|| format!("{}/actions/{}/completion", case_path(&view.case.reference), action.number)),
    }
}
