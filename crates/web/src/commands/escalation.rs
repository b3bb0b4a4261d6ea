//! The next stage: asking for it, and acknowledging the request (R57, R58).

use redress_domain::case::{Command, CommandKind, Due, Escalate, Received};
use redress_domain::procedure::{Channel, Means, StepKind};
use redress_domain::words::Word;

use super::{Ask, Asked, CommandForm, Purpose, at_now};
use crate::components::Block;
use crate::flash::Flash;
use crate::forms::{Filling, Read, Typed};
use redress_app::CaseView;

/// The person asks for the next stage, by any channel, reasons not needed.
pub(super) const ESCALATION: CommandForm = CommandForm {
    slug: "escalation",
    kind: CommandKind::Escalate,
    purpose: Purpose::Closing,
    step: None,
    title: escalation_title,
    button: "Record the request",
    begin: |ask| Typed::default().with_instant("asked_on", ask.visitor.now),
    blocks: escalation_blocks,
    read: read_escalation,
    done: Flash::Escalated,
};

fn escalation_title(view: &CaseView) -> String {
    let now = view.case.current().and_then(|handling| view.procedure.stage(handling.stage.as_deref()?));
    let next = now.and_then(|stage| view.procedure.next_stage(stage));
    let stage = next.map_or("the next stage", |stage| stage.label.as_str());
    format!("Record that the {} asks for {stage}", view.procedure.terms.person)
}

fn escalation_blocks(ask: &Ask<'_>, fill: &Filling<'_>) -> Vec<Block> {
    let channels = Channel::ALL.iter().map(|channel| (channel.id().to_owned(), channel.label().to_owned())).collect();
    let mut blocks: Vec<Block> = vec![
        fill.when("asked_on", "When did they ask?").time_optional().hint("Time limits run from then.").into(),
        fill.select("channel", "How did they ask?", "Choose how", channels).hint("It need not be in writing.").into(),
        fill.area("reasons", format!("The {}'s reasons (optional)", ask.person()))
            .hint("Nobody has to give any.")
            .into(),
    ];
    if ask.view.procedure.escalation.waivable && !ask.view.procedure.escalation.windows.is_empty() {
        let waiver = fill.area("waiver", "If the time for asking is over: why is it taken up all the same?");
        blocks.push(waiver.hint("Leave it empty where they ask in time.").with_rows(2).into());
    }
    blocks
}

fn read_escalation(_: &Ask<'_>, mut read: Read<'_>) -> Asked {
    let asked = read.due("asked_on", "Enter the day on which they asked.").map(|asked| match asked {
        Due::On(on) => Received::On(on),
        Due::At(at) => Received::At(at),
    });
    let channel = read.word::<Channel>("channel", "Choose how they asked.");
    let (reasons, waiver) = (read.optional("reasons"), read.optional("waiver"));
    let escalate = asked.zip(channel).map(|(asked, channel)| Escalate { asked, channel, reasons, waiver });
    read.finish(escalate.map(Command::Escalate))
}

/// The request for this stage was acknowledged.
pub(super) const ACKNOWLEDGEMENT: CommandForm = CommandForm {
    slug: "acknowledgement",
    kind: CommandKind::AcknowledgeEscalation,
    purpose: Purpose::Review,
    step: Some(StepKind::Acknowledge),
    title: |_| "Record the acknowledgement".to_owned(),
    button: "Record the acknowledgement",
    begin: at_now,
    blocks: |_, fill| vec![fill.means("means", "How was it acknowledged?").into(), fill.when("at", "When?").into()],
    read: |_, mut read| {
        let means = read.word::<Means>("means", "Choose how it was acknowledged.");
        let at = read.instant("at", "Enter the day on which it was acknowledged.");
        let command = means.zip(at).map(|(means, at)| Command::AcknowledgeEscalation { means, at });
        read.finish(command)
    },
    done: Flash::Acknowledged,
};
