//! Putting an improvement action right, and opening again what ended.

use redress_domain::improvement::{Command, Correction, Ending, Improvement};

use super::expected;
use super::steps::Step;
use crate::components::Block;
use crate::flash::Flash;
use crate::forms::{Filling, Read, Typed};
use crate::learning::cause;
use crate::learning::form::{cases_field, cases_text, cases_typed};
use crate::visitor::Visitor;

pub(super) const CORRECTION: Step = Step {
    slug: "correction",
    title: "Put it right",
    button: "Put it right",
    flash: Flash::ImprovementCorrected,
    is_for: |_| true,
    begin: filled,
    blocks,
    read,
};

pub(super) const REOPENING: Step = Step {
    slug: "reopening",
    title: "Open it again",
    button: "Open it again",
    flash: Flash::ImprovementReopened,
    is_for: |improvement| !improvement.is_open(),
    begin: |_, _| Typed::default(),
    blocks: |fill, _, _| vec![fill.area("reason", "Why is it opened again?").with_rows(2).into()],
    read: |number, mut read| {
        let reason = read.required("reason", "Enter why it is opened again.");
        read.finish(reason.map(|reason| Command::ReopenImprovement { number, reason }))
    },
};

fn filled(improvement: &Improvement, _: &Visitor) -> Typed {
    let typed = Typed::default()
        .with("title", improvement.title.clone())
        .with("what", improvement.what.clone())
        .with("cases", cases_text(&improvement.cases))
        .with_date("started_on", improvement.started_on);
    let typed = cause::filled(typed, improvement.cause.code(), improvement.cause.service_area());
    let typed = expected::filled(typed, &improvement.expected);
    match &improvement.ending {
        Some(Ending::Done { on, .. }) => typed.with_date("done_on", *on),
        Some(Ending::Dropped { .. }) | None => typed,
    }
}

fn blocks(fill: &Filling<'_>, improvement: &Improvement, visitor: &Visitor) -> Vec<Block> {
    let mut blocks: Vec<Block> =
        vec![fill.line("title", "Short title").into(), fill.area("what", "What will be done?").into()];
    blocks.extend(visitor.procedure().map_or_else(|_| Vec::new(), |procedure| cause::blocks(fill, procedure)));
    blocks.push(expected::block(fill));
    blocks.push(cases_field(fill, "Cases whose learning led to it (optional)").into());
    blocks.push(fill.date("started_on", "When was it begun?").into());
    if matches!(improvement.ending, Some(Ending::Done { .. })) {
        let hint = "The months before this day are compared with those after it.";
        blocks.push(fill.date("done_on", "When was it done?").hint(hint).into());
    }
    let hint = "It stands in the history, with what was there before.";
    blocks.push(fill.area("reason", "Why is it corrected?").with_rows(2).hint(hint).into());
    blocks
}

fn read(number: u32, mut read: Read<'_>) -> Result<Command, Vec<redress_domain::case::FieldError>> {
    let title = read.required("title", "Enter a short title.");
    let what = read.required("what", "Enter what will be done.");
    let (code, service_area) = cause::read(&read);
    let expected = expected::read(&mut read);
    let cases = cases_typed(read.typed());
    let started_on = read.date("started_on", "Enter the day on which it was begun.");
    let done_on = read.optional_date("done_on");
    let reason = read.required("reason", "Enter why it is corrected.");
    let corrected = (|| {
        let (title, what, expected) = (title?, what?, expected?);
        let (started_on, done_on, reason) = (started_on?, done_on?, reason?);
        let correction = Correction { title, what, code, service_area, expected, cases, started_on, done_on };
        Some(Command::CorrectImprovement { number, correction: Box::new(correction), reason })
    })();
    read.finish(corrected)
}
