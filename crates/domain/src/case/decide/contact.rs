//! Speaking and writing to the person: contact, tries, notes.

use super::check::{self, Fields, optional, required};
use super::{Context, clocks, working_handling};
use crate::case::clock::ClockChange;
use crate::case::event::{Event, Fact};
use crate::case::order::RecordContact;
use crate::case::refusal::{FieldError, Refusal, Rule, uncountable};
use crate::case::state::{Case, Handling};
use crate::procedure::{Means, Moment};
use crate::time::{Instant, Zone};

/// Records contact, or a try that did not reach the person, which stops no clock (R46).
pub fn record(ctx: &Context<'_>, case: &Case, contact: &RecordContact) -> Result<Vec<Event>, Refusal> {
    let handling = working_handling(case)?;
    if case.is_anonymous() {
        return Err(Rule::Anonymous.into());
    }
    let means = contact.means;
    let mut fields = Fields::default();
    let at = fields.take(check::past_instant(ctx, "at", contact.at, handling.received_at, "this was received"));
    let note = fields.take(optional("note", contact.note.as_deref()));
    let safety = fields.take(safety(case, contact));
    let issue = fields.take(optional("issue", contact.issue.as_deref()));
    let remedy_wanted = fields.take(optional("remedy_wanted", contact.remedy_wanted.as_deref()));
    let (at, note, safety, issue, remedy_wanted) =
        fields.finish((|| Some((at?, note?, safety?, issue?, remedy_wanted?)))())?;
    if !contact.reached {
        return Ok(vec![Fact::ContactTried { means, at, note, safety }.into()]);
    }
    let clocks = reached(ctx, case, handling, means, at)?;
    Ok(vec![Event { fact: Fact::ContactMade { means, at, note, safety, issue, remedy_wanted }, clocks }])
}

/// Whoever goes to somebody's home knows what there is to know, be it that nothing is (R46).
fn safety(case: &Case, contact: &RecordContact) -> Result<Option<String>, FieldError> {
    let safety = optional("safety", contact.safety.as_deref())?;
    if contact.means == Means::Visit && safety.is_none() && case.safety_note.is_none() {
        let message = "Say what whoever goes there has to know; \"nothing known\" is an answer.";
        return Err(FieldError::new("safety", "required", message));
    }
    Ok(safety)
}

/// Contact stops the clocks that it satisfies, and by whatever means it tells the person how it is going.
fn reached(
    ctx: &Context<'_>,
    case: &Case,
    handling: &Handling,
    means: Means,
    at: Instant,
) -> Result<Vec<ClockChange>, Refusal> {
    let number = handling.number;
    let mut clocks = clocks::stopping_on_contact(ctx, case, number, means, at).map_err(uncountable("at"))?;
    if !means.is_personal() {
        let on = at.local_date(Zone::LONDON);
        clocks.extend(clocks::stopping(ctx, case, number, Moment::Updated, at, on).map_err(uncountable("at"))?);
    }
    Ok(clocks)
}

/// A note for the history, at any time.
pub fn note(text: &str) -> Result<Vec<Event>, Refusal> {
    Ok(vec![Fact::NoteAdded { text: required("text", text, "the note")? }.into()])
}
