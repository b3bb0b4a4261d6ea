//! What is to be published tells nobody who somebody is (R103, R110).

use std::collections::BTreeSet;

use redress_domain::case::FieldError;
use redress_domain::publication::{Draft, Telling};
use redress_domain::words::Word;
use redress_store::Reader;

use super::present::Present;
use crate::error::AppError;
use crate::personal::Personal;
use crate::settings::SettingsCache;

/// Refuses a draft whose texts name a case or somebody. A narrative holds no part of a name of those who come into its case; the
/// other texts hold no whole name of anybody who comes into a case that the report lists.
///
/// # Errors
/// [`AppError::Invalid`] with each field and the kind of what stands in it.
pub(super) fn refuse_personal(
    reader: &mut Reader<'_>,
    cache: &SettingsCache,
    present: &Present,
    draft: &Draft,
) -> Result<(), AppError> {
    let settings = &present.settings;
    let listed = present.report.narratives.iter().map(|told| told.reference.clone());
    let late = present.report.timescales.iter().flat_map(|row| row.late.iter().flatten());
    let listed: BTreeSet<String> = listed.chain(late.map(|late| late.reference.clone())).collect();
    let personal = Personal::in_period(reader, cache, settings, &listed)?;
    let mut errors = Vec::new();
    for (section, text) in &draft.texts {
        errors.extend(personal.told_in(reader, settings, &format!("texts.{}", section.id()), text)?);
    }
    if let Some(reason) = &draft.reason {
        errors.extend(personal.told_in(reader, settings, "reason", reason)?);
    }
    for (at, telling) in draft.narratives.iter().enumerate() {
        errors.extend(in_narrative(reader, cache, present, at, telling)?);
    }
    if errors.is_empty() { Ok(()) } else { Err(AppError::Invalid(errors)) }
}

fn in_narrative(
    reader: &mut Reader<'_>,
    cache: &SettingsCache,
    present: &Present,
    at: usize,
    telling: &Telling,
) -> Result<Vec<FieldError>, AppError> {
    let Some(texts) = &telling.released else { return Ok(Vec::new()) };
    let case = BTreeSet::from([telling.of.reference.clone()]);
    let personal = Personal::in_cases(reader, cache, &present.settings, &case)?;
    let fields = [
        ("finding", &texts.finding),
        ("explanation", &texts.explanation),
        ("action_taken", &texts.action_taken),
        ("learning", &texts.learning),
    ];
    let mut errors = Vec::new();
    for (name, text) in fields {
        let field = format!("narratives.{at}.{name}");
        errors.extend(personal.told_in(reader, &present.settings, &field, text.as_deref().unwrap_or_default())?);
    }
    Ok(errors)
}
