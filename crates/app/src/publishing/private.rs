//! What is to be published tells nobody who somebody is (R103, R110).

use std::collections::BTreeSet;

use redress_domain::case::FieldError;
use redress_domain::publication::{Draft, Telling};
use redress_domain::statistics::Report;
use redress_domain::words::Word;
use redress_store::Reader;

use crate::error::AppError;
use crate::personal::Personal;
use crate::settings::Settings;

/// The cases that a draft tells of.
pub(super) fn told_of<'t>(tellings: impl IntoIterator<Item = &'t Telling>) -> BTreeSet<String> {
    tellings.into_iter().map(|telling| telling.of.reference.clone()).collect()
}

/// Refuses a draft whose texts name a case or somebody. A narrative holds no part of a name of those who come into its case.
///
/// # Errors
/// [`AppError::Invalid`] with each field and the kind of what stands in it.
pub(super) fn refuse_personal(
    reader: &mut Reader<'_>,
    settings: &Settings,
    personal: &Personal,
    draft: &Draft,
) -> Result<(), AppError> {
    let mut errors = Vec::new();
    for (section, text) in &draft.texts {
        errors.extend(personal.told_in(reader, settings, &format!("texts.{}", section.id()), text, [])?);
    }
    if let Some(reason) = &draft.reason {
        errors.extend(personal.told_in(reader, settings, "reason", reason, [])?);
    }
    for (at, telling) in draft.narratives.iter().enumerate() {
        let Some(texts) = &telling.released else { continue };
        let fields = [
            ("finding", &texts.finding),
            ("explanation", &texts.explanation),
            ("action_taken", &texts.action_taken),
            ("learning", &texts.learning),
        ];
        for (name, text) in fields {
            let (field, text) = (format!("narratives.{at}.{name}"), text.as_deref().unwrap_or_default());
            errors.extend(personal.told_in(reader, settings, &field, text, [&telling.of.reference])?);
        }
    }
    if errors.is_empty() { Ok(()) } else { Err(AppError::Invalid(errors)) }
}

/// Refuses a report with a service area that is somebody's name or address: it is written by hand, and printed.
///
/// # Errors
/// [`AppError::Invalid`] with each line of the table and the kind of what stands in it.
pub(super) fn refuse_personal_areas(
    reader: &mut Reader<'_>,
    settings: &Settings,
    personal: &Personal,
    report: &Report,
) -> Result<(), AppError> {
    let mut errors = Vec::new();
    for (at, area) in report.service_areas.iter().enumerate() {
        let found = personal.told_in(reader, settings, &format!("service_areas.{at}"), &area.id, [])?;
        let line = at.saturating_add(1);
        errors.extend(found.into_iter().map(|error| {
            let message =
                format!("Service area {line} of the table, which the public edition prints: {}", error.message);
            FieldError::new(error.field, error.code, format!("{message} It is mended in the cases of that area."))
        }));
    }
    if errors.is_empty() { Ok(()) } else { Err(AppError::Invalid(errors)) }
}
