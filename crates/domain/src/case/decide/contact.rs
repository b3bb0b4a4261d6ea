//! Speaking and writing to the person: contact, tries, replies, notes.

use super::check::{self, Fields, optional, required};
use super::{Context, clocks, working_handling};
use crate::case::command::RecordContact;
use crate::case::event::{Event, Fact};
use crate::case::refusal::{Refusal, Rule, uncountable};
use crate::case::state::{Case, WrittenReply};
use crate::procedure::Means;
use crate::time::Date;

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
    let issue = fields.take(optional("issue", contact.issue.as_deref()));
    let remedy_wanted = fields.take(optional("remedy_wanted", contact.remedy_wanted.as_deref()));
    let (at, note, issue, remedy_wanted) = fields.finish((|| Some((at?, note?, issue?, remedy_wanted?)))())?;
    if !contact.reached {
        return Ok(vec![Fact::ContactTried { means, at, note }.into()]);
    }
    let stopped = clocks::stopping_on_contact(ctx, case, handling.number, means, at).map_err(uncountable("at"))?;
    Ok(vec![Event { fact: Fact::ContactMade { means, at, note, issue, remedy_wanted }, clocks: stopped }])
}

/// The answer to whether a written reply is wanted; may change until it is closed (R39).
pub fn ask_written_reply(case: &Case, answer: WrittenReply) -> Result<Vec<Event>, Refusal> {
    working_handling(case)?;
    if case.is_anonymous() && answer != WrittenReply::CouldNotAsk {
        return Err(Rule::Anonymous.into());
    }
    Ok(vec![Fact::WrittenReplyAsked { answer }.into()])
}

/// The written reply, which tells the decision, was sent (R40).
pub fn reply_sent(
    ctx: &Context<'_>,
    case: &Case,
    on: Date,
    means: Means,
    note: Option<&str>,
) -> Result<Vec<Event>, Refusal> {
    let handling = working_handling(case)?;
    if handling.written_reply != Some(WrittenReply::Yes) {
        return Err(Rule::NoReplyWanted.into());
    }
    if handling.decision.is_none() {
        return Err(Rule::NoDecision.into());
    }
    let mut fields = Fields::default();
    let on = fields.take(check::past_day(ctx, "on", on, handling.received_on, "this was received"));
    let note = fields.take(optional("note", note));
    let (on, note) = fields.finish((|| Some((on?, note?)))())?;
    Ok(vec![Fact::ReplySent { on, means, note }.into()])
}

/// A note for the history, at any time.
pub fn note(text: &str) -> Result<Vec<Event>, Refusal> {
    Ok(vec![Fact::NoteAdded { text: required("text", text, "the note")? }.into()])
}
