//! Which holidays the shipped calendars keep, how they are named, and where the calendars end.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::as_conversions, clippy::panic)]

use redress_domain::calendar::{Calendar, CalendarError, Closure, DayOne, Division};
use redress_domain::time::{Date, parse_date};

fn day(text: &str) -> Date {
    parse_date(text).unwrap()
}

fn kept(division: Division, year: i16) -> Vec<String> {
    let holidays = Calendar::shipped(division).holidays(year).unwrap();
    holidays.into_iter().map(|holiday| format!("{} {}", holiday.on, holiday.name)).collect()
}

#[test]
fn the_number_of_holidays_each_year() {
    for (division, usual) in [(Division::EnglandAndWales, 8), (Division::Scotland, 9), (Division::NorthernIreland, 10)]
    {
        for year in 2008..=2035 {
            let more = match year {
                2011 | 2012 | 2023 => 1,
                2022 => 2,
                2026 if division == Division::Scotland => 1,
                _ => 0,
            };
            assert_eq!(kept(division, year).len(), usual + more, "{division} {year}");
        }
    }
}

#[test]
fn the_totals_agreed_between_libraries_for_2010_to_2030() {
    let total = |division| (2010..=2030).map(|year| kept(division, year).len()).sum::<usize>();
    assert_eq!(Division::ALL.map(total), [173, 195, 215]);
}

#[test]
fn a_year_in_scotland_with_a_one_off_and_a_moved_boxing_day() {
    assert_eq!(
        kept(Division::Scotland, 2026),
        [
            "2026-01-01 New Year’s Day",
            "2026-01-02 2 January",
            "2026-04-03 Good Friday",
            "2026-05-04 Early May bank holiday",
            "2026-05-25 Spring bank holiday",
            "2026-06-15 World Cup bank holiday",
            "2026-08-03 Summer bank holiday",
            "2026-11-30 St Andrew’s Day",
            "2026-12-25 Christmas Day",
            "2026-12-28 Boxing Day (substitute day)",
        ]
    );
}

#[test]
fn two_holidays_over_one_weekend_take_different_days() {
    // 2022: Christmas Day is a Sunday, so Boxing Day keeps the Monday; 2021: both fall on the weekend.
    assert_eq!(
        kept(Division::EnglandAndWales, 2022)[8..],
        ["2022-12-26 Boxing Day", "2022-12-27 Christmas Day (substitute day)"]
    );
    assert_eq!(
        kept(Division::EnglandAndWales, 2021)[6..],
        ["2021-12-27 Christmas Day (substitute day)", "2021-12-28 Boxing Day (substitute day)"]
    );
    assert_eq!(
        kept(Division::Scotland, 2023)[..2],
        ["2023-01-02 2 January", "2023-01-03 New Year’s Day (substitute day)"]
    );
    assert_eq!(
        kept(Division::Scotland, 2022)[..2],
        ["2022-01-03 New Year’s Day (substitute day)", "2022-01-04 2 January (substitute day)"]
    );
}

#[test]
fn holidays_of_northern_ireland_move_off_the_weekend() {
    assert!(kept(Division::NorthernIreland, 2024).contains(&"2024-03-18 St Patrick’s Day (substitute day)".to_owned()));
    assert!(
        kept(Division::NorthernIreland, 2025)
            .contains(&"2025-07-14 Battle of the Boyne (Orangemen’s Day) (substitute day)".to_owned())
    );
}

#[test]
fn outside_the_vouched_years_is_an_error_that_names_them() {
    let calendar = Calendar::shipped(Division::Scotland);
    let refused = |date: &str| CalendarError::OutOfRange {
        date: day(date),
        from: day("2008-01-01"),
        to: day("2035-12-31"),
        calendar: Division::Scotland,
    };
    assert_eq!(calendar.holidays(2007), Err(refused("2007-01-01")));
    assert_eq!(calendar.holidays(2036), Err(refused("2036-01-01")));
    assert_eq!(calendar.is_working_day(day("2007-12-31")), Err(refused("2007-12-31")));
    assert_eq!(calendar.due(day("2007-12-31"), 5, DayOne::DayAfter), Err(refused("2007-12-31")));
    assert_eq!(calendar.due(day("2036-01-01"), 0, DayOne::DayAfter), Err(refused("2036-01-01")));
    assert_eq!(calendar.due(day("2035-12-31"), 1, DayOne::DayAfter), Err(refused("2036-01-01")));
    assert_eq!(calendar.due(day("2020-01-01"), u32::MAX, DayOne::SameDay), Err(refused("2036-01-01")));
    assert_eq!(calendar.taken(day("2035-12-31"), day("2036-01-02"), DayOne::SameDay), Err(refused("2036-01-02")));
    assert_eq!(calendar.taken(Date::MIN, Date::MAX, DayOne::SameDay).unwrap_err().code(), "calendar-out-of-range");
    assert_eq!(
        refused("2036-01-01").to_string(),
        "The calendar scotland vouches for 2008-01-01 to 2035-12-31 and the answer needs 2036-01-01: ask within those dates."
    );
}

