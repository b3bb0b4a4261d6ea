//! Closing, with what it still waits for (R40).

use redress_domain::case::{Command, CommandKind};
use redress_domain::procedure::StepKind;

use super::{CommandForm, Purpose, on_today};
use crate::components::{Block, Note};
use crate::flash::Flash;

pub(super) const CLOSURE: CommandForm = CommandForm {
    slug: "closure",
    kind: CommandKind::Close,
    purpose: Purpose::Closing,
    step: Some(StepKind::Close),
    title: |view| format!("Close the {}", view.procedure.terms.case),
    button: "Close it",
    begin: on_today,
    blocks: |ask, fill| {
        let waits = ask.view.missing.iter().map(|missing| missing.sentence());
        let waits: Vec<&str> = waits.collect();
        let mut blocks: Vec<Block> = Vec::new();
        if !waits.is_empty() {
            blocks.push(Note { text: format!("It cannot be closed yet: it waits for {}.", waits.join("; ")) }.into());
        }
        let hint = "Today, or the earlier day on which the final answer was given.";
        blocks.push(fill.date("on", "As of what day?").hint(hint).into());
        blocks
    },
    read: |_, mut read| {
        let on = read.optional_date("on");
        read.finish(on.map(|on| Command::Close { on }))
    },
    done: Flash::Closed,
};
