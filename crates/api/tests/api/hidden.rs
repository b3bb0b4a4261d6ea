//! A case of another organisation is answered just as one that does not exist.

use serde_json::json;

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
