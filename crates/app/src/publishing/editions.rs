//! Published editions as they are read: their JSON character for character as it was published, and which version has superseded them.

use redress_domain::procedure::Permission;
use redress_domain::reading::ReadKind;
use redress_domain::statistics::{Edition, Report};
use redress_store::{EditionLine, EditionText, Reader, StoreError, find_edition, list_editions};

use super::conceal::conceal_in_report;
use super::freeze::as_text;
use crate::App;
use crate::actor::Actor;
use crate::error::AppError;
use crate::permit::{permit, viewer};
use crate::reads::Reading;
use crate::reports::period;

/// A published edition.
#[derive(Debug, Clone)]
pub struct PublishedReport {
    pub line: EditionLine,
    pub report: Report,
    /// The report as it was published, as JSON; without the rows that name a case which is not there for the reader.
    pub json: String,
    /// The newest version, where this is an earlier one.
    pub superseded_by: Option<u32>,
}

impl App {
    /// A published edition of a period's report, the newest version where none is named.
    ///
    /// # Errors
    /// [`AppError::NotFound`] for an edition that was not published, or for somebody who may not see reports;
    /// [`AppError::Invalid`] for a period that is not one.
    pub async fn edition(
        &self,
        actor: &Actor,
        period_id: &str,
        version: Option<u32>,
        edition: Edition,
    ) -> Result<PublishedReport, AppError> {
        let reading = (edition == Edition::Internal).then(|| Reading::of(ReadKind::Report, period_id));
        let (cache, asker, period_id) = (self.cache(), actor.clone(), period_id.to_owned());
        let work = move |reader: &mut Reader<'_>| {
            let settings = permit(reader, &cache, &asker, Permission::Report)?;
            let period = period(&settings, &period_id)?;
            let found = find_edition(reader, asker.organisation(), &period.id, version, edition)?;
            let EditionText { line, mut json } = found.ok_or(AppError::NotFound { what: "published report" })?;
            let mut report = read_report(&json)?;
            if conceal_in_report(&viewer(reader, &cache, &asker)?, &mut report) {
                json = as_text(&report)?;
            }
            let versions = list_editions(reader, asker.organisation(), &period.id)?;
            Ok(PublishedReport::of(line, report, json, &versions))
        };
        self.read_to_show(actor, reading, work).await
    }

    /// The versions of a period's report that were published, oldest first.
    ///
    /// # Errors
    /// As [`App::edition`].
    pub async fn editions(&self, actor: &Actor, period_id: &str) -> Result<Vec<EditionLine>, AppError> {
        let (cache, actor, period_id) = (self.cache(), actor.clone(), period_id.to_owned());
        self.store()
            .read(move |reader| {
                let settings = permit(reader, &cache, &actor, Permission::Report)?;
                Ok(list_editions(reader, actor.organisation(), &period(&settings, &period_id)?.id)?)
            })
            .await
    }
}

impl PublishedReport {
    /// A published edition, which knows which of these versions supersedes it.
    pub(super) fn of(line: EditionLine, mut report: Report, json: String, versions: &[EditionLine]) -> Self {
        let superseded_by = superseded_by(&line, versions);
        if let Some(issue) = &mut report.issue {
            issue.superseded_by = superseded_by;
        }
        Self { line, report, json, superseded_by }
    }
}

/// The newest of some versions, where it is later than one of them.
pub(super) fn superseded_by(line: &EditionLine, versions: &[EditionLine]) -> Option<u32> {
    versions.iter().map(|other| other.version).max().filter(|newest| *newest > line.version)
}

/// A report that this program has published.
pub(super) fn read_report(json: &str) -> Result<Report, StoreError> {
    serde_json::from_str(json)
        .map_err(|error| StoreError::inconsistent(format!("a published report cannot be read: {error}")))
}
