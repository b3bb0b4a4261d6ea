//! People who are away, and what becomes of their cases (R104).

use serde_json::json;

use crate::world::World;

/// R104
#[test]
fn marking_somebody_away_answers_with_what_falls_due_meanwhile() {
    let world = World::new();
    let case = world.case();
    let reference = case.trim_start_matches("/cases/");
    world.post("sam", &format!("{case}/handover"), &json!({ "to": "asha" })).is(200);
    let week = json!({ "from": "2026-03-04", "to": "2026-03-11" });
    world.post("sam", "/staff/asha/absences", &week).problem(403, "not-permitted");
    let away = world.post("asha", "/staff/asha/absences", &week).is(201).body;
    assert_eq!((&away["absence"], &away["cases"][0]["reference"]), (&week, &json!(reference)));
    world.post("admin", "/staff/asha/absences", &week).problem(409, "exists");
    let backwards = json!({ "from": "2026-03-11", "to": "2026-03-04" });
    assert_eq!(world.post("admin", "/staff/bill/absences", &backwards).problem(422, "invalid").fields()[0].0, "to");
    world.post("admin", "/staff/nobody/absences", &week).problem(422, "invalid");

    let moved = world.post("sam", "/handovers", &json!({ "references": [reference, "SF-2026-9999"], "to": "bill" }));
    let moved = moved.is(200).body;
    assert_eq!((&moved[0]["moved"], &moved[1]["code"]), (&json!(true), &json!("not-found")));
    let candidates = world.get("sam", &format!("{case}/candidates")).is(200).body;
    let asha = candidates.as_array().unwrap().iter().find(|one| one["id"] == "asha").unwrap();
    assert_eq!((&asha["eligible"], &asha["reasons"][0]["code"]), (&json!(true), &json!(null)));

    world.post("asha", "/staff/asha/absences/cancellation", &week).is(204);
    world.post("asha", "/staff/asha/absences/cancellation", &week).problem(404, "not-found");
    world.post("sam", "/handovers", &json!({ "references": [], "to": "bill" })).problem(422, "invalid");
    world.house.verified();
}
