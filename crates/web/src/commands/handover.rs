//! Handing a case to somebody who may own it: only they can be chosen, and of everybody else it says why not (R42, R43).

use redress_app::CaseView;
use redress_domain::case::{Command, CommandKind};
use redress_domain::procedure::StepKind;

use super::{Ask, Asked, CommandForm, Purpose, choice_of, customer_told, empty};
use crate::components::Block;
use crate::flash::Flash;
use crate::forms::{Filling, Read};

pub(super) const HANDOVER: CommandForm = CommandForm {
    slug: "handover",
    kind: CommandKind::HandOver,
    purpose: Purpose::Matter,
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

fn read_handover(_: &Ask<'_>, mut read: Read<'_>) -> Asked {
    let to = read.person("to", "Choose who takes it on.");
    let customer_told = read.optional_means("customer_told");
    let command = to.zip(customer_told).map(|(to, customer_told)| Command::HandOver { to, customer_told });
    read.finish(command)
}
