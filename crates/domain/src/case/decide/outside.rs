//! After the last stage: the person turns to an outside body (R15, R16), and what that body decides.

use super::Context;
use super::check::{self, Fields, optional};
use crate::case::event::{Event, Fact};
use crate::case::refusal::{FieldError, Refusal, Rule};
use crate::case::state::Case;
use crate::time::Date;

/// The person turned to an outside body of the procedure.
pub fn refer(ctx: &Context<'_>, case: &Case, body: &str, on: Date, note: Option<&str>) -> Result<Vec<Event>, Refusal> {
    if !case.exhausted {
        return Err(Rule::NotFinished.into());
    }
    if case.referred_outside.is_some() {
        return Err(Rule::AlreadyReferred.into());
    }
    let closed_on = case.current().and_then(|handling| handling.closed_on).ok_or(Rule::NotFinished)?;
    let mut fields = Fields::default();
    let body = fields.take(known_body(ctx, body));
    let on = fields.take(check::past_day(ctx, "on", on, closed_on, "the last stage was closed"));
    let note = fields.take(optional("note", note));
    let (body, on, note) = fields.finish((|| Some((body?, on?, note?)))())?;
    Ok(vec![Fact::ReferredOutside { body, on, note }.into()])
}

fn known_body(ctx: &Context<'_>, id: &str) -> Result<String, FieldError> {
    match ctx.procedure.external_body(id) {
        Some(body) => Ok(body.id.clone()),
        None => {
            let known: Vec<&str> = ctx.procedure.external_bodies.iter().map(|body| body.id.as_str()).collect();
            Err(FieldError::new("body", "unknown", format!("Choose one of: {}.", known.join(", "))))
        }
    }
}

/// What the outside body decided. It is counted apart from our own figures (R108).
pub fn decided(
    ctx: &Context<'_>,
    case: &Case,
    upheld: bool,
    on: Date,
    note: Option<&str>,
) -> Result<Vec<Event>, Refusal> {
    let referred = case.referred_outside.as_ref().ok_or(Rule::NotReferred)?;
    if case.external.is_some() {
        return Err(Rule::OutsideDecided.into());
    }
    let mut fields = Fields::default();
    let on = fields.take(check::past_day(ctx, "on", on, referred.on, "the person turned to it"));
    let note = fields.take(optional("note", note));
    let (on, note) = fields.finish(on.zip(note))?;
    Ok(vec![Fact::OutsideDecided { upheld, on, note }.into()])
}
