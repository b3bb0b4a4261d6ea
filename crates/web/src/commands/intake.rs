//! Triage, and settling at first contact (parts 2 and 3 of the source).

use redress_domain::case::{Command, CommandKind};
use redress_domain::procedure::StepKind;

use super::{Ask, Asked, CommandForm, Purpose};
use crate::components::{Block, Item};
use crate::flash::Flash;
use crate::forms::{Filling, Read, Typed, ask_first_contact_agreement, read_agreement};
use redress_app::CaseView;

/// What is it? (R17)
pub(super) const TRIAGE: CommandForm = CommandForm {
    slug: "triage",
    kind: CommandKind::Triage,
    purpose: Purpose::Matter,
    step: Some(StepKind::Triage),
    title: |view| {
        if view.case.triage.is_some() { "Triage it again".to_owned() } else { "Triage: what is it?".to_owned() }
    },
    button: "Record the triage",
    begin: |ask| match &ask.view.case.triage {
        Some(triage) => Typed::default().with("class", triage.class.clone()),
        None => Typed::default(),
    },
    blocks: triage_blocks,
    read: read_triage,
    done: Flash::Triaged,
};

fn triage_blocks(ask: &Ask<'_>, fill: &Filling<'_>) -> Vec<Block> {
    let classes = ask.view.procedure.triage.iter();
    let items = classes.map(|class| Item::new(&class.id, &class.label).hint(&class.meaning)).collect();
    vec![fill.radios("class", "What is it?", items).into(), fill.area("note", "Why (optional)").with_rows(2).into()]
}

fn read_triage(_: &Ask<'_>, mut read: Read<'_>) -> Asked {
    let class = read.required("class", "Choose what it is.");
    let note = read.optional("note");
    read.finish(class.map(|class| Command::Triage { class, note }))
}

/// Put right on the spot (R12, R33, R35).
pub(super) const FIRST_CONTACT: CommandForm = CommandForm {
    slug: "first-contact",
    kind: CommandKind::SettleAtFirstContact,
    purpose: Purpose::Matter,
    step: Some(StepKind::FirstContact),
    title: settle_title,
    button: "Record that it is put right",
    begin: |ask| Typed::default().with_date("agreed_on", ask.visitor.today()),
    blocks: settle_blocks,
    read: read_settle,
    done: Flash::Settled,
};

fn settle_title(_: &CaseView) -> String {
    "Put it right at first contact".to_owned()
}

fn settle_blocks(ask: &Ask<'_>, fill: &Filling<'_>) -> Vec<Block> {
    let done = fill.area("done", "What did you do to put it right?");
    let mut blocks = vec![done.into()];
    blocks.extend(ask_first_contact_agreement(fill, ask.person(), ask.anonymous()));
    blocks
}

fn read_settle(ask: &Ask<'_>, mut read: Read<'_>) -> Asked {
    let done = read.required("done", "Enter what was done to put it right.");
    let agreement = read_agreement(&mut read, ask.anonymous(), Some("agreed"));
    let command = done.zip(agreement).map(|(done, agreement)| Command::SettleAtFirstContact { done, agreement });
    read.finish(command)
}
