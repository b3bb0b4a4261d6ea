//! What a case is about and hangs together with: points, evidence, remedies paid, other cases, outside bodies.

use serde::{Deserialize, Serialize};

use super::people::Recipient;
use crate::procedure::{OutcomeEffect, PointsRule, Procedure};
use crate::time::Date;

/// A point of complaint.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Point {
    /// From 1.
    pub number: u32,
    pub what: String,
    pub nature: Option<String>,
    pub service_area: Option<String>,
    pub finding: Option<PointFinding>,
}

/// What was found on a point.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PointFinding {
    pub outcome: String,
    pub effect: OutcomeEffect,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub finding: Option<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub remedies: Vec<String>,
}

/// What follows from the findings on the points by the procedure's rule; `None` where nothing does. Points that were
/// withdrawn or are no failure do not weigh; one that was settled without a finding gives way to those that have one.
pub fn effect_of_points(procedure: &Procedure, points: &[Point]) -> Option<OutcomeEffect> {
    let effects = points.iter().filter_map(|point| Some(point.finding.as_ref()?.effect));
    let (settled, found): (Vec<_>, Vec<_>) =
        effects.filter(|effect| !effect.is_left_out()).partition(|effect| *effect == OutcomeEffect::Resolved);
    if found.is_empty() {
        return settled.first().copied();
    }
    let knows_partly = procedure.outcomes.iter().any(|outcome| outcome.effect == OutcomeEffect::PartlyUpheld);
    let any_is_enough = procedure.points.outcome == PointsRule::AnyIsUpheld || !knows_partly;
    Some(if !found.iter().any(|effect| effect.is_fault()) {
        OutcomeEffect::NotUpheld
    } else if any_is_enough || found.iter().all(|effect| *effect == OutcomeEffect::Upheld) {
        OutcomeEffect::Upheld
    } else {
        OutcomeEffect::PartlyUpheld
    })
}

/// How a decision was reached: the guide of appendix 1 (R75, R76), and what it rests on (R78).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Considered {
    /// The facts as the person sees them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub facts: Option<String>,
    /// Whether what they want can be done quickly and simply.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quickly_deliverable: Option<bool>,
    /// The options there were, and a compromise.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub options: Option<String>,
    /// What was weighed, by id of the procedure's list: circumstances, policy, law, other customers.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reasonableness: Vec<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub evidence: Vec<Evidence>,
    /// Why no evidence can be given for finding no fault.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub no_evidence_reason: Option<String>,
}

impl Considered {
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// A piece of evidence: a section of a policy or a handbook.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Evidence {
    /// Id of the procedure's types.
    pub kind: String,
    pub reference: String,
}

/// How far compensation has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PaymentStep {
    Offered,
    Accepted,
    Refused,
    Paid,
}

/// When compensation was decided, offered, answered and paid.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Payment {
    /// `None` while no amount is decided.
    pub decided_on: Option<Date>,
    pub offered_on: Option<Date>,
    /// Whether it was accepted, and when.
    pub answered: Option<(bool, Date)>,
    pub paid_on: Option<Date>,
}

/// How two cases hang together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum LinkKind {
    Related,
    /// The other goes on where this one ended.
    Follows,
    /// Several people complain of one thing.
    Joint,
    /// It was opened because of what the outside reviewer remarked on the other (R106).
    OutsideRemark,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    pub to: String,
    pub kind: LinkKind,
    pub note: Option<String>,
}

/// Another body has part of the matter; one of the two leads and gives the one answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Joint {
    pub body: String,
    pub we_lead: bool,
    pub note: Option<String>,
}

/// The person went to an outside body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutsideReferral {
    /// Id of the procedure's outside bodies.
    pub body: String,
    pub on: Date,
}

/// A letter that was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LetterMade {
    pub letter: String,
    pub to: Recipient,
    pub on: Date,
}
