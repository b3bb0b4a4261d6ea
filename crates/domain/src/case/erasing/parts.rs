//! What the larger facts carry, without its texts. Every field is named, so that a new one cannot be forgotten.

use std::collections::BTreeMap;

use super::ERASED;
use crate::case::{
    Absorbed, Adjustments, Agreement, Apology, Attached, BoardDecision, Compensation, Consent, Considered,
    ContactLimit, Decided, Evidence, Extended, FilterDecision, Imported, Interest, Learnt, Logged, Member,
    MemberDecision, PlannedStep, PointFinding, PreventiveAction, RepresentativeRef, Restriction, SeatTaken,
    StaffMatter, Understanding,
};
use crate::register::{RegisterCase, RegisterHandling};

/// A text that was there.
pub(super) fn text(_: &str) -> String {
    ERASED.to_owned()
}

/// A text that may have been there.
pub(super) fn given(text: &Option<String>) -> Option<String> {
    text.as_ref().map(|_| ERASED.to_owned())
}

/// Texts that rules compare with each other: what was alike stays alike, and what differed differs.
#[derive(Debug, Default)]
pub(super) struct Compared(BTreeMap<String, String>);

impl Compared {
    pub(super) fn text(&mut self, given: &str) -> String {
        let next = match self.0.len() {
            0 => ERASED.to_owned(),
            before => format!("[erased {}]", before.saturating_add(1)),
        };
        self.0.entry(given.to_owned()).or_insert(next).clone()
    }

    pub(super) fn member(&mut self, member: &Member) -> Member {
        match member {
            Member::Staff(who) => Member::Staff(who.clone()),
            Member::Outside(name) => Member::Outside(self.text(name)),
        }
    }

    pub(super) fn seat(&mut self, SeatTaken { member, deputy_for }: &SeatTaken) -> SeatTaken {
        SeatTaken { member: self.member(member), deputy_for: deputy_for.clone() }
    }

    /// A finding that was given again in other words has its handling decided anew.
    pub(super) fn finding(&mut self, of: &PointFinding) -> PointFinding {
        let PointFinding { outcome, effect, finding, remedies } = of;
        PointFinding {
            outcome: outcome.clone(),
            effect: *effect,
            finding: finding.as_ref().map(|finding| self.text(finding)),
            remedies: remedies.clone(),
        }
    }
}

pub(super) fn logged(logged: &Logged) -> Logged {
    let Logged {
        reference,
        procedure,
        procedure_version,
        route,
        stage,
        received_at,
        received_on,
        channel,
        brought_by,
        complainant,
        representative,
        summary,
        outcome_wanted,
        service_area,
        natures,
        failed_test,
        understanding,
        happened_on,
        subjects,
        adjustments: _,
    } = logged;
    Logged {
        reference: reference.clone(),
        procedure: procedure.clone(),
        procedure_version: procedure_version.clone(),
        route: *route,
        stage: stage.clone(),
        received_at: *received_at,
        received_on: *received_on,
        channel: *channel,
        brought_by: *brought_by,
        complainant: complainant.clone(),
        representative: representative.as_ref().map(self::representative),
        summary: text(summary),
        outcome_wanted: given(outcome_wanted),
        service_area: service_area.clone(),
        natures: natures.clone(),
        failed_test: *failed_test,
        understanding: understanding.as_ref().map(|understanding| match understanding {
            Understanding::Confirmed => Understanding::Confirmed,
            Understanding::NotConfirmed { why } => Understanding::NotConfirmed { why: text(why) },
        }),
        happened_on: *happened_on,
        subjects: subjects.clone(),
        // Health, as a rule.
        adjustments: Vec::new(),
    }
}

