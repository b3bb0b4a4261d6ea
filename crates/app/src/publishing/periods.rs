//! The periods a report is written for, and how far each has come (R84).

use std::collections::BTreeMap;

use redress_domain::period::Period;
use redress_domain::procedure::Permission;
use redress_domain::publication::{Draft, Publication, PublishedOn, periods_due};
use redress_domain::time::Zone;
use redress_store::{StoreError, first_received_on, list_drafts, list_published_periods};

use crate::App;
use crate::actor::Actor;
use crate::error::AppError;
use crate::permit::{permit, viewer};
use crate::reports::period;

impl App {
    /// The periods for which the procedure wants a report, since the first case and at most the last twelve of each kind, and every other
    /// that has a draft or an edition; the newest first.
    ///
    /// # Errors
    /// [`AppError::NotFound`] for somebody who may not see reports.
    pub async fn report_periods(&self, actor: &Actor) -> Result<Vec<Publication>, AppError> {
        let (cache, actor, today) = (self.cache(), actor.clone(), self.now().local_date(Zone::LONDON));
        self.store()
            .read(move |reader| {
                let settings = permit(reader, &cache, &actor, Permission::Report)?;
                let rules = &settings.current()?.report;
                let viewer = viewer(reader, &cache, &actor)?;
                let first = first_received_on(reader, &viewer)?.unwrap_or(today);
                let due = periods_due(rules, settings.fiscal_year_start, first, today)
                    .map_err(|error| StoreError::inconsistent(error.to_string()))?;
                let published: BTreeMap<String, PublishedOn> = list_published_periods(reader, actor.organisation())?
                    .into_iter()
                    .map(|line| {
                        let on = line.published_at.local_date(Zone::LONDON);
                        (line.period, PublishedOn { version: line.version, on })
                    })
                    .collect();
                let drafts: BTreeMap<String, Draft> = list_drafts(reader, actor.organisation())?
                    .into_iter()
                    .map(|(period, stored)| (period, stored.draft))
                    .collect();
                let mut periods: BTreeMap<String, _> =
                    due.into_iter().map(|period| (period.id.clone(), period)).collect();
                for id in published.keys().chain(drafts.keys()) {
                    periods.insert(id.clone(), period(&settings, id)?);
                }
                let of = |period: Period| {
                    let (on, draft) = (published.get(&period.id).copied(), drafts.get(&period.id));
                    Publication::of(period, today, rules, on, draft)
                };
                let mut all: Vec<Publication> = periods.into_values().map(of).collect();
                all.sort_by_key(|line| std::cmp::Reverse((line.period.to, line.period.from)));
                Ok(all)
            })
            .await
    }
}
