//! Who may do what: every route for every kind of person, kept as a table, and what follows from rights that are rare.

use std::path::Path;
use std::sync::Arc;

use axum::body::Body;
use redress_domain::checkpoint::SigningKey;
use redress_domain::procedure::Permission;
use redress_testkit::house::DONNINGTON;
use serde_json::json;

use crate::bodies::{at, body, routes};
use crate::world::{World, agreed, call};

const PEOPLE: [(&str, &str); 6] = [
    ("nobody", ""),
    ("staff", "sam"),
    ("trustee", "asha"),
    ("chair", "chair"),
    ("administrator", "admin"),
    ("elsewhere", "eve"),
];
const HEAD: &str = "# Status of each route for each person, on an open case of the trustee Bill, planned and not decided.\n\
                    # Written anew with UPDATE=1.\n";

/// A case in the state the table speaks of.
fn case(world: &World) -> String {
    let case = world.case();
    let to = |path: &str| format!("{case}/{path}");
    world.post("sam", &to("handover"), &json!({ "to": "bill", "customer_told": "phone" })).is(200);
    let contact = json!({ "means": "phone", "at": "2026-03-03T09:55:00Z", "reached": true });
    world.post("bill", &to("contacts"), &contact).is(200);
    let steps = json!([{ "what": "Send the notes", "owner": "bill", "due_on": "2026-03-06" }]);
    world.post("sam", &to("letters"), &body("letters")).is(200);
    world.post("bill", &to("plan"), &json!({ "steps": steps, "agreement": agreed("2026-03-03") })).is(200);
    case
}

/// Marking somebody away is done once: each person marks another, so that one does not stand in the way of the next.
fn away(path: &str, turn: usize) -> String {
    let who = ["sam", "asha", "bill", "chair", "vice", "carol"];
    path.replace("carol", who[turn % who.len()])
}

/// A path under a theme, an improvement action or a lesson names a new one, which the step can be taken on.
fn kept(world: &World, path: &str) -> String {
    let is_new = |noun: &str| !noun.starts_with("/cases") && noun != "/checkpoints";
    let Some((noun, step)) = path.split_once("/{number}").filter(|(noun, _)| is_new(noun)) else {
        return path.to_owned();
    };
    let action = world.post("bill", "/improvements", &body("/improvements")).is(201).body;
    let mut lesson = body("/lessons");
    lesson["improvement"] = action["number"].clone();
    let number = match noun {
        "/improvements" => action["number"].clone(),
        _ => {
            let input = if noun == "/lessons" { lesson } else { body(noun) };
            world.post("bill", noun, &input).is(201).body["number"].clone()
        }
    };
    let before = match step {
        "/review" | "/reopening" => Some(("done", body("/improvements/{number}/done"))),
        "/withdrawal" => Some(("sharing", json!({}))),
        _ => None,
    };
    if let Some((step, body)) = before {
        world.post("bill", &format!("{noun}/{number}/{step}"), &body).is(200);
    }
    format!("{noun}/{number}{step}")
}

#[test]
fn every_route_answers_everybody_as_the_table_says() {
    let world = World::new();
    // The case that others are linked to and merged into.
    world.case();
    let key = Arc::new(SigningKey::from_secret(&[7; 32]).unwrap());
    world.house.wait(world.house.app.make_checkpoint(DONNINGTON, key)).unwrap();
    let mut table = HEAD.to_owned();
    for (method, path) in routes() {
        let mut line = format!("{method:<4} {path}");
        for (turn, (name, who)) in PEOPLE.into_iter().enumerate() {
            let named = if path.contains("{reference}") { case(&world) } else { String::new() };
            let at = at(&kept(&world, &path), &named);
            let at = if path.starts_with("/staff/") { away(&at, turn) } else { at };
            let answer = if method == "GET" {
                world.send(world.request(who, &method, &at).body(Body::empty()).unwrap())
            } else {
                world.post(who, &at, &body(&path))
            };
            line.push_str(&format!(" {name}={}", answer.status));
        }
        table.push_str(&line);
        table.push('\n');
    }
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/routes.txt");
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&file, &table).unwrap();
    }
    let kept = std::fs::read_to_string(&file).unwrap_or_default();
    let told = "run this test with UPDATE=1 if the change is meant";
    for (found, kept) in table.lines().zip(kept.lines()) {
        assert_eq!(found, kept, "{told}");
    }
    assert_eq!(table.lines().count(), kept.lines().count(), "{told}");
}

#[test]
fn whoever_logs_and_does_not_read_is_told_the_reference_alone() {
    let world = World::with_clerk();
    let me = world.get("clerk", "/me").is(200).body;
    assert_eq!(me["permissions"], json!([Permission::Log]));
    let logged = world.post("clerk", "/cases", &call()).is(201);
    let reference = logged.body["reference"].as_str().unwrap();
    assert_eq!(logged.header("location"), format!("/api/v1/cases/{reference}"));
    assert_eq!(logged.body, json!({ "reference": reference, "version": 1 }));
    for path in [&format!("/cases/{reference}"), "/staff", "/procedures", "/procedures/donnington-service-failure"] {
        world.get("clerk", path).problem(404, "not-found");
    }
}
