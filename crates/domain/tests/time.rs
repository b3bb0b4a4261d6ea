//! Dates and instants: how they are read and written, and where a civil day begins and ends.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::as_conversions, clippy::panic)]

use proptest::prelude::*;
use redress_domain::time::{Instant, Zone, long_date, parse_date, parse_local, short_date};

const LONDON: Zone = Zone::LONDON;

fn instant(text: &str) -> Instant {
    Instant::parse(text).unwrap()
}

/// R45
#[test]
fn twenty_four_elapsed_hours_move_local_time_when_the_clocks_change() {
    for (from, to) in [("2026-03-28T10:00", "2026-03-29T11:00"), ("2026-10-24T10:00", "2026-10-25T09:00")] {
        let after = parse_local(from, LONDON).unwrap().plus_hours(24);
        assert_eq!(format!("{}T{}", after.local_date(LONDON), after.local_time(LONDON)), to);
    }
}

#[test]
fn a_civil_day_ends_a_microsecond_before_the_next_begins() {
    // The last day is 25 hours long, the first 23; the middle one begins at 23:00 UTC the day before.
    let days = [
        ("2026-03-29", "2026-03-29T00:00:00Z", "2026-03-29T22:59:59.999999Z"),
        ("2026-07-01", "2026-06-30T23:00:00Z", "2026-07-01T22:59:59.999999Z"),
        ("2026-10-25", "2026-10-24T23:00:00Z", "2026-10-25T23:59:59.999999Z"),
    ];
    for (day, start, end) in days {
        let date = parse_date(day).unwrap();
        assert_eq!(Instant::start_of(date, LONDON).to_string(), start);
        assert_eq!(Instant::end_of(date, LONDON).to_string(), end);
        assert_eq!(instant(end).local_date(LONDON), date);
    }
}

#[test]
fn a_local_time_that_is_skipped_or_comes_twice_is_still_one_instant() {
    assert_eq!(parse_local("2026-03-29T01:30", LONDON).unwrap().to_string(), "2026-03-29T01:30:00Z");
    assert_eq!(parse_local("2026-10-25T01:30", LONDON).unwrap().to_string(), "2026-10-25T00:30:00Z");
    assert_eq!(parse_local("2026-07-01T14:05", LONDON).unwrap().local_time(LONDON), "14:05");
}

#[test]
fn dates_are_read_in_one_form_only() {
    assert_eq!(parse_date("2024-02-29").unwrap().to_string(), "2024-02-29");
    for text in
        ["2026-2-3", "20260203", "2026/02/03", "2026-02-03 ", "2026-02-03T00:00", "03-02-2026", "٢٠٢٦-٠٢-٠٣", ""]
    {
        assert_eq!(parse_date(text).unwrap_err().code(), "date-not-iso", "{text}");
    }
    for text in ["2026-02-30", "2025-02-29", "2026-13-01", "2026-00-10", "2026-01-00"] {
        assert_eq!(parse_date(text).unwrap_err().code(), "date-does-not-exist", "{text}");
    }
    for text in [
        "2026-02-03",
        "2026-02-30T10:00",
        "2026-02-03T24:00",
        "2026-02-03 10:00",
        "2026-02-03T10:00:00",
        "2026-02-03T10:00Z",
    ] {
        assert_eq!(parse_local(text, LONDON).unwrap_err().code(), "local-time-not-iso", "{text}");
    }
}

#[test]
fn a_wrong_date_is_answered_with_a_plain_sentence() {
    assert_eq!(
        parse_date("2026-2-3").unwrap_err().to_string(),
        "“2026-2-3” is not a date: write year, month and day as YYYY-MM-DD, for example 2026-03-09."
    );
    assert_eq!(
        parse_date("2026-02-30").unwrap_err().to_string(),
        "“2026-02-30” is not a day that exists: check the month and the day."
    );
    let long = parse_date(&"9".repeat(10_000)).unwrap_err().to_string();
    assert!(long.len() < 200, "{long}");
}

#[test]
fn instants_are_read_with_an_offset_and_written_in_utc() {
    assert_eq!(instant("2026-03-09T14:30:00Z").as_micros(), 1_773_066_600_000_000);
    assert_eq!(instant("2026-07-01T14:30:00.25+01:00").to_string(), "2026-07-01T13:30:00.25Z");
    assert_eq!(instant("2026-07-01T14:30:00.1234567Z").to_string(), "2026-07-01T14:30:00.123456Z");
    let wrong = [
        "2026-03-09T14:30:00",
        "2026-03-09T14:30Z",
        "2026-03-09 14:30:00Z",
        "2026-03-09T14:30:00.Z",
        "2026-03-09T14:30:00+0100",
        "2026-03-09T14:30:00+00:00[Europe/London]",
        "2026-02-30T14:30:00Z",
        "0000-01-01T00:00:00Z",
        "2026-03-09",
        "",
    ];
    for text in wrong {
        assert_eq!(Instant::parse(text).unwrap_err().code(), "instant-not-rfc3339", "{text}");
    }
}

#[test]
fn instants_stay_within_the_years_a_date_may_have() {
    assert_eq!(Instant::from_micros(i64::MIN), Instant::MIN);
    assert_eq!(Instant::from_micros(i64::MAX), Instant::MAX);
    assert_eq!(Instant::MIN.to_string(), "0001-01-01T00:00:00Z");
    assert_eq!(Instant::MAX.to_string(), "9999-12-30T21:59:59.999999Z");
    assert_eq!(Instant::MAX.plus_hours(1), Instant::MAX);
    assert_eq!(Instant::end_of(parse_date("9999-12-31").unwrap(), LONDON), Instant::MAX);
    assert_eq!(Instant::start_of(parse_date("0000-01-01").unwrap(), LONDON), Instant::MIN);
}

#[test]
fn dates_as_people_read_them() {
    let date = parse_date("2026-03-03").unwrap();
    assert_eq!(long_date(date), "Tuesday 3 March 2026");
    assert_eq!(short_date(date), "3 Mar 2026");
}

#[test]
fn summer_time_is_still_known_long_after_the_tables_end() {
    assert_eq!(instant("2060-07-01T12:00:00Z").local_time(LONDON), "13:00");
    assert_eq!(instant("2060-01-01T12:00:00Z").local_time(LONDON), "12:00");
}

proptest! {
    #[test]
    fn an_instant_survives_text_and_json(micros in any::<i64>()) {
        let at = Instant::from_micros(micros);
        prop_assert_eq!(Instant::parse(&at.to_string()), Ok(at));
        let json = serde_json::to_string(&at).unwrap();
        prop_assert_eq!(serde_json::from_str::<Instant>(&json).unwrap(), at);
        prop_assert_eq!(Instant::from_micros(at.as_micros()), at);
    }

    #[test]
    fn an_instant_lies_within_its_own_civil_day(micros in any::<i64>()) {
        let at = Instant::from_micros(micros);
        let day = at.local_date(LONDON);
        prop_assert!(Instant::start_of(day, LONDON) <= at);
        prop_assert!(at <= Instant::end_of(day, LONDON));
    }

    #[test]
    fn any_text_is_read_or_refused(text in ".{0,40}") {
        let _ = (parse_date(&text), parse_local(&text, LONDON), Instant::parse(&text));
    }
}
