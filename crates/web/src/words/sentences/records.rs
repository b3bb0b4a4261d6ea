//! What is kept of a case, told: held, put right, given, erased.

use redress_domain::case::{ErasureGround, PersonField};
use redress_domain::words::Word;

use super::{Teller, Told};

impl Teller<'_> {
    pub(super) fn corrected(&self, number: u32, changed: &[PersonField]) -> Told {
        let fields: Vec<String> = changed.iter().map(|field| field.label().to_lowercase()).collect();
        Told::new(format!("Put right who {} is: {}", self.in_case(number), fields.join(", ")))
    }

    /// Somebody of the case by their part in it.
    pub(super) fn in_case(&self, number: u32) -> String {
        match number {
            1 => format!("the {}", self.procedure.terms.person),
            _ => "whoever acts for them".to_owned(),
        }
    }
}

pub(super) fn erased(ground: &ErasureGround) -> Told {
    Told::new("Erased what was said of people").and(why(ground))
}

/// Why a case was erased, in a sentence.
pub(crate) fn why(ground: &ErasureGround) -> String {
    match ground {
        ErasureGround::Retention { rule, months } => {
            let rule = rule.as_ref().map(|rule| format!(" (rule '{rule}')")).unwrap_or_default();
            format!("The procedure keeps it for {months} months after closing{rule}.")
        }
        ErasureGround::Decided { reason } => format!("It was decided: {reason}"),
    }
}
