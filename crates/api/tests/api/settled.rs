//! What is settled at first contact is logged, decided and closed in one submission (R12).

use serde_json::json;

use crate::world::{World, agreed, call};

fn settled() -> serde_json::Value {
    let mut body = call();
    body["first_contact"] = json!({
        "done": "A fresh lunch was sent", "agreement": agreed("2026-03-03"), "code": "delay",
        "written_reply": "no", "compensation": { "pence": 0 },
    });
    body
}

/// R12
#[test]
fn it_is_closed_at_once() {
    let world = World::new();
    let case = world.post("sam", "/cases", &settled()).is(201).body;
    assert_eq!((&case["open"], &case["handlings"][0]["decision"]["outcome"]), (&json!(false), &json!("resolved")));
    assert_eq!(case["triage"]["class"], "failure");
}

/// R40
#[test]
fn a_written_reply_keeps_it_open() {
    let world = World::new();
    let mut body = settled();
    body["first_contact"]["written_reply"] = json!("yes");
    let case = world.post("sam", "/cases", &body).is(201).body;
    assert_eq!((&case["open"], &case["missing"][0]["code"]), (&json!(true), &json!("written-reply-sent")));
}

#[test]
fn it_is_all_or_nothing() {
    let world = World::new();
    let mut body = settled();
    body["first_contact"]["compensation"] = json!(null);
    world.post("sam", "/cases", &body).problem(409, "closing-waits");
    body["first_contact"]["code"] = json!("weather");
    let invalid = world.post("sam", "/cases", &body).problem(422, "invalid");
    assert_eq!(invalid.fields(), [("first_contact.code", "unknown")]);
    assert!(world.get("sam", "/cases").is(200).body["items"].as_array().unwrap().is_empty());
}

#[test]
fn an_open_case_can_be_settled_by_its_own_command() {
    let world = World::new();
    let case = world.case();
    let body = json!({ "done": "A fresh lunch was sent", "agreement": agreed("2026-03-03") });
    let answer = world.post("sam", &format!("{case}/first-contact"), &body).is(200).body;
    assert_eq!(answer["handlings"][0]["settled_at_first_contact"]["agreement"]["kind"], "agreed");
}

/// R21: where it was not confirmed, it says why
#[test]
fn fields_are_named_by_their_place_in_the_body() {
    let world = World::new();
    let mut body = call();
    body["complainant"] = json!({ "name": "", "email": "nowhere" });
    body["understanding"] = json!({ "confirmed": false });
    body["received_at"] = json!("2026-03-04T09:50:00Z");
    let invalid = world.post("sam", "/cases", &body).problem(422, "invalid");
    let fields: Vec<&str> = invalid.fields().into_iter().map(|(field, _)| field).collect();
    for field in ["complainant.name", "complainant.email", "understanding.why"] {
        assert!(fields.contains(&field), "{field} not in {fields:?}");
    }
}
