//! The months of control charts, and days and figures that cannot be asked for.

use redress_app::AppError;
use redress_domain::statistics::{Edition, FigureId, Report};
use redress_domain::time::{Date, Instant, parse_date};
use redress_testkit::both_engines;
use redress_testkit::commands::triage;
use redress_testkit::house::{House, call};

fn logged(house: &House, at: &str) {
    house.at(at);
    let log = call(Instant::parse(at).unwrap());
    house.wait(house.app.log(&house.actor("sam"), log, vec![triage()], None)).unwrap();
}

fn day(text: &str) -> Date {
    parse_date(text).unwrap()
}

fn months(report: &Report) -> Vec<&str> {
    report.months.iter().flatten().map(|month| month.period.as_str()).collect()
}

fn refused<T>(found: Result<T, AppError>) -> String {
    match found {
        Err(AppError::Invalid(errors)) => errors[0].field.clone(),
        _ => String::new(),
    }
}

both_engines! {
    /// R85: neither months before there was a register nor the one that is not over are points
    fn charts_begin_with_the_first_case_and_end_with_the_last_month_that_is_over(db) {
        let house = House::donnington(db);
        logged(&house, "2026-03-05T12:00:00Z");
        logged(&house, "2026-05-11T12:00:00Z");
        let now = |period: &str| {
            house.wait(house.app.report(&house.actor("asha"), period, Edition::Internal)).unwrap()
        };
        assert_eq!(months(&now("2026-27-Q1")), ["2026-03", "2026-04"]);
        assert_eq!(months(&now("2025-26-Q4")), ["2026-03"]);
        assert_eq!(now("2026-27-Q1").records_from, Some(day("2026-03-01")));
        let known_on = |on: &str| {
            let asha = house.actor("asha");
            house.wait(house.app.report_known_on(&asha, "2026-27-Q1", Edition::Internal, day(on)))
        };
        assert_eq!(months(&known_on("2026-04-29").unwrap()), ["2026-03"]);
        assert_eq!(months(&known_on("2026-04-30").unwrap()), ["2026-03", "2026-04"]);
        assert_eq!(refused(known_on("1000-01-01")), "known_on");
    }

    /// R83
    fn an_outcome_that_the_procedure_does_not_have_is_no_figure(db) {
        let house = House::donnington(db);
        let behind = |figure| {
            house.wait(house.app.cases_behind(&house.actor("asha"), "2026-03", figure, None, None))
        };
        assert_eq!(refused(behind(FigureId::Outcome("zzz".to_owned()))), "figure");
        assert!(behind(FigureId::Outcome("upheld".to_owned())).is_ok());
    }
}
