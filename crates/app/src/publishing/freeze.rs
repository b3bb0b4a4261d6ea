//! Publishing: both editions are made of one report, and kept character for character with their digests in the history.

use redress_domain::case::FieldError;
use redress_domain::publication::{Draft, Standing};
use redress_domain::statistics::{Issue, ReleasedTexts, Report, ReportError, differences, public};
use redress_domain::time::Instant;
use redress_store::{
    Edition, OrganisationFact, StoreError, Tx, add_edition, append_organisation_fact, edition_digest, find_edition,
};

use super::editions::read_report;
use super::present::Present;
use crate::actor::Actor;
use crate::error::AppError;
use crate::random::random;

/// Publishes the report as it is drafted, with the figures of this moment. `before` is the standing that it had until now.
pub(super) fn freeze(
    tx: &mut Tx<'_>,
    actor: &Actor,
    now: Instant,
    present: &Present,
    draft: &Draft,
    before: Option<&Standing>,
) -> Result<(), AppError> {
    let approved_by = match before {
        Some(Standing::Approved { by, .. }) => Some(by.clone()),
        _ => None,
    };
    let written = Report {
        texts: draft.texts.clone(),
        issue: Some(issue(present, draft, approved_by.as_deref())),
        ..present.report.clone()
    };
    let internal = with_changes(tx, written.clone(), draft.version)?;
    let public = public(written, &released(draft)).map_err(disagree)?;
    let public = with_changes(tx, public, draft.version)?;
    let head = *tx.head(actor.organisation())?;
    let edition = Edition {
        period: present.period.id.clone(),
        version: draft.version,
        published_at: now,
        seq: head.seq,
        hash: head.hash,
        reason: draft.reason.clone(),
        internal: as_text(&internal)?,
        public: as_text(&public)?,
    };
    let fact = OrganisationFact::ReportPublished {
        period: edition.period.clone(),
        version: edition.version,
        seq: edition.seq,
        internal_digest: edition_digest(&edition.internal),
        public_digest: edition_digest(&edition.public),
        reason: edition.reason.clone(),
        approved_by,
    };
    add_edition(tx, actor.organisation(), &edition)?;
    Ok(append_organisation_fact(tx, actor.organisation(), &fact, now, actor.by(), random()?)?)
}

/// A report as it is kept and handed out: indented, with a line feed at its end.
pub(super) fn as_text(report: &Report) -> Result<String, StoreError> {
    let mut text = serde_json::to_string_pretty(report).map_err(|error| StoreError::inconsistent(error.to_string()))?;
    text.push('\n');
    Ok(text)
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
fn with_changes(tx: &mut Tx<'_>, mut report: Report, version: u32) -> Result<Report, AppError> {
    let Some(last) = version.checked_sub(1).filter(|last| *last > 0) else { return Ok(report) };
    let Some(before) = find_edition(tx, &report.organisation, &report.period.id, Some(last), report.edition)? else {
        return Ok(report);
    };
    let changes = differences(&read_report(&before.json)?, &report);
    report.issue.iter_mut().for_each(|issue| issue.changes.clone_from(&changes));
    Ok(report)
}

/// Small numbers cannot be masked in figures that do not agree; the checks say which.
fn disagree(error: ReportError) -> AppError {
    FieldError::new("period", error.code(), error.to_string()).into()
}
