//! The figures of a period at this moment, with full sight: what a draft is decided on.

use std::sync::Arc;

use redress_domain::access::Rights;
use redress_domain::case::By;
use redress_domain::period::Period;
use redress_domain::procedure::Permission;
use redress_domain::publication::{CheckSeen, Scene, ToldOf};
use redress_domain::statistics::Report;
use redress_domain::time::{Date, Instant, Zone};
use redress_store::{Reader, StoreError, Viewer, edition_digest};

use super::conceal::conceal_in_report;
use crate::actor::Actor;
use crate::error::AppError;
use crate::execute::not_permitted;
use crate::permit::permit;
use crate::reports::{live_report, period};
use crate::settings::{Settings, SettingsCache};

/// What is known of a period when somebody looks at its draft or gives a command on it.
pub(super) struct Present {
    pub settings: Arc<Settings>,
    rights: Option<Rights>,
    pub period: Period,
    pub today: Date,
    /// The internal edition as it would be published now: with every case, whoever asks.
    pub report: Report,
    /// Digest of its lines: what an approval is given for.
    pub figures: String,
    /// Checks that have to hold and do not.
    failing: Vec<CheckSeen>,
    /// How many handlings were upheld, and which of them the report tells of.
    upheld: u64,
    narratives: Vec<ToldOf>,
}

impl Present {
    /// What there is of a period, for somebody who may see reports.
    pub(super) fn of(
        reader: &mut Reader<'_>,
        cache: &SettingsCache,
        actor: &Actor,
        period_id: &str,
        now: Instant,
    ) -> Result<Self, AppError> {
        let settings = permit(reader, cache, actor, Permission::Report)?;
        let rights = settings.rights(actor, settings.current()?)?;
        let period = period(&settings, period_id)?;
        let everything = Viewer::everything(actor.organisation());
        let report = live_report(reader, &settings, &everything, &period, now, None)?;
        let lines =
            serde_json::to_string(&report.lines()).map_err(|error| StoreError::inconsistent(error.to_string()))?;
        let narratives = report.narratives.iter();
        let narratives = narratives.map(|told| ToldOf { reference: told.reference.clone(), row: told.row }).collect();
        let today = now.local_date(Zone::LONDON);
        Ok(Self {
            settings,
            rights,
            period,
            today,
            figures: edition_digest(&lines),
            failing: failing(&report),
            upheld: report.upheld_in_all().shown().unwrap_or(u64::MAX),
            narratives,
            report,
        })
    }

    /// Leaves out what names a case that is not there for the viewer; what was approved and what is still missing stay the same.
    pub(super) fn concealed_from(mut self, viewer: &Viewer<'_>) -> Self {
        conceal_in_report(viewer, &mut self.report);
        self.failing = failing(&self.report);
        self
    }

    /// Refuses whoever may not do something.
    pub(super) fn allow(&self, permission: Permission) -> Result<(), AppError> {
        let need = match permission {
            Permission::Approve => "it is for those who approve reports",
            _ => "it is for those who write reports",
        };
        match self.may(permission) {
            true => Ok(()),
            false => Err(not_permitted(need)),
        }
    }

    pub(super) fn may(&self, permission: Permission) -> bool {
        self.rights.as_ref().is_none_or(|rights| rights.has(permission))
    }

    /// Whether a handling is among the upheld ones that the report tells of.
    pub(super) fn is_upheld(&self, of: &ToldOf) -> bool {
        self.narratives.contains(of)
    }

    /// What the rules are asked with.
    pub(super) fn scene<'a>(&'a self, by: &'a By) -> Result<Scene<'a>, AppError> {
        Ok(Scene {
            by,
            today: self.today,
            period_to: self.period.to,
            figures: &self.figures,
            failing: &self.failing,
            upheld: self.upheld,
            narratives: &self.narratives,
            approval: self.settings.current()?.report.approval,
        })
    }
}

fn failing(report: &Report) -> Vec<CheckSeen> {
    let failing = report.checks.iter().filter(|check| check.must && !check.holds);
    failing.map(|check| CheckSeen { id: check.id.clone(), detail: check.detail.clone() }).collect()
}
