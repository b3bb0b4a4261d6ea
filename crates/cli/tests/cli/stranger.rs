//! A verifier written in Python from docs/verify.md alone comes to the same answers as ours.
//!
//! `REDRESS_ORACLE_PYTHON` names another Python than `python3`; where there is none the test says that it was skipped.

use std::path::Path;
use std::process::Command;

use crate::checkpoint::{make, public_key};
use crate::home::Home;

/// What the stranger's program says, and whether it is content.
struct Stranger<'a> {
    python: String,
    home: &'a Home,
    key: String,
}

impl Stranger<'_> {
    fn says(&self, events: &str, checkpoint: &str) -> (bool, String) {
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/verifier/verify.py");
        let (events, checkpoint) = (self.home.file("e.jsonl", events), self.home.file("c.json", checkpoint));
        let output = Command::new(&self.python).arg(script).args([&events, &checkpoint, &self.key]).output().unwrap();
        assert!(output.stderr.is_empty(), "{}", String::from_utf8_lossy(&output.stderr));
        (output.status.success(), String::from_utf8(output.stdout).unwrap())
    }

    fn finds(&self, events: &str, checkpoint: &str, what: &str) {
        let (content, says) = self.says(events, checkpoint);
        assert!(!content && says.contains(what), "{what}: {says}");
    }
}

#[test]
fn a_stranger_who_has_read_the_page_finds_what_we_find() {
    let python = std::env::var("REDRESS_ORACLE_PYTHON").unwrap_or_else(|_| "python3".to_owned());
    if Command::new(&python).arg("--version").output().is_err() {
        println!("Skipped: there is no {python}.");
        return;
    }
    let home = Home::with_sample();
    let checkpoint = make(&home);
    let stranger = Stranger { python, home: &home, key: public_key(&home) };
    // The history has gone on since.
    home.run(&["closure", "add", "--date", "2026-12-24", "--organisation", "spso", "--label", "Christmas Eve"]).fine();
    let events = home.run(&["export", "events", "--organisation", "spso"]).fine().out;
    assert_eq!(events.lines().count(), 23);

    let (content, says) = stranger.says(&events, &checkpoint);
    assert!(content, "{says}");
    assert!(says.starts_with("spso: 23 events hold, against checkpoint 1 of 22"), "{says}");

    stranger.finds(&events.replacen("Evidence sent", "Evidence lost", 1), &checkpoint, "payload");
    stranger.finds(&events.replacen("\"actor\":\"operator\"", "\"actor\":\"user:abel\"", 1), &checkpoint, "hash");
    let cut: String = events.lines().take(21).map(|line| format!("{line}\n")).collect();
    stranger.finds(&cut, &checkpoint, "the last events are missing");
    stranger.finds(&events, &checkpoint.replacen("\"events\": 22", "\"events\": 21", 1), "signature");
    stranger.finds(&events, &checkpoint.replacen("  \"number\"", " \"number\"", 1), "form");
    let other = Stranger { python: stranger.python.clone(), home: &home, key: "0".repeat(64) };
    other.finds(&events, &checkpoint, "key");
}
