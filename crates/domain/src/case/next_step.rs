//! What to do next in a case, and by when: the first thing its page says.

use super::clock::Clock;
use super::decide::missing;
use super::refusal::Missing;
use super::state::{Case, Due, Handling, WrittenReply};
use crate::procedure::{Guard, Moment, OutcomeEffect, Procedure, StepKind};
use crate::words::Word;

/// The step that is due, and when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NextStep {
    pub kind: StepKind,
    /// The procedure's own name for it, or ours where its stage does not name one.
    pub label: String,
    /// The part of the procedure that tells how.
    pub part: Option<String>,
    pub due: Option<Due>,
}

/// The next step of a case; `None` when everything is done.
pub fn next_step(procedure: &Procedure, case: &Case) -> Option<NextStep> {
    let handling = case.current()?;
    let kind = if handling.closed_on.is_some() { after_closing(case)? } else { while_open(procedure, case, handling) };
    let named =
        handling.stage.as_deref().and_then(|id| procedure.stage(id)).and_then(|stage| procedure.step(stage, kind));
    Some(NextStep {
        kind,
        label: named.map_or_else(|| kind.label().to_owned(), |step| step.label.clone()),
        part: named.map(|step| step.part.clone()),
        due: due(procedure, case, handling, kind),
    })
}

fn after_closing(case: &Case) -> Option<StepKind> {
    case.learning.as_ref().filter(|learning| learning.outstanding).map(|_| StepKind::Learn)
}

fn while_open(procedure: &Procedure, case: &Case, handling: &Handling) -> StepKind {
    if case.triage.is_none() && !case.imported {
        return StepKind::Triage;
    }
    let missing = missing(procedure, case);
    if missing.is_empty() {
        return StepKind::Close;
    }
    let effect = handling.decision.as_ref().map(|decision| decision.effect);
    if !case.counts_as_failure() || matches!(effect, Some(OutcomeEffect::Withdrawn | OutcomeEffect::Reclassified)) {
        return StepKind::Decide;
    }
    if awaits(procedure, case, handling, Moment::Acknowledged) {
        return StepKind::Acknowledge;
    }
    let settled = handling.settled_at_first_contact.is_some();
    if handling.owner.is_none() && !settled {
        let may_settle =
            handling.stage.as_deref().and_then(|id| procedure.stage(id)).is_some_and(|stage| stage.first_contact);
        return if may_settle { StepKind::FirstContact } else { StepKind::HandOver };
    }
    let still_to_speak =
        awaits(procedure, case, handling, Moment::Contacted) && !handling.plan_agreed && !settled && effect.is_none();
    if !case.is_anonymous() && (!handling.contacted || still_to_speak) {
        return StepKind::Contact;
    }
    if case.plan().any(|step| step.done_on.is_none()) {
        return StepKind::Plan;
    }
    if missing.contains(&Missing::Decision) {
        let plan_first = !handling.plan_agreed && !settled;
        return if plan_first { StepKind::Plan } else { StepKind::Decide };
    }
    if handling.written_reply == Some(WrittenReply::Yes) && missing.contains(&Missing::Guard(Guard::WrittenReplySent)) {
        return StepKind::Reply;
    }
    StepKind::Close
}

fn awaits(procedure: &Procedure, case: &Case, handling: &Handling, stop: Moment) -> bool {
    running(procedure, case, handling, |moment| moment == stop).next().is_some()
}

/// The soonest date that the step has to meet: of its own clock, of the plan's next action, else of any clock that runs.
fn due(procedure: &Procedure, case: &Case, handling: &Handling, kind: StepKind) -> Option<Due> {
    let own: fn(Moment) -> bool = match kind {
        StepKind::Contact => |moment| moment == Moment::Contacted,
        StepKind::Acknowledge => |moment| moment == Moment::Acknowledged,
        StepKind::Learn => |moment| moment == Moment::LearningCompleted,
        StepKind::Plan => |moment| matches!(moment, Moment::PlanDone | Moment::Closed),
        _ => |moment| moment != Moment::LearningCompleted,
    };
    let clocks = running(procedure, case, handling, own).map(|clock| clock.due);
    let any = running(procedure, case, handling, |moment| moment != Moment::LearningCompleted).map(|clock| clock.due);
    let steps = case.plan().filter(|step| kind == StepKind::Plan && step.done_on.is_none()).map(|step| step.due);
    let soonest = clocks.chain(steps).min_by_key(|due| due.deadline());
    soonest.or_else(|| any.min_by_key(|due| due.deadline()))
}

fn running<'a>(
    procedure: &'a Procedure,
    case: &'a Case,
    handling: &'a Handling,
    wanted: impl Fn(Moment) -> bool + 'a,
) -> impl Iterator<Item = &'a Clock> {
    case.clocks.iter().filter(move |clock| {
        clock.verdict.is_none()
            && procedure.clock(&clock.rule).is_some_and(|rule| {
                wanted(rule.stop) && (clock.handling == handling.number || rule.stop == Moment::LearningCompleted)
            })
    })
}
