//! Reading dates and times strictly: one way to write each, so nothing is guessed.

use jiff::civil::{Date, DateTime};

use super::error::{TimeError, quoted};
use super::{Instant, Zone};

/// Reads a civil date written `YYYY-MM-DD`.
///
/// # Errors
/// [`TimeError::DateForm`] when it is written otherwise (`2026-2-3`, `20260203`), and
/// [`TimeError::NoSuchDay`] when there is no such day (`2026-02-30`).
pub fn parse_date(text: &str) -> Result<Date, TimeError> {
    if !has_form(text, "####-##-##") {
        return Err(TimeError::DateForm { text: quoted(text) });
    }
    text.parse().map_err(|_| TimeError::NoSuchDay { text: quoted(text) })
}

/// Reads what a date-and-time field of a form sends, `YYYY-MM-DDTHH:MM`, as local time in the zone.
///
/// A time the clocks skip in spring is taken as that much later; a time that comes twice in autumn is the first of the two.
///
/// # Errors
/// [`TimeError::LocalForm`] when it is written otherwise or names no day and minute that exist.
pub fn parse_local(text: &str, zone: Zone) -> Result<Instant, TimeError> {
    let wrong = || TimeError::LocalForm { text: quoted(text) };
    if !has_form(text, "####-##-##T##:##") {
        return Err(wrong());
    }
    let local: DateTime = text.parse().map_err(|_| wrong())?;
    let zoned = local.to_zoned(zone.rules().clone()).map_err(|_| wrong())?;
    Instant::from_timestamp(zoned.timestamp()).ok_or_else(wrong)
}

/// Whether the text has exactly the form given, where `#` stands for one digit.
pub(super) fn has_form(text: &str, form: &str) -> bool {
    text.len() == form.len()
        && text.bytes().zip(form.bytes()).all(|(byte, wanted)| match wanted {
            b'#' => byte.is_ascii_digit(),
            other => byte == other,
        })
}
