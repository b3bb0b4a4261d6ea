//! Two people at one case at once, and one request twice.

use redress_app::{AppError, Done, RequestKey};
use redress_domain::case::Command;
use redress_testkit::both_engines;
use redress_testkit::commands::{convene, vote};
use redress_testkit::house::House;

const ON: &str = "2026-03-05";

/// Gives commands at the same time, each with who gives it, the version they saw and a key.
fn at_once(
    house: &House,
    reference: &str,
    given: Vec<(&str, Command, Option<u64>, Option<RequestKey>)>,
) -> Vec<Result<Done, AppError>> {
    house.wait(async {
        let mut tasks = tokio::task::JoinSet::new();
        for (who, command, expect, key) in given {
            let (app, actor, reference) = (house.app.clone(), house.actor(who), reference.to_owned());
            tasks.spawn(async move { app.execute(&actor, &reference, vec![command], expect, key).await });
        }
        tasks.join_all().await
    })
}

fn key(digest: u8) -> Option<RequestKey> {
    Some(RequestKey { key: "vote-1".to_owned(), digest: [digest; 32] })
}

both_engines! {
    /// R59: neither decision is lost, and whoever saw an old version is told what changed
    fn two_members_decide_at_once(db) {
        let house = House::donnington(db);
        let reference = house.under_review();
        let seen = house.act("chair", &reference, convene(&["chair", "vice"])).unwrap().version;
        let votes = |outcome: &str, seen| ["chair", "vice"].map(|who| (who, vote(who, outcome, ON), seen, None)).to_vec();
        let results = at_once(&house, &reference, votes("upheld", Some(seen)));
        let stale: Vec<_> = results.iter().filter_map(|result| result.as_ref().err()).collect();
        let [AppError::Stale { since, .. }] = stale.as_slice() else { panic!("{results:?}") };
        assert_eq!(since[0].event.fact.kind(), "panel-member-decided");
        let results = at_once(&house, &reference, votes("not-upheld", None));
        assert!(results.iter().all(Result::is_ok), "{results:?}");
        let view = house.view("sam", &reference).unwrap();
        let seats = &view.case.current().unwrap().panel.as_ref().unwrap().seats;
        assert!(seats.iter().all(|seat| seat.decision.as_ref().unwrap().outcome == "not-upheld"));
        house.verified();
    }

    fn one_request_twice_at_once_is_done_once(db) {
        let house = House::donnington(db);
        let reference = house.under_review();
        house.act("chair", &reference, convene(&["chair", "vice"])).unwrap();
        let twice = (0..8).map(|_| ("vice", vote("vice", "upheld", ON), None, key(1))).collect();
        let results = at_once(&house, &reference, twice);
        let done: Vec<&Done> = results.iter().map(|result| result.as_ref().unwrap()).collect();
        assert_eq!(done.iter().filter(|done| !done.already).count(), 1);
        assert!(done.iter().all(|other| other.version == done[0].version));
        let other = vec![("vice", vote("vice", "not-upheld", ON), None, key(2))];
        assert_eq!(at_once(&house, &reference, other)[0].as_ref().unwrap_err().code(), "idempotency-key-reused");
        house.verified();
    }
}
