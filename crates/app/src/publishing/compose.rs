//! Both editions of a report, made of its figures and its draft: to be published, or looked at before that.

use redress_domain::case::FieldError;
use redress_domain::publication::{Draft, for_everybody};
use redress_domain::statistics::{Edition, Issue, ReleasedTexts, Report, ReportError, differences, public};
use redress_store::{Reader, find_edition};

use super::before::published_before;
use super::editions::read_report;
use super::present::Present;
use crate::error::AppError;

/// A report in both editions.
#[derive(Debug, Clone)]
pub struct Editions {
    pub internal: Report,
    pub public: Report,
}

impl Editions {
    /// The editions as the draft says, with the figures of this moment.
    pub(super) fn of(
        reader: &mut Reader<'_>,
        present: &Present,
        draft: &Draft,
        approved_by: Option<&str>,
    ) -> Result<Self, AppError> {
        let written = Report {
            texts: draft.texts.clone(),
            issue: Some(issue(present, draft, approved_by)),
            ..present.report.clone()
        };
        let internal = with_changes(reader, written.clone(), draft.version)?;
        let before = published_before(reader, &written)?;
        let public = public(written, &released(draft), &before).map_err(disagree)?;
        let public = with_changes(reader, public, draft.version)?;
        Ok(Self { internal, public })
    }
}

fn issue(present: &Present, draft: &Draft, approved_by: Option<&str>) -> Issue {
    let staff = |by: &str| present.settings.staffing.iter().find(|staff| format!("user:{}", staff.id) == by);
    let author = draft.author.as_ref();
    Issue {
        version: draft.version,
        reason: draft.reason.clone(),
        author: author.map(|author| author.name.clone()).unwrap_or_default(),
        post: author.map(|author| author.post.clone()),
        issued_on: present.today,
        approved_by: approved_by.map(|by| staff(by).map_or_else(|| by.to_owned(), |staff| staff.name.clone())),
        changes: Vec::new(),
        superseded_by: None,
    }
}

/// What the draft releases to the public.
fn released(draft: &Draft) -> ReleasedTexts {
    let released = draft.narratives.iter().filter_map(|telling| {
        let texts = telling.released.clone()?;
        Some(((telling.of.reference.clone(), telling.of.row), texts))
    });
    released.collect()
}

/// Lists what differs from the same edition of the version before.
fn with_changes(reader: &mut Reader<'_>, mut report: Report, version: u32) -> Result<Report, AppError> {
    let Some(last) = version.checked_sub(1).filter(|last| *last > 0) else { return Ok(report) };
    let Some(before) = find_edition(reader, &report.organisation, &report.period.id, Some(last), report.edition)?
    else {
        return Ok(report);
    };
    let changes = differences(&read_report(&before.json)?, &report);
    let changes = match report.edition {
        Edition::Internal => changes,
        Edition::Public => for_everybody(changes, &report),
    };
    report.issue.iter_mut().for_each(|issue| issue.changes.clone_from(&changes));
    Ok(report)
}

/// Small numbers cannot be masked in figures that do not agree; the checks say which.
fn disagree(error: ReportError) -> AppError {
    FieldError::new("period", error.code(), error.to_string()).into()
}
