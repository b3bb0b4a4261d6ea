//! Public editions for everybody, without an account.

use redress_domain::period::Period;
use redress_domain::statistics::{Edition, Report};
use redress_domain::time::Instant;
use redress_store::{EditionText, find_edition, list_published_periods};

use super::editions::{PublishedReport, read_report};
use crate::App;
use crate::error::AppError;
use crate::reports::period;

/// A period whose report is published.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublicReport {
    pub period: Period,
    /// The newest version.
    pub version: u32,
    pub published_at: Instant,
}

impl App {
    /// The periods of an organisation whose reports are published, the last published first. For everybody.
    ///
    /// # Errors
    /// [`AppError::NotFound`] where there is no such organisation.
    pub async fn published(&self, organisation_id: &str) -> Result<Vec<PublicReport>, AppError> {
        let (cache, id) = (self.cache(), organisation_id.to_owned());
        self.store()
            .read(move |reader| {
                let settings = cache.get(reader, &id)?;
                let published = list_published_periods(reader, &id)?.into_iter().map(|line| {
                    let period = period(&settings, &line.period)?;
                    Ok(PublicReport { period, version: line.version, published_at: line.published_at })
                });
                published.collect()
            })
            .await
    }

    /// The public edition of a period's report, the newest version where none is named. For everybody.
    ///
    /// # Errors
    /// [`AppError::NotFound`] for what was not published.
    pub async fn published_edition(
        &self,
        organisation_id: &str,
        period_id: &str,
        version: Option<u32>,
    ) -> Result<PublishedReport, AppError> {
        let (cache, id, period_id) = (self.cache(), organisation_id.to_owned(), period_id.to_owned());
        self.store()
            .read(move |reader| {
                let absent = AppError::NotFound { what: "published report" };
                let settings = cache.get(reader, &id)?;
                let Ok(period) = period(&settings, &period_id) else { return Err(absent) };
                let found = find_edition(reader, &id, &period.id, version, Edition::Public)?;
                let EditionText { line, json } = found.ok_or(absent)?;
                let report: Report = read_report(&json)?;
                Ok(PublishedReport { line, report, json })
            })
            .await
    }
}
