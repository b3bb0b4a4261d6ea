//! Conflict of interest: whom a case is about, and who says of themselves that they cannot be impartial (R59, R60).

use super::check::{self, Fields, optional, required};
use super::{Context, not_barred};
use crate::case::event::{Event, Fact};
use crate::case::refusal::{FieldError, Refusal, Rule};
use crate::case::state::Case;
use crate::staff::UserId;

/// A case is about a member of staff, who from now on has no part in it and does not see it.
pub fn name_subject(ctx: &Context<'_>, case: &Case, who: &UserId, note: Option<&str>) -> Result<Vec<Event>, Refusal> {
    let mut fields = Fields::default();
    let who = fields.take(check::staff(ctx, "who", who));
    let note = fields.take(optional("note", note));
    let (who, note) = fields.finish(who.zip(note))?;
    if case.subjects.contains(&who) {
        let message = format!("{} is named in this already.", ctx.staffing.name(&who));
        return Err(FieldError::new("who", "already-named", message).into());
    }
    // Whoever handled an earlier stage does not choose by this who reviews it.
    if let (Some(handling), true) = (case.current(), case.handlings.len() > 1) {
        not_barred(ctx, case, handling)?;
    }
    Ok(vec![Fact::SubjectNamed { who, note }.into()])
}

/// A case turned out not to be about somebody.
pub fn clear_subject(case: &Case, who: &UserId, reason: &str) -> Result<Vec<Event>, Refusal> {
    let mut fields = Fields::default();
    if !case.subjects.contains(who) {
        fields.push(FieldError::new("who", "not-named", "They are not named in this."));
    }
    let reason = fields.take(required("reason", reason, "why it is not about them"));
    let reason = fields.finish(reason)?;
    Ok(vec![Fact::SubjectCleared { who: who.clone(), reason }.into()])
}

/// Whoever gives it has an interest in the matter, and leaves it to others from now on.
pub fn declare_interest(ctx: &Context<'_>, case: &Case, what: &str) -> Result<Vec<Event>, Refusal> {
    let what = required("what", what, "what your interest is")?;
    let Some(who) = ctx.by.user().cloned() else {
        return Err(Rule::NotPermitted { need: "each says of themselves that they have an interest".to_owned() }.into());
    };
    if case.interests.iter().any(|interest| interest.who == who) {
        return Err(Rule::Interested.into());
    }
    Ok(vec![Fact::InterestDeclared { who, what }.into()])
}
