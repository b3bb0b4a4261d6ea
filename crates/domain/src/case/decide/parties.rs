//! The people a new case names: who brings it, and who acts for them (R25, R26, R29).

use super::Context;
use super::check::{Fields, optional, optional_line, required};
use super::intake::Identity;
use crate::case::log::{Log, Party};
use crate::case::payload::RepresentativeRef;
use crate::case::refusal::FieldError;
use crate::register::BroughtBy;

/// Who brings a case and who acts for whom, named as it is marked.
pub fn check(ctx: &Context<'_>, log: &Log, fields: &mut Fields) {
    let anonymous = log.brought_by == BroughtBy::Anonymous;
    if anonymous && !ctx.procedure.intake.anonymous {
        fields.push(FieldError::new("brought_by", "anonymous", "The procedure takes no anonymous complaint."));
    }
    if anonymous && (log.complainant.is_some() || log.representative.is_some()) {
        let message = "This is marked anonymous but names somebody: take the name out, or change who brings it.";
        fields.push(FieldError::new("brought_by", "contradiction", message));
    }
    match (log.brought_by, &log.representative) {
        (BroughtBy::Representative, None) => {
            fields.push(FieldError::new("representative_name", "required", "Enter the name of the representative."));
        }
        (BroughtBy::Complainant, Some(_)) => {
            let message = "A representative is named, but it is not marked as brought by one.";
            fields.push(FieldError::new("brought_by", "contradiction", message));
        }
        _ => {}
    }
    if let Some(party) = &log.complainant {
        check_party("complainant", party, fields);
    }
    if let Some(representative) = &log.representative {
        check_party("representative", &representative.party, fields);
    }
}

/// A person with the ways to reach them, in fields that begin with `prefix`.
pub fn check_party(prefix: &str, party: &Party, fields: &mut Fields) {
    let name = required(&format!("{prefix}_name"), &party.name, "the name");
    fields.take(name);
    for (suffix, value) in
        [("name", Some(&party.name)), ("email", party.email.as_ref()), ("phone", party.phone.as_ref())]
    {
        fields.take(optional_line(&format!("{prefix}_{suffix}"), value.map(String::as_str)));
    }
    fields.take(optional(&format!("{prefix}_address"), party.address.as_deref()));
    if party.email.as_deref().is_some_and(|email| !looks_like_email(email)) {
        let message = "Enter an email address in the form name@example.org.";
        fields.push(FieldError::new(format!("{prefix}_email"), "not-an-email", message));
    }
}

fn looks_like_email(email: &str) -> bool {
    let email = email.trim();
    email.is_empty()
        || email.split_once('@').is_some_and(|(local, domain)| {
            !local.is_empty() && domain.contains('.') && !email.contains(char::is_whitespace) && !domain.contains('@')
        })
}

/// Who acts for the person, with relation and authority (R26).
pub fn representative(identity: &Identity, log: &Log, fields: &mut Fields) -> Option<RepresentativeRef> {
    let representative = log.representative.as_ref()?;
    let relation =
        fields.take(required("representative_relation", &representative.relation, "how they stand to the person"))?;
    let authority = fields.take(optional("representative_authority", representative.authority.as_deref()))?;
    Some(RepresentativeRef { person: identity.representative.clone()?, relation, authority })
}
