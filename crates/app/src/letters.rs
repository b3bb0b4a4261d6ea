//! The text of a letter that was made from the procedure's template, with the case as it is now.

use redress_domain::case::Recipient;
use redress_domain::case::letter::{LetterData, fill, may_make};
use redress_domain::time::Zone;
use redress_store::Organisation;

use crate::App;
use crate::actor::Actor;
use crate::case_view::CaseView;
use crate::error::AppError;

/// A letter to be printed or sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LetterText {
    /// Who writes: the organisation, with its registered charity number if it has one (R1).
    pub letterhead: String,
    pub title: String,
    pub text: String,
}

impl App {
    /// The text of a letter that was made for somebody. What may not be told them any more is refused.
    ///
    /// # Errors
    /// As [`App::case`]; [`AppError::NotFound`] for a letter the procedure does not have or that was not made;
    /// [`AppError::Refused`] as when it is made.
    pub async fn letter(
        &self,
        actor: &Actor,
        reference: &str,
        letter_id: &str,
        to: Recipient,
    ) -> Result<LetterText, AppError> {
        let view = self.case(actor, reference).await?;
        let absent = AppError::NotFound { what: "letter" };
        let letter = view.procedure.letter(letter_id).ok_or(absent.clone())?;
        if !view.case.letters.iter().any(|made| made.letter == letter_id && made.to == to) {
            return Err(absent);
        }
        let today = self.now().local_date(Zone::LONDON);
        may_make(&view.procedure, &view.case, letter, to, today)?;
        let text = fill(letter, &data(&view, to, today));
        Ok(LetterText { letterhead: letterhead(&view.settings.organisation), title: letter.title.clone(), text })
    }
}

fn letterhead(organisation: &Organisation) -> String {
    match &organisation.charity_number {
        Some(number) => format!("{}, registered charity {number}", organisation.name),
        None => organisation.name.clone(),
    }
}

fn data(view: &CaseView, to: Recipient, today: redress_domain::time::Date) -> LetterData<'_> {
    let person = view.complainant.as_ref().map(|party| party.name.as_str());
    LetterData {
        organisation: &view.settings.organisation.name,
        charity_number: view.settings.organisation.charity_number.as_deref(),
        person,
        recipient: match to {
            Recipient::Complainant => person,
            Recipient::Representative => view.representative.as_ref().map(|party| party.name.as_str()),
        },
        procedure: &view.procedure,
        case: &view.case,
        staffing: &view.settings.staffing,
        today,
    }
}
