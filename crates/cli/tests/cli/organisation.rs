//! What a script needs to set a home up: organisations, users, closures, tokens.

use crate::home::{Home, run};

#[test]
fn a_home_is_set_up_without_a_browser() {
    let home = Home::none();
    let added =
        ["organisation", "add", "donnington", "--name", "Donnington Partnership", "--calendar", "england-and-wales"];
    let details = ["--charity-number", "1140610", "--fiscal-year-start", "01-01", "--format", "json"];
    let organisation = home.run(&[&added[..], &details].concat()).fine().json();
    assert_eq!(organisation["fiscal_year_start"], "01-01");
    assert_eq!(organisation["charity_number"], "1140610");
    assert!(organisation["procedure"].is_null());
    home.run(&["procedure", "adopt", "donnington-service-failure", "--organisation", "donnington"]).fine();

    let user = ["user", "add", "--organisation", "donnington", "--name", "Helen Marsh", "--email", "Helen@example.org"];
    home.run_with(&[&user[..], &["--role", "trustee", "staff", "--password-stdin"]].concat(), "correct horse\n").fine();
    let token =
        home.run(&["token", "create", "--organisation", "donnington", "--user", "helen@example.org"]).fine().out;
    assert_eq!(token.trim_end().len(), 64, "{token}");
    assert_eq!(token.lines().count(), 1);

    let closure = ["closure", "add", "--organisation", "donnington", "--date", "2026-08-03", "--label", "Feast week"];
    home.run(&closure).ended(0, &["Feast week"]);
    home.run(&closure).ended(1, &["[exists]"]);
    home.run(&["closure", "list", "--organisation", "donnington"]).ended(0, &["2026-08-03  Feast week"]);
    let base = ["organisation", "base", "set", "--organisation", "donnington", "--kind", "residents"];
    let set = |on: &str, number: &str| home.run(&[&base[..], &["--on", on, "--number", number]].concat());
    set("2025-03-31", "400").ended(0, &["residents  2025-03-31  400"]);
    set("2025-12-31", "0").ended(1, &["number: ", "[out-of-range]"]);
    set("2025-12-31", "few").ended(2, &["--number"]);
    let held = ["organisation", "base", "list", "--organisation", "donnington", "--on"];
    home.run(&[&held[..], &["2026-03-31"]].concat()).ended(0, &["residents  2025-03-31  400"]);
    assert_eq!(home.run(&[&held[..], &["2025-03-30"]].concat()).fine().out, "");
    home.run(&["organisation", "list"])
        .ended(0, &["donnington  Donnington Partnership", "procedure donnington-service-failure"]);
    home.run(&["verify"]).ended(0, &["0 cases"]);
}

#[cfg(unix)]
#[test]
fn a_home_is_for_its_owner_alone() {
    use std::os::unix::fs::PermissionsExt;
    let home = Home::of_spso();
    let mode = std::fs::metadata(home.path("home")).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o700);
}

#[test]
fn what_is_wrong_is_said_and_changes_nothing() {
    let home = Home::of_spso();
    let add = |more: &[&str]| home.run(&[&["organisation", "add"][..], more].concat());
    add(&["spso", "--name", "Again", "--calendar", "scotland"]).ended(1, &["'spso' is there already", "[exists]"]);
    add(&["Not an id", "--name", " ", "--calendar", "scotland"]).ended(1, &["id: ", "name: ", "[not-an-id]"]);
    add(&["other", "--name", "Other", "--calendar", "wales"]).ended(2, &["england-and-wales"]);
    add(&["other", "--name", "Other", "--calendar", "scotland", "--fiscal-year-start", "04-31"]).ended(2, &["MM-DD"]);
    let listed = home.run(&["organisation", "list", "--format", "json"]).fine().json();
    assert_eq!(listed.as_array().unwrap().len(), 1);

    let user = |more: &[&str], input: &str| {
        home.run_with(&[&["user", "add", "--organisation", "spso", "--name", "A"][..], more].concat(), input)
    };
    user(&["--email", "nobody", "--role", "staff"], "").ended(1, &["[not-an-email]"]);
    user(&["--email", "a@example.org", "--role", "king"], "").ended(1, &["Known roles: "]);
    user(&["--email", "a@example.org"], "").ended(2, &["--role"]);
    user(&["--email", "a@example.org", "--role", "staff", "--password-stdin"], "short\n").ended(1, &["8 characters"]);
    user(&["--email", "a@example.org", "--role", "staff", "--password-stdin"], "password1\n")
        .ended(1, &["[guessable]"]);
    user(&["--email", "a@example.org", "--role", "staff", "--password-stdin"], "").ended(2, &["[password-missing]"]);
    user(&["--email", "a@example.org", "--role", "staff"], "").ended(0, &["cannot sign in until"]);
    user(&["--email", "A@example.org", "--role", "staff"], "").ended(1, &["[exists]"]);

    home.run(&["token", "create", "--organisation", "spso", "--user", "b@example.org"])
        .ended(1, &["[account-not-found]"]);
    let closure = ["closure", "add", "--organisation", "spso", "--date", "2099-01-01", "--label", "x"];
    home.run(&closure).ended(1, &["[calendar-out-of-range]"]);
}

#[test]
fn a_home_that_is_not_there_is_not_made_by_asking_it() {
    let home = Home::none();
    home.run(&["organisation", "list"]).ended(1, &["[no-home]", "--home"]);
    home.run(&["verify"]).ended(1, &["[no-home]"]);
    assert!(!home.path("home").exists());
    run(&["--database", "mysql://host/name", "verify"]).ended(2, &["[store-bad-url]"]);
    run(&["--database", "postgres://nobody@127.0.0.1:1/none", "verify"]).ended(3, &["[store-unavailable]"]);
}

#[test]
fn a_command_that_is_none_is_wrong_usage() {
    run(&[]).ended(2, &["Usage"]);
    run(&["backdate"]).ended(2, &["unrecognized subcommand"]);
    run(&["--help"]).ended(0, &["organisation", "calendar", "procedure", "verify"]);
    run(&["--version"]).ended(0, &["redress "]);
}

#[test]
fn the_api_is_described() {
    let document = run(&["openapi"]).fine().json();
    assert!(document["openapi"].as_str().unwrap().starts_with("3.1"));
    assert!(document["paths"].as_object().unwrap().keys().any(|path| path.ends_with("/cases/{reference}")));
}
