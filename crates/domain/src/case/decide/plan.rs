//! Promises and the action plan (R24, R36, R50, R51).

use std::ops::RangeInclusive;

use super::check::{self, Fields, optional, required};
use super::{Context, clocks, not_barred, working_handling};
use crate::calendar::DayOne;
use crate::case::command::PlanStep;
use crate::case::event::{Event, Fact, PlannedStep};
use crate::case::refusal::{FieldError, Refusal, Rule, uncountable};
use crate::case::state::{Agreement, Case, Due};
use crate::procedure::Moment;
use crate::time::{Date, Instant, Zone, long_date};

/// Most steps of one plan, and most actions of one case.
const ACTIONS_LIMIT: usize = 200;

/// A promise to the person, with its date or time. One after the case's deadline is warned of, not refused (R24).
pub fn promise(ctx: &Context<'_>, case: &Case, what: &str, due: Due) -> Result<Vec<Event>, Refusal> {
    working_handling(case)?;
    room_for(case, 1)?;
    let mut fields = Fields::default();
    let what = fields.take(required("what", what, "what was promised"));
    if due.deadline() < ctx.now {
        fields.push(FieldError::new("due_on", "in-past", "A promise is for later: give a date that is still to come."));
    }
    let what = fields.finish(what)?;
    Ok(vec![Fact::PromiseMade { number: case.next_action_number(), what, due }.into()])
}

/// Agrees a plan with the person before work on it begins (R50). Each step is due within the procedure's working days (R36),
/// counted from the day of the agreement, on which the plan's clock starts too: writing it up late gains no time.
pub fn agree(ctx: &Context<'_>, case: &Case, steps: &[PlanStep], agreement: &Agreement) -> Result<Vec<Event>, Refusal> {
    let handling = working_handling(case)?;
    if handling.owner.is_none() {
        return Err(Rule::NoOwner.into());
    }
    not_barred(ctx, case, handling)?;
    room_for(case, steps.len())?;
    let mut fields = Fields::default();
    if steps.is_empty() {
        fields.push(FieldError::new("steps", "required", "Enter at least one step."));
    }
    let agreement_given = fields.take(check::agreement(ctx, case, agreement));
    if matches!(agreement, Agreement::NotAgreed { .. }) {
        let message = "A plan is agreed before work begins; record a note of what was said, and offer another.";
        fields.push(FieldError::new("agreement", "not-agreed", message));
    }
    let (at, on) = agreed(ctx, agreement_given.as_ref());
    let latest = ctx.calendar.due(on, ctx.procedure.actions.days, DayOne::DayAfter).map_err(uncountable("steps"))?;
    let planned: Vec<Option<PlannedStep>> = (case.next_action_number()..)
        .zip(steps)
        .enumerate()
        .map(|(index, (number, step))| planned(ctx, &mut fields, index, number, step, on..=latest))
        .collect();
    let planned: Option<Vec<PlannedStep>> = planned.into_iter().collect();
    let (agreement, steps) = fields.finish(agreement_given.zip(planned))?;
    let clocks =
        clocks::starting_once(ctx, case, handling, Moment::PlanAgreed, at, on).map_err(uncountable("steps"))?;
    Ok(vec![Event { fact: Fact::PlanAgreed { agreement, steps }, clocks }])
}

/// When a plan was agreed; an earlier day than today counts from its first instant.
fn agreed(ctx: &Context<'_>, agreement: Option<&Agreement>) -> (Instant, Date) {
    match agreement {
        Some(Agreement::Agreed { on, .. }) if *on < ctx.today() => (Instant::start_of(*on, Zone::LONDON), *on),
        _ => (ctx.now, ctx.today()),
    }
}

fn planned(
    ctx: &Context<'_>,
    fields: &mut Fields,
    index: usize,
    number: u32,
    step: &PlanStep,
    allowed: RangeInclusive<Date>,
) -> Option<PlannedStep> {
    let field = |name: &str| format!("steps.{index}.{name}");
    let what = fields.take(required(&field("what"), &step.what, "what will be done"));
    let owner = fields.take(check::staff(ctx, &field("owner"), &step.owner));
    if step.due_on < *allowed.start() {
        fields.push(FieldError::new(field("due_on"), "in-past", "A step cannot be due before the plan was agreed."));
    }
    if step.due_on > *allowed.end() {
        let message = format!(
            "Agreed actions are done within {} working days: {} at the latest.",
            ctx.procedure.actions.days,
            long_date(*allowed.end())
        );
        fields.push(FieldError::new(field("due_on"), "too-late", message));
    }
    Some(PlannedStep { number, what: what?, owner: owner?, due_on: step.due_on })
}

fn room_for(case: &Case, more: usize) -> Result<(), FieldError> {
    if case.actions.len().saturating_add(more) > ACTIONS_LIMIT {
        return Err(FieldError::new("steps", "too-many", format!("A case holds at most {ACTIONS_LIMIT} actions.")));
    }
    Ok(())
}

/// An action is done; an appointment when it took place (R37). The last step of a plan stops the plan's clock.
pub fn complete(
    ctx: &Context<'_>,
    case: &Case,
    number: u32,
    on: Date,
    note: Option<&str>,
) -> Result<Vec<Event>, Refusal> {
    let action = case.actions.iter().find(|action| action.number == number).ok_or(Rule::NoSuchAction { number })?;
    if action.done_on.is_some() {
        return Err(Rule::ActionDone { number }.into());
    }
    let mut fields = Fields::default();
    let on = fields.take(check::past_day(ctx, "on", on, case.received_on, "this was received"));
    let note = fields.take(optional("note", note));
    let (on, note) = fields.finish((|| Some((on?, note?)))())?;
    let is_last = case.plan().all(|step| step.number == number || step.done_on.is_some())
        && case.plan().any(|step| step.number == number);
    let clocks = if is_last {
        let at = Due::On(on).deadline().min(ctx.now);
        clocks::stopping(ctx, case, action.handling, Moment::PlanDone, at, on).map_err(uncountable("on"))?
    } else {
        Vec::new()
    };
    Ok(vec![Event { fact: Fact::ActionDone { number, on, note }, clocks }])
}
