//! The sentences of a report that are made from its figures.

use super::Count;
use super::model::{LateCase, TimescaleRow};
use super::row::RowId;
use super::rules::Rules;
use crate::calendar::DayOne;
use crate::procedure::{Route, Unit};

/// More late ones than this are no exceptions, and are left to the table one by one.
const EXCEPTIONS: u64 = 5;

/// How the timescales of those closed were kept: all met, all but a few, with the days each took, or how many of how many
/// (R97, R111).
pub(super) fn late_sentence(timescales: &[TimescaleRow]) -> String {
    let total = timescales.iter().find(|row| row.row == RowId::Total);
    let (met, missed) = total.map_or((Count::default(), Count::default()), |row| (row.met, row.missed));
    let all = match (met, missed) {
        (Count::Shown(0), Count::Shown(0)) => return "Nothing was closed in the period.".to_owned(),
        (_, Count::Shown(0)) => return "Of those closed, every timescale was met.".to_owned(),
        (_, Count::Masked) => {
            return "How many timescales were not met is not told, because the numbers are small.".to_owned();
        }
        (Count::Shown(0), _) => "Of those closed, no timescale was met.".to_owned(),
        (met, Count::Shown(missed)) if missed > EXCEPTIONS => among(met, missed),
        (Count::Shown(met), Count::Shown(missed)) if missed >= met => among(met.into(), missed),
        (_, Count::Shown(1)) => "With the exception of one case, every timescale of those closed was met.".to_owned(),
        (_, Count::Shown(missed)) => {
            format!("With the exception of {missed} cases, every timescale of those closed was met.")
        }
    };
    // The row of the whole second stage names again what its two parts name.
    let parts = timescales.iter().filter(|row| row.row != RowId::SecondStage);
    let late: Vec<String> = parts.flat_map(late_in_row).collect();
    if u64::try_from(late.len()).is_ok_and(|late| late <= EXCEPTIONS) {
        return [all].into_iter().chain(late).collect::<Vec<String>>().join(" ");
    }
    all
}

/// Where the late ones are no exceptions: `84 of the 136 closed met their timescale, and 52 did not.`
fn among(met: Count, missed: u64) -> String {
    match met {
        Count::Shown(1) => {
            format!("1 of the {} closed met its timescale, and {missed} did not.", missed.saturating_add(1))
        }
        Count::Shown(met) => {
            format!("{met} of the {} closed met their timescale, and {missed} did not.", met.saturating_add(missed))
        }
        Count::Masked => format!("Of those closed, {missed} did not meet their timescale."),
    }
}

fn late_in_row(row: &TimescaleRow) -> Vec<String> {
    let told = |late: &LateCase| {
        let against = late.target.map_or_else(String::new, |target| format!(" against {target}"));
        format!("{}: closed in {}{against}.", row.label, Unit::WorkingDay.count(late.days))
    };
    row.late.iter().flatten().map(told).collect()
}

/// How days are counted, for under the table (R97).
pub(super) fn counting_basis(rules: &Rules) -> String {
    format!(
        "Days are working days from receipt to the final response. {} A handling counts in the period in which it was closed.",
        day_rule(rules)
    )
}

/// Which day is day 1, by route where that differs.
pub(super) fn day_rule(rules: &Rules) -> String {
    let by_route: Vec<(Route, &str)> = [Route::S1, Route::S2, Route::Esc]
        .into_iter()
        .filter_map(|route| rules.limits.get(route).map(|limit| (route, rule(limit.unit, limit.day_one))))
        .collect();
    let first = by_route.first().map(|(_, rule)| *rule);
    let alike = by_route.iter().all(|(_, rule)| Some(*rule) == first);
    match first {
        None => "No timescale is set.".to_owned(),
        Some(rule) if alike => rule.to_owned(),
        Some(_) => {
            let each: Vec<String> =
                by_route.iter().map(|(route, rule)| format!("{}: {rule}", rules.label((*route).into()))).collect();
            each.join(" ")
        }
    }
}

fn rule(unit: Unit, day_one: Option<DayOne>) -> &'static str {
    match (unit, day_one) {
        (Unit::WorkingDay, Some(DayOne::SameDay)) => {
            "The day of receipt is day 1, or the next working day where it is not one."
        }
        (Unit::WorkingDay, Some(DayOne::DayAfter)) => "The first working day after the day of receipt is day 1.",
        (Unit::CalendarDay | Unit::Week | Unit::Month, Some(_)) => "The limit itself runs in calendar days.",
        (Unit::Hour, _) | (_, None) => "The limit runs in hours from receipt.",
    }
}
