//! What is kept of a case: holding it for a court or an inquiry, and putting right who the people are.

use super::Context;
use super::check::{Fields, required};
use super::parties::check_party;
use crate::case::erasing::{PersonField, RecordsHold};
use crate::case::event::{Event, Fact};
use crate::case::log::Party;
use crate::case::refusal::{FieldError, Refusal, Rule};
use crate::case::state::Case;

/// Its records are kept, whatever retention says, until they are released.
pub fn hold(case: &Case, reason: &str) -> Result<Vec<Event>, Refusal> {
    if let Some(RecordsHold { reason, .. }) = &case.records_hold {
        return Err(Rule::RecordsHeld { reason: reason.clone() }.into());
    }
    Ok(vec![Fact::RecordsHeld { reason: required("reason", reason, "why the records are kept")? }.into()])
}

/// They fall under retention again.
pub fn release(case: &Case, reason: &str) -> Result<Vec<Event>, Refusal> {
    if case.records_hold.is_none() {
        return Err(Rule::RecordsNotHeld.into());
    }
    Ok(vec![Fact::RecordsReleased { reason: required("reason", reason, "why they need not be kept")? }.into()])
}

/// The person's name and how to reach them as they are to be (UK GDPR, article 16). History says that they were changed, and
/// what stood there before is kept nowhere.
pub fn correct(ctx: &Context<'_>, case: &Case, number: u32, party: &Party) -> Result<Vec<Event>, Refusal> {
    let representatives = case.representative.iter().chain(&case.former_representatives);
    let mut people = case.complainant.iter().chain(representatives.map(|representative| &representative.person));
    let known = people.any(|person| person.number == number);
    let (Some(before), Some(person), true) = (ctx.around.person_before, ctx.around.new_person, known) else {
        return Err(Rule::NoSuchPerson { number }.into());
    };
    let mut fields = Fields::default();
    check_party("person", party, &mut fields);
    let changed = changed(before, party);
    if changed.is_empty() {
        fields.push(FieldError::new("person_name", "unchanged", "This is what is kept already; change something."));
    }
    fields.finish(Some(()))?;
    Ok(vec![Fact::PersonCorrected { person: person.clone(), changed }.into()])
}

fn changed(before: &Party, after: &Party) -> Vec<PersonField> {
    let of = |text: &Option<String>| text.as_deref().map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned);
    let differs = [
        (PersonField::Name, before.name.trim() != after.name.trim()),
        (PersonField::Email, of(&before.email) != of(&after.email)),
        (PersonField::Phone, of(&before.phone) != of(&after.phone)),
        (PersonField::Address, of(&before.address) != of(&after.address)),
    ];
    differs.into_iter().filter(|(_, differs)| *differs).map(|(field, _)| field).collect()
}
