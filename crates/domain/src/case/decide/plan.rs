//! Promises, appointments and the action plan (R24, R36, R37, R50, R51).

use std::ops::RangeInclusive;

use super::check::{self, Fields, optional, required};
use super::{Context, clocks, not_barred, working_handling};
use crate::calendar::{CalendarError, DayOne};
use crate::case::event::{Event, Fact};
use crate::case::order::PlanStep;
use crate::case::payload::PlannedStep;
use crate::case::refusal::{FieldError, Refusal, Rule, uncountable};
use crate::case::state::{Action, ActionKind, Agreement, Case, Due, Handling};
use crate::procedure::{ActionStart, Moment};
use crate::time::{Date, Instant, Zone, long_date};

/// Most steps of one plan, and most actions of one case.
const ACTIONS_LIMIT: usize = 200;

/// A promise to the person, with its date or time. One after the case's deadline is warned of, not refused (R24).
pub fn promise(ctx: &Context<'_>, case: &Case, what: &str, due: Due, appointment: bool) -> Result<Vec<Event>, Refusal> {
    working_handling(case)?;
    let mut fields = Fields::default();
    fields.take(room_for(case, "what", 1));
    let what = fields.take(required("what", what, "what was promised"));
    fields.take(still_to_come(ctx, due));
    let what = fields.finish(what)?;
    Ok(vec![Fact::PromiseMade { number: case.next_action_number(), what, due, appointment }.into()])
}

/// A promise, a step or an appointment gets another date, which keeps it open until it is done (R37). Also what was agreed
/// for after the closing is moved.
pub fn move_action(ctx: &Context<'_>, case: &Case, number: u32, to: Due, reason: &str) -> Result<Vec<Event>, Refusal> {
    open_action(case, number)?;
    let mut fields = Fields::default();
    fields.take(still_to_come(ctx, to));
    let reason = fields.take(required("reason", reason, "why it is moved"));
    let reason = fields.finish(reason)?;
    Ok(vec![Fact::ActionMoved { number, to, reason }.into()])
}

fn still_to_come(ctx: &Context<'_>, due: Due) -> Result<(), FieldError> {
    if due.deadline() < ctx.now {
        return Err(FieldError::new("due_on", "in-past", "Give a date that is still to come."));
    }
    Ok(())
}

/// Agrees a plan with the person before work on it begins (R50). Each step is due within the procedure's working days (R36),
/// counted from the day of the agreement, on which the plan's clock starts too: writing it up late gains no time.
pub fn agree(ctx: &Context<'_>, case: &Case, steps: &[PlanStep], agreement: &Agreement) -> Result<Vec<Event>, Refusal> {
    let handling = working_handling(case)?;
    if handling.owner.is_none() {
        return Err(Rule::NoOwner.into());
    }
    not_barred(ctx, case, handling)?;
    let mut fields = Fields::default();
    fields.take(room_for(case, "steps", steps.len()));
    if steps.is_empty() {
        fields.push(FieldError::new("steps", "required", "Enter at least one step."));
    }
    let agreement_given = fields.take(check::agreement(ctx, case, agreement));
    if matches!(agreement, Agreement::NotAgreed { .. }) {
        let message = "A plan is agreed before work begins; record a note of what was said, and offer another.";
        fields.push(FieldError::new("agreement", "not-agreed", message));
    }
    let (at, on) = agreed(ctx, agreement_given.as_ref());
    let latest = latest(ctx, handling, on).map_err(uncountable("steps"))?;
    let planned: Vec<Option<PlannedStep>> = (case.next_action_number()..)
        .zip(steps)
        .enumerate()
        .map(|(index, (number, step))| planned(ctx, case, &mut fields, (index, number), step, on..=latest))
        .collect();
    let planned: Option<Vec<PlannedStep>> = planned.into_iter().collect();
    let (agreement, steps) = fields.finish(agreement_given.zip(planned))?;
    let clocks = clocks::happened(ctx, case, handling, Moment::PlanAgreed, at, on).map_err(uncountable("steps"))?;
    Ok(vec![Event { fact: Fact::PlanAgreed { agreement, steps }, clocks }])
}

