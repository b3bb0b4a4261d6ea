//! Closing the loop with the person: whether they want to know what changes, and telling them.

use redress_domain::case::{Command, CommandKind, Recipient, TellWhatChanged};
use redress_domain::procedure::Means;
use redress_domain::words::Word;

use super::reply::{ask_recipient, read_recipient};
use super::{Ask, Asked, CommandForm, Purpose};
use crate::components::Block;
use crate::flash::Flash;
use crate::forms::{Filling, Read, Typed};
use crate::words::notices::notices;

/// Whether they would like to know.
pub(super) const CHANGE_NEWS: CommandForm = CommandForm {
    slug: "change-news",
    kind: CommandKind::AskAboutChanges,
    purpose: Purpose::Person,
    step: None,
    title: |view| format!("Record whether the {} wants to know what changes", view.procedure.terms.person),
    button: "Record the answer",
    begin: |ask| match ask.view.case.wants_to_know {
        Some(wants) => Typed::default().with("wants", if wants { "yes" } else { "no" }),
        None => Typed::default(),
    },
    blocks: |_, fill| {
        let question = "\"Would you like to know what changes because of this?\"";
        vec![fill.yes_no("wants", question).into()]
    },
    read: |_, mut read| {
        let wants = read.yes_no("wants", "Choose whether they would like to know.");
        read.finish(wants.map(|wants| Command::AskAboutChanges { wants }))
    },
    done: Flash::ChangeNewsAsked,
};

/// They were told.
pub(super) const CHANGES_TOLD: CommandForm = CommandForm {
    slug: "changes-told",
    kind: CommandKind::TellWhatChanged,
    purpose: Purpose::Person,
    step: None,
    title: |view| format!("Record that the {} was told what changed", view.procedure.terms.person),
    button: "Record it",
    begin: |ask| Typed::default().with_date("on", ask.visitor.today()).with("to", Recipient::Complainant.id()),
    blocks: told_blocks,
    read: read_told,
    done: Flash::ChangeTold,
};

fn told_blocks(ask: &Ask<'_>, fill: &Filling<'_>) -> Vec<Block> {
    let mut blocks: Vec<Block> = notices(ask.view).into_iter().map(Block::from).collect();
    blocks.push(fill.area("what", "What were they told?").hint("A letter can carry these words.").into());
    blocks.extend(ask_recipient(ask, fill));
    blocks.extend([
        fill.means("means", "How were they told?").into(),
        fill.date("on", "On what day?").into(),
        fill.line("improvement", "Number of the improvement it came of (optional)").wide("govuk-input--width-5").into(),
    ]);
    blocks
}

fn read_told(ask: &Ask<'_>, mut read: Read<'_>) -> Asked {
    let what = read.required("what", "Enter what they were told.");
    let to = read_recipient(ask, &mut read);
    let means = read.word::<Means>("means", "Choose how they were told.");
    let on = read.date("on", "Enter the day on which they were told.");
    let improvement = read.optional_number("improvement", "Enter the number of the improvement, or leave it empty.");
    let told = (|| {
        let (means, to, on, what, improvement) = (means?, to?, on?, what?, improvement?);
        Some(TellWhatChanged { means, to, on, what, improvement })
    })();
    read.finish(told.map(Command::TellWhatChanged))
}