pub(super) fn imported(imported: &Imported) -> Imported {
    let Imported { procedure, procedure_version, outcomes, stages, case } = imported;
    let RegisterCase {
        reference,
        received_on,
        channel,
        brought_by,
        service_area,
        summary,
        outcome_wanted,
        handlings,
        external,
    } = case;
    Imported {
        procedure: procedure.clone(),
        procedure_version: procedure_version.clone(),
        outcomes: outcomes.clone(),
        stages: stages.clone(),
        case: RegisterCase {
            reference: reference.clone(),
            received_on: *received_on,
            channel: *channel,
            brought_by: *brought_by,
            service_area: service_area.clone(),
            summary: given(summary),
            outcome_wanted: given(outcome_wanted),
            handlings: handlings.iter().map(register_handling).collect(),
            external: *external,
        },
    }
}

fn register_handling(handling: &RegisterHandling) -> RegisterHandling {
    let RegisterHandling {
        route,
        received_on,
        closed,
        extended_to,
        finding,
        explanation,
        action_taken,
        learning,
        handled_by: _,
    } = handling;
    RegisterHandling {
        route: *route,
        received_on: *received_on,
        closed: closed.clone(),
        extended_to: *extended_to,
        finding: given(finding),
        explanation: given(explanation),
        action_taken: given(action_taken),
        learning: given(learning),
        handled_by: Vec::new(),
    }
}

pub(super) fn agreement(agreement: &Agreement) -> Agreement {
    match agreement {
        Agreement::Agreed { means, on } => Agreement::Agreed { means: *means, on: *on },
        Agreement::NotAgreed { reasons } => Agreement::NotAgreed { reasons: text(reasons) },
        Agreement::NotPossible { statement } => Agreement::NotPossible { statement: text(statement) },
    }
}

pub(super) fn step(step: &PlannedStep) -> PlannedStep {
    let PlannedStep { number, what, owner, due_on } = step;
    PlannedStep { number: *number, what: text(what), owner: owner.clone(), due_on: *due_on }
}

pub(super) fn compensation(decision: &Compensation) -> Compensation {
    match decision {
        Compensation::None => Compensation::None,
        Compensation::Amount { pence, basis, approver } => {
            Compensation::Amount { pence: *pence, basis: text(basis), approver: approver.clone() }
        }
    }
}

pub(super) fn decided(decided: &Decided) -> Decided {
    let Decided {
        outcome,
        effect,
        code,
        finding,
        explanation,
        action_taken,
        agreement,
        considered,
        remedies,
        outcome_reason,
    } = decided;
    Decided {
        outcome: outcome.clone(),
        effect: *effect,
        code: code.clone(),
        finding: given(finding),
        explanation: given(explanation),
        action_taken: given(action_taken),
        agreement: agreement.as_ref().map(self::agreement),
        considered: self::considered(considered),
        remedies: remedies.clone(),
        outcome_reason: given(outcome_reason),
    }
}

fn considered(considered: &Considered) -> Considered {
    let Considered { facts, quickly_deliverable, options, reasonableness, evidence, no_evidence_reason } = considered;
    let kind_alone =
        |Evidence { kind, reference }: &Evidence| Evidence { kind: kind.clone(), reference: text(reference) };
    Considered {
        facts: given(facts),
        quickly_deliverable: *quickly_deliverable,
        options: given(options),
        reasonableness: reasonableness.clone(),
        evidence: evidence.iter().map(kind_alone).collect(),
        no_evidence_reason: given(no_evidence_reason),
    }
}

pub(super) fn learnt(learnt: &Learnt) -> Learnt {
    let Learnt { reason, root_cause, preventive_action, service_area, repeat_of } = learnt;
    let without_text = |PreventiveAction { number, what, owner, due_on }: &PreventiveAction| PreventiveAction {
        number: *number,
        what: text(what),
        owner: owner.clone(),
        due_on: *due_on,
    };
    Learnt {
        reason: text(reason),
        root_cause: text(root_cause),
        preventive_action: preventive_action.as_ref().map(without_text),
        service_area: service_area.clone(),
        repeat_of: repeat_of.clone(),
    }
}

