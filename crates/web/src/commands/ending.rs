//! The person takes it back; and what was closed is opened again.

use redress_domain::case::{Command, CommandKind};
use redress_domain::procedure::Means;

use super::{CommandForm, Purpose, empty, on_today};
use crate::components::Note;
use crate::flash::Flash;
use crate::words::counted;

/// Withdrawn by the person.
pub(super) const WITHDRAWAL: CommandForm = CommandForm {
    slug: "withdrawal",
    kind: CommandKind::Withdraw,
    purpose: Purpose::Closing,
    step: None,
    title: |view| format!("Record that the {} takes it back", view.procedure.terms.person),
    button: "Record it as withdrawn",
    begin: on_today,
    blocks: |ask, fill| {
        let text = "It is closed by this. What is serious can still be looked into, in a case of its own.";
        vec![
            Note { text: text.to_owned() }.into(),
            fill.means("means", format!("How did the {} say so?", ask.person())).into(),
            fill.date("on", "On what day?").into(),
            fill.area("reason", "Their reasons (optional)").hint("Nobody has to give any.").with_rows(2).into(),
        ]
    },
    read: |_, mut read| {
        let means = read.word::<Means>("means", "Choose how they said so.");
        let on = read.date("on", "Enter the day on which they said so.");
        let reason = read.optional("reason");
        read.finish(means.zip(on).map(|(means, on)| Command::Withdraw { means, on, reason }))
    },
    done: Flash::Withdrawn,
};

/// Opened again.
pub(super) const REOPENING: CommandForm = CommandForm {
    slug: "reopening",
    kind: CommandKind::Reopen,
    purpose: Purpose::Closing,
    step: None,
    title: |_| "Open it again".to_owned(),
    button: "Open it again",
    begin: empty,
    blocks: |ask, fill| {
        let within = ask.view.procedure.reopening.map(|reopening| {
            let months = counted(u64::from(reopening.within_months), "month", "months");
            let text = format!("Within {months} of closing. Later it is a new case, linked to this one.");
            Note { text }.into()
        });
        within.into_iter().chain([fill.area("reason", "Why is it opened again?").into()]).collect()
    },
    read: |_, mut read| {
        let reason = read.required("reason", "Enter why it is opened again.");
        read.finish(reason.map(|reason| Command::Reopen { reason }))
    },
    done: Flash::Reopened,
};
