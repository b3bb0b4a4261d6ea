//! Classing a case for returns, telling people what changed, and what rates are reckoned on.

use redress_testkit::commands::{close, decide, hand_to, learn, no_compensation, no_written_reply, phoned, triage};
use serde_json::json;

use crate::world::World;

#[test]
fn a_classed_case_tells_its_options() {
    let world = World::with_splits();
    let case = world.case();
    let classes = json!({ "split": "subject", "options": ["money", "food"] });
    let answer = world.post("sam", &format!("{case}/classification"), &classes).is(200).body;
    assert_eq!(answer["splits"], json!({ "subject": ["food", "money"] }));
    let none = json!({ "split": "subject", "options": [] });
    assert_eq!(world.post("sam", &format!("{case}/classification"), &none).is(200).body["splits"], json!({}));
    let unknown = json!({ "split": "subject", "options": ["weather"] });
    let invalid = world.post("sam", &format!("{case}/classification"), &unknown).problem(422, "invalid");
    assert_eq!(invalid.fields()[0].0, "options");
    world.house.verified();
}

#[test]
fn whoever_asked_is_listed_until_they_are_told() {
    let world = World::new();
    let reference = world.house.log();
    let case = format!("/cases/{reference}");
    world.house.acts("sam", &reference, [triage(), hand_to("asha")]);
    let on = "2026-03-03";
    world.house.acts(
        "asha",
        &reference,
        [phoned("2026-03-03T10:00:00Z"), decide("upheld", on), no_compensation(), no_written_reply(), close()],
    );
    world.house.act("asha", &reference, learn()).unwrap();
    world.post("asha", &format!("{case}/actions/1/completion"), &json!({ "on": on })).is(200);
    let listed = || world.get("sam", "/people-to-tell").is(200).body;
    assert_eq!(listed(), json!([]), "nobody asked");
    assert_eq!(
        world.post("sam", &format!("{case}/change-news"), &json!({ "wants": true })).is(200).body["wants_to_know"],
        true
    );
    let waits = listed();
    assert_eq!((&waits[0]["reference"], &waits[0]["done_on"]), (&json!(reference), &json!(on)));
    assert!(waits[0]["person"]["name"].as_str().unwrap().contains("Gray"), "{waits}");
    let told = json!({ "means": "phone", "on": on, "what": "We order by noon.", "improvement": null });
    let answer = world.post("sam", &format!("{case}/changes-told"), &told).is(200).body;
    assert_eq!(answer["changes_told"][0]["what"], "We order by noon.");
    assert_eq!(listed(), json!([]));
    world.house.verified();
}

#[test]
fn rates_are_reckoned_on_the_latest_number_of_the_day_or_before() {
    let world = World::new();
    let set = |as_of: &str, number: i64| json!({ "kind": "residents", "as_of": as_of, "number": number });
    world.post("sam", "/rate-bases", &set("2025-03-31", 400)).problem(404, "not-found");
    world.post("admin", "/rate-bases", &set("2025-03-31", 400)).is(200);
    world.post("admin", "/rate-bases", &set("2026-01-01", 420)).is(200);
    world.post("admin", "/rate-bases", &set("2026-01-01", 421)).is(200);
    let at = |on: &str| world.get("asha", &format!("/rate-bases?on={on}")).is(200).body;
    assert_eq!(at("2025-03-30"), json!([]));
    assert_eq!(at("2025-12-31"), json!([set("2025-03-31", 400)]));
    assert_eq!(at("2026-01-01"), json!([set("2026-01-01", 421)]));
    assert_eq!(world.get("asha", "/rate-bases").is(200).body.as_array().unwrap().len(), 2);
    let wrong = json!({ "kind": "All Residents", "as_of": "2026-03-04", "number": 0 });
    let refused = world.post("admin", "/rate-bases", &wrong).problem(422, "invalid");
    let fields = refused.fields().into_iter().map(|(field, _)| field);
    assert_eq!(fields.collect::<Vec<_>>(), ["kind", "as_of", "number"]);
    world.get("asha", "/rate-bases?on=soon").problem(422, "invalid");
    world.house.verified();
}
