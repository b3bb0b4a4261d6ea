//! Register cases with a cause, for counting.

use redress_domain::procedure::{Channel, Route};
use redress_domain::register::{BroughtBy, PlacedCase, RegisterCase, RegisterClosure, RegisterHandling};
use redress_domain::time::{Date, plus_days, plus_months};
use redress_testkit::commands::day;
use redress_testkit::house::House;

pub const MEETINGS: &str = "Meetings and events";

/// Takes cases over, each with a reference of its own.
pub fn import(house: &House, cases: impl IntoIterator<Item = RegisterCase>) {
    let place = |(line, case): (u64, RegisterCase)| PlacedCase {
        line,
        case: RegisterCase { reference: format!("OLD-{line:05}"), ..case },
    };
    let placed = (1..).zip(cases).map(place).collect();
    house.wait(house.app.import_register(&house.actor("admin"), placed, false)).unwrap();
}

/// Upheld failures of communication about meetings, so many in each of some months from a day of the first on.
pub fn months_of(first: &str, months: u32, count: impl Fn(u32) -> u32) -> Vec<RegisterCase> {
    let in_month = |month: u32| (0..count(month)).map(move |_| plus_months(day(first), month));
    (0..months).flat_map(in_month).map(|on| case(on, MEETINGS, "upheld", "communication")).collect()
}

/// A case of any cause, outcome and age, some of them with a second stage, some still open.
pub fn fault(roll: &mut impl FnMut(u64) -> u64) -> RegisterCase {
    let areas = [MEETINGS, "Catering", "Information"];
    let codes = ["communication", "delay", "attitude"];
    let outcomes = ["upheld", "upheld", "partly-upheld", "not-upheld", "resolved", "reclassified"];
    let mut pick = |list: &[&'static str]| list[usize::try_from(roll(u64::try_from(list.len()).unwrap())).unwrap()];
    let (area, code, outcome, second) = (pick(&areas), pick(&codes), pick(&outcomes), pick(&outcomes));
    let received = plus_days(day("2024-12-01"), u32::try_from(roll(430)).unwrap());
    let mut case = case(received, area, outcome, code);
    if roll(5) == 0 {
        case.service_area = None;
    }
    if outcome != "reclassified" && roll(4) == 0 {
        let asked = plus_days(received, 3);
        let handling = handling(Route::Esc, asked, second, code);
        case.handlings.push(if roll(3) == 0 { RegisterHandling { closed: None, ..handling } } else { handling });
    }
    case
}

fn case(received_on: Date, service_area: &str, outcome: &str, code: &str) -> RegisterCase {
    RegisterCase {
        reference: String::new(),
        received_on,
        channel: Channel::Phone,
        brought_by: BroughtBy::Complainant,
        service_area: Some(service_area.to_owned()),
        summary: None,
        outcome_wanted: None,
        handlings: vec![handling(Route::S1, received_on, outcome, code)],
        external: None,
    }
}

fn handling(route: Route, received_on: Date, outcome: &str, code: &str) -> RegisterHandling {
    let closed =
        RegisterClosure { on: plus_days(received_on, 2), outcome: outcome.to_owned(), code: Some(code.to_owned()) };
    RegisterHandling {
        route,
        received_on,
        closed: Some(closed),
        extended_to: None,
        finding: None,
        explanation: None,
        action_taken: None,
        learning: None,
        handled_by: Vec::new(),
    }
}
