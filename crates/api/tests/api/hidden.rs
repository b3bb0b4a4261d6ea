//! A case of another organisation is answered just as one that does not exist.

use serde_json::json;

use crate::bodies::{at, body, routes};
use crate::world::World;

#[test]
fn another_organisations_case_looks_like_a_missing_one() {
    let world = World::new();
    let case = world.case();
    for path in ["", "/events", "/clocks", "/candidates"] {
        let hidden = world.get("eve", &format!("{case}{path}")).problem(404, "not-found");
        let missing = world.get("eve", &format!("/cases/SF-2026-9999{path}")).problem(404, "not-found");
        assert_eq!(hidden.body, missing.body, "{path}");
    }
    let commands = [
        ("triage", json!({ "class": "failure" })),
        ("handover", json!({ "to": "eve" })),
        ("notes", json!({ "text": "x" })),
        ("closure", json!({})),
        ("actions/1/completion", json!({ "on": "2026-03-03" })),
    ];
    for (path, body) in commands {
        let hidden = world
            .post_with("eve", &format!("{case}/{path}"), &body, &[("if-match", "\"1\"")])
            .problem(404, "not-found");
        let missing = world.post("eve", &format!("/cases/SF-2026-9999/{path}"), &body).problem(404, "not-found");
        assert_eq!(hidden.body, missing.body, "{path}");
    }
}

#[test]
fn lists_and_people_are_of_ones_own_organisation() {
    let world = World::new();
    world.case();
    for path in ["/cases", "/cases?q=meeting", "/cases?owner=sam"] {
        assert!(world.get("eve", path).is(200).body["items"].as_array().unwrap().is_empty(), "{path}");
    }
    let staff = world.get("eve", "/staff").is(200).body;
    assert_eq!(staff.as_array().unwrap().len(), 1);
    assert_eq!(world.get("eve", "/me").is(200).body["organisation"]["id"], "other");
}

/// R59: on each route of their case, and in the answer to what they had asked before
#[test]
fn to_whom_a_case_is_about_each_of_its_routes_is_as_if_it_were_missing() {
    let world = World::new();
    let case = world.case();
    let key = [("idempotency-key", "note-1")];
    world.post_with("bill", &format!("{case}/notes"), &json!({ "text": "x" }), &key).is(200);
    world.post("sam", &format!("{case}/subjects"), &json!({ "who": "bill" })).is(200);
    for (method, path) in routes().into_iter().filter(|(_, path)| path.contains("{reference}")) {
        let ask = |case: &str| match method.as_str() {
            "GET" => world.get("bill", &at(&path, case)),
            _ => world.post_with("bill", &at(&path, case), &body(&path), &[("if-match", "\"1\"")]),
        };
        let (hidden, missing) = (ask(&case).problem(404, "not-found"), ask("/cases/SF-2026-9999"));
        assert_eq!((hidden.status, hidden.body), (missing.status, missing.body), "{method} {path}");
    }
    world.post_with("bill", &format!("{case}/notes"), &json!({ "text": "x" }), &key).problem(404, "not-found");
    let reference = case.trim_start_matches("/cases/");
    for path in
        ["/cases", "/cases?q=meeting", "/reports/2026-03/cases?figure=received", &format!("/cases?q={reference}")]
    {
        assert!(!world.get("bill", path).is(200).body.to_string().contains(reference), "{path}");
        assert!(world.get("asha", path).is(200).body.to_string().contains(reference), "{path}");
    }
    let moved = world.post("bill", "/handovers", &json!({ "references": [reference], "to": "asha" })).is(200);
    assert_eq!((&moved.body[0]["moved"], &moved.body[0]["code"]), (&json!(false), &json!("not-found")));
}
