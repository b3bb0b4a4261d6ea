//! Retention from the command line, and backups that do not bring back what was erased.

use crate::home::{Home, run};

/// Words of the sample register that are said of a case.
const SAID: &str = "Evidence sent";

/// The procedure of the sample as it is shipped.
const SHIPPED: &str = include_str!("../../../domain/procedures/spso-customer-service.toml");

/// The sample under a procedure that keeps records for a year.
fn kept_for_a_year() -> Home {
    let home = Home::with_sample();
    let own = SHIPPED.replacen("version = \"1.0\"", "version = \"with-retention\"", 1);
    let file = home.file("retention.toml", format!("{own}\n[retention]\nmonths = 12\n"));
    home.run(&["procedure", "adopt", &file, "--organisation", "spso"]).fine();
    home
}

fn bytes_hold(home: &Home, name: &str, words: &str) -> bool {
    let files = ["", "-wal", "-shm"].map(|end| home.path(name).join(format!("redress.db{end}")));
    let held = |bytes: Vec<u8>| bytes.windows(words.len()).any(|window| window == words.as_bytes());
    files.iter().any(|file| std::fs::read(file).is_ok_and(held))
}

#[test]
fn what_is_due_is_listed_and_then_gone_from_the_file_and_stays_so_after_a_restore() {
    let home = kept_for_a_year();
    let backup = home.path("before.redress-backup").to_str().unwrap().to_owned();
    home.run(&["backup", &backup]).fine();
    let figures = ["report", "--organisation", "spso", "--period", "2017-18-Q2", "--format", "json"];
    let before = home.run(&figures).fine().json();

    let retention = ["retention", "run", "--organisation", "spso"];
    home.run(&[&retention[..], &["--dry-run"]].concat())
        .ended(0, &["kept 12 months (general rule)", "nothing was changed"]);
    home.run(&[&retention[..], &["--as-of", "2099-01-01"]].concat()).ended(1, &["in-future"]);
    assert!(bytes_hold(&home, "home", SAID));
    home.run(&retention).ended(0, &["cases erased"]);
    assert!(!bytes_hold(&home, "home", SAID) && !home.export().contains(SAID));
    home.run(&["verify"]).fine();
    let after = home.run(&figures).fine().json();
    for part in ["volumes", "outcomes", "timescales"] {
        assert_eq!(before[part], after[part]);
    }
    home.run(&retention).ended(0, &["0 cases erased"]);

    let list = home.path("home").join("erased.jsonl").to_str().unwrap().to_owned();
    let exported = home.path("exported.jsonl").to_str().unwrap().to_owned();
    home.run(&["erasures", "export", &exported]).fine();
    assert_eq!(std::fs::read_to_string(&list).unwrap(), std::fs::read_to_string(&exported).unwrap());
    let other = home.path("other").to_str().unwrap().to_owned();
    let place = ["--home", &other];
    run(&[&["restore", &backup, "--erasures", &exported], &place[..]].concat()).ended(0, &["cases erased again"]);
    assert!(!bytes_hold(&home, "other", SAID));
    run(&[&["verify"], &place[..]].concat()).fine();
    let register = [&["export", "register", "--organisation", "spso"], &place[..]].concat();
    assert_eq!(run(&register).fine().out, home.export());
}

#[test]
fn a_list_that_is_none_is_refused_before_anything_is_restored() {
    let home = Home::with_sample();
    let backup = home.path("kept.redress-backup").to_str().unwrap().to_owned();
    home.run(&["backup", &backup]).fine();
    let list = home.file("list", "{\"case\":1}\n");
    let other = home.path("other").to_str().unwrap().to_owned();
    run(&["restore", &backup, "--erasures", &list, "--home", &other]).ended(1, &["[erasures-unreadable]", "line 1"]);
    run(&["restore", &backup, "--home", &other]).ended(0, &["No list of erased cases"]);
}
