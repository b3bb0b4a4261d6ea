//! The people of a case on their way into their rows: numbered, salted, tidied.

use redress_domain::case::{Case, Log, Party, PersonRef};
use redress_domain::procedure::Procedure;
use redress_store::{Person, Reader, Viewer, case_events, find_cases_of, person_digest};

use crate::error::AppError;
use crate::execute::fold;
use crate::random::random;

/// Numbers of the people of a case.
pub(crate) const COMPLAINANT: u32 = 1;
pub(crate) const REPRESENTATIVE: u32 = 2;

/// The people of a new case.
pub(crate) fn of_log(log: &Log) -> Result<Vec<Person>, AppError> {
    let representative = log.representative.as_ref().map(|representative| &representative.party);
    let named = [(COMPLAINANT, log.complainant.as_ref()), (REPRESENTATIVE, representative)];
    let mut people = Vec::new();
    for (number, party) in named {
        if let Some(party) = party {
            people.push(person(number, party)?);
        }
    }
    Ok(people)
}

/// Cases of a person that are looked at for what they asked to be carried forward.
const CASES_LOOKED_AT: u32 = 5;

/// The adjustments a person agreed to begin their next case with, where the log does not say others. None come from a case
/// that the viewer may not see.
pub(crate) fn with_carried_adjustments(
    reader: &mut Reader<'_>,
    viewer: &Viewer<'_>,
    procedure: &Procedure,
    log: &Log,
) -> Result<Log, AppError> {
    let reached = log.complainant.as_ref().map(tidy).filter(|party| party.email.is_some() || party.phone.is_some());
    let Some(party) = reached.filter(|_| log.adjustments.is_empty() && !procedure.adjustments.is_empty()) else {
        return Ok(log.clone());
    };
    let organisation_id = viewer.organisation();
    for case_no in find_cases_of(reader, organisation_id, &party, CASES_LOOKED_AT)? {
        let earlier = fold(&case_events(reader, organisation_id, case_no)?)?;
        let mut kinds = earlier.adjustments;
        if kinds.carry_forward && !viewer.hides(&earlier.reference) {
            kinds.kinds.retain(|id| procedure.adjustments.iter().any(|known| known.id == *id));
            return Ok(Log { adjustments: kinds.kinds, ..log.clone() });
        }
    }
    Ok(log.clone())
}

/// Somebody who comes into a case later.
pub(crate) fn joining(case: &Case, party: &Party) -> Result<Person, AppError> {
    let representatives = case.representative.iter().chain(&case.former_representatives);
    let last = representatives.map(|representative| representative.person.number).max();
    person(last.map_or(REPRESENTATIVE, |last| last.saturating_add(1)), party)
}

/// Somebody of the case whose particulars are put right, under a new salt.
pub(crate) fn corrected(number: u32, party: &Party) -> Result<Person, AppError> {
    person(number, party)
}

fn person(number: u32, party: &Party) -> Result<Person, AppError> {
    Ok(Person { number, party: tidy(party), salt: random::<16>()?.to_vec() })
}

/// Without white space around, and without empty fields.
fn tidy(party: &Party) -> Party {
    let given =
        |text: &Option<String>| text.as_deref().map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned);
    Party {
        name: party.name.trim().to_owned(),
        email: given(&party.email),
        phone: given(&party.phone),
        address: given(&party.address),
    }
}

/// How events refer to somebody.
pub(crate) fn person_ref(person: &Person) -> PersonRef {
    PersonRef { number: person.number, digest: person_digest(&person.party, &person.salt) }
}
