//! How a decision was reached, as sent.

use redress_domain::case::{Considered, Evidence};
use serde::Deserialize;
use utoipa::ToSchema;

/// The guide to a decision and what it rests on (R75, R76, R78).
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ConsideredInput {
    /// The facts as the person sees them.
    facts: Option<String>,
    /// Whether what they want can be done quickly and simply.
    quickly_deliverable: Option<bool>,
    /// The options there were, and a compromise.
    options: Option<String>,
    /// Ids of what was weighed.
    #[serde(default)]
    reasonableness: Vec<String>,
    #[serde(default)]
    evidence: Vec<EvidenceInput>,
    /// Why no evidence can be given for finding no fault.
    no_evidence_reason: Option<String>,
}

/// A piece of evidence.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct EvidenceInput {
    /// Kind id of the procedure: `policy`.
    kind: String,
    /// Where it stands: "section 4".
    reference: String,
}

impl From<ConsideredInput> for Considered {
    fn from(input: ConsideredInput) -> Self {
        let ConsideredInput { facts, quickly_deliverable, options, reasonableness, evidence, no_evidence_reason } =
            input;
        let evidence = evidence.into_iter().map(|EvidenceInput { kind, reference }| Evidence { kind, reference });
        let evidence = evidence.collect();
        Self { facts, quickly_deliverable, options, reasonableness, evidence, no_evidence_reason }
    }
}
