//! Whether improvement actions worked, counted from the cases one may see.

use std::collections::{BTreeMap, BTreeSet};

use redress_domain::improvement::Improvement;
use redress_domain::improvement::effect::{Months, judge};
use redress_domain::procedure::Procedure;
use redress_domain::spc::{Effectiveness, Settings};
use redress_domain::time::Date;
use redress_store::{Days, Reader, StoreError, Viewer, faults_by_month, first_received_on, months_with_open_cases};

/// What all effects are measured by on one day.
pub(super) struct Yardstick {
    today: Date,
    first_case: Option<Date>,
    open: BTreeSet<Date>,
    settings: Settings,
}

impl Yardstick {
    /// For these improvement actions.
    pub(super) fn new<'a>(
        reader: &mut Reader<'_>,
        viewer: &Viewer<'_>,
        procedure: &Procedure,
        today: Date,
        improvements: impl IntoIterator<Item = &'a Improvement>,
    ) -> Result<Self, StoreError> {
        let oldest = improvements.into_iter().filter_map(Improvement::measured_from).min();
        let spc = procedure.report.spc;
        Ok(Self {
            today,
            first_case: first_received_on(reader, viewer)?,
            open: match oldest {
                Some(oldest) => months_with_open_cases(reader, viewer, oldest)?,
                None => BTreeSet::new(),
            },
            settings: Settings {
                screen_outliers: spc.screen_outliers,
                min_points: usize::try_from(spc.min_points).unwrap_or(usize::MAX),
                ..Settings::default()
            },
        })
    }

    /// What came of one of them; `None` while it is not done, and where its effect cannot be counted.
    pub(super) fn effect(
        &self,
        reader: &mut Reader<'_>,
        viewer: &Viewer<'_>,
        improvement: &Improvement,
    ) -> Result<Option<Effectiveness>, StoreError> {
        let Some(done_on) = improvement.measured_from() else { return Ok(None) };
        let months = Months::around(done_on, self.first_case, self.today, &self.open);
        let counts = match months.span() {
            Some((from, to)) => faults_by_month(reader, viewer, &improvement.cause, Days { from, to })?,
            None => BTreeMap::new(),
        };
        Ok(Some(judge(&months, &counts, &self.settings)))
    }
}
