//! Worked examples of due dates, each computed by independent libraries before any of this code was written.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::as_conversions, clippy::panic)]

use jiff::ToSpan;
use redress_domain::calendar::{Calendar, DayOne, Division};
use redress_domain::time::{Date, parse_date};

use Division::{EnglandAndWales, NorthernIreland, Scotland};

/// Received, then the due dates of same-day 5, day-after 5, same-day 20, day-after 20.
type Row = (Division, &'static str, [&'static str; 4]);

const ROWS: &[Row] = &[
    (Scotland, "2022-12-23", ["2023-01-04", "2023-01-05", "2023-01-25", "2023-01-26"]),
    (EnglandAndWales, "2022-12-23", ["2023-01-03", "2023-01-04", "2023-01-24", "2023-01-25"]),
    (Scotland, "2022-12-24", ["2023-01-05", "2023-01-05", "2023-01-26", "2023-01-26"]),
    (EnglandAndWales, "2022-12-24", ["2023-01-04", "2023-01-04", "2023-01-25", "2023-01-25"]),
    (Scotland, "2026-06-12", ["2026-06-19", "2026-06-22", "2026-07-10", "2026-07-13"]),
    (EnglandAndWales, "2026-06-12", ["2026-06-18", "2026-06-19", "2026-07-09", "2026-07-10"]),
    (Scotland, "2024-11-29", ["2024-12-06", "2024-12-09", "2024-12-31", "2025-01-03"]),
    (EnglandAndWales, "2024-11-29", ["2024-12-05", "2024-12-06", "2024-12-30", "2024-12-31"]),
    (Scotland, "2026-04-02", ["2026-04-09", "2026-04-10", "2026-04-30", "2026-05-01"]),
    (EnglandAndWales, "2026-04-02", ["2026-04-10", "2026-04-13", "2026-05-01", "2026-05-05"]),
    (Scotland, "2020-05-07", ["2020-05-14", "2020-05-15", "2020-06-05", "2020-06-08"]),
    (EnglandAndWales, "2020-05-07", ["2020-05-14", "2020-05-15", "2020-06-05", "2020-06-08"]),
    (Scotland, "2022-09-16", ["2022-09-23", "2022-09-26", "2022-10-14", "2022-10-17"]),
    (EnglandAndWales, "2022-09-16", ["2022-09-23", "2022-09-26", "2022-10-14", "2022-10-17"]),
    (NorthernIreland, "2025-07-11", ["2025-07-18", "2025-07-21", "2025-08-08", "2025-08-11"]),
    (EnglandAndWales, "2025-07-11", ["2025-07-17", "2025-07-18", "2025-08-07", "2025-08-08"]),
    (NorthernIreland, "2026-03-16", ["2026-03-23", "2026-03-24", "2026-04-15", "2026-04-16"]),
    (EnglandAndWales, "2026-03-16", ["2026-03-20", "2026-03-23", "2026-04-14", "2026-04-15"]),
];

fn day(text: &str) -> Date {
    parse_date(text).unwrap()
}

/// R13
#[test]
fn the_due_dates_of_the_worked_examples() {
    for (division, received, expected) in ROWS {
        let calendar = Calendar::shipped(*division);
        let counts = [(5, DayOne::SameDay), (5, DayOne::DayAfter), (20, DayOne::SameDay), (20, DayOne::DayAfter)];
        let due = counts.map(|(n, rule)| calendar.due(day(received), n, rule).unwrap().to_string());
        assert_eq!(&due, expected, "{division}, received {received}");
    }
}

#[test]
fn a_housing_case_acknowledged_on_its_last_day_then_answered_and_extended() {
    let chains = [
        ("2024-12-20", ["2024-12-31", "2025-01-15", "2025-01-29"]),
        ("2025-04-14", ["2025-04-23", "2025-05-08", "2025-05-22"]),
        ("2025-08-22", ["2025-09-01", "2025-09-15", "2025-09-29"]),
    ];
    let calendar = Calendar::shipped(EnglandAndWales);
    for (received, expected) in chains {
        let acknowledged = calendar.due(day(received), 5, DayOne::DayAfter).unwrap();
        let answered = calendar.due(acknowledged, 10, DayOne::DayAfter).unwrap();
        let extended = calendar.due(answered, 10, DayOne::DayAfter).unwrap();
        assert_eq!([acknowledged, answered, extended].map(|date| date.to_string()), expected, "received {received}");
    }
}

#[test]
fn thirty_days_under_section_164a_end_on_the_next_working_day() {
    let thirty_days_on = day("2026-11-26").checked_add(30.days()).unwrap();
    assert_eq!(thirty_days_on, day("2026-12-26"));
    let calendar = Calendar::shipped(EnglandAndWales);
    assert_eq!(calendar.working_day_on_or_after(thirty_days_on), Ok(day("2026-12-29")));
    assert_eq!(calendar.working_day_on_or_after(day("2026-12-29")), Ok(day("2026-12-29")));
}

#[test]
fn the_third_business_day_after_receipt_passes_easter() {
    let calendar = Calendar::shipped(EnglandAndWales);
    assert_eq!(calendar.due(day("2026-04-02"), 3, DayOne::DayAfter), Ok(day("2026-04-09")));
}

#[test]
fn days_taken_at_the_edges_of_a_case() {
    let calendar = Calendar::shipped(EnglandAndWales);
    let taken = |received, closed, rule| calendar.taken(day(received), day(closed), rule).unwrap();
    // Tuesday 3 March 2026, closed the same day.
    assert_eq!(taken("2026-03-03", "2026-03-03", DayOne::SameDay), 1);
    assert_eq!(taken("2026-03-03", "2026-03-03", DayOne::DayAfter), 0);
    // Saturday to Sunday, then to Monday.
    assert_eq!(taken("2026-03-07", "2026-03-08", DayOne::SameDay), 0);
    assert_eq!(taken("2026-03-07", "2026-03-09", DayOne::SameDay), 1);
    assert_eq!(taken("2026-03-07", "2026-03-09", DayOne::DayAfter), 1);
    // Friday over the funeral holiday to Tuesday.
    assert_eq!(taken("2022-09-16", "2022-09-20", DayOne::SameDay), 2);
    assert_eq!(taken("2022-09-16", "2022-09-20", DayOne::DayAfter), 1);
}
