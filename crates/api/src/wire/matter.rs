//! Points, people, payments and other cases, as answered.

use std::collections::BTreeMap;

use redress_app::CaseView;
use redress_domain::case::{
    Adjustments, Apology, Case, Consent, Considered, ContactLimit, Handling, Joint, LetterMade, OutsideReferral,
    Payment, Point, StaffMatter,
};
use redress_domain::words::Word;
use serde::Serialize;
use utoipa::ToSchema;

use super::case::TriageBody;
use super::change::ChangeToldBody;
use super::date::Day;
use super::restriction::{CaseOpeningBody, RestrictionBody, openings};

/// What a case is about and hangs together with, beside its handlings.
#[derive(Debug, Serialize, ToSchema)]
pub struct MatterBody {
    pub happened_on: Option<Day>,
    pub points: Vec<PointBody>,
    pub apologies: Vec<ApologyBody>,
    /// Ids of the members of staff whom it is about.
    pub subjects: Vec<String>,
    pub interests: Vec<InterestBody>,
    pub consent: Option<ConsentBody>,
    pub adjustments: AdjustmentsBody,
    /// Only for those who work on cases.
    pub safety_note: Option<String>,
    pub contact_limit: Option<ContactLimitBody>,
    /// Linked cases, from either side, that the caller may see.
    pub linked: Vec<LinkBody>,
    /// The case that this one, a duplicate, goes on in.
    pub merged_into: Option<String>,
    /// Duplicates that were taken into this one.
    pub absorbed: Vec<String>,
    pub joint: Option<JointBody>,
    /// An earlier case of the same cause in the same service area.
    pub repeat_of: Option<String>,
    /// Whether the last stage is over, so that the person may turn to an outside body.
    pub exhausted: bool,
    pub referred_outside: Option<OutsideReferralBody>,
    pub letters: Vec<LetterBody>,
    /// Every class it was given, with the day; the last one stands.
    pub classes: Vec<ClassBody>,
    /// Options by split of the procedure; special-category data only for those who work on cases.
    pub splits: BTreeMap<String, Vec<String>>,
    /// Whether the person would like to know what changes; absent until they are asked.
    pub wants_to_know: Option<bool>,
    /// What they were told of it, oldest first.
    pub changes_told: Vec<ChangeToldBody>,
    /// Why only some see the case, and who is named; absent for a case that is not confidential.
    pub restriction: Option<RestrictionBody>,
    /// When it was opened in need.
    pub openings: Vec<CaseOpeningBody>,
    /// Only for those who deal with staff matters.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub staff_matters: Vec<StaffMatterBody>,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct PointBody {
    pub number: u32,
    pub what: String,
    pub nature: Option<String>,
    pub service_area: Option<String>,
    /// Outcome id, once it is decided.
    pub outcome: Option<String>,
    pub finding: Option<String>,
    pub remedies: Vec<String>,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct ApologyBody {
    pub who: String,
    #[schema(value_type = String)]
    pub means: &'static str,
    pub on: Day,
    pub words: Option<String>,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct InterestBody {
    pub who: String,
    pub what: String,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct ConsentBody {
    pub given: bool,
    #[schema(value_type = String)]
    pub means: &'static str,
    pub on: Day,
    pub expires_on: Option<Day>,
    pub note: Option<String>,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct AdjustmentsBody {
    pub kinds: Vec<String>,
    pub note: Option<String>,
    pub carry_forward: bool,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct ContactLimitBody {
    pub limits: Vec<String>,
    pub reasons: String,
    pub until: Day,
    pub review_on: Day,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct LinkBody {
    pub reference: String,
    pub kind: String,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct JointBody {
    pub body: String,
    pub we_lead: bool,
    pub note: Option<String>,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct OutsideReferralBody {
    pub body: String,
    pub on: Day,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct LetterBody {
    pub letter: String,
    #[schema(value_type = String)]
    pub to: &'static str,
    pub on: Day,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct ClassBody {
    #[serde(flatten)]
    pub triage: TriageBody,
    pub on: Day,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct StaffMatterBody {
    pub kind: String,
    pub about: Option<String>,
    pub text: String,
}

/// How a decision was reached.
#[derive(Debug, Serialize, ToSchema)]
pub struct ConsideredBody {
    pub facts: Option<String>,
    pub quickly_deliverable: Option<bool>,
    pub options: Option<String>,
    pub reasonableness: Vec<String>,
    pub evidence: Vec<EvidenceBody>,
    pub no_evidence_reason: Option<String>,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct EvidenceBody {
    pub kind: String,
    pub reference: String,
}

/// When compensation was offered, answered and paid.
#[derive(Debug, Serialize, ToSchema)]
pub struct PaymentBody {
    pub offered_on: Option<Day>,
    pub accepted: Option<bool>,
    pub answered_on: Option<Day>,
    pub paid_on: Option<Day>,
}

impl From<&CaseView> for MatterBody {
    fn from(view: &CaseView) -> Self {
        let case: &Case = &view.case;
        Self {
            happened_on: case.happened_on.map(Day),
            points: case.points.iter().map(PointBody::from).collect(),
            apologies: case.apologies.iter().map(ApologyBody::from).collect(),
            subjects: case.subjects.iter().map(ToString::to_string).collect(),
            interests: case
                .interests
                .iter()
                .map(|interest| InterestBody { who: interest.who.to_string(), what: interest.what.clone() })
                .collect(),
            consent: case.consent.as_ref().map(ConsentBody::from),
            adjustments: AdjustmentsBody::from(&case.adjustments),
            safety_note: case.safety_note.clone(),
            contact_limit: case.contact_limit.as_ref().map(ContactLimitBody::from),
            linked: view
                .linked
                .iter()
                .map(|(reference, kind)| LinkBody { reference: reference.clone(), kind: kind.clone() })
                .collect(),
            merged_into: case.merged_into.clone(),
            absorbed: case.absorbed.clone(),
            joint: case.joint.as_ref().map(JointBody::from),
            repeat_of: case.repeat_of.clone(),
            exhausted: case.exhausted,
            referred_outside: case.referred_outside.as_ref().map(OutsideReferralBody::from),
            letters: case.letters.iter().map(LetterBody::from).collect(),
            classes: case
                .classes
                .iter()
                .map(|(triaged, on)| ClassBody { triage: TriageBody::from(triaged), on: Day(*on) })
                .collect(),
            splits: case.splits.clone(),
            wants_to_know: case.wants_to_know,
            changes_told: case.changes_told.iter().map(ChangeToldBody::from).collect(),
            restriction: case.restriction.as_ref().map(RestrictionBody::from),
            openings: openings(case),
            staff_matters: case.staff_matters.iter().map(StaffMatterBody::from).collect(),
        }
    }
}

impl From<&Point> for PointBody {
    fn from(point: &Point) -> Self {
        let finding = point.finding.as_ref();
        Self {
            number: point.number,
            what: point.what.clone(),
            nature: point.nature.clone(),
            service_area: point.service_area.clone(),
            outcome: finding.map(|finding| finding.outcome.clone()),
            finding: finding.and_then(|finding| finding.finding.clone()),
            remedies: finding.map(|finding| finding.remedies.clone()).unwrap_or_default(),
        }
    }
}

impl From<&Apology> for ApologyBody {
    fn from(apology: &Apology) -> Self {
        Self {
            who: apology.who.to_string(),
            means: apology.means.id(),
            on: Day(apology.on),
            words: apology.words.clone(),
        }
    }
}

impl From<&Consent> for ConsentBody {
    fn from(consent: &Consent) -> Self {
        Self {
            given: consent.given,
            means: consent.means.id(),
            on: Day(consent.on),
            expires_on: consent.expires_on.map(Day),
            note: consent.note.clone(),
        }
    }
}

impl From<&Adjustments> for AdjustmentsBody {
    fn from(adjustments: &Adjustments) -> Self {
        let Adjustments { kinds, note, carry_forward } = adjustments.clone();
        Self { kinds, note, carry_forward }
    }
}

impl From<&ContactLimit> for ContactLimitBody {
    fn from(limit: &ContactLimit) -> Self {
        Self {
            limits: limit.limits.clone(),
            reasons: limit.reasons.clone(),
            until: Day(limit.until),
            review_on: Day(limit.review_on),
        }
    }
}

impl From<&Joint> for JointBody {
    fn from(joint: &Joint) -> Self {
        let Joint { body, we_lead, note } = joint.clone();
        Self { body, we_lead, note }
    }
}

impl From<&OutsideReferral> for OutsideReferralBody {
    fn from(referral: &OutsideReferral) -> Self {
        Self { body: referral.body.clone(), on: Day(referral.on) }
    }
}

impl From<&LetterMade> for LetterBody {
    fn from(made: &LetterMade) -> Self {
        Self { letter: made.letter.clone(), to: made.to.id(), on: Day(made.on) }
    }
}

impl From<&StaffMatter> for StaffMatterBody {
    fn from(matter: &StaffMatter) -> Self {
        Self {
            kind: matter.kind.clone(),
            about: matter.about.as_ref().map(ToString::to_string),
            text: matter.text.clone(),
        }
    }
}

impl From<&Considered> for ConsideredBody {
    fn from(considered: &Considered) -> Self {
        let considered = considered.clone();
        let evidence = considered.evidence.into_iter();
        Self {
            facts: considered.facts,
            quickly_deliverable: considered.quickly_deliverable,
            options: considered.options,
            reasonableness: considered.reasonableness,
            evidence: evidence.map(|one| EvidenceBody { kind: one.kind, reference: one.reference }).collect(),
            no_evidence_reason: considered.no_evidence_reason,
        }
    }
}

impl PaymentBody {
    /// What became of the compensation of a handling; `None` before it was offered.
    pub fn of(handling: &Handling) -> Option<Self> {
        let Payment { offered_on, answered, paid_on, decided_on: _ } = handling.payment;
        let any = offered_on.is_some() || answered.is_some() || paid_on.is_some();
        any.then(|| Self {
            offered_on: offered_on.map(Day),
            accepted: answered.map(|(accepted, _)| accepted),
            answered_on: answered.map(|(_, on)| Day(on)),
            paid_on: paid_on.map(Day),
        })
    }
}
