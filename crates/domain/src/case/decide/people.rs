//! The people in a case: who acts for the person, consent, adjustments, safety, and what follows for staff.

use super::check::{self, Fields, optional, required};
use super::parties::check_party;
use super::{Context, open_handling};
use crate::case::event::{Event, Fact};
use crate::case::log::Representative;
use crate::case::order::RecordConsent;
use crate::case::payload::RepresentativeRef;
use crate::case::people::{Adjustments, Consent, StaffMatter};
use crate::case::refusal::{FieldError, Refusal, Rule};
use crate::case::state::Case;
use crate::staff::UserId;
use crate::time::{Date, long_date};

/// Somebody acts for the person from now on, whose authority may be shown later (R26).
pub fn set_representative(
    ctx: &Context<'_>,
    case: &Case,
    representative: &Representative,
) -> Result<Vec<Event>, Refusal> {
    not_anonymous(case)?;
    let mut fields = Fields::default();
    check_party("representative", &representative.party, &mut fields);
    let relation =
        fields.take(required("representative_relation", &representative.relation, "how they stand to the person"));
    let authority = fields.take(optional("representative_authority", representative.authority.as_deref()));
    let unnamed = || FieldError::new("representative_name", "required", "Enter the name.");
    let person = fields.take(ctx.around.new_person.cloned().ok_or_else(unnamed));
    let (person, relation, authority) = fields.finish((|| Some((person?, relation?, authority?)))())?;
    Ok(vec![Fact::RepresentativeSet(RepresentativeRef { person, relation, authority }).into()])
}

/// The person lets the representative be told of the case, or no longer does, which holds at once. Asked for before
/// disclosure, never before logging (R26).
pub fn record_consent(ctx: &Context<'_>, case: &Case, consent: &RecordConsent) -> Result<Vec<Event>, Refusal> {
    not_anonymous(case)?;
    if case.representative.is_none() {
        return Err(Rule::NoRepresentative.into());
    }
    let mut fields = Fields::default();
    // An authority can be older than the complaint, so that no day is too early.
    let on = fields.take(check::past_day(ctx, "on", consent.on, Date::MIN, "time began"));
    let expires_on = fields.take(expiry(consent));
    let note = fields.take(optional("note", consent.note.as_deref()));
    let (on, expires_on, note) = fields.finish((|| Some((on?, expires_on?, note?)))())?;
    Ok(vec![Fact::ConsentRecorded(Consent { given: consent.given, means: consent.means, on, expires_on, note }).into()])
}

fn expiry(consent: &RecordConsent) -> Result<Option<Date>, FieldError> {
    const FIELD: &str = "expires_on";
    match consent.expires_on {
        Some(_) if !consent.given => {
            Err(FieldError::new(FIELD, "contradiction", "Consent that is not given does not expire; leave this empty."))
        }
        Some(expires_on) if expires_on <= consent.on => {
            let message = format!("Enter a day after {}, on which consent was given.", long_date(consent.on));
            Err(FieldError::new(FIELD, "too-early", message))
        }
        expires_on => Ok(expires_on),
    }
}

/// What the person needs so that nothing bars them; an empty list says that they were asked and need nothing.
pub fn record_adjustments(
    ctx: &Context<'_>,
    case: &Case,
    kinds: &[String],
    note: Option<&str>,
    carry_forward: bool,
) -> Result<Vec<Event>, Refusal> {
    not_anonymous(case)?;
    let mut fields = Fields::default();
    let kinds = fields.take(check::known("kinds", kinds, &ctx.procedure.adjustments));
    let note = fields.take(optional("note", note));
    let (kinds, note) = fields.finish(kinds.zip(note))?;
    Ok(vec![Fact::AdjustmentsRecorded(Adjustments { kinds, note, carry_forward }).into()])
}

/// What whoever visits the person has to know (R46).
pub fn record_safety_note(case: &Case, text: &str) -> Result<Vec<Event>, Refusal> {
    open_handling(case)?;
    not_anonymous(case)?;
    let text = required("text", text, "what a visitor has to know, or that nothing is known")?;
    Ok(vec![Fact::SafetyNoted { text }.into()])
}

/// What follows for a member of staff. It stays in a restricted part, out of letters, exports and reports (R79).
pub fn record_staff_matter(
    ctx: &Context<'_>,
    kind: &str,
    about: Option<&UserId>,
    text: &str,
) -> Result<Vec<Event>, Refusal> {
    let mut fields = Fields::default();
    let kinds = fields.take(check::known("kind", &[kind.to_owned()], &ctx.procedure.staff_matters));
    let about = fields.take(about.map(|who| check::staff(ctx, "about", who)).transpose());
    let text = fields.take(required("text", text, "what follows"));
    let (_, about, text) = fields.finish((|| Some((kinds?, about?, text?)))())?;
    Ok(vec![Fact::StaffMatterRecorded(StaffMatter { kind: kind.to_owned(), about, text }).into()])
}

/// Nobody is known who could need it.
pub(super) fn not_anonymous(case: &Case) -> Result<(), Refusal> {
    if case.is_anonymous() { Err(Rule::Anonymous.into()) } else { Ok(()) }
}
