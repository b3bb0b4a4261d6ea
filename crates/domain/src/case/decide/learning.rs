//! Completing the learning record (part 8 of the source).

use super::check::{self, Fields, required};
use super::{Context, clocks};
use crate::calendar::CalendarError;
use crate::case::clock::ClockChange;
use crate::case::event::{Event, Fact};
use crate::case::order::CompleteLearning;
use crate::case::payload::{Learnt, PreventiveAction};
use crate::case::refusal::{Refusal, Rule, uncountable};
use crate::case::state::{Case, Handling};
use crate::procedure::Moment;

/// Completes the record with reason, root cause, preventive action (or that nothing was to be learnt) and service area (R71, R72).
pub fn complete(ctx: &Context<'_>, case: &Case, learnt: &CompleteLearning) -> Result<Vec<Event>, Refusal> {
    case.learning.as_ref().filter(|learning| learning.outstanding).ok_or(Rule::NoLearning)?;
    let mut fields = Fields::default();
    let reason = fields.take(required("reason", &learnt.reason, "the reason why it happened"));
    let root_cause = fields.take(required("root_cause", &learnt.root_cause, "the root cause"));
    let service_area = fields.take(required("service_area", &learnt.service_area, "the service area it belongs to"));
    let preventive_action = match &learnt.preventive_action {
        None => Some(None),
        Some(step) => {
            let what = fields.take(required("preventive_action", &step.what, "what will prevent it"));
            let owner = fields.take(check::participant(ctx, case, "preventive_owner", &step.owner));
            let number = Some(case.next_action_number());
            what.zip(owner).map(|(what, owner)| Some(PreventiveAction { number, what, owner, due_on: step.due_on }))
        }
    };
    let (reason, root_cause, service_area, preventive_action) =
        fields.finish((|| Some((reason?, root_cause?, service_area?, preventive_action?)))())?;
    let stopped = stopped_clocks(ctx, case).map_err(uncountable("reason"))?;
    let repeat_of = ctx.around.repeat_of.map(str::to_owned);
    let learnt = Learnt { reason, root_cause, preventive_action, service_area, repeat_of };
    Ok(vec![Event { fact: Fact::LearningCompleted(Box::new(learnt)), clocks: stopped }])
}

/// The record is one for the case, so completing it ends the clock of every handling that still waits for it.
fn stopped_clocks(ctx: &Context<'_>, case: &Case) -> Result<Vec<ClockChange>, CalendarError> {
    let stop = |handling: &Handling| {
        clocks::stopping(ctx, case, handling.number, Moment::LearningCompleted, ctx.now, ctx.today())
    };
    let stopped: Vec<Vec<ClockChange>> = case.handlings.iter().map(stop).collect::<Result<_, _>>()?;
    Ok(stopped.into_iter().flatten().collect())
}
