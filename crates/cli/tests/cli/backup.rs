//! `redress backup` and `redress restore`: a home in one file, and out of it again.

use crate::home::{Home, run};

#[test]
fn a_home_is_restored_with_its_reports_and_its_history() {
    let home = Home::with_sample();
    let file = home.path("kept.redress-backup").to_str().unwrap().to_owned();
    home.run(&["backup", &file]).ended(0, &["rows", "keep it where nobody else reads"]);
    home.run(&["backup", &file]).ended(1, &["[backup-exists]"]);

    let other = home.path("other");
    let place = ["--home", other.to_str().unwrap()];
    let on_other = |arguments: &[&str]| run(&[arguments, &place].concat());
    on_other(&["restore", &file]).ended(0, &["history and rows hold together"]);
    on_other(&["verify"]).ended(0, &["22 events and 20 cases"]);
    let report = ["report", "--organisation", "spso", "--period", "2017-18-Q2"];
    assert_eq!(on_other(&report).fine().out, home.run(&report).fine().out);
    on_other(&["restore", &file]).ended(1, &["[restore-not-empty]", "new home"]);
}

#[test]
fn nothing_of_a_damaged_backup_takes_the_place_of_a_home() {
    let home = Home::with_sample();
    let file = home.path("kept.redress-backup");
    home.run(&["backup", file.to_str().unwrap()]).fine();
    let text = std::fs::read_to_string(&file).unwrap();
    let changed = home.file("changed", text.replacen("Evidence sent", "Evidence lost", 1));
    let other = home.path("other");
    let ran = run(&["restore", &changed, "--home", other.to_str().unwrap()]);
    ran.ended(1, &["[backup-damaged]", "another copy"]);
    assert_eq!(std::fs::read_dir(&other).unwrap().count(), 0);
    let none = home.path("none").to_str().unwrap().to_owned();
    run(&["restore", &none, "--home", other.to_str().unwrap()]).ended(3, &["[backup-file-failed]"]);
}

#[cfg(unix)]
#[test]
fn a_backup_is_for_its_owner_alone() {
    use std::os::unix::fs::PermissionsExt;
    let home = Home::with_sample();
    let file = home.path("kept.redress-backup");
    home.run(&["backup", file.to_str().unwrap()]).fine();
    assert_eq!(std::fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);
}
