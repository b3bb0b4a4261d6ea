//! Speaking with the person: contact and tries; and notes for the history.

use redress_domain::case::{Command, CommandKind, RecordContact};
use redress_domain::procedure::{Means, StepKind};
use redress_domain::words::Word;

use super::{Ask, Asked, CommandForm, Purpose, empty};
use crate::components::{Block, Item, Note};
use crate::flash::Flash;
use crate::forms::{Filling, Read, Typed};
use crate::words::notices::{notices, reach};

/// Contact, or a try that did not reach the person (R46, R47).
pub(super) const CONTACTS: CommandForm = CommandForm {
    slug: "contacts",
    kind: CommandKind::RecordContact,
    purpose: Purpose::Everyday,
    step: Some(StepKind::Contact),
    title: |view| format!("Record contact with the {}", view.procedure.terms.person),
    button: "Record the contact",
    begin: |ask| {
        let known = ask.view.case.safety_note.clone().unwrap_or_default();
        Typed::default().with_instant("at", ask.visitor.now).with("safety", known)
    },
    blocks: contact_blocks,
    read: read_contact,
    done: Flash::Contacted,
};

fn contact_blocks(ask: &Ask<'_>, fill: &Filling<'_>) -> Vec<Block> {
    let person = ask.person();
    let issue = fill
        .area("issue", "What went wrong, as they put it now (optional)")
        .hint("It is kept beside what was first logged.");
    let wanted = fill.area("remedy_wanted", "What would put it right for them (optional)").with_rows(3);
    let reached = vec![
        Item::new("yes", "Yes").reveals(vec![issue.into(), wanted.into()]),
        Item::new("no", "No, it was a try").hint("A try is recorded and stops no clock."),
    ];
    let mut blocks: Vec<Block> = notices(ask.view).into_iter().map(Block::from).collect();
    blocks.extend(reach(ask.view).map(|text| Note { text }.into()));
    blocks.extend([
        fill.radios("means", "How?", means(fill)).small().into(),
        fill.when("at", "When?").into(),
        fill.radios("reached", format!("Did you reach the {person}?"), reached).into(),
        fill.area("note", "Note (optional)").with_rows(3).into(),
    ]);
    blocks
}

/// The means of contact; a home visit asks for what a visitor has to know (R46).
fn means(fill: &Filling<'_>) -> Vec<Item> {
    let safety = fill
        .area("safety", "What must whoever goes there know?")
        .hint("It is shown before the next visit. \"Nothing known\" is an answer.")
        .with_rows(2);
    let mut safety = Some(safety.into());
    let item = |means: &Means| {
        let item = Item::new(means.id(), means.label());
        if *means == Means::Visit { item.reveals(safety.take().into_iter().collect()) } else { item }
    };
    Means::ALL.iter().map(item).collect()
}

fn read_contact(_: &Ask<'_>, mut read: Read<'_>) -> Asked {
    let means = read.word::<Means>("means", "Choose how you tried to reach them.");
    let at = read.instant("at", "Enter the day of the contact.");
    let reached = read.yes_no("reached", "Choose whether you reached them.");
    let (note, safety) = (read.optional("note"), read.optional("safety"));
    let (issue, remedy_wanted) = (read.optional("issue"), read.optional("remedy_wanted"));
    let contact = (|| {
        // What is known of the house is about visits; with any other contact it stays as it was.
        let safety = safety.filter(|_| means == Some(Means::Visit));
        Some(RecordContact { means: means?, at: at?, reached: reached?, note, safety, issue, remedy_wanted })
    })();
    read.finish(contact.map(Command::RecordContact))
}

/// A note for the history.
pub(super) const NOTES: CommandForm = CommandForm {
    slug: "notes",
    kind: CommandKind::AddNote,
    purpose: Purpose::Everyday,
    step: None,
    title: |_| "Add a note".to_owned(),
    button: "Add the note",
    begin: empty,
    blocks: |_, fill| {
        vec![fill.area("text", "The note").hint("It stands in the history for everybody who may see this.").into()]
    },
    read: |_, mut read| {
        let text = read.required("text", "Enter the note.");
        read.finish(text.map(|text| Command::AddNote { text }))
    },
    done: Flash::Noted,
};
