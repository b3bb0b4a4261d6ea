//! Periods against their published dates, and against each other.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::as_conversions, clippy::panic)]

use proptest::prelude::*;

use super::*;

fn april() -> FiscalYearStart {
    FiscalYearStart::default()
}

fn bounds(text: &str, start: &str) -> String {
    let period = Period::parse(text, start.parse().unwrap()).unwrap();
    format!("{} | {} | {}..{}", period.id, period.label, period.from, period.to)
}

#[test]
fn the_forms_of_the_contract() {
    assert_eq!(
        bounds("2017-18-Q2", "04-01"),
        "2017-18-Q2 | Quarter 2 of 2017-18 (1 July to 30 September 2017) | 2017-07-01..2017-09-30"
    );
    assert_eq!(
        bounds("2017-18-Q4", "04-01"),
        "2017-18-Q4 | Quarter 4 of 2017-18 (1 January to 31 March 2018) | 2018-01-01..2018-03-31"
    );
    assert_eq!(
        bounds("2017-18", "04-01"),
        "2017-18 | 2017-18 (1 April 2017 to 31 March 2018) | 2017-04-01..2018-03-31"
    );
    assert_eq!(
        bounds("2017-18-H1", "04-01"),
        "2017-18-H1 | Half-year 1 of 2017-18 (1 April to 30 September 2017) | 2017-04-01..2017-09-30"
    );
    assert_eq!(
        bounds("2017-18-H2", "04-01"),
        "2017-18-H2 | Half-year 2 of 2017-18 (1 October 2017 to 31 March 2018) | 2017-10-01..2018-03-31"
    );
    assert_eq!(
        bounds("2017-H2", "01-01"),
        "2017-H2 | Half-year 2 of 2017 (1 July to 31 December 2017) | 2017-07-01..2017-12-31"
    );
    assert_eq!(bounds("2017-07", "04-01"), "2017-07 | July 2017 | 2017-07-01..2017-07-31");
    assert_eq!(bounds("2024-02", "04-01"), "2024-02 | February 2024 | 2024-02-01..2024-02-29");
}

#[test]
fn a_fiscal_year_may_begin_on_any_day_every_month_has() {
    assert_eq!(bounds("2017-18", "04-06"), "2017-18 | 2017-18 (6 April 2017 to 5 April 2018) | 2017-04-06..2018-04-05");
    assert_eq!(
        bounds("2017-18-Q3", "08-01"),
        "2017-18-Q3 | Quarter 3 of 2017-18 (1 February to 30 April 2018) | 2018-02-01..2018-04-30"
    );
    assert_eq!(
        bounds("2017-18-Q1", "12-28"),
        "2017-18-Q1 | Quarter 1 of 2017-18 (28 December 2017 to 27 March 2018) | 2017-12-28..2018-03-27"
    );
    assert_eq!(bounds("2017-07", "04-06"), "2017-07 | July 2017 | 2017-07-01..2017-07-31");
}

#[test]
fn a_fiscal_year_that_is_the_calendar_year_has_one_number() {
    assert_eq!(bounds("2017", "01-01"), "2017 | 2017 (1 January to 31 December 2017) | 2017-01-01..2017-12-31");
    assert_eq!(
        bounds("2017-Q2", "01-01"),
        "2017-Q2 | Quarter 2 of 2017 (1 April to 30 June 2017) | 2017-04-01..2017-06-30"
    );
    assert_eq!(bounds("2017-18-Q2", "01-01"), bounds("2017-Q2", "01-01"));
    assert_eq!(Period::parse("2017", april()).unwrap_err().code(), "period-form");
}

#[test]
fn a_year_that_would_read_as_a_month_is_written_out() {
    assert_eq!(bounds("2011-12", "04-01"), "2011-12 | December 2011 | 2011-12-01..2011-12-31");
    assert_eq!(
        bounds("2011/12", "04-01"),
        "2011-2012 | 2011-12 (1 April 2011 to 31 March 2012) | 2011-04-01..2012-03-31"
    );
    assert_eq!(bounds("2011-2012", "04-01"), bounds("2011/12", "04-01"));
    assert_eq!(bounds("FY2011-12", "04-01"), bounds("2011/12", "04-01"));
    assert_eq!(bounds("FY2017-18-Q2", "04-01"), bounds("2017-18-Q2", "04-01"));
    assert_eq!(bounds("FY2011", "01-01"), bounds("2011", "01-01"));
    assert_eq!(Period::parse("FY2017-07", april()).unwrap_err().code(), "period-years-apart");
    assert_eq!(
        bounds("2012-13", "04-01"),
        "2012-13 | 2012-13 (1 April 2012 to 31 March 2013) | 2012-04-01..2013-03-31"
    );
    assert_eq!(
        bounds("1999-00", "04-01"),
        "1999-00 | 1999-00 (1 April 1999 to 31 March 2000) | 1999-04-01..2000-03-31"
    );
}

