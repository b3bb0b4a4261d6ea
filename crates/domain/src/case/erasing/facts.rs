//! Every fact as it is kept of an erased case. The match names each fact and each of its fields: whoever adds one says here
//! what becomes of it.

use super::parts::{self, Compared, given, text};
use crate::case::{Event, Fact, Recorded};

/// The same history without what is said in it: dates, outcomes, codes, amounts, clocks and who acted stay, so that every
/// figure of every day is what it was. Erasing it again changes nothing.
pub fn erased_history(history: &[Recorded]) -> Vec<Recorded> {
    let mut compared = Compared::default();
    let erased = history.iter().map(|recorded| {
        let Recorded { version, at, by, event: Event { fact, clocks } } = recorded;
        let event = Event { fact: erased(fact, &mut compared), clocks: clocks.clone() };
        Recorded { version: *version, at: *at, by: by.clone(), event }
    });
    erased.collect()
}

fn erased(fact: &Fact, compared: &mut Compared) -> Fact {
    match fact {
        Fact::Logged(logged) => Fact::Logged(Box::new(parts::logged(logged))),
        Fact::Imported(imported) => Fact::Imported(Box::new(parts::imported(imported))),
        Fact::Triaged { class, counts_as_failure, note } => {
            Fact::Triaged { class: class.clone(), counts_as_failure: *counts_as_failure, note: given(note) }
        }
        Fact::SettledAtFirstContact { done, agreement } => {
            Fact::SettledAtFirstContact { done: text(done), agreement: parts::agreement(agreement) }
        }
        Fact::ContactTried { means, at, note, safety } => {
            Fact::ContactTried { means: *means, at: *at, note: given(note), safety: given(safety) }
        }
        Fact::ContactMade { means, at, note, safety, issue, remedy_wanted } => Fact::ContactMade {
            means: *means,
            at: *at,
            note: given(note),
            safety: given(safety),
            issue: given(issue),
            remedy_wanted: given(remedy_wanted),
        },
        Fact::PromiseMade { number, what, due, appointment } => {
            Fact::PromiseMade { number: *number, what: text(what), due: *due, appointment: *appointment }
        }
        Fact::ActionMoved { number, to, reason } => {
            Fact::ActionMoved { number: *number, to: *to, reason: text(reason) }
        }
        Fact::PlanAgreed { agreement, steps } => {
            Fact::PlanAgreed { agreement: parts::agreement(agreement), steps: steps.iter().map(parts::step).collect() }
        }
        Fact::ActionDone { number, on, note } => Fact::ActionDone { number: *number, on: *on, note: given(note) },
        Fact::ReplySent { on, means, to, contents, note } => {
            Fact::ReplySent { on: *on, means: *means, to: *to, contents: contents.clone(), note: given(note) }
        }
        Fact::CompensationDecided { decision } => Fact::CompensationDecided { decision: parts::compensation(decision) },
        Fact::Decided(decided) => Fact::Decided(Box::new(parts::decided(decided))),
        Fact::EscalationRequested { route, stage, on, at, channel, reasons, waiver } => Fact::EscalationRequested {
            route: *route,
            stage: stage.clone(),
            on: *on,
            at: *at,
            channel: *channel,
            reasons: given(reasons),
            waiver: given(waiver),
        },
        Fact::Extended(extended) => Fact::Extended(Box::new(parts::extended(extended))),
        Fact::Paused { reason, approver } => Fact::Paused { reason: text(reason), approver: approver.clone() },
        Fact::UpdateGiven { means, at, text: told } => Fact::UpdateGiven { means: *means, at: *at, text: text(told) },
        Fact::LearningCompleted(learnt) => Fact::LearningCompleted(Box::new(parts::learnt(learnt))),
        Fact::NoteAdded { text: note } => Fact::NoteAdded { text: text(note) },
        Fact::SafetyNoted { text: note } => Fact::SafetyNoted { text: text(note) },
        Fact::PointAdded { number, what, nature, service_area } => Fact::PointAdded {
            number: *number,
            what: text(what),
            nature: nature.clone(),
            service_area: service_area.clone(),
        },
        Fact::PointDecided { number, finding } => {
            Fact::PointDecided { number: *number, finding: compared.finding(finding) }
        }
        Fact::InformationAsked { number, of, question, due_on } => Fact::InformationAsked {
            number: *number,
            of: compared.member(of),
            question: text(question),
            due_on: *due_on,
        },
        Fact::InformationChased { number, due_on, note } => {
            Fact::InformationChased { number: *number, due_on: *due_on, note: given(note) }
        }
        Fact::InformationGiven { number, on, answer } => {
            Fact::InformationGiven { number: *number, on: *on, answer: text(answer) }
        }
        Fact::Linked { to, kind, note } => Fact::Linked { to: to.clone(), kind: *kind, note: given(note) },
        Fact::MergedInto { into, reason } => Fact::MergedInto { into: into.clone(), reason: text(reason) },
        Fact::Absorbed(absorbed) => Fact::Absorbed(Box::new(parts::absorbed(absorbed))),
        Fact::Joined { body, we_lead, note } => Fact::Joined { body: text(body), we_lead: *we_lead, note: given(note) },
        Fact::Withdrawn { means, on, reason } => Fact::Withdrawn { means: *means, on: *on, reason: given(reason) },
        Fact::Reopened { reason } => Fact::Reopened { reason: text(reason) },
        Fact::ReferredOutside { body, on, note } => {
            Fact::ReferredOutside { body: body.clone(), on: *on, note: given(note) }
        }
        Fact::OutsideDecided { upheld, on, note } => {
            Fact::OutsideDecided { upheld: *upheld, on: *on, note: given(note) }
        }
        Fact::ProcedureChanged { version, reason } => {
            Fact::ProcedureChanged { version: version.clone(), reason: text(reason) }
        }
        Fact::FilterDecided(decision) => Fact::FilterDecided(parts::filter(decision)),
        Fact::PanelConvened { seats, meets_on } => {
            Fact::PanelConvened { seats: seats.iter().map(|seat| compared.seat(seat)).collect(), meets_on: *meets_on }
        }
        Fact::PanelMemberDecided { member, decision } => Fact::PanelMemberDecided {
            member: compared.member(member),
            decision: Box::new(parts::member_decision(decision)),
        },
        Fact::ReferredToBoard { ground, reason, recused } => {
            Fact::ReferredToBoard { ground: *ground, reason: text(reason), recused: recused.clone() }
        }
        Fact::BoardDecided(decision) => Fact::BoardDecided(Box::new(parts::board_decision(decision))),
        Fact::ToldWhatChanged { means, to, on, what, improvement } => {
            Fact::ToldWhatChanged { means: *means, to: *to, on: *on, what: text(what), improvement: *improvement }
        }
        Fact::Attached(file) => Fact::Attached(Box::new(parts::attached(file))),
        Fact::AttachmentRemoved { number, reason } => Fact::AttachmentRemoved { number: *number, reason: text(reason) },
        Fact::Apologised(apology) => Fact::Apologised(parts::apology(apology)),
        Fact::SubjectNamed { who, note } => Fact::SubjectNamed { who: who.clone(), note: given(note) },
        Fact::SubjectCleared { who, reason } => Fact::SubjectCleared { who: who.clone(), reason: text(reason) },
        Fact::InterestDeclared { who, what } => Fact::InterestDeclared { who: who.clone(), what: text(what) },
        Fact::RepresentativeSet(set) => Fact::RepresentativeSet(parts::representative(set)),
        Fact::ConsentRecorded(consent) => Fact::ConsentRecorded(parts::consent(consent)),
        Fact::AdjustmentsRecorded(agreed) => Fact::AdjustmentsRecorded(parts::adjustments(agreed)),
        Fact::BehaviourWarned { what, means, on } => Fact::BehaviourWarned { what: text(what), means: *means, on: *on },
        Fact::ContactLimited(limit) => Fact::ContactLimited(parts::contact_limit(limit)),
        Fact::LimitReviewed { keep_until, review_on, reasons } => {
            Fact::LimitReviewed { keep_until: *keep_until, review_on: *review_on, reasons: text(reasons) }
        }
        Fact::StaffMatterRecorded(matter) => Fact::StaffMatterRecorded(parts::staff_matter(matter)),
        Fact::Restricted { reason, named } => Fact::Restricted { reason: text(reason), named: named.clone() },
        Fact::Admitted { who, reason } => Fact::Admitted { who: who.clone(), reason: text(reason) },
        Fact::RestrictionLifted { reason } => Fact::RestrictionLifted { reason: text(reason) },
        Fact::OpenedInNeed { number, who, reason, until } => {
            Fact::OpenedInNeed { number: *number, who: who.clone(), reason: text(reason), until: *until }
        }
        Fact::RecordsHeld { reason } => Fact::RecordsHeld { reason: text(reason) },
        Fact::RecordsReleased { reason } => Fact::RecordsReleased { reason: text(reason) },
        // The tombstone itself says nothing of anybody.
        Fact::Erased { ground } => Fact::Erased { ground: ground.clone() },
        Fact::HandedOver { to: _, customer_told: _ }
        | Fact::WrittenReplyAsked { answer: _ }
        | Fact::DecisionConfirmed { means: _, on: _ }
        | Fact::HandlingClosed { on: _, repeat_of: _ }
        | Fact::ProcedureExhausted { bodies: _ }
        | Fact::LearningOpened {}
        | Fact::EscalationAcknowledged { at: _, means: _ }
        | Fact::Resumed { on: _ }
        | Fact::PaymentRecorded { step: _, on: _ }
        | Fact::LetterMade { letter: _, to: _, on: _ }
        | Fact::Classified { split: _, options: _, special: _ }
        | Fact::ChangeNewsAsked { wants: _ }
        | Fact::OpeningSeen { number: _, who: _ }
        | Fact::PersonCorrected { person: _, changed: _ }
        | Fact::AccessGiven { person: _, left_out: _ } => fact.clone(),
    }
}
