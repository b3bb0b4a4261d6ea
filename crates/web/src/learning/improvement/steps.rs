//! Taking an improvement action further: moving it, recording it as done, dropping it, saying what one thinks of it.

use redress_domain::case::FieldError;
use redress_domain::improvement::{Command, Ending, Improvement};

use super::correction::{CORRECTION, REOPENING};
use super::{found, link, path};
use crate::answer::{Answer, Failed, done};
use crate::components::Block;
use crate::extract::Path;
use crate::flash::Flash;
use crate::forms::{Filling, Read, Typed};
use crate::learning::form::{Form, carry_out};
use crate::learning::{absent, keeper, not_now};
use crate::visitor::{Submitted, Visitor};

/// A step with its form.
pub(super) struct Step {
    /// End of its address.
    pub(super) slug: &'static str,
    pub(super) title: &'static str,
    pub(super) button: &'static str,
    pub(super) flash: Flash,
    pub(super) is_for: fn(&Improvement) -> bool,
    pub(super) begin: fn(&Improvement, &Visitor) -> Typed,
    pub(super) blocks: fn(&Filling<'_>, &Improvement, &Visitor) -> Vec<Block>,
    pub(super) read: fn(u32, Read<'_>) -> Result<Command, Vec<FieldError>>,
}

const STEPS: [Step; 6] = [
    Step {
        slug: "done",
        title: "Record it as done",
        button: "Record it as done",
        flash: Flash::ImprovementDone,
        is_for: Improvement::is_open,
        begin: |_, visitor| Typed::default().with_date("on", visitor.today()),
        blocks: |fill, _, _| {
            let what = fill.area("what", "What was done?").hint("People who asked are told what changed.");
            vec![what.into(), fill.date("on", "On what day was it done?").into()]
        },
        read: |number, mut read| {
            let what = read.required("what", "Enter what was done.");
            let on = read.date("on", "Enter the day on which it was done.");
            read.finish(what.zip(on).map(|(what, on)| Command::FinishImprovement { number, on, what }))
        },
    },
    Step {
        slug: "move",
        title: "Move it, or give it to somebody else",
        button: "Move it",
        flash: Flash::ImprovementMoved,
        is_for: Improvement::is_open,
        begin: |improvement, _| {
            Typed::default().with_date("due_on", improvement.due_on).with("owner", improvement.owner.as_str())
        },
        blocks: |fill, _, visitor| {
            vec![
                fill.date("due_on", "By what day?").into(),
                fill.person("owner", "Who sees to it?", &visitor.who.settings.staffing).into(),
                fill.area("reason", "Why?").with_rows(2).into(),
            ]
        },
        read: |number, mut read| {
            let due_on = read.date("due_on", "Enter the day by which it is done.");
            let owner = read.optional_person("owner");
            let reason = read.required("reason", "Enter why it is moved.");
            let moved = due_on.zip(reason);
            read.finish(moved.map(|(due_on, reason)| Command::MoveImprovement { number, due_on, owner, reason }))
        },
    },
    Step {
        slug: "drop",
        title: "Drop it",
        button: "Drop it",
        flash: Flash::ImprovementDropped,
        is_for: Improvement::is_open,
        begin: |_, _| Typed::default(),
        blocks: |fill, _, _| vec![fill.area("reason", "Why is it dropped?").with_rows(2).into()],
        read: |number, mut read| {
            let reason = read.required("reason", "Enter why it is dropped.");
            read.finish(reason.map(|reason| Command::DropImprovement { number, reason }))
        },
    },
    Step {
        slug: "view",
        title: "Add what you think of it",
        button: "Add it",
        flash: Flash::ImprovementReviewed,
        is_for: |improvement| matches!(improvement.ending, Some(Ending::Done { .. })),
        begin: |_, _| Typed::default(),
        blocks: |fill, _, _| {
            let hint = "The chart says what the numbers show. Here stands what they do not.";
            vec![fill.area("view", "What do you think came of it?").hint(hint).into()]
        },
        read: |number, mut read| {
            let view = read.required("view", "Enter what you think came of it.");
            read.finish(view.map(|view| Command::ReviewImprovement { number, view }))
        },
    },
    CORRECTION,
    REOPENING,
];

/// The steps that are open as an improvement action stands.
pub(super) fn offered(improvement: &Improvement) -> impl Iterator<Item = &'static Step> {
    STEPS.iter().filter(|step| (step.is_for)(improvement))
}

/// The form of a step.
pub(crate) async fn ask_step(visitor: Visitor, Path((number, slug)): Path<(u32, String)>) -> Answer {
    let (step, improvement) = at(&visitor, number, &slug).await?;
    if !(step.is_for)(&improvement) {
        return Err(not_now(&visitor, "As the improvement action stands now this is not open. Its page says what is."));
    }
    let typed = (step.begin)(&improvement, &visitor);
    Ok(form(step, &improvement, &visitor, &typed, &[]).shown(&visitor))
}

/// Takes the step.
pub(crate) async fn take_step(Path((number, slug)): Path<(u32, String)>, submitted: Submitted) -> Answer {
    let (visitor, typed) = (&submitted.visitor, &submitted.typed);
    let (step, improvement) = at(visitor, number, &slug).await?;
    match carry_out(&submitted, (step.read)(number, Read::new(typed))).await? {
        Ok(_) => Ok(done(&path(number), step.flash)),
        Err(told) => Ok(form(step, &improvement, visitor, typed, &told.errors).refused(visitor, &told)),
    }
}

async fn at(visitor: &Visitor, number: u32, slug: &str) -> Result<(&'static Step, Improvement), Failed> {
    keeper(visitor)?;
    let step = STEPS.iter().find(|step| step.slug == slug).ok_or_else(|| absent(visitor))?;
    Ok((step, found(visitor, number).await?.improvement))
}

fn form(step: &Step, improvement: &Improvement, visitor: &Visitor, typed: &Typed, errors: &[FieldError]) -> Form {
    let back = link(improvement.number);
    Form {
        title: format!("{}: {}", step.title, improvement.title),
        action: format!("{}/{}", back.href, step.slug),
        back,
        button: step.button,
        version: Some(improvement.version),
        intro: "",
        blocks: (step.blocks)(&Filling { typed, errors }, improvement, visitor),
    }
}
