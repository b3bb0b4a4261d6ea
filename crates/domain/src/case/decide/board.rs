//! The board: what is referred to it, who is out of the item, and what it came to (R56, R59, R65).

use std::collections::BTreeSet;

use super::check::{self, Fields, required};
use super::review::{found, under_review};
use super::{Context, clocks, may_write_for_others, not_barred, stage_of, triaged_handling};
use crate::case::event::{Event, Fact};
use crate::case::order::RecordBoard;
use crate::case::panel::{BoardDecision, BoardGround, Member, Standing, standing};
use crate::case::refusal::{FieldError, Refusal, Rule, uncountable};
use crate::case::state::{Case, Handling};
use crate::procedure::{Board, Moment, Stage};
use crate::staff::{Staff, UserId};
use crate::words::Word;

/// Brings a matter before the board. That the person is not content can be brought after closing too, and holds nothing up
/// (R56); on every other ground the handling's decision waits for the board's (R65).
pub fn refer(ctx: &Context<'_>, case: &Case, ground: BoardGround, reason: &str) -> Result<Vec<Event>, Refusal> {
    let (handling, stage) =
        if ground == BoardGround::NotSatisfied { discussed(ctx, case)? } else { under_review(ctx, case)? };
    let board = stage.board.as_ref().ok_or_else(|| Rule::NoBoard { stage: stage.label.clone() })?;
    not_barred(ctx, case, handling)?;
    let mut fields = Fields::default();
    if !board.grounds.contains(&ground) {
        let grounds: Vec<&str> = board.grounds.iter().map(|ground| ground.label()).collect();
        let message = format!("From here a matter goes to the board because: {}.", grounds.join("; "));
        fields.push(FieldError::new("ground", "not-allowed", message));
    }
    let reason = fields.take(required("reason", reason, "what the board is to look at"));
    let reason = fields.finish(reason)?;
    if handling.board.iter().any(|item| item.decision.is_none()) {
        return Err(Rule::BeforeBoard.into());
    }
    if ground == BoardGround::Tie && standing(stage, handling) != Standing::Tied {
        return Err(Rule::NotTied.into());
    }
    let recused = recused(ctx, case, board);
    if !ctx.staffing.iter().any(|staff| staff.has_any_role(&board.members) && !recused.contains(&staff.id)) {
        return Err(Rule::NobodyOnBoard.into());
    }
    let clocks = if handling.closed_on.is_some() {
        Vec::new()
    } else {
        clocks::happened(ctx, case, handling, Moment::ReferredToBoard, ctx.now, ctx.today())
            .map_err(uncountable("ground"))?
    };
    let fact = Fact::ReferredToBoard { ground, reason, recused: recused.into_iter().collect() };
    Ok(vec![Event { fact, clocks }])
}

/// The handling that the person is not content with, open or closed.
fn discussed<'a>(ctx: &Context<'a>, case: &'a Case) -> Result<(&'a Handling, &'a Stage), Refusal> {
    let handling = match case.current() {
        Some(closed) if closed.closed_on.is_some() => closed,
        _ => triaged_handling(case)?,
    };
    if !case.counts_as_failure() {
        return Err(Rule::NotAFailure.into());
    }
    if case.is_anonymous() {
        return Err(Rule::Anonymous.into());
    }
    let stage = stage_of(ctx, handling).ok_or(Rule::NothingBeforeBoard)?;
    Ok((handling, stage))
}

/// Who is out of the item: holders of the roles that are, everybody who has acted on the case or sits on it, and everybody
/// it is about or who has an interest in it (R56, R65).
fn recused(ctx: &Context<'_>, case: &Case, board: &Board) -> BTreeSet<UserId> {
    let acted = |staff: &Staff| {
        case.handlings.iter().any(|handling| {
            let seats = handling.panel.iter().flat_map(|sitting| &sitting.seats);
            handling.actors.contains(&staff.id)
                || handling.handled_by.iter().any(|name| staff.is_called(name))
                || seats.into_iter().any(|seat| seat.taken.member == Member::Staff(staff.id.clone()))
        })
    };
    let keeps_out = |staff: &Staff| {
        case.subjects.contains(&staff.id) || case.interests.iter().any(|interest| interest.who == staff.id)
    };
    let out = |staff: &&Staff| staff.has_any_role(&board.recused) || acted(staff) || keeps_out(staff);
    ctx.staffing.iter().filter(out).map(|staff| staff.id.clone()).collect()
}

