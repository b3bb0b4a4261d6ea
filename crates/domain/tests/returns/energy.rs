//! The energy suppliers' number.

use proptest::prelude::*;
use redress_domain::returns::{EnergyFacts, Return, ReturnFacts, ReturnId};
use redress_domain::time::{Date, plus_days};

use crate::world::{Lived, calendar, count, date, lived, made};

fn of(cases: &[Lived]) -> Return {
    let mut facts = EnergyFacts::new(date("2022-01-01"), date("2022-12-31"));
    cases.iter().filter(|case| case.received.year() == 2022).for_each(|case| facts.add(case.received, case.closed, 1));
    made(ReturnId::Energy, "donnington-service-failure", "2022-12", &ReturnFacts::Energy(facts))
}

fn next_working_day(day: Date) -> Date {
    let mut next = plus_days(day, 1);
    while !calendar().is_working_day(next).unwrap() {
        next = plus_days(next, 1);
    }
    next
}

#[test]
fn a_procedure_that_was_not_written_for_a_return_is_told_of() {
    assert!(of(&[]).check("fits").is_some_and(|check| !check.holds));
}

proptest! {
    #[test]
    fn what_is_not_closed_by_the_next_working_day_counts(cases in lived()) {
        let made = of(&cases);
        let late = |case: &&Lived| case.closed.is_none_or(|on| on > next_working_day(case.received));
        let expected = cases.iter().filter(|case| case.received.year() == 2022).filter(late).count() as u64;
        prop_assert_eq!(count(&made, "not-settled", "twelve-months", "not-settled"), expected);
    }
}
