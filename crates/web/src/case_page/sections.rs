//! What is recorded of a case, as lists of headings and texts.

use redress_app::CaseView;
use redress_domain::case::{Compensation, Handling, Party, Understanding};
use redress_domain::procedure::Procedure;
use redress_domain::time::long_date;
use redress_domain::words::Word;

use crate::layout::capital;
use crate::words::{agreement, by_channel, long_instant, pounds};

/// A heading with its rows.
pub(super) struct Section {
    pub(super) id: String,
    pub(super) heading: String,
    pub(super) rows: Vec<(String, String)>,
}

impl Section {
    fn new(id: impl Into<String>, heading: impl Into<String>) -> Self {
        Self { id: id.into(), heading: heading.into(), rows: Vec::new() }
    }

    /// Adds a row where there is something to say.
    fn row(mut self, key: impl Into<String>, text: Option<impl Into<String>>) -> Self {
        let text = text.map(Into::into).unwrap_or_default();
        if !text.is_empty() {
            self.rows.push((key.into(), text));
        }
        self
    }
}

/// What happened, as it was told.
pub(super) fn about(view: &CaseView) -> Section {
    let (case, procedure) = (&view.case, &view.procedure);
    let natures: Vec<&str> =
        case.natures.iter().map(|id| procedure.nature(id).map_or(id.as_str(), |nature| &nature.label)).collect();
    let class = case
        .triage
        .as_ref()
        .map(|triage| procedure.triage_class(&triage.class).map_or(triage.class.as_str(), |class| &class.label));
    let clarified = case.current();
    Section::new("about", "What happened")
        .row("What happened", Some(case.summary.as_deref().unwrap_or("Not recorded")))
        .row("As clarified since", clarified.and_then(|handling| handling.clarified_issue.as_deref()))
        .row("What they would like done", Some(case.outcome_wanted.as_deref().unwrap_or("Not stated")))
        .row("As clarified since", clarified.and_then(|handling| handling.clarified_remedy.as_deref()))
        .row("Triaged as", Some(class.unwrap_or("Not triaged yet")))
        .row("Which test failed", case.failed_test.map(|test| test.label()))
        .row("What it is about", Some(natures.join("; ")))
        .row("Understanding", case.understanding.as_ref().map(understanding))
        .row("Service area", case.service_area.as_deref())
        .row("Received", Some(format!("{}, {}", long_instant(case.received_at), by_channel(case.channel))))
}

fn understanding(understanding: &Understanding) -> String {
    match understanding {
        Understanding::Confirmed => "Said back and confirmed".to_owned(),
        Understanding::NotConfirmed { why } => format!("Not confirmed: {why}"),
    }
}

/// People, each stage's decision, learning.
pub(super) fn all(view: &CaseView) -> Vec<Section> {
    let handlings = view.case.handlings.iter().rev().map(|handling| handled(view, handling));
    let sections = std::iter::once(people(view)).chain(handlings).chain(learning(view));
    sections.filter(|section| !section.rows.is_empty()).collect()
}

fn people(view: &CaseView) -> Section {
    let person = capital(&view.procedure.terms.person);
    let anonymous = view.case.is_anonymous().then_some("Anonymous: there is nobody to contact or to answer");
    let named = view.complainant.as_ref().map(reachable);
    let representative = view.case.representative.as_ref();
    Section::new("people", "People")
        .row(person, anonymous.map(str::to_owned).or(named))
        .row("Representative", view.representative.as_ref().map(reachable))
        .row("How they stand to each other", representative.map(|representative| representative.relation.as_str()))
        .row(
            "Authority",
            representative.map(|representative| representative.authority.as_deref().unwrap_or("Not shown yet")),
        )
        .row("Logged by", view.case.entered_by.as_ref().map(|id| view.settings.staffing.name(id)))
}

fn reachable(party: &Party) -> String {
    let parts = [Some(party.name.as_str()), party.phone.as_deref(), party.email.as_deref(), party.address.as_deref()];
    parts.into_iter().flatten().collect::<Vec<_>>().join("\n")
}

/// What was done and decided at one stage.
fn handled(view: &CaseView, handling: &Handling) -> Section {
    let (procedure, person) = (&view.procedure, &view.procedure.terms.person);
    let stage = handling.stage.as_deref().and_then(|id| procedure.stage(id));
    let heading = stage.map_or_else(|| handling.route.label().to_owned(), |stage| stage.label.clone());
    let settled = handling.settled_at_first_contact.as_ref();
    let decision = handling.decision.as_ref();
    Section::new(format!("handling-{}", handling.number), heading)
        .row("Owner", handling.owner.as_ref().map(|id| view.settings.staffing.name(id)))
        .row("Reasons for asking for this stage", handling.reasons.as_deref())
        .row("Put right at first contact", settled.map(|settled| settled.done.as_str()))
        .row("Agreement", settled.map(|settled| agreement(&settled.agreement, person)))
        .row("Outcome", decision.map(|decided| outcome(procedure, &decided.outcome)))
        .row("Decision code", decision.and_then(|decided| decided.code.as_deref()).map(|id| code(procedure, id)))
        .row("Finding", decision.and_then(|decided| decided.finding.as_deref()))
        .row("Explanation", decision.and_then(|decided| decided.explanation.as_deref()))
        .row("Action taken", decision.and_then(|decided| decided.action_taken.as_deref()))
        .row(
            "Agreement with the decision",
            decision
                .filter(|_| settled.is_none())
                .and_then(|decided| decided.agreement.as_ref())
                .map(|given| agreement(given, person)),
        )
        .row("Compensation", handling.compensation.as_ref().map(|decision| compensation(view, decision)))
        .row("Written reply wanted", handling.written_reply.map(|answer| answer.label()))
        .row("Written reply sent", handling.reply_sent_on.map(long_date))
        .row("Extended to", handling.extended_to.map(long_date))
        .row("Closed", handling.closed_on.map(long_date))
}

fn outcome(procedure: &Procedure, id: &str) -> String {
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

fn learning(view: &CaseView) -> Vec<Section> {
    let Some(learning) = &view.case.learning else { return Vec::new() };
    let name = |id| view.settings.staffing.name(id).to_owned();
    let asked = learning.outstanding.then(|| learning.owner.as_ref().map_or_else(|| "somebody".to_owned(), name));
    let first = Section::new("learning", "Learning").row("Still to be completed by", asked);
    vec![learning.entries.iter().map(|entry| &entry.learnt).fold(first, |section, learnt| {
        let prevention = learnt.preventive_action.as_ref().map_or_else(
            || "Nothing was to be learnt from it".to_owned(),
            |action| format!("{} - {}, by {}", action.what, name(&action.owner), long_date(action.due_on)),
        );
        section
            .row("Reason", Some(learnt.reason.as_str()))
            .row("Root cause", Some(learnt.root_cause.as_str()))
            .row("What will prevent it", Some(prevention))
            .row("Service area", Some(learnt.service_area.as_str()))
    })]
}
