//! The sentences of a report that are made from its figures.

use super::Count;
use super::model::{LateCase, TimescaleRow};
use super::row::RowId;
use super::rules::Rules;
use crate::calendar::DayOne;
use crate::procedure::{Route, Unit};

/// How the timescales were kept: all met, or how many were not and the days each took while they are few (R97, R111).
pub(super) fn late_sentence(timescales: &[TimescaleRow]) -> String {
    /// More than this many are left to the table.
    const TOLD_ONE_BY_ONE: usize = 5;

    let total = timescales.iter().find(|row| row.row == RowId::Total);
    let (met, missed) = total.map_or((Count::default(), Count::default()), |row| (row.met, row.missed));
    let all = match (met, missed) {
        (Count::Shown(0), Count::Shown(0)) => return "Nothing was closed in the period.".to_owned(),
        (_, Count::Shown(0)) => return "Every timescale was met.".to_owned(),
        (_, Count::Masked) => {
            return "How many timescales were not met is not told, because the numbers are small.".to_owned();
        }
        (Count::Shown(0), _) => "No timescale was met.".to_owned(),
        (_, Count::Shown(1)) => "With the exception of one case, every timescale was met.".to_owned(),
        (_, Count::Shown(missed)) => format!("With the exception of {missed} cases, every timescale was met."),
    };
    // The row of the whole second stage names again what its two parts name.
    let parts = timescales.iter().filter(|row| row.row != RowId::SecondStage);
    let late: Vec<String> = parts.flat_map(late_in_row).collect();
    if late.len() > TOLD_ONE_BY_ONE {
        return all;
    }
    [all].into_iter().chain(late).collect::<Vec<String>>().join(" ")
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
