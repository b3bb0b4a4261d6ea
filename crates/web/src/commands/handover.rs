//! Handing a case to somebody who may own it: only they can be chosen, and of everybody else it says why not (R42, R43).

use redress_app::{Candidate, CaseView};
use redress_domain::case::{Command, CommandKind};
use redress_domain::procedure::StepKind;

use super::{Ask, Asked, CommandForm, empty};
use crate::components::{Block, Choice, Item};
use crate::flash::Flash;
use crate::forms::{Filling, Read, means_items};
use crate::layout::capital;

pub(super) const HANDOVER: CommandForm = CommandForm {
    slug: "handover",
    kind: CommandKind::HandOver,
    step: Some(StepKind::HandOver),
    title: handover_title,
    button: "Hand it over",
    begin: empty,
    blocks: handover_blocks,
    read: read_handover,
    done: Flash::HandedOver,
};

fn handover_title(view: &CaseView) -> String {
    let owned = view.case.current().is_some_and(|handling| handling.owner.is_some());
    if owned { "Hand it over to somebody else".to_owned() } else { "Hand it over".to_owned() }
}

fn handover_blocks(ask: &Ask<'_>, fill: &Filling<'_>) -> Vec<Block> {
    let mut blocks = vec![choice_of(fill, "to", &ask.view.candidates).into()];
    if !ask.anonymous() {
        blocks.push(customer_told(fill, ask.person()).into());
    }
    blocks
}

/// Everybody, those who may be chosen first.
pub(crate) fn choice_of(fill: &Filling<'_>, name: &str, candidates: &[Candidate]) -> Choice {
    let mut sorted: Vec<&Candidate> = candidates.iter().collect();
    sorted.sort_by_key(|candidate| (!candidate.against.is_empty(), candidate.staff.name.clone()));
    let items = sorted.into_iter().map(|candidate| {
        let item = Item::new(candidate.staff.id.as_str(), &candidate.staff.name);
        if candidate.against.is_empty() {
            return item.hint(&candidate.staff.email);
        }
        let reasons: Vec<String> = candidate.against.iter().map(|reason| capital(&reason.to_string())).collect();
        item.barred(format!("Cannot be chosen. {}", reasons.join(" ")))
    });
    fill.radios(name, "Who takes it on?", items.collect())
}

/// Whether the person was given the name and contact details of who has it (R23, R43).
pub(crate) fn customer_told(fill: &Filling<'_>, person: &str) -> crate::components::Field {
    let label = format!("How was the {person} told who has it?");
    fill.select("customer_told", label, "Not told yet", means_items()).hint("Give the name and how to reach them.")
}

fn read_handover(_: &Ask<'_>, mut read: Read<'_>) -> Asked {
    let to = read.person("to", "Choose who takes it on.");
    let customer_told = read.optional_means("customer_told");
    let command = to.zip(customer_told).map(|(to, customer_told)| Command::HandOver { to, customer_told });
    read.finish(command)
}
