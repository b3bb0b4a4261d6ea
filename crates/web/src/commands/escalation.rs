//! The next stage: asking for it, acknowledging the request, extending a time limit (R57, R58).

use redress_domain::case::{Command, CommandKind, Due, Escalate, Received};
use redress_domain::procedure::{Channel, Means, Route, StepKind};
use redress_domain::words::Word;

use super::{Ask, Asked, CommandForm, at_now, empty};
use crate::components::Block;
use crate::flash::Flash;
use crate::forms::{Filling, Read, Typed, means_items};
use redress_app::CaseView;

/// The person asks for the next stage, by any channel, reasons not needed.
pub(super) const ESCALATION: CommandForm = CommandForm {
    slug: "escalation",
    kind: CommandKind::Escalate,
    step: None,
    title: escalation_title,
    button: "Record the request",
    begin: |ask| Typed::default().with_instant("asked_on", ask.visitor.now),
    blocks: escalation_blocks,
    read: read_escalation,
    done: Flash::Escalated,
};

fn escalation_title(view: &CaseView) -> String {
    let stage = view.procedure.stage_for(Route::Esc).map_or("the next stage", |stage| stage.label.as_str());
    format!("Record that the {} asks for {stage}", view.procedure.terms.person)
}

fn escalation_blocks(ask: &Ask<'_>, fill: &Filling<'_>) -> Vec<Block> {
    let channels = Channel::ALL.iter().map(|channel| (channel.id().to_owned(), channel.label().to_owned())).collect();
    vec![
        fill.when("asked_on", "When did they ask?").time_optional().hint("Time limits run from then.").into(),
        fill.select("channel", "How did they ask?", "Choose how", channels).hint("It need not be in writing.").into(),
        fill.area("reasons", format!("The {}'s reasons (optional)", ask.person()))
            .hint("Nobody has to give any.")
            .into(),
    ]
}

fn read_escalation(_: &Ask<'_>, mut read: Read<'_>) -> Asked {
    let asked = read.due("asked_on", "Enter the day on which they asked.").map(|asked| match asked {
        Due::On(on) => Received::On(on),
        Due::At(at) => Received::At(at),
    });
    let channel = read.word::<Channel>("channel", "Choose how they asked.");
    let reasons = read.optional("reasons");
    let escalate = asked.zip(channel).map(|(asked, channel)| Escalate { asked, channel, reasons });
    read.finish(escalate.map(Command::Escalate))
}

/// The request for this stage was acknowledged.
pub(super) const ACKNOWLEDGEMENT: CommandForm = CommandForm {
    slug: "acknowledgement",
    kind: CommandKind::AcknowledgeEscalation,
    step: Some(StepKind::Acknowledge),
    title: |_| "Record the acknowledgement".to_owned(),
    button: "Record the acknowledgement",
    begin: at_now,
    blocks: |_, fill| {
        vec![
            fill.select("means", "How was it acknowledged?", "Choose how", means_items()).into(),
            fill.when("at", "When?").into(),
        ]
    },
    read: |_, mut read| {
        let means = read.word::<Means>("means", "Choose how it was acknowledged.");
        let at = read.instant("at", "Enter the day on which it was acknowledged.");
        let command = means.zip(at).map(|(means, at)| Command::AcknowledgeEscalation { means, at });
        read.finish(command)
    },
    done: Flash::Acknowledged,
};

/// More time, within what the procedure allows.
pub(super) const EXTENSION: CommandForm = CommandForm {
    slug: "extension",
    kind: CommandKind::Extend,
    step: None,
    title: |_| "Extend the time limit".to_owned(),
    button: "Extend it",
    begin: empty,
    blocks: |ask, fill| {
        vec![
            fill.date("to", "To what day?").into(),
            fill.area("reason", "Why is more time needed?").hint(format!("Tell the {} as well.", ask.person())).into(),
        ]
    },
    read: |_, mut read| {
        let to = read.date("to", "Enter the day to extend it to.");
        let reason = read.required("reason", "Enter why more time is needed.");
        let command = to.zip(reason).map(|(to, reason)| Command::Extend { to, reason });
        read.finish(command)
    },
    done: Flash::Extended,
};