pub(super) fn extended(extended: &Extended) -> Extended {
    let Extended { to, reason, ground, approver, told, outside_contact_given } = extended;
    Extended {
        to: *to,
        reason: text(reason),
        ground: ground.clone(),
        approver: approver.clone(),
        told: *told,
        outside_contact_given: *outside_contact_given,
    }
}

/// The digest of somebody stays; with its salt gone it says nothing of them.
pub(super) fn representative(representative: &RepresentativeRef) -> RepresentativeRef {
    let RepresentativeRef { person, relation, authority } = representative;
    RepresentativeRef { person: person.clone(), relation: text(relation), authority: given(authority) }
}

pub(super) fn consent(consent: &Consent) -> Consent {
    let Consent { given: is_given, means, on, expires_on, note } = consent;
    Consent { given: *is_given, means: *means, on: *on, expires_on: *expires_on, note: given(note) }
}

/// What somebody needs says how they are: none of it stays.
pub(super) fn adjustments(adjustments: &Adjustments) -> Adjustments {
    let Adjustments { kinds: _, note, carry_forward: _ } = adjustments;
    Adjustments { kinds: Vec::new(), note: given(note), carry_forward: false }
}

pub(super) fn contact_limit(limit: &ContactLimit) -> ContactLimit {
    let ContactLimit { limits: _, reasons, until, review_on } = limit;
    ContactLimit { limits: Vec::new(), reasons: text(reasons), until: *until, review_on: *review_on }
}

pub(super) fn apology(apology: &Apology) -> Apology {
    let Apology { who, means, on, words } = apology;
    Apology { who: who.clone(), means: *means, on: *on, words: given(words) }
}

/// The digest of a file tells whoever has the file that it was here.
pub(super) fn attached(file: &Attached) -> Attached {
    let Attached { number, name, media_type, size_bytes, digest, used_as } = file;
    Attached {
        number: *number,
        name: text(name),
        media_type: media_type.clone(),
        size_bytes: *size_bytes,
        digest: text(digest),
        used_as: *used_as,
    }
}

pub(super) fn staff_matter(matter: &StaffMatter) -> StaffMatter {
    let StaffMatter { kind, about: _, text: said } = matter;
    StaffMatter { kind: kind.clone(), about: None, text: text(said) }
}

pub(super) fn interest(interest: &Interest) -> Interest {
    let Interest { who, what } = interest;
    Interest { who: who.clone(), what: text(what) }
}

/// Who keeps out, and who may see it, stays: figures are counted with the eyes of whoever asks.
pub(super) fn absorbed(absorbed: &Absorbed) -> Absorbed {
    let Absorbed { duplicate, actors, subjects, interests, restriction } = absorbed;
    let open_to =
        |Restriction { reason, named }: &Restriction| Restriction { reason: text(reason), named: named.clone() };
    Absorbed {
        duplicate: duplicate.clone(),
        actors: actors.clone(),
        subjects: subjects.clone(),
        interests: interests.iter().map(interest).collect(),
        restriction: restriction.as_ref().map(open_to),
    }
}

pub(super) fn filter(decision: &FilterDecision) -> FilterDecision {
    let FilterDecision { accept, tests, reason } = decision;
    FilterDecision { accept: *accept, tests: tests.clone(), reason: text(reason) }
}

pub(super) fn member_decision(decision: &MemberDecision) -> MemberDecision {
    let MemberDecision { outcome, further_action, answers, reasons, on } = decision;
    MemberDecision {
        outcome: outcome.clone(),
        further_action: *further_action,
        answers: answers.clone(),
        reasons: text(reasons),
        on: *on,
    }
}

pub(super) fn board_decision(decision: &BoardDecision) -> BoardDecision {
    let BoardDecision { on, present, conclusion, outcome, further_action } = decision;
    BoardDecision {
        on: *on,
        present: present.clone(),
        conclusion: text(conclusion),
        outcome: outcome.clone(),
        further_action: *further_action,
    }
}
