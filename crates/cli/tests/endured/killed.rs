//! A killed server loses nothing it acknowledged, keeps nothing half-done, and starts again without a hand.

use std::collections::BTreeSet;
use std::sync::mpsc;

use redress_testkit::engines::TestDatabase;

use crate::caller::{EVENTS, log_case};
use crate::house::House;

/// How often the server is killed, unless this variable says otherwise (docs/security/endurance.md).
const KILLS: (&str, usize) = ("REDRESS_TEST_KILLS", 8);
/// Most cases it acknowledges before it is killed; the least is one.
const ACKNOWLEDGED: usize = 60;
const CALLERS: usize = 4;
/// The chain is checked after so many kills, and after the last.
const VERIFIED: usize = 50;

#[test]
fn every_acknowledged_case_survives_on_sqlite() {
    kill_often(None);
}

#[test]
fn every_acknowledged_case_survives_on_postgres() {
    if let Some(database) = TestDatabase::postgres() {
        kill_often(Some(database.address().to_owned()));
    }
}

fn kill_often(database: Option<String>) {
    let house = House::new(database);
    let kills = std::env::var(KILLS.0).map_or(KILLS.1, |times| times.parse().unwrap());
    let mut acknowledged = BTreeSet::new();
    for kill in 1..=kills {
        // Anything from the first answer to a queue that is full: 37 and 60 have no common factor.
        acknowledged.extend(log_until_killed(&house, kill * 37 % ACKNOWLEDGED + 1));
        if kill % VERIFIED == 0 || kill == kills {
            house.run(&["verify"]);
        }
    }
    assert!(acknowledged.len() >= kills);
    let kept = house.kept();
    let lost: Vec<_> = acknowledged.iter().filter(|reference| !kept.contains_key(*reference)).collect();
    assert!(lost.is_empty(), "acknowledged and lost: {lost:?}");
    let halves: Vec<_> = kept.iter().filter(|(_, events)| **events != EVENTS).collect();
    assert!(halves.is_empty(), "half-done: {halves:?}");
    eprintln!("{kills} kills, {} cases acknowledged, {} kept", acknowledged.len(), kept.len());
}

/// Starts the server, logs cases over several connections, and kills it in the middle; the references it acknowledged.
fn log_until_killed(house: &House, after: usize) -> BTreeSet<String> {
    let server = house.serve(&[]);
    let (acknowledge, references) = mpsc::channel();
    let callers: Vec<_> = (0..CALLERS)
        .map(|_| {
            let (address, token, acknowledge) = (server.address.clone(), house.token.clone(), acknowledge.clone());
            std::thread::spawn(move || {
                while let Some(answer) = log_case(&address, &token) {
                    assert_eq!(answer.status, 201, "{}", answer.text);
                    acknowledge.send(answer.reference().unwrap()).unwrap();
                }
            })
        })
        .collect();
    drop(acknowledge);
    let mut acknowledged: BTreeSet<String> = references.iter().take(after).collect();
    server.kill();
    acknowledged.extend(references);
    callers.into_iter().for_each(|caller| caller.join().unwrap());
    acknowledged
}
