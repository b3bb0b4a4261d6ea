//! Making a letter: the case remembers which was made to whom and when; its text is filled in when it is printed.

use super::Context;
use crate::case::event::{Event, Fact};
use crate::case::letter;
use crate::case::people::Recipient;
use crate::case::refusal::{FieldError, Refusal};
use crate::case::state::Case;

/// Makes a letter of the procedure, if it may be made now (R105).
pub fn make(ctx: &Context<'_>, case: &Case, letter: &str, to: Recipient) -> Result<Vec<Event>, Refusal> {
    let Some(letter) = ctx.procedure.letter(letter) else {
        let known: Vec<&str> = ctx.procedure.letters.iter().map(|letter| letter.id.as_str()).collect();
        return Err(FieldError::new("letter", "unknown", format!("Choose one of: {}.", known.join(", "))).into());
    };
    letter::may_make(ctx.procedure, case, letter, to, ctx.today())?;
    Ok(vec![Fact::LetterMade { letter: letter.id.clone(), to, on: ctx.today() }.into()])
}
