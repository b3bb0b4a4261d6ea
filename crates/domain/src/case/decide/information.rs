//! Questions to those who know, chased until they are answered (R52).

use super::check::{self, Fields, optional, required};
use super::plan::room_for;
use super::{Context, working_handling};
use crate::calendar::DayOne;
use crate::case::event::{Event, Fact};
use crate::case::order::AskInformation;
use crate::case::panel::Member;
use crate::case::refusal::{FieldError, Refusal, Rule, uncountable};
use crate::case::state::{Action, ActionKind, Case};
use crate::time::{Date, long_date};

/// Asks somebody, of the organisation or from outside it, for an answer by a day.
pub fn ask(ctx: &Context<'_>, case: &Case, asked: &AskInformation) -> Result<Vec<Event>, Refusal> {
    working_handling(case)?;
    let mut fields = Fields::default();
    fields.take(room_for(case, "question", 1));
    let of = fields.take(whom(ctx, case, &asked.of));
    let question = fields.take(required("question", &asked.question, "the question"));
    let due_on = match asked.due_on {
        Some(due_on) => {
            if due_on < ctx.today() {
                fields.push(FieldError::new("due_on", "in-past", "Give a day that is still to come."));
            }
            due_on
        }
        None => {
            let days = ctx.procedure.info_request.days;
            ctx.calendar.due(ctx.today(), days, DayOne::DayAfter).map_err(uncountable("due_on"))?
        }
    };
    let (of, question) = fields.finish(of.zip(question))?;
    Ok(vec![Fact::InformationAsked { number: case.next_action_number(), of, question, due_on }.into()])
}

fn whom(ctx: &Context<'_>, case: &Case, of: &Member) -> Result<Member, FieldError> {
    match of {
        Member::Staff(who) => Ok(Member::Staff(check::participant(ctx, case, "of", who)?)),
        Member::Outside(name) => match check::optional_line("of", Some(name))? {
            Some(name) => Ok(Member::Outside(name)),
            None => Err(FieldError::new("of", "required", "Say who is asked.")),
        },
    }
}

/// Asks again, for an answer by a later day.
pub fn chase(
    ctx: &Context<'_>,
    case: &Case,
    number: u32,
    due_on: Date,
    note: Option<&str>,
) -> Result<Vec<Event>, Refusal> {
    open_question(case, number)?;
    let mut fields = Fields::default();
    if due_on <= ctx.today() {
        let message = format!("Give them until a day after today, {}.", long_date(ctx.today()));
        fields.push(FieldError::new("due_on", "too-early", message));
    }
    let note = fields.take(optional("note", note));
    let note = fields.finish(note)?;
    Ok(vec![Fact::InformationChased { number, due_on, note }.into()])
}

/// The answer came; also one that comes after closing is kept.
pub fn answer(ctx: &Context<'_>, case: &Case, number: u32, on: Date, answer: &str) -> Result<Vec<Event>, Refusal> {
    open_question(case, number)?;
    let mut fields = Fields::default();
    let on = fields.take(check::past_day(ctx, "on", on, case.received_on, "this was received"));
    let answer = fields.take(required("answer", answer, "the answer"));
    let (on, answer) = fields.finish(on.zip(answer))?;
    Ok(vec![Fact::InformationGiven { number, on, answer }.into()])
}

/// The question of this number, which has no answer yet.
fn open_question(case: &Case, number: u32) -> Result<&Action, Rule> {
    let question = |action: &&Action| action.number == number && action.kind == ActionKind::Information;
    let question = case.actions.iter().find(question).ok_or(Rule::NoSuchQuestion { number })?;
    if question.done_on.is_some() { Err(Rule::ActionDone { number }) } else { Ok(question) }
}
