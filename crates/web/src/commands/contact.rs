//! Speaking and writing to the person: contact and tries, whether a written reply is wanted, the reply, notes.

use redress_domain::case::{Command, CommandKind, RecordContact, WrittenReply};
use redress_domain::procedure::{Means, StepKind};

use super::{Ask, Asked, CommandForm, at_now, empty, on_today};
use crate::components::{Block, Item};
use crate::flash::Flash;
use crate::forms::{Filling, Read, Typed, means_items, words_items};

/// Contact, or a try that did not reach the person (R46, R47).
pub(super) const CONTACTS: CommandForm = CommandForm {
    slug: "contacts",
    kind: CommandKind::RecordContact,
    step: Some(StepKind::Contact),
    title: |view| format!("Record contact with the {}", view.procedure.terms.person),
    button: "Record the contact",
    begin: at_now,
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
    vec![
        fill.select("means", "How?", "Choose how", means_items()).into(),
        fill.when("at", "When?").into(),
        fill.radios("reached", format!("Did you reach the {person}?"), reached).into(),
        fill.area("note", "Note (optional)").with_rows(3).into(),
    ]
}

fn read_contact(_: &Ask<'_>, mut read: Read<'_>) -> Asked {
    let means = read.word::<Means>("means", "Choose how you tried to reach them.");
    let at = read.instant("at", "Enter the day of the contact.");
    let reached = match read.typed().get("reached") {
        "yes" => Some(true),
        "no" => Some(false),
        _ => {
            read.refuse("reached", "required", "Choose whether you reached them.");
            None
        }
    };
    let (note, issue, remedy_wanted) = (read.optional("note"), read.optional("issue"), read.optional("remedy_wanted"));
    let contact = (|| Some(RecordContact { means: means?, at: at?, reached: reached?, note, issue, remedy_wanted }))();
    read.finish(contact.map(Command::RecordContact))
}

/// Would you like this in writing? (R39)
pub(super) const WRITTEN_REPLY: CommandForm = CommandForm {
    slug: "written-reply",
    kind: CommandKind::AskWrittenReply,
    step: Some(StepKind::Reply),
    title: |_| "Ask whether a written reply is wanted".to_owned(),
    button: "Record the answer",
    begin: empty,
    blocks: written_reply_blocks,
    read: read_written_reply,
    done: Flash::ReplyAsked,
};

fn written_reply_blocks(ask: &Ask<'_>, fill: &Filling<'_>) -> Vec<Block> {
    let items =
        if ask.anonymous() { vec![Item::new("could-not-ask", "Could not ask")] } else { words_items::<WrittenReply>() };
    let legend = format!("Would the {} like a written reply?", ask.person());
    let choice = fill.radios("answer", legend, items);
    vec![match earlier_answers(ask) {
        Some(earlier) => choice.hint(earlier).into(),
        None => choice.into(),
    }]
}

/// The answers given before are shown when it is asked again (R39).
fn earlier_answers(ask: &Ask<'_>) -> Option<String> {
    use redress_domain::words::Word;
    let answers: Vec<String> = ask
        .view
        .case
        .handlings
        .iter()
        .filter_map(|handling| Some((handling.stage.as_deref()?, handling.written_reply?)))
        .map(|(stage, answer)| {
            let stage = ask.view.procedure.stage(stage).map_or(stage, |stage| &stage.label);
            format!("{stage}: {}", answer.label())
        })
        .collect();
    (!answers.is_empty()).then(|| format!("Answered before - {}.", answers.join("; ")))
}

fn read_written_reply(_: &Ask<'_>, mut read: Read<'_>) -> Asked {
    let answer = read.word::<WrittenReply>("answer", "Choose the answer.");
    read.finish(answer.map(|answer| Command::AskWrittenReply { answer }))
}

/// The written reply was sent (R40).
pub(super) const REPLY: CommandForm = CommandForm {
    slug: "reply",
    kind: CommandKind::RecordReply,
    step: Some(StepKind::Reply),
    title: |_| "Record the written reply as sent".to_owned(),
    button: "Record the reply",
    begin: on_today,
    blocks: |_, fill| {
        let written = [Means::Letter, Means::Email, Means::Text];
        let items = means_items().into_iter().filter(|(id, _)| written.iter().any(|means| is(*means, id))).collect();
        vec![
            fill.date("on", "On what day was it sent?").into(),
            fill.select("means", "How was it sent?", "Choose how", items).into(),
            fill.area("note", "Note (optional)").with_rows(3).into(),
        ]
    },
    read: read_reply,
    done: Flash::Replied,
};

fn is(means: Means, id: &str) -> bool {
    use redress_domain::words::Word;
    means.id() == id
}

fn read_reply(_: &Ask<'_>, mut read: Read<'_>) -> Asked {
    let on = read.date("on", "Enter the day on which it was sent.");
    let means = read.word::<Means>("means", "Choose how it was sent.");
    let note = read.optional("note");
    let command = on.zip(means).map(|(on, means)| Command::RecordReply { on, means, note });
    read.finish(command)
}

/// A note for the history.
pub(super) const NOTES: CommandForm = CommandForm {
    slug: "notes",
    kind: CommandKind::AddNote,
    step: None,
    title: |_| "Add a note".to_owned(),
    button: "Add the note",
    begin: |_| Typed::default(),
    blocks: |_, fill| {
        vec![fill.area("text", "The note").hint("It stands in the history for everybody who may see this.").into()]
    },
    read: |_, mut read| {
        let text = read.required("text", "Enter the note.");
        read.finish(text.map(|text| Command::AddNote { text }))
    },
    done: Flash::Noted,
};