#[test]
fn the_vouched_years_are_answered_to_their_very_ends() {
    let calendar = Calendar::shipped(Division::EnglandAndWales);
    assert_eq!(calendar.due(day("2035-12-31"), 1, DayOne::SameDay), Ok(day("2035-12-31")));
    assert_eq!(calendar.due(day("2035-12-28"), 1, DayOne::DayAfter), Ok(day("2035-12-31")));
    assert_eq!(calendar.due(day("2008-01-01"), 1, DayOne::SameDay), Ok(day("2008-01-02")));
    assert_eq!(calendar.is_working_day(day("2035-12-31")), Ok(true));
    // 1,461 whole weeks less 229 holidays.
    assert_eq!(calendar.taken(day("2008-01-01"), day("2035-12-31"), DayOne::SameDay), Ok(7_305 - 229));
}

#[test]
fn what_cannot_be_counted_is_refused() {
    let calendar = Calendar::shipped(Division::EnglandAndWales);
    let (sunday, monday) = (day("2026-03-08"), day("2026-03-09"));
    assert_eq!(calendar.due(monday, 0, DayOne::SameDay), Err(CalendarError::LengthTooShort));
    assert_eq!(calendar.due(sunday, 0, DayOne::DayAfter), Ok(sunday));
    assert_eq!(
        calendar.taken(monday, sunday, DayOne::DayAfter),
        Err(CalendarError::ClosedBeforeReceived { received: monday, closed: sunday })
    );
}

#[test]
fn names_are_read_as_written_and_others_are_told_the_choice() {
    for division in Division::ALL {
        assert_eq!(division.id().parse(), Ok(division));
        assert_eq!(serde_json::to_string(&division).unwrap(), format!("\"{division}\""));
    }
    let unknown = "England".parse::<Division>().unwrap_err().to_string();
    for division in Division::ALL {
        assert!(unknown.contains(division.id()), "{unknown}");
    }
    assert_eq!("same-day".parse(), Ok(DayOne::SameDay));
    assert_eq!("day-after".parse(), Ok(DayOne::DayAfter));
    assert_eq!("next-day".parse::<DayOne>().unwrap_err().code(), "day-one-unknown");
}

#[test]
fn an_explanation_names_each_day_passed_over() {
    let calendar = Calendar::shipped(Division::EnglandAndWales)
        .with_closures([Closure { on: day("2022-12-28"), label: "Office closed".to_owned() }]);
    let shown = calendar.explain_due(day("2022-12-23"), 2, DayOne::DayAfter).unwrap();
    assert_eq!(
        serde_json::to_value(&shown).unwrap(),
        serde_json::json!({
            "due": "2022-12-30",
            "counted": ["2022-12-29", "2022-12-30"],
            "skipped": [
                {"date": "2022-12-24", "why": "Saturday"},
                {"date": "2022-12-25", "why": "Sunday"},
                {"date": "2022-12-26", "why": "Boxing Day"},
                {"date": "2022-12-27", "why": "Christmas Day (substitute day)"},
                {"date": "2022-12-28", "why": "Office closed"},
            ],
        })
    );
}

#[test]
fn a_closure_gives_way_to_the_weekend_and_to_the_holiday() {
    let closure = |on: &str| Closure { on: day(on), label: "Office closed".to_owned() };
    let shipped = Calendar::shipped(Division::EnglandAndWales);
    let closed = shipped.with_closures([closure("2026-12-25"), closure("2026-12-26"), closure("2036-01-02")]);
    let christmas = (day("2026-12-24"), 3, DayOne::SameDay);
    assert_eq!(
        closed.explain_due(christmas.0, christmas.1, christmas.2),
        shipped.explain_due(christmas.0, christmas.1, christmas.2)
    );
    assert_eq!(closed.holidays(2026), shipped.holidays(2026));
}
