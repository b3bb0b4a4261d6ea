//! The commands a person can give on a case: each is a form on a page of its own, all under one table.

mod attachments;
mod behaviour;
mod board;
mod changes;
mod choosing;
mod classification;
mod closing;
mod confidential;
mod conflict;
mod considered;
mod contact;
mod decision;
mod ending;
mod escalation;
mod handover;
mod information;
mod intake;
mod learning;
mod letters;
mod other_cases;
mod outside;
mod page;
mod panel;
mod people;
mod plan;
mod points;
mod records;
mod remedy;
mod reply;
mod review;
mod time;
mod version;

use redress_app::CaseView;
use redress_domain::case::{Action, Command, CommandKind, FieldError, Handling, Point};
use redress_domain::procedure::{Part, Split, Stage, StepKind};

use crate::components::Block;
use crate::flash::Flash;
use crate::forms::{Filling, Read, Typed};
use crate::visitor::Visitor;

pub(crate) use attachments::ATTACHMENTS;
pub(crate) use choosing::{choice_of, customer_told};
pub(crate) use decision::code_items;
pub(crate) use learning::service_area;
pub(crate) use outside::scope;
pub(crate) use page::{ask, ask_numbered, carry_out, carry_out_numbered, page_of, people_of, refused as refused_with};
pub(crate) use people::{ask_adjustments, ask_representative, read_adjustments, read_representative};
pub(crate) use remedy::{ask_compensation, read_compensation};

/// What a form is asked for.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Ask<'a> {
    pub(crate) view: &'a CaseView,
    pub(crate) visitor: &'a Visitor,
    /// Number of the action, the point or the split that the form is about, where it is about one.
    pub(crate) number: Option<u32>,
}

impl<'a> Ask<'a> {
    /// The procedure's word for the one who complains.
    pub(crate) fn person(&self) -> &'a str {
        &self.view.procedure.terms.person
    }

    pub(crate) fn anonymous(&self) -> bool {
        self.view.case.is_anonymous()
    }

    /// The part of the procedure that tells how (R3).
    pub(crate) fn part(&self, step: StepKind) -> Option<&'a Part> {
        let step = self.view.procedure.step(self.stage()?, step)?;
        self.view.procedure.part(&step.part)
    }

    fn handling(&self) -> Option<&'a Handling> {
        self.view.case.current()
    }

    fn stage(&self) -> Option<&'a Stage> {
        self.view.procedure.stage(self.handling()?.stage.as_deref()?)
    }

    fn action(&self) -> Option<&'a Action> {
        self.view.case.actions.iter().find(|action| Some(action.number) == self.number)
    }

    fn split(&self) -> Option<&'a Split> {
        self.view.procedure.splits.get(usize::try_from(self.number?.checked_sub(1)?).ok()?)
    }

    fn point(&self) -> Option<&'a Point> {
        self.view.case.points.iter().find(|point| Some(point.number) == self.number)
    }
}

/// What a form that was read asks to be done.
pub(crate) type Asked = Result<Command, Vec<FieldError>>;

/// Under which heading the case page offers a form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Purpose {
    /// Done every day: it needs no heading.
    Everyday,
    Person,
    Matter,
    Time,
    Review,
    OtherCases,
    Closing,
}

