//! Questions to those who know, chased until they are answered (R52).

use redress_domain::case::{AskInformation, Command, CommandKind, Member};
use redress_domain::staff::UserId;

use super::{Ask, Asked, CommandForm, Purpose, empty, on_today};
use crate::components::{Block, Item, Note};
use crate::flash::Flash;
use crate::forms::{Filling, Read};
use crate::words::long_due;

/// A question to somebody, with the day it is to be answered by.
pub(super) const INFORMATION: CommandForm = CommandForm {
    slug: "information",
    kind: CommandKind::AskInformation,
    purpose: Purpose::Matter,
    step: None,
    title: |_| "Ask somebody for information".to_owned(),
    button: "Record the question",
    begin: empty,
    blocks: ask_blocks,
    read: read_question,
    done: Flash::InformationAsked,
};

fn ask_blocks(ask: &Ask<'_>, fill: &Filling<'_>) -> Vec<Block> {
    let whom = vec![
        Item::new("staff", "Somebody who works here")
            .reveals(vec![fill.person("of_staff", "Who?", &ask.view.settings.staffing).into()]),
        Item::new("outside", "Somebody else").reveals(vec![fill.line("of_outside", "Name, and where they are").into()]),
    ];
    let days = ask.view.procedure.info_request.days;
    let hint = format!("Left empty, it is {} from today.", redress_domain::procedure::Unit::WorkingDay.count(days));
    vec![
        fill.radios("of", "Who is asked?", whom).into(),
        fill.area("question", "What are they asked?").into(),
        fill.date("due_on", "By what day is it to be answered? (optional)").hint(hint).into(),
    ]
}

fn read_question(_: &Ask<'_>, mut read: Read<'_>) -> Asked {
    let of = match read.typed().get("of") {
        "staff" => read.required("of_staff", "Choose who is asked.").map(|id| Member::Staff(UserId::new(id))),
        "outside" => read.required("of_outside", "Enter who is asked.").map(Member::Outside),
        _ => {
            read.refuse("of", "required", "Choose who is asked.");
            None
        }
    };
    let question = read.required("question", "Enter the question.");
    let due_on = read.optional_date("due_on");
    let asked = (|| Some(AskInformation { of: of?, question: question?, due_on: due_on? }))();
    read.finish(asked.map(Command::AskInformation))
}

/// Asked again.
pub(super) const CHASE: CommandForm = CommandForm {
    slug: "chase",
    kind: CommandKind::ChaseInformation,
    purpose: Purpose::Matter,
    step: None,
    title: |_| "Chase an answer".to_owned(),
    button: "Record that it was chased",
    begin: empty,
    blocks: |ask, fill| {
        vec![
            question(ask).into(),
            fill.date("due_on", "By what day is it to be answered now?").into(),
            fill.area("note", "Note (optional)").with_rows(3).into(),
        ]
    },
    read: |ask, mut read| {
        let due_on = read.date("due_on", "Enter the day by which it is to be answered now.");
        let note = read.optional("note");
        let command = (|| Some(Command::ChaseInformation { number: ask.number?, due_on: due_on?, note }))();
        read.finish(command)
    },
    done: Flash::InformationChased,
};

/// The answer came.
pub(super) const ANSWER: CommandForm = CommandForm {
    slug: "answer",
    kind: CommandKind::AnswerInformation,
    purpose: Purpose::Matter,
    step: None,
    title: |_| "Record an answer".to_owned(),
    button: "Record the answer",
    begin: on_today,
    blocks: |ask, fill| {
        vec![
            question(ask).into(),
            fill.date("on", "On what day was it answered?").into(),
            fill.area("answer", "The answer").into(),
        ]
    },
    read: |ask, mut read| {
        let on = read.date("on", "Enter the day on which it was answered.");
        let answer = read.required("answer", "Enter the answer.");
        let command = (|| Some(Command::AnswerInformation { number: ask.number?, on: on?, answer: answer? }))();
        read.finish(command)
    },
    done: Flash::InformationGiven,
};

/// The question a form is about.
fn question(ask: &Ask<'_>) -> Note {
    let text = ask.action().map(|action| {
        let of = match &action.asked_of {
            Some(Member::Outside(name)) => name.as_str(),
            Some(Member::Staff(id)) => ask.view.settings.staffing.name(id),
            None => ask.view.settings.staffing.name(&action.owner),
        };
        format!("{of} was asked: {} To be answered by {}.", action.what, long_due(action.due))
    });
    Note { text: text.unwrap_or_default() }
}
