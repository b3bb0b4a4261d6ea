//! `redress key`: a new key takes the place of the one before, and without its key a home neither starts nor comes out of a backup.

use std::fs;

use crate::home::{Home, run};

#[test]
fn a_key_is_renewed_and_listed() {
    let home = Home::with_sample();
    home.run(&["key", "list"]).fine();
    home.run(&["key", "rotate"]).ended(0, &["is in use: 0 people and 0 authenticators", "sealing.key"]);
    let first = fs::read_to_string(home.path("home").join("sealing.key")).unwrap();
    home.run(&["key", "rotate"]).fine();
    let second = fs::read_to_string(home.path("home").join("sealing.key")).unwrap();
    assert_ne!(first, second);
    assert_eq!(second.lines().count(), 1);
    let keys = home.run(&["key", "list", "--format", "json"]).fine().json();
    assert_eq!((keys.as_array().unwrap().len(), &keys[0]["standing"]), (1, &serde_json::json!("in-use")));
    home.run(&["verify"]).fine();
}

#[test]
fn a_lost_key_is_said_and_no_other_is_made() {
    let home = Home::with_sample();
    home.run(&["key", "rotate"]).fine();
    let backup = home.path("kept.redress-backup").to_str().unwrap().to_owned();
    home.run(&["backup", &backup]).ended(0, &["sealing.key"]);
    let key = home.path("home").join("sealing.key");
    let kept = fs::read(&key).unwrap();
    fs::remove_file(&key).unwrap();
    home.run(&["verify"]).ended(3, &["[sealing-key-missing]", "sealing.key", "copy"]);
    assert!(!key.exists());

    let other = home.path("other");
    let place = ["--home", other.to_str().unwrap()];
    run(&[&["restore", &backup], &place[..]].concat()).ended(3, &["[sealing-key-missing]"]);
    assert_eq!(fs::read_dir(&other).unwrap().count(), 0);
    fs::write(other.join("sealing.key"), kept).unwrap();
    run(&[&["restore", &backup], &place[..]].concat()).ended(0, &["history and rows hold together"]);
}