/// A form by which one command is given.
pub(crate) struct CommandForm {
    /// Last part of its address, the same as in the API.
    pub(crate) slug: &'static str,
    pub(crate) kind: CommandKind,
    pub(crate) purpose: Purpose,
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

/// Every form about the case as a whole, in the order the case page offers them.
pub(crate) const FORMS: [&CommandForm; 57] = [
    &intake::TRIAGE,
    &intake::FIRST_CONTACT,
    &handover::HANDOVER,
    &escalation::ACKNOWLEDGEMENT,
    &contact::CONTACTS,
    &plan::PROMISES,
    &contact::NOTES,
    &attachments::ATTACHMENTS,
    &time::UPDATES,
    &reply::WRITTEN_REPLY,
    &reply::REPLY,
    &letters::LETTERS,
    &remedy::APOLOGIES,
    &people::REPRESENTATIVE,
    &people::CONSENT,
    &people::ADJUSTMENTS,
    &people::SAFETY_NOTE,
    &behaviour::WARNINGS,
    &behaviour::LIMITS,
    &behaviour::LIMIT_REVIEW,
    &points::POINTS,
    &information::INFORMATION,
    &plan::PLAN,
    &conflict::SUBJECTS,
    &conflict::SUBJECT_CLEARANCES,
    &conflict::INTERESTS,
    &conflict::STAFF_MATTERS,
    &confidential::RESTRICTION,
    &confidential::ADMISSIONS,
    &confidential::RESTRICTION_END,
    &version::PROCEDURE_VERSION,
    &time::EXTENSION,
    &time::PAUSE,
    &time::RESUMPTION,
    &review::FILTER,
    &panel::PANEL,
    &review::PANEL_DECISIONS,
    &board::REFERRAL,
    &board::DECISION,
    &other_cases::LINKS,
    &other_cases::MERGE,
    &other_cases::JOINT,
    &remedy::COMPENSATION,
    &remedy::PAYMENTS,
    &decision::DECISION,
    &reply::CONFIRMATION,
    &closing::CLOSURE,
    &ending::WITHDRAWAL,
    &escalation::ESCALATION,
    &ending::REOPENING,
    &outside::REFERRAL,
    &outside::DECISION,
    &learning::LEARNING,
    &changes::CHANGE_NEWS,
    &changes::CHANGES_TOLD,
    &records::HOLD,
    &records::RELEASE,
];

/// Forms about one thing of a case, each at an address of its own: `actions/3/completion`, `points/1/decision`.
pub(crate) const NUMBERED: [(Numbered, &CommandForm); 9] = [
    (Numbered::Action, &plan::COMPLETION),
    (Numbered::Action, &plan::MOVE),
    (Numbered::Question, &information::CHASE),
    (Numbered::Question, &information::ANSWER),
    (Numbered::Point, &points::DECISION),
    (Numbered::Split, &classification::CLASSIFICATION),
    (Numbered::Attachment, &attachments::REMOVAL),
    (Numbered::Opening, &confidential::OPENING_SEEN),
    (Numbered::Person, &records::CORRECTION),
];

/// What a numbered form is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Numbered {
    /// A promise, a step of the plan, a preventive action.
    Action,
    /// A question to somebody; it is numbered among the actions (R52).
    Question,
    Point,
    /// What a return asks of every case; numbered as the procedure lists them.
    Split,
    /// That a confidential case was opened in need.
    Opening,
    /// Somebody in the case: who complained, or who acts for them.
    Person,
    Attachment,
}

impl Numbered {
    /// The list it is addressed under.
    pub(crate) fn list(self) -> &'static str {
        match self {
            Self::Action | Self::Question => "actions",
            Self::Point => "points",
            Self::Split => "splits",
            Self::Attachment => "attachments",
            Self::Opening => "openings",
            Self::Person => "people",
        }
    }
}

/// Where each command's form stands.
pub(crate) fn addresses() -> impl Iterator<Item = String> {
    let forms = FORMS.into_iter().map(|form| format!("/cases/{{reference}}/{}", form.slug));
    let about_one =
        |(of, form): (Numbered, &CommandForm)| format!("/cases/{{reference}}/{}/{{number}}/{}", of.list(), form.slug);
    forms.chain(NUMBERED.into_iter().map(about_one))
}

/// The form at an address.
pub(crate) fn find(slug: &str) -> Option<&'static CommandForm> {
    FORMS.into_iter().find(|form| form.slug == slug)
}

/// The form about one thing of a list.
pub(crate) fn find_numbered(list: &str, slug: &str) -> Option<(Numbered, &'static CommandForm)> {
    NUMBERED.into_iter().find(|(of, form)| of.list() == list && form.slug == slug)
}

/// The form of a command that is about the case as a whole.
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

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_command_has_one_form_and_every_form_an_address_of_its_own() {
        let numbered = NUMBERED.iter().map(|(of, form)| (format!("{}/{}", of.list(), form.slug), form.kind));
        let forms = FORMS.iter().map(|form| (form.slug.to_owned(), form.kind)).chain(numbered);
        let (addresses, kinds): (BTreeSet<String>, BTreeSet<CommandKind>) = forms.unzip();
        assert_eq!(kinds, CommandKind::ALL.into_iter().collect());
        assert_eq!(addresses.len(), CommandKind::ALL.len());
    }
}