#[test]
fn what_is_wrong_is_named() {
    let code = |text: &str| Period::parse(text, april()).unwrap_err().code();
    for text in [
        "",
        "Q2",
        "2017-18-Q22",
        "2017-18-h1",
        "2017-18-H",
        "2017-7",
        "17-18",
        "2017-18-q2",
        "2017 -18",
        "2017-18-",
        "2017-07-01",
        "２０１７-18",
        "2017-18-Q2 ",
    ] {
        assert_eq!(code(text), "period-form", "{text}");
    }
    assert_eq!(code("2017-19"), "period-years-apart");
    assert_eq!(code("2017-2019"), "period-years-apart");
    assert_eq!(code("2017-19-Q1"), "period-years-apart");
    assert_eq!(code("2017-18-Q5"), "period-does-not-exist");
    assert_eq!(code("2017-18-Q0"), "period-does-not-exist");
    assert_eq!(code("2017-18-H3"), "period-does-not-exist");
    assert_eq!(code("2017-18-H0"), "period-does-not-exist");
    assert_eq!(code("2017-00"), "period-does-not-exist");
    assert_eq!(code("1899-12"), "period-out-of-range");
    assert_eq!(code("9998-99"), "period-out-of-range");
    assert!(Period::parse("quarter", april()).unwrap_err().to_string().contains("2017-18-Q2"));
}

#[test]
fn stored_dates_that_are_not_those_of_the_id_are_not_read() {
    let period = Period::parse("2017-18-Q2", april()).unwrap();
    let mut json = serde_json::to_value(&period).unwrap();
    json["to"] = "2017-10-01".into();
    assert!(serde_json::from_value::<Period>(json).unwrap_err().to_string().contains("2017-18-Q2"));
}

#[test]
fn a_fiscal_year_starts_on_a_day_that_always_exists() {
    for text in ["02-29", "04-31", "13-01", "00-01", "04-00", "4-1", "0401", "04-01-", "١٢-01", ""] {
        assert_eq!(text.parse::<FiscalYearStart>().unwrap_err().code(), "fiscal-year-start-form", "{text}");
    }
    assert_eq!("04-06".parse::<FiscalYearStart>().unwrap().to_string(), "04-06");
}

fn kinds() -> impl Strategy<Value = PeriodKind> {
    prop::sample::select(vec![PeriodKind::Month, PeriodKind::Quarter, PeriodKind::HalfYear, PeriodKind::Year])
}

proptest! {
    #[test]
    fn the_period_of_a_date_holds_it_and_reads_back(kind in kinds(), month in 1i8..=12, day in 1i8..=28, year in 1950i16..2150, of_year in 1i16..=365) {
        let fiscal = FiscalYearStart::new(month, day).unwrap();
        let date = Date::new(year, 1, 1).unwrap().checked_add(jiff::Span::new().days(of_year - 1)).unwrap();
        let period = Period::containing(kind, date, fiscal).unwrap();
        prop_assert!(period.contains(date));
        prop_assert_eq!(&Period::parse(&period.id, fiscal).unwrap(), &period);
        let json = serde_json::to_string(&period).unwrap();
        prop_assert_eq!(serde_json::from_str::<Period>(&json).unwrap(), period);
    }

    /// R85
    #[test]
    fn the_periods_back_touch_and_end_with_this_one(kind in kinds(), month in 1i8..=12, day in 1i8..=28, count in 1u8..=24) {
        let fiscal = FiscalYearStart::new(month, day).unwrap();
        let period = Period::containing(kind, Date::new(2020, 6, 15).unwrap(), fiscal).unwrap();
        let back = period.back(count).unwrap();
        prop_assert_eq!(back.len(), usize::from(count));
        prop_assert_eq!(back.last(), Some(&period));
        prop_assert!(back.windows(2).all(|pair| pair[0].to.tomorrow().unwrap() == pair[1].from && pair[0].kind() == kind));
        let months = period.months_back(count).unwrap();
        prop_assert!(months.len() == usize::from(count) && months.last().unwrap().contains(period.to));
    }

    #[test]
    fn two_quarters_are_half_a_year(month in 1i8..=12, day in 1i8..=28, year in 1950i16..2150, of_year in 0i64..365) {
        let fiscal = FiscalYearStart::new(month, day).unwrap();
        let date = Date::new(year, 1, 1).unwrap().checked_add(jiff::Span::new().days(of_year)).unwrap();
        let half = Period::containing(PeriodKind::HalfYear, date, fiscal).unwrap();
        let first = Period::containing(PeriodKind::Quarter, half.from, fiscal).unwrap();
        let second = first.next().unwrap();
        prop_assert_eq!((half.from, half.to), (first.from, second.to));
        let year = Period::containing(PeriodKind::Year, date, fiscal).unwrap();
        prop_assert!(half.from == year.from || half.to == year.to);
        prop_assert_eq!(half.next().unwrap().previous().unwrap(), half);
    }

    #[test]
    fn neighbours_touch_and_four_quarters_are_a_year(month in 1i8..=12, day in 1i8..=28, year in 1950i16..2150) {
        let fiscal = FiscalYearStart::new(month, day).unwrap();
        let whole = Period::containing(PeriodKind::Year, Date::new(year, month, day).unwrap(), fiscal).unwrap();
        let mut quarter = Period::containing(PeriodKind::Quarter, whole.from, fiscal).unwrap();
        prop_assert_eq!(quarter.from, whole.from);
        for _ in 0..3 {
            let next = quarter.next().unwrap();
            prop_assert_eq!(quarter.to.tomorrow().unwrap(), next.from);
            prop_assert_eq!(&next.previous().unwrap(), &quarter);
            quarter = next;
        }
        prop_assert_eq!(quarter.to, whole.to);
    }
}
