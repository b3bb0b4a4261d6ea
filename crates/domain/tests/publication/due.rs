//! Which reports are due and which are overdue, counted day by day.

use proptest::prelude::*;
use redress_domain::period::{FiscalYearStart, Period};
use redress_domain::procedure::{Every, Procedure, Report, ReportEvery, shipped};
use redress_domain::publication::{Publication, PublishedOn, periods_due};
use redress_domain::time::{Date, parse_date, plus_days};

fn rules(every: ReportEvery, within: Option<u32>) -> Report {
    let file = shipped::find("spso-customer-service").unwrap();
    let report = Procedure::stored(file.text).unwrap().report.clone();
    Report { every: Every(vec![every]), publish_within_days: within, ..report }
}

fn every() -> impl Strategy<Value = ReportEvery> {
    use ReportEvery as E;
    prop_oneof![Just(E::Month), Just(E::Quarter), Just(E::HalfYear), Just(E::Year)]
}

/// Every day from one to another.
fn days(from: Date, to: Date) -> impl Iterator<Item = Date> {
    std::iter::successors(Some(from), |day| Some(plus_days(*day, 1))).take_while(move |day| *day <= to)
}

/// R84, R86: the annual report is due beside the quarterly ones
#[test]
fn each_kind_of_period_is_due_by_itself() {
    let kinds = Every(vec![ReportEvery::Quarter, ReportEvery::Year]);
    let rules = Report { every: kinds, ..rules(ReportEvery::Quarter, Some(31)) };
    let (first, today) = (parse_date("2017-08-01").unwrap(), parse_date("2018-05-02").unwrap());
    let due = periods_due(&rules, FiscalYearStart::default(), first, today).unwrap();
    let ids: Vec<&str> = due.iter().map(|period| period.id.as_str()).collect();
    assert_eq!(ids, ["2018-19", "2018-19-Q1", "2017-18", "2017-18-Q4", "2017-18-Q3", "2017-18-Q2"]);
    let missed = Publication::of(due[2].clone(), today, &rules, None, None);
    assert_eq!((missed.state(), missed.overdue_days), ("overdue", Some(1)));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// R84
    #[test]
    fn the_periods_are_those_that_the_days_since_the_first_case_lie_in(
        every in every(), month in 1..=12_i8, before in 0..1_500_u32,
    ) {
        let fiscal = FiscalYearStart::new(month, 1).unwrap();
        let first = parse_date("2019-11-17").unwrap();
        let today = plus_days(first, before);
        let mut expected: Vec<String> = Vec::new();
        for day in days(first, today) {
            let id = Period::containing(every.into(), day, fiscal).unwrap().id;
            if expected.last() != Some(&id) {
                expected.push(id);
            }
        }
        let expected: Vec<String> = expected.into_iter().rev().take(12).collect();
        let due = periods_due(&rules(every, None), fiscal, first, today).unwrap();
        prop_assert_eq!(due.into_iter().map(|period| period.id).collect::<Vec<_>>(), expected);
    }

    /// R84
    #[test]
    fn it_is_overdue_by_the_days_since_the_last_one_in_time(within in proptest::option::of(0..120_u32), later in 0..400_u32) {
        let period = Period::parse("2017-18-Q2", FiscalYearStart::default()).unwrap();
        let today = plus_days(parse_date("2017-07-01").unwrap(), later);
        let late = within.map_or(0, |within| days(plus_days(period.to, within + 1), today).count());
        let of = |published| Publication::of(period.clone(), today, &rules(ReportEvery::Quarter, within), published, None);
        let seen = of(None);
        prop_assert_eq!(seen.overdue_days, (late > 0).then(|| u32::try_from(late).unwrap()));
        let expected = if late > 0 { "overdue" } else if today > period.to { "due" } else { "not-over" };
        prop_assert_eq!(seen.state(), expected);
        let published = of(Some(PublishedOn { version: 1, on: today }));
        prop_assert_eq!((published.overdue_days, published.state()), (None, "published"));
    }
}
