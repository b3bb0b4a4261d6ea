//! Making a case confidential, letting somebody see it, opening it in need, and keeping watch over that.

use std::collections::BTreeSet;

use super::Context;
use super::check::{self, Fields, required};
use crate::case::confidential::OPENED_HOURS;
use crate::case::event::{Event, Fact};
use crate::case::refusal::{FieldError, Refusal, Rule};
use crate::case::state::Case;
use crate::staff::UserId;

/// Most people a confidential case names: more of them are a role.
const NAMED_LIMIT: usize = 50;

/// From now on only those who own it, sit on it, are named or hold the permission see it; given anew, it says anew who is
/// named. Whoever gives it is among the named, so that nobody shuts themselves out by mistake.
pub fn restrict(ctx: &Context<'_>, case: &Case, reason: &str, named: &[UserId]) -> Result<Vec<Event>, Refusal> {
    let mut fields = Fields::default();
    let reason = fields.take(required("reason", reason, "why it is confidential"));
    if named.len() > NAMED_LIMIT {
        let message = format!("Name at most {NAMED_LIMIT} people; for more, give their role the permission.");
        fields.push(FieldError::new("named", "too-many", message));
    }
    let mut admitted: BTreeSet<UserId> = ctx.by.user().into_iter().cloned().collect();
    for who in named.iter().take(NAMED_LIMIT) {
        admitted.extend(fields.take(check::participant(ctx, case, "named", who)));
    }
    let reason = fields.finish(reason)?;
    Ok(vec![Fact::Restricted { reason, named: admitted }.into()])
}

/// One more may see a confidential case.
pub fn admit(ctx: &Context<'_>, case: &Case, who: &UserId, reason: &str) -> Result<Vec<Event>, Refusal> {
    let Some(restriction) = &case.restriction else { return Err(Rule::NotConfidential.into()) };
    let mut fields = Fields::default();
    let who = fields.take(check::participant(ctx, case, "who", who));
    let reason = fields.take(required("reason", reason, "why they have to see it"));
    let (who, reason) = fields.finish(who.zip(reason))?;
    if restriction.named.contains(&who) {
        let message = format!("{} may see it already.", ctx.staffing.name(&who));
        return Err(FieldError::new("who", "already-named", message).into());
    }
    if restriction.named.len() >= NAMED_LIMIT {
        let message = format!("{NAMED_LIMIT} people are named; take somebody out first.");
        return Err(FieldError::new("who", "too-many", message).into());
    }
    Ok(vec![Fact::Admitted { who, reason }.into()])
}

/// It is confidential no longer: everybody who reads cases sees it.
pub fn lift(case: &Case, reason: &str) -> Result<Vec<Event>, Refusal> {
    if case.restriction.is_none() {
        return Err(Rule::NotConfidential.into());
    }
    let reason = required("reason", reason, "why it is confidential no longer")?;
    Ok(vec![Fact::RestrictionLifted { reason }.into()])
}

/// Opens a confidential case in need, for whoever asks and for a day; it is for `app` to see that they read cases and that
/// the case is not about them. Those who keep watch are shown it until one of them has seen it.
///
/// # Errors
/// [`Refusal::Invalid`] without a reason; [`Rule::NotConfidential`] for a case that needs no opening.
pub fn open_in_need(ctx: &Context<'_>, case: &Case, reason: &str) -> Result<Event, Refusal> {
    let (Some(_), Some(who)) = (&case.restriction, ctx.by.user()) else { return Err(Rule::NotConfidential.into()) };
    let reason = required("reason", reason, "why you need this case now")?;
    let number = u32::try_from(case.openings.len()).unwrap_or(u32::MAX).saturating_add(1);
    let until = ctx.now.plus_hours(OPENED_HOURS);
    Ok(Fact::OpenedInNeed { number, who: who.clone(), reason, until }.into())
}

/// Somebody who keeps watch has seen that it was opened; not whoever had it opened.
pub fn see_opening(ctx: &Context<'_>, case: &Case, number: u32) -> Result<Vec<Event>, Refusal> {
    let opening = case.openings.iter().find(|opening| opening.number == number && opening.seen.is_none());
    let Some(opening) = opening else {
        let message = "There is no opening of that number that nobody has seen yet.";
        return Err(FieldError::new("number", "unknown", message).into());
    };
    match ctx.by.user() {
        Some(who) if *who != opening.who => Ok(vec![Fact::OpeningSeen { number, who: who.clone() }.into()]),
        _ => Err(Rule::NotPermitted { need: "it is for somebody else who sees confidential cases".to_owned() }.into()),
    }
}
