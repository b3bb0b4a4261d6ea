//! CH01 and CH02.

use proptest::prelude::*;
use redress_domain::procedure::Route;
use redress_domain::returns::{
    Denominator, HOMES_OWNED, HOMES_RENTED, Return, ReturnFacts, ReturnId, TsmFacts, TsmRow,
};

use crate::world::{base, count, holds, made, printed, ratio};

const ROUTES: [Route; 3] = [Route::S1, Route::S2, Route::Esc];
const TENURES: [Option<&str>; 4] = [Some("low-cost-rental"), Some("low-cost-home-ownership"), Some("neither"), None];

/// A handling: route, tenure, received in the year, answered in the year, in time.
type Row = (usize, usize, bool, bool, Option<bool>);

fn of(rows: &[Row], homes: Option<(u32, u32)>, denominator: Denominator) -> Return {
    let mut facts = TsmFacts::new(denominator);
    facts.homes_rented = homes.map(|(rented, _)| base(HOMES_RENTED, "2024-03-31", rented));
    facts.homes_owned = homes.map(|(_, owned)| base(HOMES_OWNED, "2024-03-31", owned));
    for (route, tenure, received, answered, in_time) in rows {
        let (route, tenure) = (ROUTES[*route], TENURES[*tenure]);
        facts.add(&TsmRow { route, tenure, received: *received, answered: *answered, in_time: *in_time, count: 1 });
    }
    made(ReturnId::Tsm, "housing-ombudsman", "2023-24", &ReturnFacts::Tsm(facts))
}

/// 12 of 3,000 rented homes complain at stage 1, 9 of them answered in time: 4 per 1,000 and 75%.
#[test]
fn complaints_are_reckoned_on_the_homes_of_their_own_tenure() {
    let mut rows: Vec<Row> = (0..12).map(|n| (0, 0, true, true, Some(n < 9))).collect();
    rows.push((2, 1, true, true, Some(true)));
    let made = of(&rows, Some((3_000, 250)), Denominator::Received);
    assert_eq!(printed(&made, "ch01", "low-cost-rental-1", "per-1000"), "4");
    assert_eq!(printed(&made, "ch02", "low-cost-rental-1", "percent"), "75");
    assert_eq!(printed(&made, "ch01", "low-cost-home-ownership-2", "per-1000"), "4");
    assert!(made.checks.iter().all(|check| check.holds), "{:?}", made.checks);
}

#[test]
fn homes_that_are_not_set_leave_the_rate_empty_and_a_finding() {
    let made = of(&[(0, 0, true, true, Some(true))], None, Denominator::Received);
    assert_eq!(printed(&made, "ch01", "low-cost-rental-1", "per-1000"), "");
    assert_eq!(printed(&made, "ch02", "low-cost-rental-1", "percent"), "100");
    assert!(!holds(&made, "base-homes-rented") && !holds(&made, "base-homes-shared-ownership"));
}

#[test]
fn homes_of_an_earlier_year_are_told_of() {
    let mut facts = TsmFacts::new(Denominator::Received);
    facts.homes_rented = Some(base(HOMES_RENTED, "2023-03-31", 100));
    facts.homes_owned = Some(base(HOMES_OWNED, "2023-04-01", 100));
    let made = made(ReturnId::Tsm, "housing-ombudsman", "2023-24", &ReturnFacts::Tsm(facts));
    assert!(!holds(&made, "base-homes-rented") && holds(&made, "base-homes-shared-ownership"));
}

proptest! {
    #[test]
    fn every_figure_is_as_counted_plainly(
        rows in prop::collection::vec((0usize..3, 0usize..4, any::<bool>(), any::<bool>(), prop::option::of(any::<bool>())), 0..150),
        homes in (1u32..60_000, 1u32..9_000),
        answered_ones in any::<bool>(),
    ) {
        let denominator = if answered_ones { Denominator::Answered } else { Denominator::Received };
        let made = of(&rows, Some(homes), denominator);
        for (tenure, homes) in [(0, homes.0), (1, homes.1)] {
            for stage in [1, 2] {
                let row = format!("{}-{stage}", TENURES[tenure].unwrap());
                let here: Vec<&Row> = rows.iter().filter(|row| row.1 == tenure && (row.0 == 0) == (stage == 1)).collect();
                let number = |is: &dyn Fn(&Row) -> bool| here.iter().filter(|row| is(row)).count() as u64;
                let received = number(&|row| row.2);
                prop_assert_eq!(count(&made, "ch01", &row, "complaints"), received);
                prop_assert_eq!(printed(&made, "ch01", &row, "per-1000"), ratio(received * 1_000, u64::from(homes)));
                let (in_time, of) = if answered_ones {
                    (number(&|row| row.3 && row.4 == Some(true)), number(&|row| row.3))
                } else {
                    (number(&|row| row.2 && row.4 == Some(true)), received)
                };
                prop_assert_eq!(printed(&made, "ch02", &row, "percent"), ratio(in_time * 100, of));
            }
        }
        let unrecorded = |stage_1: bool| rows.iter().any(|row| row.1 == 3 && row.2 && (row.0 == 0) == stage_1);
        prop_assert_eq!(holds(&made, "tenure-stage-1"), !unrecorded(true));
        prop_assert_eq!(holds(&made, "tenure-stage-2"), !unrecorded(false));
        let waiting = rows.iter().any(|row| row.2 && row.4.is_none());
        prop_assert_eq!(holds(&made, "all-answered"), !waiting);
        let by_tenure: u64 = ["low-cost-rental", "low-cost-home-ownership", "neither", "not-recorded"]
            .iter().map(|tenure| count(&made, "tenure", tenure, "stage-1")).sum();
        prop_assert_eq!(by_tenure, count(&made, "tenure", "total", "stage-1"));
    }
}
