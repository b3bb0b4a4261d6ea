//! Closing a handling: the guards that say what is missing, the clocks it stops, the learning record it opens.

use super::check;
use super::decision::{guard_applies, has_agreement};
use super::{Context, clocks, not_barred, triaged_handling};
use crate::case::clock::ClockChange;
use crate::case::event::{Event, Fact};
use crate::case::refusal::{Missing, Refusal, Rule, uncountable};
use crate::case::state::{Agreement, Case, Due, Handling, WrittenReply};
use crate::procedure::{Guard, Moment, OutcomeEffect, Procedure};
use crate::time::{Date, Instant, Zone};

/// What closing the current handling still waits for; empty means that it can be closed.
pub fn missing(procedure: &Procedure, case: &Case) -> Vec<Missing> {
    let Some(handling) = case.current() else { return Vec::new() };
    let stage = handling.stage.as_deref().and_then(|id| procedure.stage(id));
    let effect = standing_effect(case, handling);
    let guards = stage.map_or(&[][..], |stage| &stage.closing);
    let decision = effect.is_none().then_some(Missing::Decision);
    let unmet = guards
        .iter()
        .copied()
        .filter(|guard| guard_applies(case, effect, *guard) && !is_met(case, handling, *guard))
        .filter(|guard| effect.is_some() || !matches!(guard, Guard::Agreement | Guard::Code))
        .map(Missing::Guard);
    decision.into_iter().chain(unmet).collect()
}

/// What was decided, unless triage has since found that there is no failure to decide on.
fn standing_effect(case: &Case, handling: &Handling) -> Option<OutcomeEffect> {
    let effect = handling.decision.as_ref()?.effect;
    (case.counts_as_failure() || effect == OutcomeEffect::Reclassified).then_some(effect)
}

fn is_met(case: &Case, handling: &Handling, guard: Guard) -> bool {
    match guard {
        Guard::Contact => handling.contacted || case.is_anonymous(),
        Guard::Agreement => has_agreement(case),
        Guard::PlanDone => case.plan().all(|step| step.done_on.is_some()),
        Guard::Compensation => handling.compensation.is_some(),
        Guard::WrittenReplyAsked => handling.written_reply.is_some() || case.is_anonymous(),
        Guard::WrittenReplySent => {
            handling.written_reply != Some(WrittenReply::Yes) || handling.reply_sent_on.is_some()
        }
        Guard::Code => handling.decision.as_ref().is_some_and(|decision| decision.code.is_some()),
    }
}

/// Closes the current handling, which ends its clocks and, where a failure was resolved, opens the learning record (R69).
pub fn close(ctx: &Context<'_>, case: &Case, on: Option<Date>) -> Result<Vec<Event>, Refusal> {
    let handling = triaged_handling(case)?;
    not_barred(ctx, case, handling)?;
    let missing = missing(ctx.procedure, case);
    if !missing.is_empty() {
        return Err(Rule::ClosingWaits(missing).into());
    }
    let (earliest, why) = earliest_close(case, handling);
    let on = check::past_day(ctx, "on", on.unwrap_or_else(|| ctx.today()), earliest, why)?;
    let at = Due::On(on).deadline().min(ctx.now);
    let mut ended = clocks::stopping(ctx, case, handling.number, Moment::Closed, at, on).map_err(uncountable("on"))?;
    ended.extend(unneeded(ctx, case, handling, at)?);
    let mut events = vec![Event { fact: Fact::HandlingClosed { on }, clocks: ended }];

    let effect = handling.decision.as_ref().map(|decision| decision.effect);
    let learns = !matches!(effect, Some(OutcomeEffect::Withdrawn | OutcomeEffect::Reclassified) | None);
    if learns {
        let clocks = clocks::starting_once(ctx, case, handling, Moment::Closed, at, on).map_err(uncountable("on"))?;
        events.push(Event { fact: Fact::LearningOpened {}, clocks });
    }
    Ok(events)
}

/// The last day on which something happened that closing waits for, so that no close is backdated to before it.
fn earliest_close<'a>(case: &'a Case, handling: &'a Handling) -> (Date, &'a str) {
    let agreed_on = |agreement: &Agreement| match agreement {
        Agreement::Agreed { on, .. } => Some((*on, "the person agreed")),
        Agreement::NotAgreed { .. } | Agreement::NotPossible { .. } => None,
    };
    let settled = handling.settled_at_first_contact.as_ref().and_then(|settled| agreed_on(&settled.agreement));
    let decided = handling.decision.as_ref().and_then(|decision| agreed_on(decision.agreement.as_ref()?));
    let replied = handling.reply_sent_on.map(|on| (on, "the written reply was sent"));
    let done = case.plan().filter_map(|step| Some((step.done_on?, "a step of the plan was done")));
    let clocks = case.clocks.iter().filter(|clock| clock.handling == handling.number);
    let moved = clocks.flat_map(|clock| [Some(clock.started_at), clock.stopped_at]).flatten();
    let moved = moved.map(|at| (at.local_date(Zone::LONDON), "something was done that a time limit waited for"));
    let received = (handling.received_on, "this was received");
    done.chain(settled)
        .chain(decided)
        .chain(replied)
        .chain(moved)
        .fold(received, |latest, other| if other.0 > latest.0 { other } else { latest })
}

/// Clocks of the handling that wait for something closing makes needless.
fn unneeded(ctx: &Context<'_>, case: &Case, handling: &Handling, at: Instant) -> Result<Vec<ClockChange>, Refusal> {
    let outlived = |rule: &str| {
        ctx.procedure.clock(rule).is_some_and(|rule| !matches!(rule.stop, Moment::Closed | Moment::LearningCompleted))
    };
    clocks::running(case, handling.number)
        .filter(|clock| outlived(&clock.rule))
        .map(|clock| clock.end_unneeded(at, ctx.calendar).map_err(uncountable("on")))
        .collect()
}
