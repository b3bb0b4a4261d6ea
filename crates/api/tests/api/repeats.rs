//! The same request twice, and two people at one case.

use serde_json::json;

use crate::world::{World, call};

const KEY: &str = "idempotency-key";

#[test]
fn a_repeat_is_answered_like_the_first_and_done_once() {
    let world = World::new();
    let first = world.post_with("sam", "/cases", &call(), &[(KEY, "a-1")]).is(201);
    let location = first.header("location").to_owned();
    assert_eq!(location, format!("/api/v1/cases/{}", first.body["reference"].as_str().unwrap()));
    assert_eq!((first.header("etag"), first.header("idempotent-replayed")), ("\"1\"", ""));

    let case = location.trim_start_matches("/api/v1").to_owned();
    world.post("sam", &format!("{case}/triage"), &json!({ "class": "failure" })).is(200);
    let again = world.post_with("sam", "/cases", &call(), &[(KEY, "a-1")]).is(201);
    assert_eq!((again.header("location"), again.header("etag")), (location.as_str(), "\"1\""));
    assert_eq!((again.header("idempotent-replayed"), &again.body), ("true", &first.body));
    assert_eq!(world.get("sam", "/cases").body["items"].as_array().unwrap().len(), 1);
}

#[test]
fn a_key_belongs_to_one_request_of_one_person() {
    let world = World::new();
    let case = world.case();
    let notes = format!("{case}/notes");
    let note = json!({ "text": "Rang back" });
    world.post_with("sam", &notes, &note, &[(KEY, "k")]).is(200);
    world
        .post_with("sam", &notes, &json!({ "text": "Rang again" }), &[(KEY, "k")])
        .problem(422, "idempotency-key-reused");
    world
        .post_with(
            "sam",
            &format!("{case}/promises"),
            &json!({ "what": "Ring back", "due_on": "2026-03-05" }),
            &[(KEY, "k")],
        )
        .problem(422, "idempotency-key-reused");
    world.post_with("asha", &notes, &note, &[(KEY, "k")]).is(200);
    assert_eq!(world.get("sam", &case).header("etag"), "\"4\"");
    for key in ["", "with space", "é", &"k".repeat(201)] {
        world.post_with("sam", &notes, &note, &[(KEY, key)]).problem(400, "idempotency-key");
    }
    world.post_with("sam", &notes, &note, &[(KEY, &"k".repeat(200))]).is(200);
}

#[test]
fn the_second_of_two_people_is_told_what_changed() {
    let world = World::new();
    let case = world.case();
    let notes = format!("{case}/notes");
    let note = json!({ "text": "Rang back" });
    let seen = world.get("sam", &case).header("etag").to_owned();
    world.post_with("asha", &notes, &note, &[("if-match", &seen)]).is(200);
    let stale = world.post_with("sam", &notes, &note, &[("if-match", &seen)]).problem(412, "stale");
    assert_eq!((&stale.body["version"], &stale.body["since"][0]["kind"]), (&json!(3), &json!("note-added")));
    assert_eq!(stale.body["since"][0]["by"], "asha");
    world.post_with("sam", &notes, &note, &[("if-match", "*")]).is(200);
    for malformed in ["3", "W/\"3\"", "\"3", "\"\"", "\"+3\"", "\"3\", \"4\""] {
        world.post_with("sam", &notes, &note, &[("if-match", malformed)]).problem(400, "if-match");
    }
}
