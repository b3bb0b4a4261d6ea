//! The sentences of a report that are made from its figures.

use super::layout::Layout;
use super::model::{RowId, TimescaleRow};
use crate::calendar::DayOne;
use crate::procedure::{Route, Unit};

/// How the timescales were kept: all met, or how many were not and the days each took while they are few (R97, R111).
pub(super) fn late_sentence(timescales: &[TimescaleRow]) -> String {
    /// More than this many are left to the table.
    const TOLD_ONE_BY_ONE: usize = 5;

    let total = timescales.iter().find(|row| row.row == RowId::Total);
    let (met, missed) = total.map_or((0, 0), |row| (row.met, row.missed));
    let all = match (met, missed) {
        (0, 0) => return "Nothing was closed in the period.".to_owned(),
        (_, 0) => return "Every timescale was met.".to_owned(),
        (0, _) => "No timescale was met.".to_owned(),
        (_, 1) => "With the exception of one case, every timescale was met.".to_owned(),
        (_, missed) => format!("With the exception of {missed} cases, every timescale was met."),
    };
    let late: Vec<String> = timescales.iter().flat_map(late_in_row).collect();
    if late.len() > TOLD_ONE_BY_ONE {
        return all;
    }
    format!("{all} {}", late.join(" "))
}

fn late_in_row(row: &TimescaleRow) -> Vec<String> {
    let told = |late: &super::LateCase| {
        let against = late.target.map_or_else(String::new, |target| format!(" against {target}"));
        format!(
            "{}: closed in {} working {}{against}.",
            row.label,
            late.days,
            if late.days == 1 { "day" } else { "days" }
        )
    };
    row.late.iter().flatten().map(told).collect()
}

/// How days are counted, for under the table (R97).
pub(super) fn counting_basis(layout: &Layout) -> String {
    let rules: Vec<(Route, &str)> = [Route::S1, Route::S2, Route::Esc]
        .into_iter()
        .filter_map(|route| layout.limits.get(route).map(|limit| (route, rule(limit.unit, limit.day_one))))
        .collect();
    let first = rules.first().map(|(_, rule)| *rule);
    let alike = rules.iter().all(|(_, rule)| Some(*rule) == first);
    let told = match first {
        None => "No timescale is set.".to_owned(),
        Some(rule) if alike => rule.to_owned(),
        Some(_) => {
            let each: Vec<String> =
                rules.iter().map(|(route, rule)| format!("{}: {rule}", layout.label((*route).into()))).collect();
            each.join(" ")
        }
    };
    format!(
        "Days are working days from receipt to the final response. {told} A handling counts in the period in which it was closed."
    )
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
