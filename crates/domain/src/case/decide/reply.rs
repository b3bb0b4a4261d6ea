//! The decision told to the person: by word of mouth, and in a written reply where it is wanted.

use super::check::{self, Fields, optional};
use super::{Context, clocks, stage_of, working_handling};
use crate::case::event::{Event, Fact};
use crate::case::letter;
use crate::case::order::RecordReply;
use crate::case::refusal::{FieldError, Refusal, Rule, uncountable};
use crate::case::state::{Case, Due, Handling, WrittenReply};
use crate::procedure::{Means, Moment, OutcomeEffect, ReplyContent, ReplyWhen, Written};
use crate::time::Date;

/// The answer to whether a written reply is wanted; may change until it is closed (R39).
pub fn ask(case: &Case, answer: WrittenReply) -> Result<Vec<Event>, Refusal> {
    working_handling(case)?;
    if case.is_anonymous() && answer != WrittenReply::CouldNotAsk {
        return Err(Rule::Anonymous.into());
    }
    Ok(vec![Fact::WrittenReplyAsked { answer }.into()])
}

/// The written reply, which tells the decision, was sent (R40), with all that it has to say (R77, R78).
pub fn sent(ctx: &Context<'_>, case: &Case, reply: &RecordReply) -> Result<Vec<Event>, Refusal> {
    let handling = working_handling(case)?;
    if case.is_anonymous() {
        return Err(Rule::Anonymous.into());
    }
    let always = ctx.procedure.response.written == Written::Always;
    if !always && handling.written_reply != Some(WrittenReply::Yes) {
        return Err(Rule::NoReplyWanted.into());
    }
    let effect = handling.decision.as_ref().ok_or(Rule::NoDecision)?.effect;
    let mut fields = Fields::default();
    let on = fields.take(check::past_day(ctx, "on", reply.on, handling.received_on, "this was received"));
    let contents = fields.take(contents(ctx, handling, effect, &reply.contents));
    let note = fields.take(optional("note", reply.note.as_deref()));
    let (on, contents, note) = fields.finish((|| Some((on?, contents?, note?)))())?;
    letter::may_tell(ctx.procedure, case, reply.to, true, on)?;
    let at = Due::On(on).deadline().min(ctx.now);
    let clocks = clocks::happened(ctx, case, handling, Moment::ResponseSent, at, on).map_err(uncountable("on"))?;
    Ok(vec![Event { fact: Fact::ReplySent { on, means: reply.means, to: reply.to, contents, note }, clocks }])
}

/// The contents of a reply, with none missing of those that the decision and the stage ask for.
fn contents(
    ctx: &Context<'_>,
    handling: &Handling,
    effect: OutcomeEffect,
    given: &[String],
) -> Result<Vec<String>, FieldError> {
    let listed = &ctx.procedure.response.contents;
    let is_listed = |id: &&String| listed.iter().any(|content| content.id == **id);
    if let Some(unknown) = given.iter().find(|id| !is_listed(id)) {
        let quoted: String = unknown.chars().take(80).collect();
        let message = format!("'{quoted}' is nothing that the procedure lists for a reply.");
        return Err(FieldError::new("contents", "unknown", message));
    }
    let asked = asked_contents(ctx, handling, effect);
    let missing: Vec<&str> =
        asked.filter(|content| !given.contains(&content.id)).map(|content| content.label.as_str()).collect();
    if missing.is_empty() {
        let kept = listed.iter().filter(|content| given.contains(&content.id));
        return Ok(kept.map(|content| content.id.clone()).collect());
    }
    let message = format!("The reply has to say more. Missing: {}.", missing.join("; "));
    Err(FieldError::new("contents", "required", message))
}

/// What a reply has to say, by what was decided (R77, R78) and by whether a stage comes after this one.
fn asked_contents<'a>(
    ctx: &Context<'a>,
    handling: &Handling,
    effect: OutcomeEffect,
) -> impl Iterator<Item = &'a ReplyContent> {
    let is_last = stage_of(ctx, handling).is_none_or(|stage| ctx.procedure.is_last_stage(stage));
    ctx.procedure.response.contents.iter().filter(move |content| match content.when {
        ReplyWhen::Always => true,
        ReplyWhen::Fault => effect.is_fault(),
        ReplyWhen::NoFault => effect == OutcomeEffect::NotUpheld,
        ReplyWhen::NotLastStage => !is_last,
        ReplyWhen::LastStage => is_last,
    })
}

/// The decision was told to the person, whatever they think of it (R67).
pub fn confirm_decision(ctx: &Context<'_>, case: &Case, means: Means, on: Date) -> Result<Vec<Event>, Refusal> {
    let handling = working_handling(case)?;
    if case.is_anonymous() {
        return Err(Rule::Anonymous.into());
    }
    let decided_on = handling.decided_on.ok_or(Rule::NoDecision)?;
    let on = check::past_day(ctx, "on", on, decided_on, "it was decided")?;
    Ok(vec![Fact::DecisionConfirmed { means, on }.into()])
}
