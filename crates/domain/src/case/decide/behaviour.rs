//! Unreasonable behaviour: a warning first, then a limit on contact, looked at again. A limit never bars from complaining, so
//! that no other rule asks for it.

use super::Context;
use super::check::{self, Fields, required};
use super::people::not_anonymous;
use crate::case::event::{Event, Fact};
use crate::case::order::LimitContact;
use crate::case::people::ContactLimit;
use crate::case::refusal::{FieldError, Refusal, Rule};
use crate::case::state::Case;
use crate::procedure::{Behaviour, Means};
use crate::time::{Date, long_date, plus_months};

/// The person was told what is unreasonable and what may follow.
pub fn warn(ctx: &Context<'_>, case: &Case, what: &str, means: Means, on: Date) -> Result<Vec<Event>, Refusal> {
    rules(ctx)?;
    not_anonymous(case)?;
    let mut fields = Fields::default();
    let what = fields.take(required("what", what, "what was unreasonable, and what was said about it"));
    let on = fields.take(check::past_day(ctx, "on", on, case.received_on, "this was received"));
    let (what, on) = fields.finish(what.zip(on))?;
    Ok(vec![Fact::BehaviourWarned { what, means, on }.into()])
}

/// Contact is limited for a time, with reasons, after asking whether an adjustment would do instead.
pub fn limit(ctx: &Context<'_>, case: &Case, limit: &LimitContact) -> Result<Vec<Event>, Refusal> {
    let rules = rules(ctx)?;
    not_anonymous(case)?;
    decided_by(ctx, rules)?;
    if case.contact_limit.is_some() {
        return Err(Rule::LimitInForce.into());
    }
    if rules.warn_first && case.behaviour_warning.is_none() {
        return Err(Rule::NotWarned.into());
    }
    let mut fields = Fields::default();
    let limits = fields.take(check::known("limits", &limit.limits, &rules.limits));
    if limits.as_ref().is_some_and(Vec::is_empty) {
        fields.push(FieldError::new("limits", "required", "Choose at least one limit."));
    }
    let reasons = fields.take(required("reasons", &limit.reasons, "the reasons, which the person is told"));
    let until = fields.take(within(ctx, "until", limit.until, rules.max_months));
    let review_on = fields.take(within(ctx, "review_on", limit.review_on, rules.review_months));
    if limit.review_on > limit.until {
        let message = format!("It ends on {}; look at it again by then.", long_date(limit.until));
        fields.push(FieldError::new("review_on", "too-late", message));
    }
    if !limit.adjustments_considered {
        let message = "Ask first whether an adjustment would do instead, and say here that it was asked.";
        fields.push(FieldError::new("adjustments_considered", "required", message));
    }
    let (limits, reasons, until, review_on) = fields.finish((|| Some((limits?, reasons?, until?, review_on?)))())?;
    Ok(vec![Fact::ContactLimited(ContactLimit { limits, reasons, until, review_on }).into()])
}

/// The limit was looked at again: kept until a day, or lifted.
pub fn review(ctx: &Context<'_>, case: &Case, keep_until: Option<Date>, reasons: &str) -> Result<Vec<Event>, Refusal> {
    let rules = rules(ctx)?;
    decided_by(ctx, rules)?;
    if case.contact_limit.is_none() {
        return Err(Rule::NoLimit.into());
    }
    let mut fields = Fields::default();
    let keep_until =
        fields.take(keep_until.map(|until| within(ctx, "keep_until", until, rules.max_months)).transpose());
    let reasons = fields.take(required("reasons", reasons, "the reasons"));
    let (keep_until, reasons) = fields.finish(keep_until.zip(reasons))?;
    let review_on = keep_until.map(|until| until.min(plus_months(ctx.today(), rules.review_months)));
    Ok(vec![Fact::LimitReviewed { keep_until, review_on, reasons }.into()])
}

fn rules<'a>(ctx: &Context<'a>) -> Result<&'a Behaviour, Refusal> {
    ctx.procedure.behaviour.as_ref().ok_or_else(|| Rule::NoBehaviourRules.into())
}

/// Only holders of the roles that the procedure names decide on it.
fn decided_by(ctx: &Context<'_>, rules: &Behaviour) -> Result<(), Refusal> {
    let Some(actor) = ctx.by.user() else { return Ok(()) };
    let holds = |role: &String| ctx.staffing.find(actor).is_some_and(|staff| staff.has_role(role));
    if rules.decided_by.iter().any(holds) {
        return Ok(());
    }
    let labels: Vec<&str> =
        rules.decided_by.iter().map(|id| ctx.procedure.role(id).map_or(id.as_str(), |role| &role.label)).collect();
    Err(Rule::NotPermitted { need: format!("limits on contact are decided by: {}", labels.join(", ")) }.into())
}

/// A day after today, within so many months.
fn within(ctx: &Context<'_>, field: &str, on: Date, months: u32) -> Result<Date, FieldError> {
    if on <= ctx.today() {
        return Err(FieldError::new(field, "too-early", "Enter a day after today."));
    }
    let latest = plus_months(ctx.today(), months);
    if on > latest {
        let message = format!("The procedure allows {months} months: to {} at the latest.", long_date(latest));
        return Err(FieldError::new(field, "too-late", message));
    }
    Ok(on)
}
