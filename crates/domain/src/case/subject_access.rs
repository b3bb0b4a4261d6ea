//! What somebody who asks is given of a case in which they are (UK GDPR, article 15), and what is left out for the sake of others.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::event::Fact;
use super::log::Party;
use crate::time::{Date, Instant};

/// What is kept of somebody, without what is others'.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SubjectAccess {
    /// Name of the organisation that keeps it.
    pub organisation: String,
    pub made_on: Date,
    /// Newest first.
    pub cases: Vec<CaseGiven>,
}

/// What is kept of somebody in one case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CaseGiven {
    pub reference: String,
    pub received_on: Date,
    pub closed_on: Option<Date>,
    /// Whether they complained; otherwise they act or acted for whoever did.
    pub is_complainant: bool,
    /// Their particulars.
    pub person: Party,
    /// Oldest first.
    pub events: Vec<EventGiven>,
    pub letters: Vec<LetterGiven>,
    /// Kinds of things that were left out for the sake of others.
    pub left_out: BTreeSet<LeftOut>,
}

/// Something that happened, as it is told to the person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct EventGiven {
    pub at: Instant,
    /// What happened, by the name of the fact: `contact-made`.
    pub what: String,
    /// Who did it, by what they do here.
    pub by: String,
    /// What was recorded of it: names of things, and what was said of each.
    pub said: Vec<(String, String)>,
}

/// A letter that was made for the person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LetterGiven {
    pub made_on: Date,
    pub title: String,
    pub text: String,
}

/// A kind of thing that is left out of what somebody is given, and named in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum LeftOut {
    /// Who the other people in the case are.
    OtherPeople,
    /// Who the members of staff are; what they do here is told.
    StaffNames,
    /// What followed for members of staff (R79).
    StaffMatters,
    /// What whoever visits has to know, unless it is chosen to be given.
    SafetyNotes,
    /// Who of the staff keeps out of the matter, and who may see it.
    KeptOut,
}

/// A fact as the person is told of it; otherwise the kind of thing that it is. Every fact is named: whoever adds one says here
/// whether the person is told.
///
/// # Errors
/// What it is left out as.
pub fn disclosed(fact: &Fact, with_safety_notes: bool) -> Result<Fact, LeftOut> {
    match fact {
        Fact::StaffMatterRecorded(_) => Err(LeftOut::StaffMatters),
        Fact::SafetyNoted { .. } if !with_safety_notes => Err(LeftOut::SafetyNotes),
        Fact::SubjectNamed { .. }
        | Fact::SubjectCleared { .. }
        | Fact::InterestDeclared { .. }
        | Fact::Restricted { .. }
        | Fact::Admitted { .. }
        | Fact::RestrictionLifted { .. }
        | Fact::OpenedInNeed { .. }
        | Fact::OpeningSeen { .. } => Err(LeftOut::KeptOut),
        Fact::Absorbed(absorbed) => {
            let mut told = absorbed.clone();
            told.actors.clear();
            told.subjects.clear();
            told.interests.clear();
            told.restriction = None;
            Ok(Fact::Absorbed(told))
        }
        Fact::Logged(logged) => {
            let mut told = logged.clone();
            told.subjects.clear();
            Ok(Fact::Logged(told))
        }
        Fact::ContactTried { means, at, note, safety } => Ok(Fact::ContactTried {
            means: *means,
            at: *at,
            note: note.clone(),
            safety: safety.clone().filter(|_| with_safety_notes),
        }),
        Fact::ContactMade { means, at, note, safety, issue, remedy_wanted } => Ok(Fact::ContactMade {
            means: *means,
            at: *at,
            note: note.clone(),
            safety: safety.clone().filter(|_| with_safety_notes),
            issue: issue.clone(),
            remedy_wanted: remedy_wanted.clone(),
        }),
        Fact::Imported(_)
        | Fact::Triaged { .. }
        | Fact::Attached(_)
        | Fact::AttachmentRemoved { .. }
        | Fact::SettledAtFirstContact { .. }
        | Fact::HandedOver { .. }
        | Fact::PromiseMade { .. }
        | Fact::ActionMoved { .. }
        | Fact::PlanAgreed { .. }
        | Fact::ActionDone { .. }
        | Fact::WrittenReplyAsked { .. }
        | Fact::ReplySent { .. }
        | Fact::DecisionConfirmed { .. }
        | Fact::CompensationDecided { .. }
        | Fact::Decided(_)
        | Fact::HandlingClosed { .. }
        | Fact::ProcedureExhausted { .. }
        | Fact::LearningOpened {}
        | Fact::EscalationRequested { .. }
        | Fact::EscalationAcknowledged { .. }
        | Fact::Extended(_)
        | Fact::Paused { .. }
        | Fact::Resumed { .. }
        | Fact::UpdateGiven { .. }
        | Fact::LearningCompleted(_)
        | Fact::NoteAdded { .. }
        | Fact::RepresentativeSet(_)
        | Fact::ConsentRecorded(_)
        | Fact::AdjustmentsRecorded(_)
        | Fact::SafetyNoted { .. }
        | Fact::BehaviourWarned { .. }
        | Fact::ContactLimited(_)
        | Fact::LimitReviewed { .. }
        | Fact::PointAdded { .. }
        | Fact::PointDecided { .. }
        | Fact::InformationAsked { .. }
        | Fact::InformationChased { .. }
        | Fact::InformationGiven { .. }
        | Fact::Apologised(_)
        | Fact::PaymentRecorded { .. }
        | Fact::Linked { .. }
        | Fact::MergedInto { .. }
        | Fact::Joined { .. }
        | Fact::Withdrawn { .. }
        | Fact::Reopened { .. }
        | Fact::LetterMade { .. }
        | Fact::ReferredOutside { .. }
        | Fact::OutsideDecided { .. }
        | Fact::ProcedureChanged { .. }
        | Fact::FilterDecided(_)
        | Fact::PanelConvened { .. }
        | Fact::PanelMemberDecided { .. }
        | Fact::ReferredToBoard { .. }
        | Fact::BoardDecided(_)
        | Fact::Classified { .. }
        | Fact::ChangeNewsAsked { .. }
        | Fact::ToldWhatChanged { .. }
        | Fact::RecordsHeld { .. }
        | Fact::RecordsReleased { .. }
        | Fact::PersonCorrected { .. }
        | Fact::AccessGiven { .. }
        | Fact::Erased { .. } => Ok(fact.clone()),
    }
}
