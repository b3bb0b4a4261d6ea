//! Closing a handling: the guards that say what is missing, the clocks it stops, the learning record it opens.

use super::check;
use super::{Context, clocks, not_barred, triaged_handling};
use crate::case::event::{Event, Fact};
use crate::case::panel::{Standing, standing};
use crate::case::refusal::{Missing, Refusal, Rule, uncountable};
use crate::case::state::{Agreement, Case, Due, Handling, WrittenReply};
use crate::procedure::{Guard, Moment, OutcomeEffect, Procedure, Stage, Written};
use crate::time::{Date, Zone};

/// What closing the current handling still waits for; empty means that it can be closed.
pub fn missing(procedure: &Procedure, case: &Case) -> Vec<Missing> {
    let Some(handling) = case.current() else { return Vec::new() };
    let stage = handling.stage.as_deref().and_then(|id| procedure.stage(id));
    let effect = standing_effect(case, handling);
    let review = stage.map_or(Standing::Free, |stage| standing(stage, handling));
    let closing = Closing { procedure, case, handling, effect, review };
    let decision = effect.is_none().then_some(Missing::Decision);
    let points = closing.has_open_points().then_some(Missing::Points);
    let guards = stage.map_or(&[][..], |stage| &stage.closing).iter().copied();
    let unmet = guards.filter(|guard| closing.asks(*guard) && !closing.is_met(*guard)).map(Missing::Guard);
    decision.into_iter().chain(points).chain(unmet).collect()
}

/// What was decided, unless triage has since found that there is no failure to decide on.
fn standing_effect(case: &Case, handling: &Handling) -> Option<OutcomeEffect> {
    let effect = handling.decision.as_ref()?.effect;
    (case.counts_as_failure() || effect == OutcomeEffect::Reclassified).then_some(effect)
}

struct Closing<'a> {
    procedure: &'a Procedure,
    case: &'a Case,
    handling: &'a Handling,
    effect: Option<OutcomeEffect>,
    review: Standing,
}

impl Closing<'_> {
    /// Whether there is anything to find: not where it is withdrawn, or no failure.
    fn looks_for_fault(&self) -> bool {
        self.case.counts_as_failure() && !self.effect.is_some_and(OutcomeEffect::is_left_out)
    }

    fn has_open_points(&self) -> bool {
        self.looks_for_fault() && self.case.points.iter().any(|point| point.finding.is_none())
    }

    /// Whether a guard has something to ask for. What hangs on a decision waits until there is one; without a fault to look for
    /// only the code is left.
    fn asks(&self, guard: Guard) -> bool {
        match guard {
            Guard::Code => self.effect.is_some(),
            _ if !self.looks_for_fault() => false,
            Guard::Agreement | Guard::DecisionConfirmed => self.effect.is_some(),
            Guard::Evidence => self.effect == Some(OutcomeEffect::NotUpheld),
            Guard::Apology => self.effect.is_some_and(OutcomeEffect::is_fault),
            Guard::PlanAgreed => matches!(&self.review, Standing::Decided(verdict) if verdict.further_action),
            Guard::Contact
            | Guard::PlanDone
            | Guard::Compensation
            | Guard::WrittenReplyAsked
            | Guard::WrittenReplySent
            | Guard::Filter
            | Guard::Panel => true,
        }
    }

    /// Whether a guard is met. What somebody anonymous cannot be asked or told counts as met (R30).
    fn is_met(&self, guard: Guard) -> bool {
        let handling = self.handling;
        let decision = handling.decision.as_ref();
        let anonymous = self.case.is_anonymous();
        let always_written = self.procedure.response.written == Written::Always;
        match guard {
            Guard::Contact => handling.contacted || anonymous,
            Guard::Agreement => decision.is_some_and(|decision| decision.agreement.is_some()),
            Guard::PlanDone => self.case.plan().all(|step| step.done_on.is_some()),
            Guard::Compensation => handling.compensation.is_some(),
            Guard::WrittenReplyAsked => handling.written_reply.is_some() || always_written || anonymous,
            Guard::WrittenReplySent => {
                let wanted = handling.written_reply == Some(WrittenReply::Yes) || always_written;
                !wanted || handling.reply_sent_on.is_some() || anonymous
            }
            Guard::Code => decision.is_some_and(|decision| decision.code.is_some()),
            Guard::Filter => self.review != Standing::AwaitsFilter,
            Guard::Panel => matches!(self.review, Standing::Free | Standing::Declined | Standing::Decided(_)),
            Guard::PlanAgreed => handling.plan_agreed,
            Guard::Evidence => decision.is_some_and(|decision| {
                !decision.considered.evidence.is_empty() || decision.considered.no_evidence_reason.is_some()
            }),
            Guard::DecisionConfirmed => handling.confirmed || anonymous,
            Guard::Apology => !self.case.apologies.is_empty() || anonymous,
        }
    }
}

/// Closes the current handling, which ends its clocks. Where a failure was resolved it opens the learning record (R69), and at
/// the last stage it exhausts the procedure: nothing else does (R15).
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
    ended.extend(clocks::unneeded(ctx, case, handling, at)?);
    let resolves = handling.decision.as_ref().is_some_and(|decision| !decision.effect.is_left_out());
    let repeat_of = ctx.around.repeat_of.filter(|_| resolves).map(str::to_owned);
    let mut events = vec![Event { fact: Fact::HandlingClosed { on, repeat_of }, clocks: ended }];
    if !resolves {
        return Ok(events);
    }
    let is_last = |stage: &Stage| ctx.procedure.is_last_stage(stage);
    if super::stage_of(ctx, handling).is_some_and(is_last) {
        let bodies = ctx.procedure.external_bodies.iter().map(|body| body.id.clone()).collect();
        events.push(Fact::ProcedureExhausted { bodies }.into());
    }
    let clocks = clocks::starting_once(ctx, case, handling, Moment::Closed, at, on).map_err(uncountable("on"))?;
    events.push(Event { fact: Fact::LearningOpened {}, clocks });
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
    let clocks = case.clocks.iter().filter(|clock| clock.handling == handling.number && !clock.provisional);
    let moved = clocks.flat_map(|clock| [Some(clock.started_at), clock.stopped_at]).flatten();
    let moved = moved.map(|at| (at.local_date(Zone::LONDON), "something was done that a time limit waited for"));
    let sat = handling.panel.iter().flat_map(|sitting| &sitting.seats);
    let sat = sat.filter_map(|seat| Some((seat.decision.as_ref()?.on, "a member of the panel decided")));
    let board = handling.board.iter().filter(|item| item.binds());
    let board = board.filter_map(|item| Some((item.decision.as_ref()?.on, "the board decided")));
    let received = (handling.received_on, "this was received");
    done.chain(settled)
        .chain(sat)
        .chain(board)
        .chain(decided)
        .chain(replied)
        .chain(moved)
        .fold(received, |latest, other| if other.0 > latest.0 { other } else { latest })
}
