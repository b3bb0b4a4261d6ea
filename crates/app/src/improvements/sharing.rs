//! A lesson is shared only while nobody can be recognised in it (R110).

use redress_domain::improvement::Lesson;
use redress_store::{Reader, Viewer, improvement_cases};

use crate::error::AppError;
use crate::personal::Personal;
use crate::settings::{Settings, SettingsCache};

/// Refuses a lesson that tells who somebody is: in the cases it comes from, its own and those of its improvement action, or
/// anybody else on record.
///
/// # Errors
/// [`AppError::Invalid`] with each field and the kind of what stands in it.
pub(super) fn refuse_recognisable(
    reader: &mut Reader<'_>,
    cache: &SettingsCache,
    settings: &Settings,
    lesson: &Lesson,
) -> Result<(), AppError> {
    let organisation = &settings.organisation.id;
    let mut cases = lesson.cases.clone();
    if let Some(improvement) = lesson.improvement {
        cases.extend(improvement_cases(reader, &Viewer::everything(organisation), improvement)?);
    }
    let personal = Personal::of(reader, cache, settings, &cases)?;
    let mut errors = Vec::new();
    for (field, text) in [("title", &lesson.title), ("happened", &lesson.happened), ("changed", &lesson.changed)] {
        errors.extend(personal.told_in(reader, settings, field, text, &cases)?);
    }
    if errors.is_empty() { Ok(()) } else { Err(AppError::Invalid(errors)) }
}
