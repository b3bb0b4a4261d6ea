//! Whether published editions, and tables kept for comparison, are still what history recorded of them.

use std::collections::BTreeMap;

use super::editions::{edition_digest, version};
use crate::engine::Reader;
use crate::organisation_events::OrganisationFact;
use crate::{StoreError, vals};

/// What history says of reports.
#[derive(Debug, Default)]
pub(crate) struct Recorded {
    /// By period and version.
    editions: BTreeMap<(String, u32), EditionRecord>,
    /// Digest of the tables kept last, by period.
    tables: BTreeMap<String, String>,
}

#[derive(Debug, PartialEq, Eq)]
struct EditionRecord {
    seq: i64,
    internal_digest: String,
    public_digest: String,
    reason: Option<String>,
}

impl Recorded {
    /// Takes a fact about reports in; any other is none of its business.
    pub(crate) fn take(&mut self, fact: &OrganisationFact) {
        match fact {
            OrganisationFact::ReportPublished {
                period, version, seq, internal_digest, public_digest, reason, ..
            } => {
                let record = EditionRecord {
                    seq: *seq,
                    internal_digest: internal_digest.clone(),
                    public_digest: public_digest.clone(),
                    reason: reason.clone(),
                };
                self.editions.insert((period.clone(), *version), record);
            }
            OrganisationFact::PublishedTablesKept { period, digest } => {
                self.tables.insert(period.clone(), digest.clone());
            }
            _ => {}
        }
    }
}

/// The first place that is not what was recorded, with what is wrong there.
pub(crate) fn check_reports(
    reader: &mut Reader<'_>,
    organisation_id: &str,
    mut recorded: Recorded,
) -> Result<Option<(String, &'static str)>, StoreError> {
    let mut fault = None;
    let sql =
        "SELECT e.period, e.version, e.seq, e.reason, e.internal, e.public, e.hash = v.hash FROM report_editions e
               LEFT JOIN events v ON v.organisation_id = e.organisation_id AND v.seq = e.seq
               WHERE e.organisation_id = $1 ORDER BY e.period, e.version";
    reader.for_each(sql, vals![organisation_id], |row| {
        let (period, version) = (row.text(0)?, version(row.int(1)?)?);
        let stored = EditionRecord {
            seq: row.int(2)?,
            reason: row.opt_text(3)?,
            internal_digest: edition_digest(row.text_ref(4)?),
            public_digest: edition_digest(row.text_ref(5)?),
        };
        let follows = row.opt_bool(6)?.unwrap_or(false);
        let at = format!("report_editions '{period}' version {version}");
        let held = recorded.editions.remove(&(period, version)).is_some_and(|record| record == stored);
        if !(held && follows) && fault.is_none() {
            fault = Some((at, "the edition is not what was published"));
        }
        Ok(())
    })?;
    let sql = "SELECT period, lines FROM published_tables WHERE organisation_id = $1 ORDER BY period";
    reader.for_each(sql, vals![organisation_id], |row| {
        let (period, digest) = (row.text(0)?, edition_digest(row.text_ref(1)?));
        let at = format!("published_tables '{period}'");
        if recorded.tables.remove(&period) != Some(digest) && fault.is_none() {
            fault = Some((at, "the tables are not what was recorded"));
        }
        Ok(())
    })?;
    let missing = |what: String| (what, "what was recorded is missing");
    let edition = || {
        recorded.editions.keys().next().map(|(period, version)| format!("report_editions '{period}' version {version}"))
    };
    let tables = || recorded.tables.keys().next().map(|period| format!("published_tables '{period}'"));
    Ok(fault.or_else(|| edition().or_else(tables).map(missing)))
}