/// What the board came to, without those who are out of the item.
pub fn record(ctx: &Context<'_>, case: &Case, decision: &RecordBoard) -> Result<Vec<Event>, Refusal> {
    let pending = |handling: &Handling| handling.board.iter().any(|item| item.decision.is_none());
    let handling = case.handlings.iter().rev().find(|handling| pending(handling)).ok_or(Rule::NothingBeforeBoard)?;
    let item = handling.board.iter().find(|item| item.decision.is_none()).ok_or(Rule::NothingBeforeBoard)?;
    if item.binds() && handling.closed_on.is_some() {
        return Err(Rule::Closed.into());
    }
    let stage = stage_of(ctx, handling).ok_or(Rule::NothingBeforeBoard)?;
    may_write_for_others(ctx, case, stage)?;
    let board = stage.board.as_ref().ok_or_else(|| Rule::NoBoard { stage: stage.label.clone() })?;
    let mut out = recused(ctx, case, board);
    out.extend(item.recused.iter().cloned());

    let mut fields = Fields::default();
    let on = fields.take(check::past_day(ctx, "on", decision.on, handling.received_on, "this was received"));
    let present = present(ctx, board, &out, &decision.present, &mut fields);
    let conclusion = fields.take(required("conclusion", &decision.conclusion, "what the board came to"));
    check_verdict(ctx, item.binds(), decision, &mut fields);
    let (on, present, conclusion) = fields.finish((|| Some((on?, present?, conclusion?)))())?;
    let decided = BoardDecision {
        on,
        present,
        conclusion,
        outcome: decision.outcome.clone(),
        further_action: decision.further_action,
    };
    Ok(vec![Fact::BoardDecided(Box::new(decided)).into()])
}

/// Those who were there: members of the board, none of whom is out of the item.
fn present(
    ctx: &Context<'_>,
    board: &Board,
    out: &BTreeSet<UserId>,
    present: &[UserId],
    fields: &mut Fields,
) -> Option<Vec<UserId>> {
    if present.is_empty() {
        fields.push(FieldError::new("present", "required", "Choose who of the board was there."));
    }
    let known: BTreeSet<UserId> =
        present.iter().filter_map(|id| fields.take(check::staff(ctx, "present", id))).collect();
    for staff in known.iter().filter_map(|id| ctx.staffing.find(id)) {
        if !staff.has_any_role(&board.members) {
            let message = format!("{} is not on the board.", staff.name);
            fields.push(FieldError::new("present", "not-on-board", message));
        } else if out.contains(&staff.id) {
            let message = format!(
                "{} is out of this item: they have acted on it, sit on it or keep out of it, or their office does.",
                staff.name
            );
            fields.push(FieldError::new("present", "recused", message));
        }
    }
    Some(known.into_iter().collect())
}

/// An item that the handling waits for ends in an outcome; one that was only discussed has none.
fn check_verdict(ctx: &Context<'_>, binds: bool, decision: &RecordBoard, fields: &mut Fields) {
    if !binds && (decision.outcome.is_some() || decision.further_action.is_some()) {
        let message = "The board discussed this; whoever owns it decides. Leave the outcome out.";
        fields.push(FieldError::new("outcome", "only-discussed", message));
        return;
    }
    if let Some(outcome) = &decision.outcome {
        fields.take(found(ctx, outcome));
    } else if binds {
        fields.push(FieldError::new("outcome", "required", "Choose what the board decided."));
    }
    if binds && decision.further_action.is_none() {
        let message = "Say whether more is to be done for the person.";
        fields.push(FieldError::new("further_action", "required", message));
    }
}
