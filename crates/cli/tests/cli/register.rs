//! `redress import register` and `redress export register`.

use crate::home::{Home, Ran, SAMPLE};

#[test]
fn what_was_exported_is_imported_and_exported_the_same() {
    let first = Home::with_sample();
    let exported = first.export();
    let second = Home::of_spso();
    second.import(&exported).ended(0, &["20 cases added"]);
    assert_eq!(second.export(), exported);
    let lines = |text: &str| {
        let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
        lines.sort();
        lines
    };
    assert_eq!(lines(&exported), lines(SAMPLE));
}

#[test]
fn the_same_file_twice_adds_nothing() {
    let home = Home::with_sample();
    let exported = home.export();
    home.import(SAMPLE).ended(0, &["0 cases added; 20 were there already"]);
    assert_eq!(home.export(), exported);
    home.run(&["verify"]).ended(0, &["20 cases"]);
}

#[test]
fn an_export_goes_to_a_file_whole() {
    let home = Home::with_sample();
    let file = home.file("out.csv", "what was there before");
    home.run(&["export", "register", "--organisation", "spso", "--output", &file]).fine();
    assert_eq!(std::fs::read_to_string(&file).unwrap(), home.export());
    let nowhere = home.path("no-folder").join("out.csv");
    let nowhere = nowhere.to_str().unwrap();
    home.run(&["export", "register", "--organisation", "spso", "--output", nowhere])
        .ended(3, &["[output-not-written]"]);
    let left: Vec<_> = std::fs::read_dir(home.path("")).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert!(left.iter().all(|name| !name.to_string_lossy().contains("unfinished")), "{left:?}");
}

fn with(home: &Home, more: &[&str]) -> Ran {
    let file = home.file("register.csv", SAMPLE);
    home.run(&[&["import", "register", &file, "--organisation", "spso"][..], more].concat())
}

#[test]
fn a_dry_run_checks_and_changes_nothing() {
    let home = Home::of_spso();
    let dry = ["--procedure", "spso-customer-service", "--dry-run", "--format", "json"];
    let result = with(&home, &dry).fine().json();
    assert_eq!(result, serde_json::json!({ "added": 20, "present": 0, "dry_run": true }));
    home.run(&["organisation", "list"]).ended(0, &["no procedure yet"]);
    home.import(SAMPLE).ended(0, &["taken as a draft", "20 cases added"]);
    let result = with(&home, &dry).fine().json();
    assert_eq!(result, serde_json::json!({ "added": 0, "present": 20, "dry_run": true }));
}

#[test]
fn the_procedure_has_to_be_the_organisations_own() {
    let home = Home::of_spso();
    with(&home, &["--procedure", "no-such"]).ended(1, &["[procedure-not-found]"]);
    home.import(SAMPLE).fine();
    with(&home, &["--procedure", "donnington-service-failure"])
        .ended(1, &["[procedure-not-current]", "procedure adopt donnington-service-failure --organisation spso"]);
}

/// R83
#[test]
fn a_map_says_what_other_headings_and_values_mean() {
    let home = Home::of_spso();
    let theirs = SAMPLE.replacen("reference,", "Case no,", 1).replace(",phone,", ",Telephone,");
    let file = home.file("theirs.csv", theirs);
    let map =
        home.file("map.toml", "[columns]\n\"Case no\" = \"reference\"\n[values.channel]\n\"Telephone\" = \"phone\"\n");
    let import = ["import", "register", &file, "--organisation", "spso", "--procedure", "spso-customer-service"];
    home.run(&import).ended(1, &["[column-unknown]"]);
    home.run(&[&import[..], &["--map", &map]].concat()).ended(0, &["20 cases added"]);
    let bad = home.file("bad.toml", "[columns]\n\"Case no\" = \"number\"\n");
    home.run(&[&import[..], &["--map", &bad]].concat()).ended(1, &["[map-column-unknown]"]);
    home.run(&[&import[..], &["--map", "nowhere.toml"]].concat()).ended(2, &["[file-not-found]"]);
}
