//! Whether improvement actions worked, counted from the cases one may see: in one statement, however many they are.

use std::collections::{BTreeMap, BTreeSet};

use redress_domain::improvement::effect::{Months, beside_others, judge};
use redress_domain::improvement::{Cause, Improvement};
use redress_domain::procedure::Procedure;
use redress_domain::spc::{Effect, Effectiveness, Settings};
use redress_domain::time::Date;
use redress_store::{
    Days, FaultCount, Reader, StoreError, Viewer, faults_by_month, first_received_on, months_with_open_cases,
};

use super::lists::ImprovementView;

/// Improvement actions with what came of each: nothing while one is not done, and where its effect cannot be counted.
pub(super) fn with_effects(
    reader: &mut Reader<'_>,
    viewer: &Viewer<'_>,
    procedure: &Procedure,
    today: Date,
    improvements: Vec<Improvement>,
) -> Result<Vec<ImprovementView>, StoreError> {
    let without = |improvement| ImprovementView { improvement, effect: None };
    let Some(oldest) = improvements.iter().filter_map(Improvement::measured_from).min() else {
        return Ok(improvements.into_iter().map(without).collect());
    };
    let first_case = first_received_on(reader, viewer)?;
    let open = months_with_open_cases(reader, viewer, oldest)?;
    let months_of = |improvement: &Improvement| {
        improvement.measured_from().map(|done_on| Months::around(done_on, first_case, today, &open))
    };
    let months: Vec<Option<Months>> = improvements.iter().map(months_of).collect();
    let counts = counted(reader, viewer, months.iter().flatten())?;
    let settings = procedure.report.spc.settings();
    let views = improvements.into_iter().zip(months).map(|(improvement, months)| {
        let effect = months.map(|months| effect(&months, &counts, &improvement.cause, &settings));
        ImprovementView { improvement, effect }
    });
    Ok(views.collect())
}

/// What was counted in all these months.
fn counted<'a>(
    reader: &mut Reader<'_>,
    viewer: &Viewer<'_>,
    months: impl Iterator<Item = &'a Months>,
) -> Result<Vec<FaultCount>, StoreError> {
    let spans: BTreeSet<(Date, Date)> = months.filter_map(Months::span).collect();
    let (from, to) = (spans.iter().map(|(from, _)| *from).min(), spans.iter().map(|(_, to)| *to).max());
    match from.zip(to) {
        Some((from, to)) => faults_by_month(reader, viewer, Days { from, to }),
        None => Ok(Vec::new()),
    }
}

fn effect(months: &Months, counts: &[FaultCount], cause: &Cause, settings: &Settings) -> Effectiveness {
    let is_of_cause = |count: &&FaultCount| cause.covers(count.code.as_deref(), count.service_area.as_deref());
    let of_cause = by_month(counts.iter().filter(is_of_cause), months);
    let found = judge(months, &of_cause, settings);
    if found.effect == Effect::NoChangeYet {
        return found;
    }
    beside_others(found, months, &of_cause, &by_month(counts.iter(), months), settings)
}

/// The cases of each of these months.
fn by_month<'a>(counts: impl Iterator<Item = &'a FaultCount>, months: &Months) -> BTreeMap<Date, u32> {
    let mut sums = BTreeMap::new();
    for count in counts.filter(|count| months.before.contains(&count.month) || months.after.contains(&count.month)) {
        let sum: &mut u32 = sums.entry(count.month).or_default();
        *sum = sum.saturating_add(count.cases);
    }
    sums
}
