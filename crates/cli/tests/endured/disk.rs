//! A full disk and a disk that cannot flush give errors, never false success, and service resumes when they end.
//!
//! The faults are put below SQLite, by a library that is loaded before the C library (`faults.c`).

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::process::Command;

use crate::caller::{EVENTS, list_cases, log_case};
use crate::house::House;

/// Cases tried before, during and after.
const TRIES: usize = 20;

#[test]
fn a_full_disk_refuses_and_service_resumes() {
    let (acknowledged, refused) = with_fault("full");
    // Nothing was written, so nothing but what was acknowledged is there.
    assert_eq!(acknowledged, refused.kept);
}

#[test]
fn a_disk_that_cannot_flush_acknowledges_nothing_and_service_resumes() {
    let (acknowledged, refused) = with_fault("flush");
    // What was written and not flushed may be there or not; the caller was told that it is not known.
    assert!(acknowledged.is_subset(&refused.kept), "{acknowledged:?} {refused:?}");
    assert!(refused.kept.len() <= acknowledged.len() + TRIES);
}

/// What became of cases that the server did not acknowledge.
#[derive(Debug)]
struct Refused {
    kept: BTreeSet<String>,
}

/// Logs cases before, while and after a fault is there; the acknowledged ones.
fn with_fault(fault: &str) -> (BTreeSet<String>, Refused) {
    let house = House::new(None);
    let library = built(&house);
    let base = house.path("fault");
    let environment = [("LD_PRELOAD", library.to_str().unwrap()), ("REDRESS_TEST_FAULT", base.to_str().unwrap())];
    let server = house.serve(&environment);
    let log = || log_case(&server.address, &house.token).expect("an answer");
    let mut acknowledged = BTreeSet::new();
    let logs = |acknowledged: &mut BTreeSet<String>| {
        for _ in 0..TRIES {
            let answer = log();
            assert_eq!(answer.status, 201, "{}", answer.text);
            acknowledged.insert(answer.reference().unwrap());
        }
    };
    logs(&mut acknowledged);
    let switch = base.with_extension(fault);
    std::fs::write(&switch, "").unwrap();
    for _ in 0..TRIES {
        let answer = log();
        assert_eq!(answer.status, 503, "{}", answer.text);
        assert!(answer.text.contains("\"code\""), "{}", answer.text);
        assert_eq!(list_cases(&server.address, &house.token).unwrap().status, 200, "reading goes on");
    }
    std::fs::remove_file(&switch).unwrap();
    logs(&mut acknowledged);
    server.kill();
    house.run(&["verify"]);
    let kept = house.kept();
    assert!(kept.values().all(|events| *events == EVENTS), "half-done: {kept:?}");
    (acknowledged, Refused { kept: kept.into_keys().collect() })
}

/// The library with the faults, built with the compiler that builds SQLite.
fn built(house: &House) -> PathBuf {
    let library = house.path("faults.so");
    let source = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/endured/faults.c");
    let mut compiler = Command::new("cc");
    compiler.args(["-shared", "-fPIC", "-O1", "-o"]).arg(&library).arg(source).arg("-ldl");
    assert!(compiler.status().unwrap().success());
    library
}
