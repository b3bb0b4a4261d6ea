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

const PEOPLE: [(&str, &str); 7] = [
    ("nobody", ""),
    ("staff", "sam"),
    ("trustee", "asha"),
    ("chair", "chair"),
    ("administrator", "admin"),
    ("auditor", "anna"),
    ("elsewhere", "eve"),
];
const HEAD: &str = "# Status of each route for each person, on an open case of the trustee Bill, planned and not decided.\n\
                    # Written anew with UPDATE=1.\n";

const CONFIDENTIAL_HEAD: &str = "# Status of each route of a confidential case: of Bill, with Asha named and the Chair watching. To staff and\n\
                                 # administrator, who are not named, to the auditor, to the Vice Chair, whom it is about, and to another\n\
                                 # organisation it is missing; the test compares to the byte. Written anew with UPDATE=1.\n";

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
    let world = World::with_auditor();
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
    compare(&table, "routes.txt");
}

/// Compares a table with the one that is kept, which UPDATE=1 writes anew.
fn compare(table: &str, name: &str) {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden").join(name);
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&file, table).unwrap();
    }
    let kept = std::fs::read_to_string(&file).unwrap_or_default();
    let told = "run this test with UPDATE=1 if the change is meant";
    for (found, kept) in table.lines().zip(kept.lines()) {
        assert_eq!(found, kept, "{told}");
    }
    assert_eq!(table.lines().count(), kept.lines().count(), "{told}");
}

/// A confidential case of Bill's: Asha is named, it is about the Vice Chair, the Chair watches over all.
fn confidential(world: &World) -> String {
    let case = case(world);
    world.post("sam", &format!("{case}/subjects"), &json!({ "who": "vice" })).is(200);
    let restriction = json!({ "reason": "Danger", "named": ["asha"] });
    world.post("chair", &format!("{case}/restriction"), &restriction).is(200);
    case
}

#[test]
fn every_route_of_a_confidential_case_answers_everybody_as_the_table_says() {
    let world = World::with_auditor();
    world.case();
    let (kept_from, open_to) = (["sam", "admin", "anna", "vice", "eve"], ["asha", "bill", "chair"]);
    let mut table = CONFIDENTIAL_HEAD.to_owned();
    for (method, path) in routes().into_iter().filter(|(_, path)| path.contains("{reference}")) {
        let ask = |who: &str, case: &str| match method.as_str() {
            "GET" => world.get(who, &at(&path, case)),
            _ => world.post(who, &at(&path, case), &body(&path)),
        };
        let hidden = confidential(&world);
        for who in kept_from {
            let (hidden, missing) = (ask(who, &hidden), ask(who, "/cases/SF-2026-9999"));
            assert_eq!((hidden.status, hidden.body), (404, missing.body), "{who} {method} {path}");
        }
        let mut line = format!("{method:<4} {path} nobody={}", ask("", &hidden).status);
        for who in open_to {
            line.push_str(&format!(" {who}={}", ask(who, &confidential(&world)).status));
        }
        table.push_str(&line);
        table.push('\n');
    }
    compare(&table, "confidential.txt");
}

#[test]
fn an_auditor_reads_who_read_what_and_changes_nothing() {
    let world = World::with_auditor();
    let case = case(&world);
    world.get("sam", "/cases?q=meeting").is(200);
    assert_eq!(world.get("anna", &case).is(200).body["offered"], json!([]));
    let trail = world.get("anna", "/read-trail?kind=search").is(200).body;
    assert_eq!(
        (&trail[0]["by"], &trail[0]["question"], &trail[0]["via"]),
        (&json!("sam"), &json!("meeting"), &json!("api"))
    );
    world.get("anna", "/read-trail?kind=gossip").problem(422, "invalid");
    world.get("sam", "/read-trail").problem(404, "not-found");
    for (method, path) in routes().into_iter().filter(|(method, _)| method == "POST") {
        let answer = world.post("anna", &at(&kept(&world, &path), &case), &body(&path));
        // Being away is one's own affair, and so is asking for a case in need.
        let own = path.starts_with("/staff/") || path == "/handovers" || path == "/openings";
        assert!(own || answer.status >= 400, "{method} {path}: {}", answer.status);
    }
}

#[test]
fn in_need_a_case_is_opened_once_and_a_guess_is_answered_as_nothing() {
    let world = World::new();
    let case = confidential(&world);
    let reference = case.trim_start_matches("/cases/");
    let ask = |who: &str, reference: &str| {
        world.post(who, "/openings", &json!({ "reference": reference, "reason": "She is at the door" }))
    };
    let about = ask("vice", reference).problem(404, "not-found");
    assert_eq!(about.body, ask("vice", "SF-2026-9999").problem(404, "not-found").body);
    world.post("sam", "/openings", &json!({ "reference": reference, "reason": " " })).problem(422, "invalid");
    ask("sam", reference).is(200);
    world.get("sam", &case).is(200);
    world.get("sam", "/openings").problem(404, "not-found");
    let opening = world.get("chair", "/openings").is(200).body[0].clone();
    assert_eq!((&opening["who"], &opening["seen_by"]), (&json!("sam"), &json!(null)));
    world.post("chair", &format!("{case}/openings/1/seen"), &json!({})).is(200);
    assert_eq!(world.get("chair", "/openings").is(200).body[0]["seen_by"], "chair");
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
