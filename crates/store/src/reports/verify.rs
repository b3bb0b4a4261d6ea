//! Whether drafts, published editions, and tables kept for comparison are still what history recorded of them.

use std::collections::BTreeMap;

use redress_domain::publication::{Draft, Standing};

use super::drafts::{draft_digest, list_drafts};
use super::editions::{edition_digest, version};
use super::withheld::list_withheld;
use crate::engine::Reader;
use crate::organisation_events::{OrganisationFact, ReportStep};
use crate::{StoreError, vals};

/// What history says of reports.
#[derive(Debug, Default)]
pub(crate) struct Recorded {
    /// By period and version.
    editions: BTreeMap<(String, u32), EditionRecord>,
    /// The last step of a draft towards each version, and who took it.
    steps: BTreeMap<(String, u32), (String, ReportStep)>,
    /// The first version that was published with an approval nobody had given.
    unapproved: Option<(String, u32)>,
    /// Why public editions are withheld.
    withheld: BTreeMap<(String, u32), String>,
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
                period,
                version,
                seq,
                internal_digest,
                public_digest,
                reason,
                approved_by,
            } => {
                let of = (period.clone(), *version);
                if approved_by.as_ref().is_some_and(|by| !self.is_approved(&of, by)) && self.unapproved.is_none() {
                    self.unapproved = Some(of);
                }
                let record = EditionRecord {
                    seq: *seq,
                    internal_digest: internal_digest.clone(),
                    public_digest: public_digest.clone(),
                    reason: reason.clone(),
                };
                self.editions.insert((period.clone(), *version), record);
            }
            OrganisationFact::ReportStep { period, version, by, step } => {
                self.steps.insert((period.clone(), *version), (by.clone(), step.clone()));
            }
            OrganisationFact::ReportWithheld { period, version, reason, .. } => {
                self.withheld.insert((period.clone(), *version), reason.clone());
            }
            OrganisationFact::PublishedTablesKept { period, digest } => {
                self.tables.insert(period.clone(), digest.clone());
            }
            _ => {}
        }
    }

    fn is_approved(&self, of: &(String, u32), by: &str) -> bool {
        self.steps.get(of).is_some_and(|(who, step)| who == by && matches!(step, ReportStep::Approved { .. }))
    }

    /// Whether a draft stands where somebody has brought it: an approval, or the request for one, is that of these words.
    fn holds(&self, period: &str, draft: &Draft) -> Result<bool, StoreError> {
        let (by, step) = match &draft.standing {
            Standing::Asked { by, figures } => {
                (by, ReportStep::Asked { text_digest: draft_digest(draft)?, figures: figures.clone() })
            }
            Standing::Approved { by, figures, .. } => {
                (by, ReportStep::Approved { text_digest: draft_digest(draft)?, figures: figures.clone() })
            }
            Standing::Writing { .. } | Standing::Returned { .. } | Standing::Published => return Ok(true),
        };
        let last = self.steps.get(&(period.to_owned(), draft.version));
        Ok(last.is_some_and(|(who, taken)| who == by && *taken == step))
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
    reader.stream(sql, vals![organisation_id], |row| {
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
    reader.stream(sql, vals![organisation_id], |row| {
        let (period, digest) = (row.text(0)?, edition_digest(row.text_ref(1)?));
        let at = format!("published_tables '{period}'");
        if recorded.tables.remove(&period) != Some(digest) && fault.is_none() {
            fault = Some((at, "the tables are not what was recorded"));
        }
        Ok(())
    })?;
    if let Some((period, version)) = &recorded.unapproved {
        let at = format!("report_editions '{period}' version {version}");
        fault = fault.or(Some((at, "nobody had given the approval it was published with")));
    }
    for (period, stored) in list_drafts(reader, organisation_id)? {
        if !recorded.holds(&period, &stored.draft)? && fault.is_none() {
            fault = Some((format!("report_drafts '{period}'"), "its approval is not what was recorded"));
        }
    }
    let withheld = list_withheld(reader, organisation_id)?;
    let withheld: BTreeMap<_, _> =
        withheld.into_iter().map(|(period, version, why)| ((period, version), why)).collect();
    if withheld != recorded.withheld && fault.is_none() {
        fault = Some(("report_withheld".to_owned(), "what is withheld is not what was recorded"));
    }
    let missing = |what: String| (what, "what was recorded is missing");
    let edition = || {
        recorded.editions.keys().next().map(|(period, version)| format!("report_editions '{period}' version {version}"))
    };
    let tables = || recorded.tables.keys().next().map(|period| format!("published_tables '{period}'"));
    Ok(fault.or_else(|| edition().or_else(tables).map(missing)))
}
