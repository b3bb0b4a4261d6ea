//! The commands a person can give on a case: each is a form on a page of its own, all under one table.

mod closing;
mod contact;
mod decision;
mod escalation;
mod handover;
mod intake;
mod learning;
mod page;
mod plan;

use redress_app::CaseView;
use redress_domain::case::{Command, CommandKind, FieldError};
use redress_domain::procedure::{Part, StepKind};

use crate::components::Block;
use crate::flash::Flash;
use crate::forms::{Filling, Read, Typed};
use crate::visitor::Visitor;

pub(crate) use decision::{ask_compensation, code_items, read_compensation};
pub(crate) use handover::{choice_of, customer_told};
pub(crate) use learning::service_area;
pub(crate) use page::{ask, ask_completion, carry_out, complete};

/// What a form is asked for.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Ask<'a> {
    pub(crate) view: &'a CaseView,
    pub(crate) visitor: &'a Visitor,
    /// Number of the action that is done, for its own form.
    pub(crate) action: Option<u32>,
}

impl Ask<'_> {
    /// The procedure's word for the one who complains.
    pub(crate) fn person(&self) -> &str {
        &self.view.procedure.terms.person
    }

    pub(crate) fn anonymous(&self) -> bool {
        self.view.case.is_anonymous()
    }

    /// The part of the procedure that tells how (R3).
    pub(crate) fn part(&self, step: StepKind) -> Option<&Part> {
        let stage = self.view.case.current()?.stage.as_deref()?;
        let step = self.view.procedure.step(self.view.procedure.stage(stage)?, step)?;
        self.view.procedure.part(&step.part)
    }
}

/// What a form that was read asks to be done.
pub(crate) type Asked = Result<Command, Vec<FieldError>>;

/// A form by which one command is given.
pub(crate) struct CommandForm {
    /// Last part of its address, the same as in the API.
    pub(crate) slug: &'static str,
    pub(crate) kind: CommandKind,
    /// The step of the procedure it belongs to.
    pub(crate) step: Option<StepKind>,
    /// Heading of its page and text of the link to it.
    pub(crate) title: fn(&CaseView) -> String,
    pub(crate) button: &'static str,
    /// What the form is filled with to begin with.
    pub(crate) begin: fn(&Ask<'_>) -> Typed,
    pub(crate) blocks: fn(&Ask<'_>, &Filling<'_>) -> Vec<Block>,
    pub(crate) read: fn(&Ask<'_>, Read<'_>) -> Asked,
    pub(crate) done: Flash,
}

/// Every form, in the order the case page offers them. Actions are completed one by one, each at its own address.
pub(crate) const FORMS: [&CommandForm; 16] = [
    &intake::TRIAGE,
    &intake::FIRST_CONTACT,
    &handover::HANDOVER,
    &escalation::ACKNOWLEDGEMENT,
    &contact::CONTACTS,
    &plan::PROMISES,
    &plan::PLAN,
    &contact::WRITTEN_REPLY,
    &decision::COMPENSATION,
    &decision::DECISION,
    &contact::REPLY,
    &closing::CLOSURE,
    &escalation::EXTENSION,
    &escalation::ESCALATION,
    &learning::LEARNING,
    &contact::NOTES,
];

/// The form at an address.
pub(crate) fn find(slug: &str) -> Option<&'static CommandForm> {
    FORMS.into_iter().find(|form| form.slug == slug)
}

/// The form of a command, but for the completion of an action.
pub(crate) fn of_kind(kind: CommandKind) -> Option<&'static CommandForm> {
    FORMS.into_iter().find(|form| form.kind == kind)
}

/// A form that begins empty.
fn empty(_: &Ask<'_>) -> Typed {
    Typed::default()
}

/// A form whose field `on` begins with today.
fn on_today(ask: &Ask<'_>) -> Typed {
    Typed::default().with_date("on", ask.visitor.today())
}

/// A form whose field `at` begins with now.
fn at_now(ask: &Ask<'_>) -> Typed {
    Typed::default().with_instant("at", ask.visitor.now)
}
