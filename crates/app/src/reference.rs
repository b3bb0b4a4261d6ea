//! References of new cases (R103).

use redress_domain::case::{self, Log};
use redress_domain::procedure::Procedure;
use redress_domain::time::{Date, Instant, Zone};
use redress_store::{Reader, StoreError, find_case_no};

use crate::error::AppError;
use crate::settings::Settings;

/// References tried before giving up on finding a free one.
const REFERENCE_TRIES: i64 = 1_000;

/// The case's number as a reference, or the next number that an imported case has not taken.
pub(crate) fn free_reference(
    reader: &mut Reader<'_>,
    settings: &Settings,
    procedure: &Procedure,
    case_no: i64,
    log: &Log,
    now: Instant,
) -> Result<String, AppError> {
    let pattern = &procedure.intake.reference;
    let year = received_year(log, now);
    for number in case_no..case_no.saturating_add(REFERENCE_TRIES) {
        let width = usize::from(pattern.digits);
        let reference = format!("{}{year:04}{}{number:0width$}", pattern.prefix, pattern.separator);
        if find_case_no(reader, &settings.organisation.id, &reference)?.is_none() {
            return Ok(reference);
        }
    }
    Err(StoreError::inconsistent("no free reference was found").into())
}

fn received_year(log: &Log, now: Instant) -> i16 {
    let on: Date = match log.received {
        case::Received::On(on) => on,
        case::Received::At(at) => at.min(now).local_date(Zone::LONDON),
    };
    on.year()
}
