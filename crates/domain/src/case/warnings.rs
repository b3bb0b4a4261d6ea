//! Things worth knowing that forbid nothing: shown beside the case (R24, R36, R38, R51, R52).

use super::clock::Clock;
use super::decide::Context;
use super::panel::Member;
use super::state::{Action, ActionKind, Case, Compensation, Handling};
use crate::calendar::DayOne;
use crate::procedure::{Guard, OutcomeEffect, SplitAsked};
use crate::time::{Date, long_date, plus_months};

/// What somebody working on the case should be warned of, in sentences.
pub fn warnings(ctx: &Context<'_>, case: &Case) -> Vec<String> {
    let untold_change = untold_change(ctx, case);
    let Some(handling) = case.current().filter(|handling| handling.closed_on.is_none()) else {
        return untold_change.into_iter().collect();
    };
    let open = case.actions.iter().filter(|action| action.done_on.is_none());
    let about_actions = open.flat_map(|action| {
        [after_deadline(case, action), long_after_receipt(ctx, case, action), late_answer(ctx, action)]
    });
    let about_case = [
        too_long_ago(ctx, case),
        untold(handling),
        no_scheme(ctx, handling),
        goodwill_unforeseen(ctx, handling),
        unanswered(ctx, case),
        untold_change,
    ];
    let about_clocks = case.running_clocks().into_iter().map(|clock| due_soon(ctx, clock));
    about_actions.chain(about_case).chain(about_clocks).flatten().collect()
}

/// A clock that is due soon, as soon as its rule has people warned.
fn due_soon(ctx: &Context<'_>, clock: &Clock) -> Option<String> {
    let rule = ctx.procedure.clock(&clock.rule)?;
    let near = clock.warns(rule, ctx.now, ctx.calendar) && !clock.is_late(ctx.now);
    near.then(|| format!("'{}' is due on {}.", rule.label, long_date(clock.due.date())))
}

/// A promise or a step of a plan that comes after the time limit of its handling (R24).
fn after_deadline(case: &Case, action: &Action) -> Option<String> {
    let kind = said_to_the_person(action)?;
    let limit = case.timescale(action.handling)?.due;
    (action.due.deadline() > limit.deadline()).then(|| {
        let (due, limit) = (long_date(action.due.date()), long_date(limit.date()));
        format!("{kind} '{}' is for {due}, after the time limit of {limit}.", action.what)
    })
}

/// One that comes later than the procedure's days would end if they counted from receipt (R36, R51). Where the time limit ends
/// on that day, it has been told already.
fn long_after_receipt(ctx: &Context<'_>, case: &Case, action: &Action) -> Option<String> {
    let kind = said_to_the_person(action)?;
    let handling = case.handlings.iter().find(|handling| handling.number == action.handling)?;
    let days = ctx.procedure.actions.days;
    let end = ctx.calendar.due(handling.received_on, days, DayOne::DayAfter).ok()?;
    let limit: Option<Date> = case.timescale(action.handling).map(|clock| clock.due.date());
    (action.due.date() > end && limit != Some(end)).then(|| {
        let (due, end) = (long_date(action.due.date()), long_date(end));
        format!("{kind} '{}' is for {due}; {days} working days from receipt end on {end}.", action.what)
    })
}

fn said_to_the_person(action: &Action) -> Option<&'static str> {
    match action.kind {
        ActionKind::Promise if action.appointment => Some("The appointment"),
        ActionKind::Promise => Some("The promise"),
        ActionKind::Plan => Some("The step"),
        ActionKind::Information | ActionKind::Prevention => None,
    }
}

/// A question whose answer is overdue (R52).
fn late_answer(ctx: &Context<'_>, action: &Action) -> Option<String> {
    let asked = action.asked_of.as_ref().filter(|_| action.due.deadline() < ctx.now)?;
    let name = match asked {
        Member::Staff(who) => ctx.staffing.name(who),
        Member::Outside(name) => name,
    };
    Some(format!("{name} was asked '{}' for {}: chase them.", action.what, long_date(action.due.date())))
}

/// It was complained of later than the procedure asks for, which is no ground to turn anybody away unheard.
fn too_long_ago(ctx: &Context<'_>, case: &Case) -> Option<String> {
    let months = ctx.procedure.time_limit?.months;
    let happened_on = case.happened_on.filter(|on| case.received_on > plus_months(*on, months))?;
    Some(format!(
        "It happened on {}, more than {months} months before it was received. The time limit may be waived, and nobody \
         is turned away unheard.",
        long_date(happened_on)
    ))
}

/// More time was taken, and the person does not know.
fn untold(handling: &Handling) -> Option<String> {
    let to = handling.extended_to.filter(|_| handling.extension_untold)?;
    Some(format!("The time limit was extended to {}, and the person has not been told.", long_date(to)))
}

/// No scheme is on file where a decision on compensation is asked for (R38).
fn no_scheme(ctx: &Context<'_>, handling: &Handling) -> Option<String> {
    let stage = handling.stage.as_deref().and_then(|id| ctx.procedure.stage(id))?;
    let asked = stage.closing.contains(&Guard::Compensation) && handling.compensation.is_none();
    (asked && ctx.procedure.compensation.bands.is_empty())
        .then(|| "No compensation scheme is on file: give the basis of any amount in your own words.".to_owned())
}

/// An amount although nothing went wrong, under a procedure that knows no goodwill.
fn goodwill_unforeseen(ctx: &Context<'_>, handling: &Handling) -> Option<String> {
    let rejected = handling.decision.as_ref().is_some_and(|decision| decision.effect == OutcomeEffect::NotUpheld);
    let amount = matches!(handling.compensation, Some(Compensation::Amount { .. }));
    (rejected && amount && !ctx.procedure.compensation.goodwill_when_rejected).then(|| {
        "Compensation is decided although nothing is upheld, and the procedure foresees no payment out of goodwill."
            .to_owned()
    })
}

/// What a return asks of a case when it is taken in, and nobody has answered yet.
fn unanswered(ctx: &Context<'_>, case: &Case) -> Option<String> {
    let asked = ctx.procedure.splits.iter().filter(|split| split.asked == SplitAsked::Intake);
    let open = asked.filter(|split| !case.splits.contains_key(&split.id));
    let labels: Vec<&str> = open.filter(|_| case.triage.is_some()).map(|split| split.label.as_str()).collect();
    (case.counts_as_failure() && !labels.is_empty())
        .then(|| format!("Still to be recorded for the returns: {}.", labels.join("; ")))
}

/// Something was changed, and the person asked to know of it.
fn untold_change(ctx: &Context<'_>, case: &Case) -> Option<String> {
    let done = case.untold_change()?;
    Some(format!("'{}' is done: the {} asked to be told what changed.", done.what, ctx.procedure.terms.person))
}
