//! What was done and decided at one stage.

use redress_app::CaseView;
use redress_domain::case::{Compensation, Considered, Decided, Handling, Payment};
use redress_domain::procedure::Procedure;
use redress_domain::time::long_date;
use redress_domain::words::Word;

use super::Section;
use crate::words::sentences::Teller;
use crate::words::{agreement, labels, pounds};

pub(super) fn handled(view: &CaseView, handling: &Handling) -> Section {
    let (procedure, person) = (&*view.procedure, &view.procedure.terms.person);
    let stage = handling.stage.as_deref().and_then(|id| procedure.stage(id));
    let heading = stage.map_or_else(|| handling.route.label().to_owned(), |stage| stage.label.clone());
    let settled = handling.settled_at_first_contact.as_ref();
    let section = Section::new(format!("handling-{}", handling.number), heading)
        .row("Owner", handling.owner.as_ref().map(|id| view.settings.staffing.name(id)))
        .row("Reasons for asking for this stage", handling.reasons.as_deref())
        .row("Put right at first contact", settled.map(|settled| settled.done.as_str()))
        .row("Agreement", settled.map(|settled| agreement(&settled.agreement, person)));
    let section = match &handling.decision {
        Some(decided) => decision(view, section, decided, settled.is_none()),
        None => section,
    };
    let told = handling.confirmed.then_some("Yes");
    section
        .row("Told the decision", told)
        .row("Compensation", handling.compensation.as_ref().map(|decision| compensation(view, decision)))
        .row("Payment", payment(&handling.payment))
        .row("Written reply wanted", handling.written_reply.map(|answer| answer.label()))
        .row("Written reply sent", handling.reply_sent_on.map(long_date))
        .row("Extended to", handling.extended_to.map(long_date))
        .row("Closed", handling.closed_on.map(long_date))
}

fn decision(view: &CaseView, section: Section, decided: &Decided, own_agreement: bool) -> Section {
    let procedure = &*view.procedure;
    let given = decided.agreement.as_ref().filter(|_| own_agreement);
    let section = section
        .row("Outcome", Some(outcome(procedure, &decided.outcome)))
        .row("Why not what follows from the points", decided.outcome_reason.as_deref())
        .row("Decision code", decided.code.as_deref().map(|id| code(procedure, id)))
        .row("Finding", decided.finding.as_deref())
        .row("Explanation", decided.explanation.as_deref())
        .row("Action taken", decided.action_taken.as_deref())
        .row("What puts it right", Some(labels(&procedure.remedies, &decided.remedies)))
        .row("Agreement with the decision", given.map(|given| agreement(given, &procedure.terms.person)));
    considered(view, section, &decided.considered)
}

/// How it was reached, as the guide asks (R75, R76, R78).
fn considered(view: &CaseView, section: Section, considered: &Considered) -> Section {
    let teller = Teller { procedure: &view.procedure, staffing: &view.settings.staffing, case: &view.case };
    let quickly = considered.quickly_deliverable.map(|quickly| if quickly { "Yes" } else { "No" });
    section
        .row("The facts as they see them", considered.facts.as_deref())
        .row("Quickly and simply done", quickly)
        .row("Other ways", considered.options.as_deref())
        .row("What was weighed", Some(labels(&view.procedure.reasonableness, &considered.reasonableness)))
        .row("Evidence", Some(teller.evidence(considered)))
        .row("Why there is no evidence", considered.no_evidence_reason.as_deref())
}

pub(super) fn outcome(procedure: &Procedure, id: &str) -> String {
    procedure.outcome(id).map_or_else(|| id.to_owned(), |outcome| outcome.label.clone())
}

fn code(procedure: &Procedure, id: &str) -> String {
    procedure.code(id).map_or_else(|| id.to_owned(), |code| format!("{} - {}", code.label, code.meaning))
}

fn compensation(view: &CaseView, decision: &Compensation) -> String {
    match decision {
        Compensation::None => "Considered, none".to_owned(),
        Compensation::Amount { pence, basis, approver } => {
            format!("{}, approved by {}: {basis}", pounds(*pence), view.settings.staffing.name(approver))
        }
    }
}

/// How far it has come: offered, answered, paid.
fn payment(payment: &Payment) -> Option<String> {
    let offered = payment.offered_on.map(|on| format!("Offered {}", long_date(on)));
    let answered = payment
        .answered
        .map(|(accepted, on)| format!("{} {}", if accepted { "Accepted" } else { "Refused" }, long_date(on)));
    let paid = payment.paid_on.map(|on| format!("Paid {}", long_date(on)));
    let steps: Vec<String> = [offered, answered, paid].into_iter().flatten().collect();
    (!steps.is_empty()).then(|| steps.join("\n"))
}
