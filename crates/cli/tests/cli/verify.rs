//! `redress verify`: what holds, and a database file in which one byte was changed.

use crate::home::{Home, Ran};

#[test]
fn what_holds_is_counted() {
    let home = Home::with_sample();
    let result = home.run(&["verify", "--format", "json"]).fine().json();
    assert!(result["broken"].is_null());
    assert_eq!(result["organisations"][0]["cases"], 20);
    home.run(&["verify", "--organisation", "spso"]).ended(0, &["spso: 22 events and 20 cases"]);
    home.run(&["verify", "--organisation", "nobody"]).ended(1, &["[organisation-not-found]"]);
}

/// Changes the last byte of these wherever they stand in the file, which may hold a copy that is no longer in use, and checks
/// again.
fn verify_with_changed(home: &Home, found: &str, replaced: u8) -> Ran {
    let log = format!("{}-wal", home.database().display());
    assert!(!std::path::Path::new(&log).exists(), "whoever ends takes the log into the file");
    let mut bytes = std::fs::read(home.database()).unwrap();
    let places: Vec<usize> = bytes
        .windows(found.len())
        .enumerate()
        .filter(|(_, window)| *window == found.as_bytes())
        .map(|(at, _)| at)
        .collect();
    assert!(!places.is_empty(), "{found:?} is not in the file");
    for place in places {
        bytes[place + found.len() - 1] = replaced;
    }
    std::fs::write(home.database(), bytes).unwrap();
    home.run(&["verify"])
}

#[test]
fn a_changed_byte_of_an_event_is_named() {
    let home = Home::with_sample();
    let ran = verify_with_changed(&home, "\"summary\":\"Evidence sent by the customer was not m", b'n');
    let ran = ran.ended(1, &["its payload is not what was recorded", "[verify-broken]"]);
    assert!(ran.out.starts_with("broken at organisation 'spso', event "), "{}", ran.out);
}

#[test]
fn a_changed_byte_of_a_row_is_named() {
    let home = Home::with_sample();
    // In the row of the case the summary stands right behind the service area.
    let ran = verify_with_changed(&home, "CaseworkEvidence sent by the customer was not m", b'n');
    let ran = ran.ended(1, &["[verify-broken]", "cases"]);
    assert!(ran.out.starts_with("broken at organisation 'spso', case "), "{}", ran.out);
    let result = home.run(&["verify", "--format", "json"]).ended(1, &[]).json();
    assert!(result["broken"]["at"].as_str().unwrap().contains("case "), "{result}");
}

#[test]
fn bytes_that_are_no_text_any_more_are_broken_too() {
    let home = Home::with_sample();
    verify_with_changed(&home, "\"summary\":\"Evidence sent by the customer was not m", 0xFF)
        .ended(1, &["[verify-broken]"]);
}
