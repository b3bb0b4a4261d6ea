//! What closed cases would have come to under another procedure: nothing changes under the same one, and more time never hurts.

use redress_app::{Actor, Simulation};
use redress_domain::calendar::Division;
use redress_domain::procedure::{Procedure, shipped};
use redress_domain::register::PlacedCase;
use redress_domain::staff::UserId;
use redress_domain::statistics::{Edition, RowId};
use redress_testkit::both_engines;
use redress_testkit::house::House;

const SPSO: &str = "spso";
const PERIOD: &str = "2026-02";

fn spso() -> &'static str {
    shipped::find("spso-customer-service").unwrap().text
}

/// The shipped procedure with something in it replaced.
fn changed(from: &str, to: &str) -> Procedure {
    assert!(spso().contains(from), "{from}");
    Procedure::load("own.toml", &spso().replace(from, to)).procedure.unwrap()
}

/// A closed handling of history: received and closed on these days, the latter by working days in February 2026, which has
/// no holiday.
fn closed(reference: &str, route: &str, received: &str, closed: &str, extended_to: Option<&str>) -> PlacedCase {
    let case = serde_json::json!({
        "reference": reference, "received_on": received, "channel": "letter", "brought_by": "self",
        "handlings": [{
            "route": route, "received_on": received, "extended_to": extended_to,
            "closed": { "on": closed, "outcome": "not-upheld" },
        }],
    });
    PlacedCase { line: 2, case: serde_json::from_value(case).unwrap() }
}

/// 5 days of 5, 6 of 5, 7 of 5 but extended, 27 of 20; and one that was closed outside the period.
fn with_history(house: &House) -> Actor {
    house.organisation(SPSO, "An ombudsman", Division::Scotland, "spso-customer-service");
    let actor = Actor::operator(SPSO);
    let cases = vec![
        closed("A", "S1", "2026-02-02", "2026-02-06", None),
        closed("B", "S1", "2026-02-02", "2026-02-09", None),
        closed("C", "S1", "2026-02-02", "2026-02-10", Some("2026-02-10")),
        closed("D", "S2", "2026-01-05", "2026-02-10", None),
        closed("E", "S1", "2026-01-05", "2026-01-09", None),
    ];
    house.wait(house.app.import_register(&actor, cases, false)).unwrap();
    actor
}

fn simulate(house: &House, actor: &Actor, procedure: Procedure) -> Simulation {
    house.wait(house.app.simulate(actor, PERIOD, procedure)).unwrap()
}

/// References with the days and the verdict there would be.
fn then(simulation: &Simulation) -> Vec<(&str, Option<u32>, bool)> {
    simulation.handlings.iter().map(|one| (one.reference.as_str(), one.then.days, one.then.met)).collect()
}

both_engines! {
    fn under_the_same_procedure_everything_is_as_the_report_says(db) {
        let house = House::donnington(db);
        let actor = with_history(&house);
        let simulation = simulate(&house, &actor, Procedure::load("same.toml", spso()).procedure.unwrap());
        let expected = [("A", Some(5), true), ("B", Some(6), false), ("C", Some(7), true), ("D", Some(27), false)];
        assert_eq!(then(&simulation), expected);
        assert!(simulation.handlings.iter().all(|one| one.now == one.then));
        assert_eq!(simulation.left_out, []);
        let report = house.wait(house.app.report(&actor, PERIOD, Edition::Internal)).unwrap();
        for row in report.timescales {
            let totals = simulation.totals.iter().find(|totals| totals.row == row.row).unwrap();
            assert_eq!((totals.now.met, totals.now.missed), (row.met.shown().unwrap(), row.missed.shown().unwrap()), "{:?}", row.row);
            assert_eq!(totals.now, totals.then);
        }
    }

    fn more_time_never_turns_met_into_missed_and_less_never_the_other_way(db) {
        let house = House::donnington(db);
        let actor = with_history(&house);
        let mut before = 0;
        for length in 1..12 {
            let simulation = simulate(&house, &actor, changed("length = 5\n", &format!("length = {length}\n")));
            for one in simulation.handlings.iter().filter(|one| one.row == RowId::S1) {
                assert!(length < 5 || one.then.met || !one.now.met, "{length}: {one:?}");
                assert!(length > 5 || one.now.met || !one.then.met, "{length}: {one:?}");
                assert_eq!((one.now.target.n, one.then.target.n), (5, length));
            }
            let met = simulation.totals.iter().find(|totals| totals.row == RowId::S1).unwrap().then.met;
            assert!(met >= before, "{length}");
            before = met;
        }
        assert_eq!(before, 3);
    }

    fn another_day_one_and_another_unit_are_counted_by_their_own_rule(db) {
        let house = House::donnington(db);
        let actor = with_history(&house);
        let day_after = changed("start_rule = \"same-day\"\nlength = 5", "start_rule = \"day-after\"\nlength = 5");
        assert_eq!(then(&simulate(&house, &actor, day_after))[..3], [("A", Some(4), true), ("B", Some(5), true), ("C", Some(6), true)]);
        let fourteen_days = changed(
            "start_rule = \"same-day\"\nlength = 20\nunit = \"working_day\"\nstop = \"closed\"",
            "start_rule = \"day-after\"\nlength = 36\nunit = \"calendar_day\"\nstop = \"closed\"",
        );
        let simulation = simulate(&house, &actor, fourteen_days);
        assert_eq!(simulation.handlings.iter().find(|one| one.reference == "D").map(|one| one.then.met), Some(true));
    }

    fn what_the_procedure_has_no_stage_for_is_named_and_left_out(db) {
        let house = House::donnington(db);
        let actor = with_history(&house);
        let donnington = shipped::find("donnington-service-failure").unwrap();
        let simulation = simulate(&house, &actor, Procedure::load(donnington.file, donnington.text).procedure.unwrap());
        assert_eq!(simulation.handlings.len(), 3);
        let [left_out] = simulation.left_out.as_slice() else { panic!("{:?}", simulation.left_out) };
        assert_eq!((left_out.reference.as_str(), left_out.row), ("D", RowId::S2));
        assert!(left_out.why.contains("There is no stage for it"), "{}", left_out.why);
        house.wait(house.app.verify(SPSO)).unwrap();
    }

    fn a_period_that_is_none_is_refused_and_so_is_whoever_is_not_of_the_organisation(db) {
        let house = House::donnington(db);
        let actor = with_history(&house);
        let refused = |actor: &Actor, period| {
            let procedure = Procedure::load("same.toml", spso()).procedure.unwrap();
            house.wait(house.app.simulate(actor, period, procedure)).unwrap_err().code()
        };
        assert_eq!(refused(&actor, "last week"), "invalid");
            assert_eq!(refused(&Actor::user(SPSO, UserId::new("sam")), PERIOD), "not-found");
    }
}
