//! The DISP return.

use proptest::prelude::*;
use redress_domain::procedure::OutcomeEffect;
use redress_domain::returns::{DispFacts, DispRow, Return, ReturnFacts, ReturnId};
use redress_domain::time::{Date, plus_days};

use crate::world::{Lived, calendar, count, date, holds, lived, made, period, printed};

const HALF: &str = "2022-23-H1";
const PRODUCTS: [&str; 3] = ["banking", "insurance", "other"];

fn of(half: &str, cases: &[Lived]) -> Return {
    let asked = period(ReturnId::FcaDisp, half);
    let mut facts = DispFacts::default();
    for case in cases.iter().filter(|case| case.touches(&asked)) {
        let vulnerable = case.many.first().map(|at| if at % 2 == 0 { "yes" } else { "no" });
        facts.add(&DispRow {
            case: case.row(),
            product: case.one.map(|at| PRODUCTS[at]),
            vulnerable,
            pence: case.pence,
        });
    }
    made(ReturnId::FcaDisp, "fca-disp", half, &ReturnFacts::Disp(facts))
}

/// The last day of the band, day by day.
fn third_business_day(received: Date) -> Date {
    let mut day = received;
    for _ in 0..3 {
        day = plus_days(day, 1);
        while !calendar().is_working_day(day).unwrap() {
            day = plus_days(day, 1);
        }
    }
    day
}

/// Received on the Wednesday before Easter 2022: Thursday, Tuesday and Wednesday are the three business days.
#[test]
fn the_bands_end_with_the_third_business_day_and_the_eighth_week() {
    let case = |closed: &str, effect| Lived {
        received: date("2022-04-13"),
        closed: Some(date(closed)),
        effect,
        one: Some(0),
        many: Vec::new(),
        pence: 1_250,
    };
    let made = of(
        HALF,
        &[
            case("2022-04-20", OutcomeEffect::Upheld),
            case("2022-04-21", OutcomeEffect::PartlyUpheld),
            case("2022-06-08", OutcomeEffect::NotUpheld),
            case("2022-06-09", OutcomeEffect::Withdrawn),
        ],
    );
    assert_eq!(count(&made, "products", "banking", "within-3-business-days"), 1);
    assert_eq!(count(&made, "products", "banking", "within-8-weeks"), 2);
    assert_eq!(count(&made, "products", "banking", "later"), 1);
    assert_eq!(count(&made, "products", "banking", "upheld"), 2);
    assert_eq!(printed(&made, "products", "total", "redress"), "£50.00");
    assert_eq!(count(&made, "products", "insurance", "closed"), 0);
    assert!(made.checks.iter().all(|check| check.holds), "{:?}", made.checks);
}

#[test]
fn nothing_open_and_nothing_opened_is_a_nil_return() {
    assert!(of(HALF, &[]).nil);
}

#[test]
fn from_2027_the_halves_are_those_of_the_calendar_year() {
    let failed = |half| of(half, &[]).check("calendar-half-year").is_some();
    assert!(!failed("2025-26-H1") && failed("2027-28-H1") && !failed("2027-H1"));
}

proptest! {
    #[test]
    fn every_figure_is_as_counted_plainly(cases in lived()) {
        let half = period(ReturnId::FcaDisp, HALF);
        let made = of(HALF, &cases);
        for (product, row) in [(Some(0), "banking"), (Some(1), "insurance"), (Some(2), "other"), (None, "not-recorded")] {
            let here: Vec<&Lived> = cases.iter().filter(|case| case.one == product).collect();
            let number = |is: &dyn Fn(&Lived) -> bool| here.iter().filter(|case| is(case)).count() as u64;
            let figure = |column: &str| count(&made, "products", row, column);
            prop_assert_eq!(figure("opening"), number(&|case| case.open_on(half.from.yesterday().unwrap())));
            prop_assert_eq!(figure("opened"), number(&|case| half.contains(case.received)));
            let band = |is: &dyn Fn(&Lived, Date) -> bool| {
                number(&|case| case.closed.is_some_and(|on| half.contains(on) && is(case, on)))
            };
            prop_assert_eq!(figure("within-3-business-days"), band(&|case, on| on <= third_business_day(case.received)));
            prop_assert_eq!(figure("within-8-weeks"), band(&|case, on| {
                on > third_business_day(case.received) && on <= plus_days(case.received, 56)
            }));
            prop_assert_eq!(figure("later"), band(&|case, on| on > plus_days(case.received, 56)));
            prop_assert_eq!(figure("closed"), band(&|_, _| true));
            let upheld = [OutcomeEffect::Upheld, OutcomeEffect::PartlyUpheld];
            prop_assert_eq!(figure("upheld"), band(&|case, _| upheld.contains(&case.effect)));
            let pence: u64 = here.iter().filter(|case| case.closed_in(&half)).map(|case| case.pence).sum();
            prop_assert_eq!(printed(&made, "products", row, "redress"), format!("£{}.{:02}", pence / 100, pence % 100));
            prop_assert_eq!(figure("closing"), number(&|case| case.open_on(half.to)));
        }
        let vulnerable = |case: &&Lived| case.many.first().is_some_and(|at| at % 2 == 0);
        let opened = cases.iter().filter(vulnerable).filter(|case| half.contains(case.received)).count() as u64;
        let closed = cases.iter().filter(vulnerable).filter(|case| case.closed_in(&half)).count() as u64;
        prop_assert_eq!(count(&made, "vulnerable", "yes", "opened"), opened);
        prop_assert_eq!(count(&made, "vulnerable", "yes", "closed"), closed);
        prop_assert!(holds(&made, "open-at-the-end") && holds(&made, "products-add-up"));
        let unknown = cases.iter().filter(|case| case.one.is_none() && case.touches(&half)).count();
        prop_assert_eq!(holds(&made, "product-recorded"), unknown == 0);
    }
}
