//! `redress procedure`: check, list, show, adopt.

use crate::home::{Home, run};

const SHIPPED: &str = include_str!("../../../domain/procedures/spso-customer-service.toml");

#[test]
fn the_shipped_procedures_have_warnings_and_no_errors() {
    for id in ["donnington-service-failure", "spso-customer-service"] {
        let findings = run(&["procedure", "check", id, "--format", "json"]).fine().json();
        let findings = findings.as_array().unwrap();
        assert!(findings.len() > 10, "{id}");
        for finding in findings {
            assert_eq!(finding["severity"], "warning", "{finding}");
            assert!(finding["code"].is_string() && finding["at"].is_string() && finding["message"].is_string());
        }
    }
}

#[test]
fn a_file_with_an_error_is_refused_with_its_place() {
    let home = Home::none();
    let file = home.file("own.toml", SHIPPED.replacen("unit = \"working_day\"", "unit = \"fortnight\"", 1));
    let ran =
        run(&["procedure", "check", &file]).ended(1, &["error unknown-value", "own.toml:", "[procedure-refused]"]);
    assert!(ran.out.starts_with("error "), "{}", ran.out);
    run(&["procedure", "show", &file]).ended(1, &["fortnight", "procedure check"]);
    let file = home.file("noise.toml", [0xFF, 0xFE, 0x00]);
    run(&["procedure", "check", &file]).ended(1, &["not-utf8"]);
    run(&["procedure", "check", "nowhere.toml"]).ended(2, &["neither a file nor a procedure", "spso-customer-service"]);
}

#[test]
fn procedures_are_listed_and_shown() {
    let listed = run(&["procedure", "list", "--format", "json"]).fine().json();
    assert!(listed.as_array().unwrap().iter().any(|one| one["id"] == "spso-customer-service"), "{listed}");
    run(&["procedure", "list"]).ended(0, &["donnington-service-failure  1.0  "]);
    let shown = run(&["procedure", "show", "spso-customer-service", "--format", "json"]).fine().json();
    assert_eq!(shown["stages"][1]["routes"], serde_json::json!(["S2", "ESC"]));
    assert_eq!(shown["clocks"][0]["length"], 5);
    run(&["procedure", "show", "donnington-service-failure"]).ended(
        0,
        &[
            "handled by trustee; never chair, vice-chair",
            "10 working days, day-after counts 1",
            "R45 at ",
            "Parts never supplied",
        ],
    );
}

/// R73
#[test]
fn an_adopted_procedure_is_the_one_in_use() {
    let home = Home::of_spso();
    let adopt = ["procedure", "adopt", "spso-customer-service", "--organisation", "spso"];
    home.run(&adopt).ended(0, &["as a draft"]);
    home.run(&["procedure", "list", "--organisation", "spso"]).ended(0, &["spso-customer-service  1.0  draft, in use"]);
    home.run(&[&adopt[..], &["--body", "Board"]].concat()).ended(2, &["--signatory"]);
    let by = ["--body", "Board", "--signatory", "A. Clerk", "--date", "2026-01-31"];
    home.run(&[&adopt[..], &by].concat()).ended(0, &["adopted on 2026-01-31"]);
    home.run(&["procedure", "list", "--organisation", "spso"]).ended(0, &["adopted by Board on 2026-01-31, in use"]);

    let changed = home.file("changed.toml", SHIPPED.replace("Customer service complaints procedure", "Another title"));
    home.run(&["procedure", "adopt", &changed, "--organisation", "spso"]).ended(1, &["[exists]", "new version"]);
    let next = SHIPPED.replace("version = \"1.0\"", "version = \"1.1\"");
    let next = home.file("next.toml", next);
    home.run(&["procedure", "adopt", &next, "--organisation", "spso"]).fine();
    home.run(&["procedure", "list", "--organisation", "spso"]).ended(0, &["spso-customer-service  1.1  draft, in use"]);
    home.run(&["procedure", "adopt", "spso-customer-service", "--organisation", "nobody"])
        .ended(1, &["organisation list"]);
    home.run(&["verify"]).fine();
}

/// R2
#[test]
fn a_procedure_is_adopted_in_words_of_ones_own() {
    let home = Home::of_spso();
    let adopt = ["procedure", "adopt", "spso-customer-service", "--organisation", "spso", "--person"];
    let version = "1.0-resident.complaint.complaints";
    home.run(&[&adopt[..], &["resident"]].concat()).ended(0, &[version, "as a draft"]);
    let listed = format!("spso-customer-service  {version}  draft, in use");
    home.run(&["procedure", "list", "--organisation", "spso"]).ended(0, &[&listed]);
    home.run(&[&adopt[..], &["a \"b\"", "--case", "c\\", "--cases", "d"]].concat()).ended(0, &["1.0-a-_b_.c_.d"]);
    home.run(&[&adopt[..], &[" "]].concat()).ended(1, &["person: People read this text, and it is empty. Write it."]);
    home.run(&[&adopt[..], &["two\nlines"]].concat()).ended(1, &["person: ", "[not-one-line]"]);
    home.run(&["verify"]).fine();
}
