//! Answering for a case what a return asks of it, by the splits of its procedure.

use super::Context;
use super::check;
use crate::case::event::{Event, Fact};
use crate::case::refusal::{FieldError, Refusal};

/// Gives a case its options of a split, in the order of the procedure; none takes earlier ones back.
pub fn classify(ctx: &Context<'_>, split: &str, options: &[String]) -> Result<Vec<Event>, Refusal> {
    let Some(split) = ctx.procedure.split(split) else {
        let known: Vec<&str> = ctx.procedure.splits.iter().map(|split| split.id.as_str()).collect();
        let message = match known.is_empty() {
            true => "The procedure asks for no classification.".to_owned(),
            false => format!("Choose one of: {}.", known.join(", ")),
        };
        return Err(FieldError::new("split", "unknown", message).into());
    };
    let chosen = check::known("options", options, &split.options)?;
    if chosen.len() > 1 && !split.many {
        let message = format!("'{}' takes one answer; choose the one that fits best.", split.label);
        return Err(FieldError::new("options", "only-one", message).into());
    }
    let ordered = split.options.iter().filter(|option| chosen.contains(&option.id));
    let options = ordered.map(|option| option.id.clone()).collect();
    Ok(vec![Fact::Classified { split: split.id.clone(), options, special: split.special }.into()])
}
