//! The SPSO's indicators.

use std::collections::BTreeMap;

use proptest::prelude::*;
use redress_domain::procedure::{OutcomeEffect, Route};
use redress_domain::returns::{Return, ReturnFacts, ReturnId, SpsoFacts};
use redress_domain::statistics::{ClosedRow, Facts};

use crate::world::{base, count, date, holds, made, printed, ratio};

const ROUTES: [(Route, &str); 3] = [(Route::S1, "S1"), (Route::S2, "S2"), (Route::Esc, "ESC")];
const OUTCOMES: [(&str, OutcomeEffect); 5] = [
    ("upheld", OutcomeEffect::Upheld),
    ("partly-upheld", OutcomeEffect::PartlyUpheld),
    ("not-upheld", OutcomeEffect::NotUpheld),
    ("resolved", OutcomeEffect::Resolved),
    ("withdrawn", OutcomeEffect::Withdrawn),
];

/// A closed handling: route, outcome, days, closed in time, in time before extension, extended.
type Closed = (usize, usize, u32, bool, bool, bool);

fn of(received: [u64; 3], closed: &[(Closed, u64)], residents: Option<u32>) -> Return {
    let mut facts = Facts::default();
    for ((route, _), count) in ROUTES.iter().zip(received) {
        facts.received.add(*route, "phone", None, None, count);
    }
    for ((route, outcome, days, met, met_unextended, extended), count) in closed {
        facts.closed.add(&ClosedRow {
            route: ROUTES[*route].0,
            received_on: date("2022-06-01"),
            outcome: OUTCOMES[*outcome].0,
            effect: OUTCOMES[*outcome].1,
            days: *days,
            met: *met,
            met_unextended: *met_unextended,
            extended: *extended,
            first_contact: false,
            channel: "phone",
            service_area: None,
            code: None,
            natures: None,
            count: *count,
        });
    }
    let base = residents.map(|number| base("residents", "2023-03-31", number));
    let facts = SpsoFacts { facts, base_kind: "residents".to_owned(), base };
    made(ReturnId::SpsoIndicators, "spso-model", "2022-23", &ReturnFacts::Spso(Box::new(facts)))
}

/// The numbers that Fife Council and NHS Scotland printed add up, with their shares.
#[test]
fn the_published_tables_add_up() {
    let closed = |s1, s2, esc| {
        let at = |route| (route, 0, 4, true, true, false);
        of([0; 3], &[(at(0), s1), (at(1), s2), (at(2), esc)], None)
    };
    let fife = closed(1_648, 385, 116);
    assert_eq!(count(&fife, "closed", "total", "closed"), 2_149);
    assert!(holds(&fife, "closed-add-up"));
    assert_eq!(printed(&fife, "closed", "S1", "percent"), "76.69");
    assert_eq!(printed(&fife, "closed", "S2", "percent"), "17.92");
    assert_eq!(printed(&fife, "closed", "ESC", "percent"), "5.4");
    let nhs_scotland = closed(11_105, 7_902, 2_761);
    assert_eq!(count(&nhs_scotland, "closed", "total", "closed"), 21_768);
    assert!(holds(&nhs_scotland, "closed-add-up"));
}

#[test]
fn without_a_base_the_rate_is_empty_and_the_return_says_how_to_set_it() {
    let made = of([3, 1, 2], &[], None);
    assert_eq!(printed(&made, "received", "total", "per-1000"), "");
    let check = made.check("base-residents").unwrap();
    assert!(!check.holds && check.detail.contains("redress organisation base set"), "{}", check.detail);
    assert_eq!(
        made.table("received").map(|table| serde_json::to_value(table).unwrap()["rows"][3]["cells"][2].is_null()),
        Some(true)
    );
}

#[test]
fn nothing_received_and_nothing_closed_is_a_nil_return() {
    assert!(of([0; 3], &[], Some(1_000)).nil);
    assert!(!of([1, 0, 0], &[], Some(1_000)).nil);
}

proptest! {
    #[test]
    fn every_figure_is_as_worked_out_row_by_row(
        received in [0u64..900, 0u64..900, 0u64..900],
        closed in prop::collection::vec((0usize..3, 0usize..5, 0u32..60, any::<bool>(), any::<bool>(), any::<bool>()), 0..150),
        residents in 1u32..500_000,
    ) {
        let rows: Vec<(Closed, u64)> = closed.iter().map(|row| (*row, 1)).collect();
        let made = of(received, &rows, Some(residents));
        let distinct = received[0] + received[1];
        prop_assert_eq!(count(&made, "received", "total", "received"), distinct);
        prop_assert_eq!(printed(&made, "received", "total", "per-1000"), ratio(distinct * 1_000, u64::from(residents)));
        for (at, id) in [(Some(0), "S1"), (Some(1), "S2"), (Some(2), "ESC"), (None, "total")] {
            let here: Vec<&Closed> = closed.iter().filter(|row| at.is_none_or(|at| row.0 == at)).collect();
            let number = |is: &dyn Fn(&Closed) -> bool| here.iter().filter(|row| is(row)).count() as u64;
            let all = here.len() as u64;
            prop_assert_eq!(count(&made, "closed", id, "closed"), all);
            prop_assert_eq!(printed(&made, "closed", id, "percent"), ratio(all * 100, closed.len() as u64));
            let days: u64 = here.iter().map(|row| u64::from(row.2)).sum();
            prop_assert_eq!(printed(&made, "days", id, "mean"), ratio(days, all));
            let figures: BTreeMap<&str, u64> = [
                ("in-time", number(&|row| row.4)),
                ("in-time-extended", number(&|row| row.3)),
            ].into();
            for (column, figure) in figures {
                prop_assert_eq!(count(&made, "in-time", id, column), figure);
                prop_assert_eq!(printed(&made, "in-time", id, &format!("{column}-percent")), ratio(figure * 100, all));
            }
            prop_assert_eq!(printed(&made, "extended", id, "percent"), ratio(number(&|row| row.5) * 100, all));
            for (outcome, (name, _)) in OUTCOMES.iter().enumerate() {
                let figure = number(&|row| row.1 == outcome);
                prop_assert_eq!(count(&made, "outcomes", id, name), figure);
                prop_assert_eq!(printed(&made, "outcomes", id, &format!("{name}-percent")), ratio(figure * 100, all));
            }
        }
        prop_assert!(made.checks.iter().all(|check| check.holds), "{:?}", made.checks);
    }
}
