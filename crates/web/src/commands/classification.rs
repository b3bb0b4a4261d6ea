//! What a return asks of the case, one question at a time, with the options of the procedure.

use redress_domain::case::{Command, CommandKind};

use super::{Ask, Asked, CommandForm, Purpose};
use crate::components::{Block, Item, Note};
use crate::flash::Flash;
use crate::forms::{Filling, Read, Typed, label_items};

/// The answer to one split.
pub(super) const CLASSIFICATION: CommandForm = CommandForm {
    slug: "classification",
    kind: CommandKind::Classify,
    purpose: Purpose::Matter,
    step: None,
    title: |_| "Class it for a return".to_owned(),
    button: "Record the answer",
    begin: |ask| {
        let known = ask.split().and_then(|split| ask.view.case.splits.get(&split.id));
        known.into_iter().flatten().fold(Typed::default(), |typed, id| typed.with("options", id))
    },
    blocks: |ask, fill| ask.split().map_or_else(Vec::new, |split| blocks(split, fill)),
    read: read_classification,
    done: Flash::Classified,
};

fn blocks(split: &redress_domain::procedure::Split, fill: &Filling<'_>) -> Vec<Block> {
    let mut items = label_items(&split.options);
    let asked: Block = match split.many {
        true => fill.checkboxes("options", &split.label, items).hint("Choose all that apply.").small().into(),
        false => {
            items.push(Item::new("", "Leave it open"));
            fill.radios("options", &split.label, items).small().into()
        }
    };
    let special = split.special.then(|| {
        let text = "Special-category data: record it only as the person gave it. It is seen by those who work on cases, and \
                    otherwise only counted.";
        Note { text: text.to_owned() }.into()
    });
    special.into_iter().chain([asked]).collect()
}

fn read_classification(ask: &Ask<'_>, mut read: Read<'_>) -> Asked {
    let split = ask.split();
    if split.is_some_and(|split| !split.many) && read.typed().all("options").next().is_none() {
        read.refuse("options", "required", "Choose an answer, or leave it open.");
    }
    let options = read.chosen("options");
    read.finish(split.map(|split| Command::Classify { split: split.id.clone(), options }))
}
