//! The case as it was logged, planned, decided and learnt from, told.

use redress_domain::case::{Compensation, Considered, Decided, Learnt, Logged, PlannedStep};
use redress_domain::procedure::OutcomeEffect;
use redress_domain::register::BroughtBy;
use redress_domain::time::{Date, long_date};

use super::super::{agreement, by_channel, counted, labels, long_instant, pounds};
use super::{Teller, Told};

impl Teller<'_> {
    pub(super) fn logged(&self, logged: &Logged) -> Told {
        let person = &self.procedure.terms.person;
        let brought = match logged.brought_by {
            BroughtBy::Complainant => format!("Brought by the {person}."),
            BroughtBy::Representative => format!("Brought by somebody who acts for the {person}."),
            BroughtBy::Anonymous => "Brought anonymously.".to_owned(),
        };
        let received = format!("Received {} on {}.", by_channel(logged.channel), long_instant(logged.received_at));
        let about: Vec<String> = logged.subjects.iter().map(|id| self.name(id)).collect();
        Told::new(format!("Logged the {}", self.procedure.terms.case))
            .and(format!("{received} {brought}"))
            .labelled("It is about", Some(&about.join(", ")))
    }

    pub(super) fn planned(&self, steps: &[PlannedStep]) -> Told {
        let number = u64::try_from(steps.len()).unwrap_or(u64::MAX);
        let told = Told::new(format!("Agreed an action plan of {}", counted(number, "step", "steps")));
        steps.iter().fold(told, |told, step| {
            let owner = self.name(&step.owner);
            told.and(format!("{}. {} - {owner}, by {}.", step.number, step.what, long_date(step.due_on)))
        })
    }

    pub(super) fn done(&self, number: u32, on: Date) -> Told {
        let action = self.case.actions.iter().find(|action| action.number == number);
        let took_place = action.is_some_and(|action| action.appointment);
        let on = long_date(on);
        Told::new(format!("Completed action {number}"))
            .and(action.map(|action| action.what.as_str()).unwrap_or_default())
            .and(if took_place { format!("It took place on {on}.") } else { format!("Done on {on}.") })
    }

    pub(super) fn compensation(&self, decision: &Compensation) -> Told {
        match decision {
            Compensation::None => Told::new("Considered compensation: none"),
            Compensation::Amount { pence, basis, approver } => {
                Told::new(format!("Decided on compensation of {}", pounds(*pence)))
                    .labelled("Basis", Some(basis))
                    .and(format!("Approved by {}.", self.name(approver)))
            }
        }
    }

    pub(super) fn decided(&self, decided: &Decided) -> Told {
        let code = decided.code.as_deref().map(|id| self.procedure.code(id).map_or(id, |code| &code.label));
        let person = &self.procedure.terms.person;
        let remedies = labels(&self.procedure.remedies, &decided.remedies);
        let told = Told::new(format!("Decided: {}", self.outcome(&decided.outcome)))
            .labelled("Why not what follows from the points", decided.outcome_reason.as_deref())
            .labelled("Decision code", code)
            .labelled("Finding", decided.finding.as_deref())
            .labelled("Explanation", decided.explanation.as_deref())
            .labelled("Action taken", decided.action_taken.as_deref())
            .labelled("What puts it right", Some(&remedies));
        let without = decided.effect == OutcomeEffect::NotUpheld;
        self.considered(told, &decided.considered, without)
            .maybe(&decided.agreement.as_ref().map(|given| agreement(given, person)))
    }

    /// What it rests on is told where no fault was found (R78); the rest of the guide stands in the case's own section.
    fn considered(&self, told: Told, considered: &Considered, without_fault: bool) -> Told {
        let evidence = self.evidence(considered);
        let told = told.labelled("Evidence", Some(&evidence));
        match without_fault {
            true => told.labelled("Why there is no evidence", considered.no_evidence_reason.as_deref()),
            false => told,
        }
    }

    /// The evidence in one line.
    pub(crate) fn evidence(&self, considered: &Considered) -> String {
        let piece = |piece: &redress_domain::case::Evidence| {
            let kind = labels(&self.procedure.evidence, std::slice::from_ref(&piece.kind));
            format!("{kind}: {}", piece.reference)
        };
        considered.evidence.iter().map(piece).collect::<Vec<String>>().join("; ")
    }

    pub(super) fn learnt(&self, learnt: &Learnt) -> Told {
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
}
