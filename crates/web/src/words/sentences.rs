//! The history of a case in sentences: one place says what each event means to people.

use redress_domain::case::{
    By, Case, Compensation, Decided, Fact, Learnt, Logged, PlannedStep, Recorded, WrittenReply,
};
use redress_domain::procedure::Procedure;
use redress_domain::register::BroughtBy;
use redress_domain::staff::{Staffing, UserId};
use redress_domain::time::{Date, long_date};

use super::{agreement, by_channel, by_means, counted, long_due, long_instant, pounds};
use crate::layout::capital;

/// An event as it is told: a heading and what more there is to say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Told {
    pub(crate) title: String,
    pub(crate) details: Vec<String>,
}

/// What the sentences take their names from.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Teller<'a> {
    pub(crate) procedure: &'a Procedure,
    pub(crate) staffing: &'a Staffing,
    pub(crate) case: &'a Case,
}

impl Teller<'_> {
    /// Who did it.
    pub(crate) fn by(&self, by: &By) -> String {
        match by {
            By::User(id) => self.name(id),
            By::Operator => "The installation's operator".to_owned(),
        }
    }

    /// One event in one line, for somebody whose page has gone stale.
    pub(crate) fn line(&self, recorded: &Recorded) -> String {
        let told = self.tell(&recorded.event.fact);
        format!("{}, {}: {}.", long_instant(recorded.at), self.by(&recorded.by), told.title)
    }

    /// What an event says.
    pub(crate) fn tell(&self, fact: &Fact) -> Told {
        let person = &self.procedure.terms.person;
        match fact {
            Fact::Logged(logged) => self.logged(logged),
            Fact::Imported(_) => Told::new("Taken over from a register, with its history of elsewhere"),
            Fact::Triaged { class, note, .. } => Told::new(format!("Triaged: {}", self.class(class))).maybe(note),
            Fact::SettledAtFirstContact { done, agreement: given } => {
                Told::new("Put right at first contact").and(done).and(agreement(given, person))
            }
            Fact::HandedOver { to, customer_told } => {
                let told = match customer_told {
                    Some(means) => format!("The {person} was told {} who has it.", by_means(*means)),
                    None if self.case.is_anonymous() => String::new(),
                    None => format!("The {person} had not been told yet who has it."),
                };
                Told::new(format!("Handed over to {}", self.name(to))).and(told)
            }
            Fact::ContactTried { means, at, note } => {
                Told::new(format!("Tried to reach the {person} {}, without success", by_means(*means)))
                    .and(format!("At {}. A try stops no clock.", long_instant(*at)))
                    .maybe(note)
            }
            Fact::ContactMade { means, at, note, issue, remedy_wanted } => {
                Told::new(format!("Was in contact with the {person} {}", by_means(*means)))
                    .and(format!("At {}.", long_instant(*at)))
                    .labelled("The issue as they put it", issue.as_deref())
                    .labelled("What they would like done", remedy_wanted.as_deref())
                    .maybe(note)
            }
            Fact::PromiseMade { what, due, .. } => {
                Told::new("Made a promise").and(format!("{what} - by {}.", long_due(*due)))
            }
            Fact::PlanAgreed { agreement: given, steps } => self.planned(steps).and(agreement(given, person)),
            Fact::ActionDone { number, on, note } => self.done(*number, *on).maybe(note),
            Fact::WrittenReplyAsked { answer } => Told::new(match answer {
                WrittenReply::Yes => format!("The {person} would like a written reply"),
                WrittenReply::No => format!("The {person} wants no written reply"),
                WrittenReply::CouldNotAsk => {
                    format!("The {person} could not be asked whether a written reply is wanted")
                }
            }),
            Fact::ReplySent { on, means, note } => Told::new(format!("Sent the written reply {}", by_means(*means)))
                .and(format!("On {}.", long_date(*on)))
                .maybe(note),
            Fact::CompensationDecided { decision } => self.compensation(decision),
            Fact::Decided(decided) => self.decided(decided),
            Fact::HandlingClosed { on } => Told::new("Closed").and(format!("As of {}.", long_date(*on))),
            Fact::LearningOpened {} => Told::new("The learning record was opened"),
            Fact::EscalationRequested { stage, at, channel, reasons, .. } => {
                Told::new(format!("The {person} asked for {}", self.stage(stage)))
                    .and(format!("Asked {} on {}.", by_channel(*channel), long_instant(*at)))
                    .maybe(reasons)
            }
            Fact::EscalationAcknowledged { at, means } => {
                Told::new(format!("Acknowledged the request {}", by_means(*means)))
                    .and(format!("At {}.", long_instant(*at)))
            }
            Fact::Extended { to, reason } => {
                Told::new(format!("Extended the time limit to {}", long_date(*to))).and(reason)
            }
            Fact::LearningCompleted(learnt) => self.learnt(learnt),
            Fact::NoteAdded { text } => Told::new("Added a note").and(text),
        }
    }

    fn logged(&self, logged: &Logged) -> Told {
        let person = &self.procedure.terms.person;
        let brought = match logged.brought_by {
            BroughtBy::Complainant => format!("Brought by the {person}."),
            BroughtBy::Representative => format!("Brought by somebody who acts for the {person}."),
            BroughtBy::Anonymous => "Brought anonymously.".to_owned(),
        };
        let received = format!("Received {} on {}.", by_channel(logged.channel), long_instant(logged.received_at));
        Told::new(format!("Logged the {}", self.procedure.terms.case)).and(format!("{received} {brought}"))
    }

    fn planned(&self, steps: &[PlannedStep]) -> Told {
        let number = u64::try_from(steps.len()).unwrap_or(u64::MAX);
        let told = Told::new(format!("Agreed an action plan of {}", counted(number, "step", "steps")));
        steps.iter().fold(told, |told, step| {
            told.and(format!(
                "{}. {} - {}, by {}.",
                step.number,
                step.what,
                self.name(&step.owner),
                long_date(step.due_on)
            ))
        })
    }

    fn done(&self, number: u32, on: Date) -> Told {
        let what = self.case.actions.iter().find(|action| action.number == number).map(|action| action.what.as_str());
        Told::new(format!("Completed action {number}"))
            .and(what.unwrap_or_default())
            .and(format!("Done on {}.", long_date(on)))
    }

    fn compensation(&self, decision: &Compensation) -> Told {
        match decision {
            Compensation::None => Told::new("Considered compensation: none"),
            Compensation::Amount { pence, basis, approver } => {
                Told::new(format!("Decided on compensation of {}", pounds(*pence)))
                    .labelled("Basis", Some(basis))
                    .and(format!("Approved by {}.", self.name(approver)))
            }
        }
    }

    fn decided(&self, decided: &Decided) -> Told {
        let outcome =
            self.procedure.outcome(&decided.outcome).map_or(decided.outcome.as_str(), |outcome| &outcome.label);
        let code = decided.code.as_deref().map(|id| self.procedure.code(id).map_or(id, |code| &code.label));
        let person = &self.procedure.terms.person;
        Told::new(format!("Decided: {outcome}"))
            .labelled("Decision code", code)
            .labelled("Finding", decided.finding.as_deref())
            .labelled("Explanation", decided.explanation.as_deref())
            .labelled("Action taken", decided.action_taken.as_deref())
            .maybe(&decided.agreement.as_ref().map(|given| agreement(given, person)))
    }

    fn learnt(&self, learnt: &Learnt) -> Told {
        let told = Told::new("Completed the learning record")
            .labelled("Reason", Some(&learnt.reason))
            .labelled("Root cause", Some(&learnt.root_cause))
            .labelled("Service area", Some(&learnt.service_area));
        match &learnt.preventive_action {
            None => told.and("Nothing was to be learnt from it."),
            Some(action) => told.labelled(
                "What will prevent it",
                Some(&format!("{} - {}, by {}.", action.what, self.name(&action.owner), long_date(action.due_on))),
            ),
        }
    }

    fn name(&self, id: &UserId) -> String {
        self.staffing.name(id).to_owned()
    }

    fn class<'t>(&'t self, id: &'t str) -> &'t str {
        self.procedure.triage_class(id).map_or(id, |class| &class.label)
    }

    fn stage<'t>(&'t self, id: &'t str) -> &'t str {
        self.procedure.stage(id).map_or(id, |stage| &stage.label)
    }
}

impl Told {
    fn new(title: impl Into<String>) -> Self {
        Self { title: capital(&title.into()), details: Vec::new() }
    }

    fn and(mut self, detail: impl Into<String>) -> Self {
        let detail = detail.into();
        if !detail.is_empty() {
            self.details.push(detail);
        }
        self
    }

    fn maybe(self, detail: &Option<String>) -> Self {
        self.and(detail.clone().unwrap_or_default())
    }

    fn labelled(self, label: &str, text: Option<&str>) -> Self {
        match text {
            Some(text) => self.and(format!("{label}: {text}")),
            None => self,
        }
    }
}
