//! Other cases: linked, merged into, joint with another body.

use redress_domain::case::{Command, CommandKind, LinkKind};

use super::{Ask, Asked, CommandForm, Purpose, empty};
use crate::components::{Block, Field, Item, Note};
use crate::flash::Flash;
use crate::forms::{Filling, Read, words_items};

/// Two cases hang together.
pub(super) const LINKS: CommandForm = CommandForm {
    slug: "links",
    kind: CommandKind::Link,
    purpose: Purpose::OtherCases,
    step: None,
    title: |_| "Link it to another case".to_owned(),
    button: "Link them",
    begin: empty,
    blocks: |_, fill| {
        vec![
            reference(fill, "to").into(),
            fill.radios("kind", "How do they hang together?", words_items::<LinkKind>()).into(),
            fill.area("note", "Note (optional)").with_rows(2).into(),
        ]
    },
    read: |_, mut read| {
        let to = read.required("to", "Enter the reference of the other case.");
        let kind = read.word::<LinkKind>("kind", "Choose how they hang together.");
        let note = read.optional("note");
        read.finish(to.zip(kind).map(|(to, kind)| Command::Link { to, kind, note }))
    },
    done: Flash::Linked,
};

fn reference(fill: &Filling<'_>, name: &str) -> Field {
    fill.line(name, "Reference of the other case").hint("For example: SF-2026-0042").wide("govuk-input--width-20")
}

/// This case is the other's duplicate.
pub(super) const MERGE: CommandForm = CommandForm {
    slug: "merge",
    kind: CommandKind::Merge,
    purpose: Purpose::OtherCases,
    step: None,
    title: |_| "Merge it into another case".to_owned(),
    button: "Merge it",
    begin: empty,
    blocks: |_, fill| {
        let text = "This case ends here and goes on in the other one. Its history is kept, and each names the other.";
        vec![
            Note { text: text.to_owned() }.into(),
            reference(fill, "into").into(),
            fill.area("reason", "How do you know that the two are one?").with_rows(3).into(),
        ]
    },
    read: |_, mut read| {
        let into = read.required("into", "Enter the reference of the case in which it goes on.");
        let reason = read.required("reason", "Enter how it was found that the two are one.");
        read.finish(into.zip(reason).map(|(into, reason)| Command::Merge { into, reason }))
    },
    done: Flash::Merged,
};

/// Another body has part of the matter.
pub(super) const JOINT: CommandForm = CommandForm {
    slug: "joint",
    kind: CommandKind::Join,
    purpose: Purpose::OtherCases,
    step: None,
    title: |_| "Answer it together with another body".to_owned(),
    button: "Record it",
    begin: empty,
    blocks: joint_blocks,
    read: read_joint,
    done: Flash::Joined,
};

fn joint_blocks(ask: &Ask<'_>, fill: &Filling<'_>) -> Vec<Block> {
    let text = format!("One of the two leads, and gives the {} the one answer.", ask.person());
    let leads = vec![Item::new("yes", "We lead"), Item::new("no", "The other body leads")];
    vec![
        Note { text }.into(),
        fill.line("body", "Name of the other body").into(),
        fill.radios("we_lead", "Who leads?", leads).into(),
        fill.area("note", "Note (optional)").hint("For example: who to reach there").with_rows(2).into(),
    ]
}

fn read_joint(_: &Ask<'_>, mut read: Read<'_>) -> Asked {
    let body = read.required("body", "Enter the name of the other body.");
    let we_lead = read.yes_no("we_lead", "Choose who leads.");
    let note = read.optional("note");
    read.finish(body.zip(we_lead).map(|(body, we_lead)| Command::Join { body, we_lead, note }))
}
