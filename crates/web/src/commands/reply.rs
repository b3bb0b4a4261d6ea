//! Telling the decision: whether a written reply is wanted, the reply that was sent, the decision as it was told.

use redress_domain::case::{Command, CommandKind, Recipient, RecordReply, WrittenReply};
use redress_domain::procedure::{Means, OutcomeEffect, ReplyContent, ReplyWhen, StepKind};
use redress_domain::words::Word;

use super::{Ask, Asked, CommandForm, Purpose, empty, on_today};
use crate::components::{Block, Item};
use crate::flash::Flash;
use crate::forms::{Filling, Read, Typed, words_items};
use crate::words::notices::notices;

/// Would you like this in writing? (R39)
pub(super) const WRITTEN_REPLY: CommandForm = CommandForm {
    slug: "written-reply",
    kind: CommandKind::AskWrittenReply,
    purpose: Purpose::Person,
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
    (!answers.is_empty()).then(|| format!("Answered before. {}.", answers.join("; ")))
}

fn read_written_reply(_: &Ask<'_>, mut read: Read<'_>) -> Asked {
    let answer = read.word::<WrittenReply>("answer", "Choose the answer.");
    read.finish(answer.map(|answer| Command::AskWrittenReply { answer }))
}

/// The written reply was sent (R40), with all that it has to say (R77, R78).
pub(super) const REPLY: CommandForm = CommandForm {
    slug: "reply",
    kind: CommandKind::RecordReply,
    purpose: Purpose::Person,
    step: Some(StepKind::Reply),
    title: |_| "Record the written reply as sent".to_owned(),
    button: "Record the reply",
    begin: |ask| Typed::default().with_date("on", ask.visitor.today()).with("to", Recipient::Complainant.id()),
    blocks: reply_blocks,
    read: read_reply,
    done: Flash::Replied,
};

fn reply_blocks(ask: &Ask<'_>, fill: &Filling<'_>) -> Vec<Block> {
    let written = [Means::Letter, Means::Email, Means::Text];
    let items = written.iter().map(|means| (means.id().to_owned(), means.label().to_owned())).collect();
    let mut blocks: Vec<Block> = notices(ask.view).into_iter().map(Block::from).collect();
    blocks.extend([
        fill.date("on", "On what day was it sent?").into(),
        fill.select("means", "How was it sent?", "Choose how", items).into(),
    ]);
    blocks.extend(ask_recipient(ask, fill));
    let contents = contents(ask).map(|content| Item::new(&content.id, &content.label)).collect::<Vec<Item>>();
    if !contents.is_empty() {
        blocks
            .push(fill.checkboxes("contents", "What does it say?", contents).hint("All of these belong in it.").into());
    }
    blocks.push(fill.area("note", "Note (optional)").with_rows(3).into());
    blocks
}

/// What this reply has to say, by what was decided and the stage it ends.
fn contents<'a>(ask: &Ask<'a>) -> impl Iterator<Item = &'a ReplyContent> {
    let effect = ask.handling().and_then(|handling| handling.decision.as_ref()).map(|decided| decided.effect);
    let is_last = ask.stage().is_some_and(|stage| ask.view.procedure.is_last_stage(stage));
    ask.view.procedure.response.contents.iter().filter(move |content| match content.when {
        ReplyWhen::Always => true,
        ReplyWhen::Fault => matches!(effect, Some(OutcomeEffect::Upheld | OutcomeEffect::PartlyUpheld)),
        ReplyWhen::NoFault => effect == Some(OutcomeEffect::NotUpheld),
        ReplyWhen::NotLastStage => !is_last,
        ReplyWhen::LastStage => is_last,
    })
}

/// To whom it goes, where there are two who could get it.
pub(super) fn ask_recipient(ask: &Ask<'_>, fill: &Filling<'_>) -> Option<Block> {
    ask.view.case.representative.as_ref()?;
    let items = vec![
        Item::new(Recipient::Complainant.id(), format!("The {}", ask.person())),
        Item::new(Recipient::Representative.id(), "Their representative")
            .hint("What tells of the case needs consent first."),
    ];
    Some(fill.radios("to", "To whom?", items).into())
}

/// Where nobody acts for the person, it goes to them.
pub(super) fn read_recipient(ask: &Ask<'_>, read: &mut Read<'_>) -> Option<Recipient> {
    if ask.view.case.representative.is_none() {
        return Some(Recipient::Complainant);
    }
    read.word::<Recipient>("to", "Choose to whom it goes.")
}

fn read_reply(ask: &Ask<'_>, mut read: Read<'_>) -> Asked {
    let on = read.date("on", "Enter the day on which it was sent.");
    let means = read.word::<Means>("means", "Choose how it was sent.");
    let to = read_recipient(ask, &mut read);
    let (contents, note) = (read.chosen("contents"), read.optional("note"));
    let reply = (|| Some(RecordReply { on: on?, means: means?, to: to?, contents, note }))();
    read.finish(reply.map(Command::RecordReply))
}

/// The decision was told to the person (R67).
pub(super) const CONFIRMATION: CommandForm = CommandForm {
    slug: "confirmation",
    kind: CommandKind::ConfirmDecision,
    purpose: Purpose::Closing,
    step: Some(StepKind::Confirm),
    title: |view| format!("Record that the {} was told the decision", view.procedure.terms.person),
    button: "Record it",
    begin: on_today,
    blocks: |ask, fill| {
        let mut blocks: Vec<Block> = notices(ask.view).into_iter().map(Block::from).collect();
        blocks.extend([fill.means("means", "How were they told?").into(), fill.date("on", "On what day?").into()]);
        blocks
    },
    read: |_, mut read| {
        let means = read.word::<Means>("means", "Choose how they were told.");
        let on = read.date("on", "Enter the day on which they were told.");
        read.finish(means.zip(on).map(|(means, on)| Command::ConfirmDecision { means, on }))
    },
    done: Flash::Confirmed,
};
