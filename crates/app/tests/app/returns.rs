//! Returns counted from the rows, on both engines: brought forward, closed, classed, and hidden from whom a case is about.

use redress_domain::case::Command;
use redress_domain::procedure::shipped;
use redress_domain::rate_base::RateBase;
use redress_domain::returns::{Denominator, Return, ReturnId};
use redress_testkit::both_engines;
use redress_testkit::commands::{day, name_subject};
use redress_testkit::house::{DONNINGTON, House};

const SPLITS: &str = "[[splits]]\nid = \"tenure\"\nlabel = \"Tenure\"\nfor_return = \"ko41a\"\n\
    options = [{ id = \"low-cost-rental\", label = \"Rental\" }, { id = \"low-cost-home-ownership\", label = \"Ownership\" }]\n\n\
    [[splits]]\nid = \"subject\"\nlabel = \"Subject\"\nmany = true\nfor_return = \"ko41a\"\n\
    options = [{ id = \"access\", label = \"Access\" }, { id = \"delay\", label = \"Delay\" }, { id = \"staff\", label = \"Staff\" }]\n\n";

/// In March 2026 one case closed on the day it came, one after a review two days later, one left open; another came in April.
fn lived(house: &House) -> String {
    let file = shipped::find("donnington-service-failure").unwrap();
    let version = file.text.lines().find(|line| line.starts_with("version = ")).unwrap();
    let source = file.text.replacen(version, "version = \"with-splits\"", 1);
    let source = source.replacen("[[staff_matters]]", &format!("{SPLITS}[[staff_matters]]"), 1);
    house.wait(house.app.adopt_procedure(DONNINGTON, file.file, &source, None)).unwrap();
    let closed = house.closed();
    house.at("2026-03-03T10:00:00Z");
    let reviewed = house.under_review();
    house.close_review(&reviewed);
    let open = house.log();
    for (reference, split, options) in [
        (&closed, "tenure", vec!["low-cost-rental"]),
        (&open, "tenure", vec!["low-cost-rental"]),
        (&closed, "subject", vec!["access", "delay"]),
        (&reviewed, "subject", vec!["delay"]),
        (&open, "subject", vec!["delay"]),
    ] {
        let options = options.into_iter().map(str::to_owned).collect();
        house.act("sam", reference, Command::Classify { split: split.to_owned(), options }).unwrap();
    }
    house.at("2026-04-02T10:00:00Z");
    house.log();
    house.at("2026-07-02T10:00:00Z");
    closed
}

fn made(house: &House, who: &str, id: ReturnId, period: &str) -> Return {
    house.wait(house.app.make_return(&house.actor(who), id, period, Denominator::Received)).unwrap()
}

fn figures(made: &Return, table: &str, row: &str) -> Vec<String> {
    let table = made.table(table).unwrap();
    table.rows.iter().find(|found| found.id == row).unwrap().cells.iter().map(|cell| cell.printed()).collect()
}

/// The figures of a table with one column, from the top.
fn column(made: &Return, table: &str) -> Vec<String> {
    made.table(table).unwrap().rows.iter().map(|row| row.cells[0].printed()).collect()
}

both_engines! {
    fn complaints_are_brought_forward_and_carried_on_once_each(db) {
        let house = House::donnington(db);
        lived(&house);
        let year = made(&house, "asha", ReturnId::Ko41a, "2025-26");
        assert_eq!(column(&year, "totals"), ["0", "3", "0", "0", "2", "2", "0", "1"]);
        assert_eq!(column(&year, "tenure"), ["2", "0", "1"]);
        assert_eq!(column(&year, "subject"), ["1", "3", "0", "0"]);
        let failed: Vec<&str> =
            year.checks.iter().filter(|check| !check.holds).map(|check| check.id.as_str()).collect();
        assert_eq!(failed, ["split-tenure"]);
        let next = made(&house, "asha", ReturnId::Ko41a, "2026-27-Q1");
        assert_eq!(column(&next, "totals"), ["1", "1", "0", "0", "0", "0", "0", "2"]);
    }

    fn stages_bands_and_homes_are_counted_from_the_same_rows(db) {
        let house = House::donnington(db);
        lived(&house);
        let homes = RateBase { kind: "homes-rented".to_owned(), as_of: day("2026-03-31"), number: 500 };
        house.wait(house.app.set_rate_base(&house.actor("admin"), homes)).unwrap();
        let tsm = made(&house, "asha", ReturnId::Tsm, "2025-26");
        assert_eq!(figures(&tsm, "ch01", "low-cost-rental-1"), ["2", "500", "4"]);
        assert_eq!(figures(&tsm, "ch02", "low-cost-rental-1"), ["1", "2", "50"]);
        assert_eq!(figures(&tsm, "tenure", "total"), ["3", "1"]);
        let disp = made(&house, "asha", ReturnId::FcaDisp, "2025-26-H2");
        assert_eq!(figures(&disp, "products", "total"), ["0", "3", "2", "0", "0", "2", "0", "£0.00", "1"]);
        let energy = made(&house, "asha", ReturnId::Energy, "2026-03");
        assert_eq!(figures(&energy, "not-settled", "twelve-months"), ["3", "1", "2"]);
        let spso = made(&house, "asha", ReturnId::SpsoIndicators, "2025-26");
        assert_eq!(figures(&spso, "closed", "S1"), ["2", "66.67"]);
        assert_eq!(figures(&spso, "closed", "ESC"), ["1", "33.33"]);
        assert_eq!(figures(&spso, "received", "total"), ["3", "", ""]);
    }

    fn a_case_is_in_no_return_for_whom_it_is_about(db) {
        let house = House::donnington(db);
        let closed = lived(&house);
        house.act("sam", &closed, name_subject("carol")).unwrap();
        let year = made(&house, "carol", ReturnId::Ko41a, "2025-26");
        assert_eq!(column(&year, "totals"), ["0", "2", "0", "0", "1", "1", "0", "1"]);
        assert_eq!(column(&year, "subject"), ["0", "2", "0", "0"]);
        assert_eq!(figures(&made(&house, "carol", ReturnId::Tsm, "2025-26"), "tenure", "total"), ["2", "1"]);
        assert_eq!(figures(&made(&house, "carol", ReturnId::FcaDisp, "2025-26-H2"), "products", "total")[1], "2");
        assert_eq!(figures(&made(&house, "carol", ReturnId::Energy, "2026-03"), "not-settled", "twelve-months")[0], "2");
    }

    fn a_period_that_a_return_is_not_made_for_is_refused(db) {
        let house = House::donnington(db);
        let asha = house.actor("asha");
        let asked = house.app.make_return(&asha, ReturnId::Tsm, "2025-26-Q1", Denominator::Received);
        let refused = house.wait(asked).unwrap_err();
        assert_eq!(refused.code(), "invalid");
        assert!(refused.to_string().contains("2025-26"), "{refused}");
    }
}
