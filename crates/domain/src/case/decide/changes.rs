//! Telling people what changed because they complained: whether they want to know, and that they were told.

use super::Context;
use super::check::{self, Fields, required};
use crate::case::event::{Event, Fact};
use crate::case::letter::may_tell;
use crate::case::order::TellWhatChanged;
use crate::case::refusal::{FieldError, Refusal, Rule};
use crate::case::state::Case;

/// Whether the person would like to know; they may change their mind.
pub fn ask(case: &Case, wants: bool) -> Result<Vec<Event>, Refusal> {
    if case.is_anonymous() {
        return Err(Rule::Anonymous.into());
    }
    Ok(vec![Fact::ChangeNewsAsked { wants }.into()])
}

/// Somebody was told what changed, by the rules for telling anybody of a case (R26).
pub fn tell(ctx: &Context<'_>, case: &Case, told: &TellWhatChanged) -> Result<Vec<Event>, Refusal> {
    may_tell(ctx.procedure, case, told.to, true, ctx.today())?;
    if case.wants_to_know == Some(false) {
        return Err(Rule::NewsNotWanted.into());
    }
    let mut fields = Fields::default();
    let on = fields.take(check::past_day(ctx, "on", told.on, case.received_on, "this was received"));
    let what = fields.take(required("what", &told.what, "what changed, as the person was told it"));
    let improvement = fields.take(improvement(ctx, told.improvement));
    let (on, what, improvement) = fields.finish((|| Some((on?, what?, improvement?)))())?;
    Ok(vec![Fact::ToldWhatChanged { means: told.means, to: told.to, on, what, improvement }.into()])
}

fn improvement(ctx: &Context<'_>, number: Option<u32>) -> Result<Option<u32>, FieldError> {
    match number {
        Some(number) if ctx.around.improvement != Some(number) => {
            let message =
                format!("No improvement {number} came of this case; link the case to it first, or leave this empty.");
            Err(FieldError::new("improvement", "unknown", message))
        }
        number => Ok(number),
    }
}
