//! `redress procedure`: graph, diff, simulate.

use crate::home::{Home, run};

const SPSO: &str = include_str!("../../../domain/procedures/spso-customer-service.toml");

fn simulate(home: &Home, file: &str, format: &str) -> crate::home::Ran {
    let of = ["--organisation", "spso", "--period", "2017-18-Q2", "--format", format];
    home.run(&[&["procedure", "simulate", file], &of[..]].concat())
}

#[test]
fn the_stage_map_is_one_svg_on_standard_output() {
    for id in ["donnington-service-failure", "spso-customer-service"] {
        let map = run(&["procedure", "graph", id]).fine().out;
        assert!(map.starts_with("<svg ") && map.ends_with("</svg>\n"), "{id}");
        assert!(map.contains("<title ") && map.contains("<desc ") && !map.contains("<script"), "{id}");
    }
    let home = Home::none();
    let broken = home.file("own.toml", SPSO.replace("unit = \"working_day\"", "unit = \"fortnight\""));
    let refused = run(&["procedure", "graph", &broken]).ended(1, &["fortnight", "[procedure-refused]"]);
    assert_eq!(refused.out, "");
}

#[test]
fn a_difference_is_named_by_its_path_and_ends_with_1() {
    let home = Home::none();
    let own = home.file("own.toml", SPSO.replacen("length = 5", "length = 7", 1));
    run(&["procedure", "diff", "spso-customer-service", "spso-customer-service"]).ended(0, &["no differences"]);
    let told = run(&["procedure", "diff", "spso-customer-service", &own]).ended(1, &["[procedures-differ]"]);
    assert_eq!(told.out, "changed clocks.respond-frontline.length: 5 -> 7\n");
    let told = run(&["procedure", "diff", &own, "spso-customer-service", "--format", "json"]).ended(1, &[]).json();
    let expected = serde_json::json!([
        { "path": "clocks.respond-frontline.length", "change": "changed", "from": 7, "to": 5 }
    ]);
    assert_eq!(told, expected);
    run(&["procedure", "diff", &own, "nowhere"]).ended(2, &["neither a file nor a procedure"]);
}

/// R94: the verdicts that the source publishes for its second quarter, 10/1, 2/0 and 5/0.
#[test]
fn simulated_under_its_own_procedure_a_quarter_is_as_published() {
    let home = Home::with_sample();
    let told = simulate(&home, "spso-customer-service", "json").fine().json();
    let tally = |met: u64, missed: u64| serde_json::json!({ "met": met, "missed": missed });
    for (row, met, missed) in [("S1", 10, 1), ("S2", 2, 0), ("ESC", 5, 0), ("total", 17, 1)] {
        let totals = told["totals"].as_array().unwrap().iter().find(|totals| totals["row"] == row).unwrap();
        assert_eq!((&totals["now"], &totals["then"]), (&tally(met, missed), &tally(met, missed)), "{row}");
    }
    assert_eq!(told["handlings"].as_array().unwrap().len(), 18);
    assert_eq!(told["left_out"], serde_json::json!([]));
}

#[test]
fn a_longer_limit_is_tried_out_without_changing_anything() {
    let home = Home::with_sample();
    let before = home.export();
    let longer = home.file("longer.toml", SPSO.replacen("length = 5", "length = 6", 1));
    let text = simulate(&home, &longer, "text").fine().out;
    assert!(text.contains("S1: met 10 -> 11, missed 1 -> 0\n"), "{text}");
    assert!(
        text.contains("missed (6 working days; limit 5 working days) -> met (6 working days; limit 6 working days)")
    );
    let other = simulate(&home, "donnington-service-failure", "text").fine().out;
    assert!(other.contains("Left out of the totals") && other.contains("There is no stage for it"), "{other}");
    let broken = home.file("broken.toml", SPSO.replacen("length = 5", "length = 0", 1));
    simulate(&home, &broken, "text").ended(1, &["[procedure-refused]"]);
    assert_eq!(home.export(), before);
    home.run(&["verify"]).fine();
}
