//! How a decision was reached: the guide of appendix 1 (R75, R76) and the evidence it rests on (R78).

use super::Context;
use super::check::{self, Fields, optional, optional_line};
use crate::case::matter::{Considered, Evidence};
use crate::case::refusal::FieldError;

/// Most pieces of evidence of one decision.
const EVIDENCE_LIMIT: usize = 50;

/// What was considered, with ids that the procedure knows; all of it may be left out.
pub fn check(ctx: &Context<'_>, given: &Considered, fields: &mut Fields) -> Option<Considered> {
    let facts = fields.take(optional("facts", given.facts.as_deref()));
    let options = fields.take(optional("options", given.options.as_deref()));
    let weighed = &ctx.procedure.reasonableness;
    let reasonableness = fields.take(check::known("reasonableness", &given.reasonableness, weighed));
    let no_evidence_reason = fields.take(optional("no_evidence_reason", given.no_evidence_reason.as_deref()));
    if given.evidence.len() > EVIDENCE_LIMIT {
        let message = format!("Give at most {EVIDENCE_LIMIT} pieces of evidence.");
        fields.push(FieldError::new("evidence", "too-many", message));
        return None;
    }
    let evidence: Vec<Option<Evidence>> =
        given.evidence.iter().enumerate().map(|(index, evidence)| piece(ctx, index, evidence, fields)).collect();
    Some(Considered {
        facts: facts?,
        quickly_deliverable: given.quickly_deliverable,
        options: options?,
        reasonableness: reasonableness?,
        evidence: evidence.into_iter().collect::<Option<_>>()?,
        no_evidence_reason: no_evidence_reason?,
    })
}

fn piece(ctx: &Context<'_>, index: usize, evidence: &Evidence, fields: &mut Fields) -> Option<Evidence> {
    let field = |name: &str| format!("evidence.{index}.{name}");
    let kind = std::slice::from_ref(&evidence.kind);
    let kind = fields.take(check::known(&field("kind"), kind, &ctx.procedure.evidence));
    let line = fields.take(optional_line(&field("reference"), Some(&evidence.reference)))?;
    if line.is_none() {
        let message = "Say which section of it, so that it can be found.";
        fields.push(FieldError::new(field("reference"), "required", message));
    }
    Some(Evidence { kind: kind?.pop()?, reference: line? })
}
