//! Outside bodies: the person turned to one, and what it decided (R16, R63).

use redress_domain::case::{Command, CommandKind};
use redress_domain::procedure::ExternalBody;

use super::{Ask, Asked, CommandForm, Purpose, on_today};
use crate::components::{Block, Item};
use crate::flash::Flash;
use crate::forms::{Filling, Read};
use crate::words::counted;

/// The person turned to an outside body.
pub(super) const REFERRAL: CommandForm = CommandForm {
    slug: "outside-referral",
    kind: CommandKind::ReferOutside,
    purpose: Purpose::Closing,
    step: None,
    title: |view| format!("Record that the {} turned to an outside body", view.procedure.terms.person),
    button: "Record it",
    begin: on_today,
    blocks: |ask, fill| {
        let bodies = ask.view.procedure.external_bodies.iter();
        let items = bodies.map(|body| Item::new(&body.id, &body.name).hint(scope(body))).collect();
        vec![
            fill.radios("body", "Which body?", items).into(),
            fill.date("on", "On what day?").into(),
            fill.area("note", "Note (optional)").with_rows(2).into(),
        ]
    },
    read: |_, mut read| {
        let body = read.required("body", "Choose the body.");
        let on = read.date("on", "Enter the day on which they turned to it.");
        let note = read.optional("note");
        read.finish(body.zip(on).map(|(body, on)| Command::ReferOutside { body, on, note }))
    },
    done: Flash::ReferredOutside,
};

/// What it looks at, and within what time it is to be asked.
pub(crate) fn scope(body: &ExternalBody) -> String {
    let within = body.within_months.map(|months| {
        format!(" It is to be asked within {} of our reply.", counted(u64::from(months), "month", "months"))
    });
    format!("{}{}", body.scope_note, within.unwrap_or_default())
}

/// What the outside body decided.
pub(super) const DECISION: CommandForm = CommandForm {
    slug: "outside-decision",
    kind: CommandKind::RecordOutsideDecision,
    purpose: Purpose::Closing,
    step: None,
    title: |_| "Record what the outside body decided".to_owned(),
    button: "Record it",
    begin: on_today,
    blocks: decision_blocks,
    read: read_decision,
    done: Flash::OutsideDecided,
};

fn decision_blocks(_: &Ask<'_>, fill: &Filling<'_>) -> Vec<Block> {
    vec![
        fill.yes_no("upheld", "Did it uphold the complaint?").into(),
        fill.date("on", "On what day?").into(),
        fill.area("note", "What it said (optional)").with_rows(3).into(),
    ]
}

fn read_decision(_: &Ask<'_>, mut read: Read<'_>) -> Asked {
    let upheld = read.yes_no("upheld", "Choose whether it was upheld.");
    let on = read.date("on", "Enter the day of its decision.");
    let note = read.optional("note");
    read.finish(upheld.zip(on).map(|(upheld, on)| Command::RecordOutsideDecision { upheld, on, note }))
}
