//! Public editions for everybody, without an account.

use redress_domain::period::Period;
use redress_domain::statistics::Edition;
use redress_store::{EditionLine, EditionText, Withheld, find_edition, list_all_editions, list_editions};

use super::editions::{PublishedReport, read_report, superseded_by};
use crate::App;
use crate::error::AppError;
use crate::reports::period;

/// A period whose report is published.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublicReport {
    pub period: Period,
    /// Every version, the newest first; at least one.
    pub versions: Vec<EditionLine>,
}

/// What there is for the public of a version that was published.
#[derive(Debug, Clone)]
pub enum PublicEdition {
    Published(Box<PublishedReport>),
    /// It is taken back from its readers.
    Withheld {
        /// Name of whose report it is.
        organisation_name: String,
        period: Period,
        version: u32,
        withheld: Withheld,
        superseded_by: Option<u32>,
    },
}

impl App {
    /// The periods of an organisation whose reports are published with their versions, the last published first. For everybody.
    ///
    /// # Errors
    /// [`AppError::NotFound`] where there is no such organisation.
    pub async fn published(&self, organisation_id: &str) -> Result<Vec<PublicReport>, AppError> {
        let (cache, id) = (self.cache(), organisation_id.to_owned());
        self.store()
            .read(move |reader| {
                let settings = cache.get(reader, &id)?;
                let mut published: Vec<PublicReport> = Vec::new();
                for line in list_all_editions(reader, &id)? {
                    match published.iter_mut().find(|report| report.period.id == line.period) {
                        Some(report) => report.versions.push(line),
                        None => {
                            let period = period(&settings, &line.period)?;
                            published.push(PublicReport { period, versions: vec![line] });
                        }
                    }
                }
                Ok(published)
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
    ) -> Result<PublicEdition, AppError> {
        let (cache, id, period_id) = (self.cache(), organisation_id.to_owned(), period_id.to_owned());
        self.store()
            .read(move |reader| {
                let absent = AppError::NotFound { what: "published report" };
                let settings = cache.get(reader, &id)?;
                let Ok(period) = period(&settings, &period_id) else { return Err(absent) };
                let found = find_edition(reader, &id, &period.id, version, Edition::Public)?;
                let EditionText { line, json } = found.ok_or(absent)?;
                let versions = list_editions(reader, &id, &period.id)?;
                if let Some(withheld) = line.withheld.clone() {
                    let superseded_by = superseded_by(&line, &versions);
                    let organisation_name = settings.organisation.name.clone();
                    let version = line.version;
                    return Ok(PublicEdition::Withheld { organisation_name, period, version, withheld, superseded_by });
                }
                let report = read_report(&json)?;
                Ok(PublicEdition::Published(Box::new(PublishedReport::of(line, report, json, &versions))))
            })
            .await
    }
}
