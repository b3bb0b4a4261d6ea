//! Tables of a period that were published elsewhere, beside what the register gives (R95).

use redress_domain::case::FieldError;
use redress_domain::procedure::Permission;
use redress_domain::statistics::{PublishedComparison, PublishedLine, compare_published};
use redress_domain::time::Instant;
use redress_store::{
    OrganisationFact, StoreError, Tx, append_organisation_fact, edition_digest, find_published_tables,
    put_published_tables,
};

use super::present::Present;
use crate::App;
use crate::actor::Actor;
use crate::error::AppError;
use crate::permit::{permit, viewer};
use crate::random::random;
use crate::reports::{live_report, period};

/// Most lines that are compared.
const LINES_LIMIT: usize = 5_000;
/// Longest cell, in bytes.
const CELL_LIMIT: usize = 10_000;

/// Published tables with what they differ in.
#[derive(Debug, Clone)]
pub struct ComparedTables {
    /// As they were given: their values stay, whatever is computed.
    pub published: Vec<PublishedLine>,
    pub comparison: PublishedComparison,
    /// Since when they are kept; absent where they are only compared.
    pub kept_at: Option<Instant>,
}

impl App {
    /// Compares published tables with the figures as known now.
    ///
    /// # Errors
    /// [`AppError::Invalid`] for too many or too long lines, and for a period that is not one; [`AppError::NotFound`] for somebody
    /// who may not see reports.
    pub async fn compare_published(
        &self,
        actor: &Actor,
        period_id: &str,
        published: Vec<PublishedLine>,
    ) -> Result<ComparedTables, AppError> {
        check(&published)?;
        self.compared(actor, period_id, Some(published)).await
    }

    /// The tables that were kept of a period, compared with the figures as known now.
    ///
    /// # Errors
    /// [`AppError::NotFound`] where none were kept.
    pub async fn published_tables(&self, actor: &Actor, period_id: &str) -> Result<ComparedTables, AppError> {
        self.compared(actor, period_id, None).await
    }

    /// Keeps published tables of a period as given, in place of those kept before.
    ///
    /// # Errors
    /// As [`App::compare_published`]; refused for somebody who may not write reports.
    pub async fn keep_published_tables(
        &self,
        actor: &Actor,
        period_id: &str,
        published: Vec<PublishedLine>,
    ) -> Result<(), AppError> {
        check(&published)?;
        let (cache, actor, now, period_id) = (self.cache(), actor.clone(), self.now(), period_id.to_owned());
        let work = move |tx: &mut Tx<'_>| {
            tx.head(actor.organisation())?;
            let present = Present::of(tx, &cache, &actor, &period_id, now)?;
            present.allow(Permission::Improve)?;
            let lines =
                serde_json::to_string(&published).map_err(|error| StoreError::inconsistent(error.to_string()))?;
            let period = present.period.id;
            put_published_tables(tx, actor.organisation(), &period, &lines, now)?;
            let fact = OrganisationFact::PublishedTablesKept { period, digest: edition_digest(&lines) };
            Ok(append_organisation_fact(tx, actor.organisation(), &fact, now, actor.by(), random()?)?)
        };
        self.write(work).await
    }

    async fn compared(
        &self,
        actor: &Actor,
        period_id: &str,
        given: Option<Vec<PublishedLine>>,
    ) -> Result<ComparedTables, AppError> {
        let (cache, actor, now, period_id) = (self.cache(), actor.clone(), self.now(), period_id.to_owned());
        self.store()
            .read(move |reader| {
                let settings = permit(reader, &cache, &actor, Permission::Report)?;
                let period = period(&settings, &period_id)?;
                let (published, kept_at) = match given {
                    Some(published) => (published, None),
                    None => {
                        let kept = find_published_tables(reader, actor.organisation(), &period.id)?;
                        let (lines, at) = kept.ok_or(AppError::NotFound { what: "published table" })?;
                        let lines = serde_json::from_str(&lines)
                            .map_err(|error| StoreError::inconsistent(format!("published tables: {error}")))?;
                        (lines, Some(at))
                    }
                };
                let viewer = viewer(reader, &cache, &actor)?;
                let report = live_report(reader, &settings, &viewer, &period, now, None)?;
                let comparison = compare_published(&report, &published);
                Ok(ComparedTables { published, comparison, kept_at })
            })
            .await
    }
}

fn check(published: &[PublishedLine]) -> Result<(), FieldError> {
    if published.is_empty() || published.len() > LINES_LIMIT {
        let message = format!("Give 1 to {LINES_LIMIT} lines of published tables.");
        return Err(FieldError::new("lines", "too-many", message));
    }
    let too_long = |line: &PublishedLine| {
        [&line.table, &line.row, &line.measure, &line.value].iter().any(|cell| cell.len() > CELL_LIMIT)
    };
    match published.iter().find(|line| too_long(line)) {
        Some(line) => {
            let message = format!("Line {} has a cell of more than {CELL_LIMIT} bytes.", line.line);
            Err(FieldError::new("lines", "too-long", message))
        }
        None => Ok(()),
    }
}
