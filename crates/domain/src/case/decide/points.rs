//! Points of complaint: adding one beside the others, and the finding on each.

use super::check::{self, Fields, optional, optional_line, required};
use super::{Context, decision, open_handling};
use crate::case::event::{Event, Fact};
use crate::case::matter::{Point, PointFinding};
use crate::case::order::{AddPoint, DecidePoint};
use crate::case::refusal::{FieldError, Refusal, Rule};
use crate::case::state::{Case, Handling};
use crate::procedure::{NewIssue, OutcomeEffect};

/// Most points of one case.
const POINTS_LIMIT: usize = 50;

/// Adds a point, as part of logging or on the way. What is new on the way joins by the procedure's rule, or is told to
/// be a case of its own. A decision that is there already is taken back by it: it was not about this.
pub fn add(ctx: &Context<'_>, case: &Case, point: &AddPoint) -> Result<Vec<Event>, Refusal> {
    let handling = open_handling(case)?;
    if !case.counts_as_failure() {
        return Err(Rule::NotAFailure.into());
    }
    joins(ctx, case, handling, point)?;
    let mut fields = Fields::default();
    if case.points.len() >= POINTS_LIMIT {
        let message = format!("A case holds at most {POINTS_LIMIT} points; log what is new as another case.");
        fields.push(FieldError::new("what", "too-many", message));
    }
    let what = fields.take(required("what", &point.what, "what went wrong"));
    let nature = fields.take(check::known("nature", point.nature.as_slice(), &ctx.procedure.natures));
    let service_area = fields.take(optional_line("service_area", point.service_area.as_deref()));
    let (what, nature, service_area) = fields.finish((|| Some((what?, nature?, service_area?)))())?;
    let number = case.points.last().map_or(1, |last| last.number.saturating_add(1));
    let nature = nature.into_iter().next();
    Ok(vec![Fact::PointAdded { number, what, nature, service_area }.into()])
}

/// Whether something new may join the case. Until it is triaged everything does: it is still being logged.
fn joins(ctx: &Context<'_>, case: &Case, handling: &Handling, point: &AddPoint) -> Result<(), Rule> {
    if case.triage.is_none() && !case.imported {
        return Ok(());
    }
    let why = match ctx.procedure.points.new_issue {
        NewIssue::NewCase => "the procedure takes up nothing new on the way",
        NewIssue::JoinIfRelated if !point.related => "it does not belong to the matter in hand",
        NewIssue::JoinIfRelated if handling.reply_sent_on.is_some() => "the written reply to this one has been sent",
        NewIssue::JoinIfRelated => return Ok(()),
    };
    Err(Rule::NewCase { why })
}

/// The finding on one point. It may be given again; what was decided of the whole before is then to be decided anew.
pub fn decide(ctx: &Context<'_>, case: &Case, decided: &DecidePoint) -> Result<Vec<Event>, Refusal> {
    let number = decided.number;
    let point = case.points.iter().find(|point| point.number == number).ok_or(Rule::NoSuchPoint { number })?;
    let mut fields = Fields::default();
    let outcome = fields.take(decision::outcome(ctx, &decided.outcome));
    let finding = fields.take(optional("finding", decided.finding.as_deref()));
    let remedies = fields.take(check::known("remedies", &decided.remedies, &ctx.procedure.remedies));
    let found_fault = outcome.is_some_and(|outcome| outcome.effect.is_fault());
    if found_fault && finding == Some(None) {
        fields.push(FieldError::new("finding", "required", "Say what went wrong on this point."));
    }
    let (outcome, finding, remedies) = fields.finish((|| Some((outcome?, finding?, remedies?)))())?;
    decision::to_decide(ctx, case, OutcomeEffect::NotUpheld)?;
    let finding = PointFinding { outcome: outcome.id.clone(), effect: outcome.effect, finding, remedies };
    Ok(vec![Fact::PointDecided { number: point.number, finding }.into()])
}

/// Every point has a finding.
///
/// # Errors
/// [`Rule::PointsOpen`] with the numbers of those without.
pub fn all_decided(points: &[Point]) -> Result<(), Rule> {
    let open = points.iter().filter(|point| point.finding.is_none());
    let numbers: Vec<String> = open.map(|point| point.number.to_string()).collect();
    if numbers.is_empty() { Ok(()) } else { Err(Rule::PointsOpen { numbers: numbers.join(", ") }) }
}