/// When a plan was agreed; an earlier day than today counts from its first instant.
fn agreed(ctx: &Context<'_>, agreement: Option<&Agreement>) -> (Instant, Date) {
    match agreement {
        Some(Agreement::Agreed { on, .. }) if *on < ctx.today() => (Instant::start_of(*on, Zone::LONDON), *on),
        _ => (ctx.now, ctx.today()),
    }
}

/// The last day for a step of a plan agreed on a day (R36). Where the days count from receipt and are over, they count
/// from the agreement after all: otherwise nothing could be agreed any more.
fn latest(ctx: &Context<'_>, handling: &Handling, agreed_on: Date) -> Result<Date, CalendarError> {
    let actions = ctx.procedure.actions;
    let from = |day| ctx.calendar.due(day, actions.days, DayOne::DayAfter);
    match actions.start {
        ActionStart::Agreed => from(agreed_on),
        ActionStart::Received => match from(handling.received_on)? {
            latest if latest < agreed_on => from(agreed_on),
            latest => Ok(latest),
        },
    }
}

fn planned(
    ctx: &Context<'_>,
    case: &Case,
    fields: &mut Fields,
    (index, number): (usize, u32),
    step: &PlanStep,
    allowed: RangeInclusive<Date>,
) -> Option<PlannedStep> {
    let field = |name: &str| format!("steps.{index}.{name}");
    let what = fields.take(required(&field("what"), &step.what, "what will be done"));
    let owner = fields.take(check::participant(ctx, case, &field("owner"), &step.owner));
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

/// Whether a case can hold so many actions more.
pub fn room_for(case: &Case, field: &str, more: usize) -> Result<(), FieldError> {
    if case.actions.len().saturating_add(more) > ACTIONS_LIMIT {
        return Err(FieldError::new(field, "too-many", format!("A case holds at most {ACTIONS_LIMIT} actions.")));
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
    let action = open_action(case, number)?;
    if action.appointment {
        has_taken_place(ctx, action, on)?;
    }
    let mut fields = Fields::default();
    let on = fields.take(check::past_day(ctx, "on", on, case.received_on, "this was received"));
    let note = fields.take(optional("note", note));
    let (on, note) = fields.finish((|| Some((on?, note?)))())?;
    // Of the plan it belongs to, whose handling may be closed by now (R68).
    let plan = case.actions.iter().filter(|step| step.kind == ActionKind::Plan && step.handling == action.handling);
    let is_last =
        action.kind == ActionKind::Plan && plan.into_iter().all(|step| step.number == number || step.done_on.is_some());
    let clocks = if is_last {
        let at = Due::On(on).deadline().min(ctx.now);
        clocks::stopping(ctx, case, action.handling, Moment::PlanDone, at, on).map_err(uncountable("on"))?
    } else {
        Vec::new()
    };
    Ok(vec![Event { fact: Fact::ActionDone { number, on, note }, clocks }])
}

/// The action of this number, which is not done and no question to somebody.
fn open_action(case: &Case, number: u32) -> Result<&Action, Rule> {
    let action = case.actions.iter().find(|action| action.number == number).ok_or(Rule::NoSuchAction { number })?;
    if action.kind == ActionKind::Information {
        return Err(Rule::IsQuestion { number });
    }
    if action.done_on.is_some() { Err(Rule::ActionDone { number }) } else { Ok(action) }
}

/// An appointment is kept when its moment has come, not when it is booked (R37).
fn has_taken_place(ctx: &Context<'_>, appointment: &Action, on: Date) -> Result<(), Rule> {
    let (has_come, when) = match appointment.due {
        Due::On(day) => (on >= day, long_date(day)),
        Due::At(instant) => {
            let day = instant.local_date(Zone::LONDON);
            let when = format!("{} at {}", long_date(day), instant.local_time(Zone::LONDON));
            (on >= day && ctx.now >= instant, when)
        }
    };
    if has_come { Ok(()) } else { Err(Rule::NotTakenPlace { when }) }
}
