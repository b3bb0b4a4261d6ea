//! Every command of the whole procedure: once accepted, and once refused with its code.

use std::collections::BTreeSet;

use redress_domain::procedure::shipped;
use redress_testkit::commands::{
    close, convene, decide, escalate, hand_to, name_subject, no_compensation, no_written_reply, phoned, triage,
};
use redress_testkit::house::DONNINGTON;
use serde_json::{Value, json};

use crate::bodies::{body, routes};
use crate::world::World;

/// A case in some state; its reference.
type State = fn(&World) -> String;

const ON: &str = "2026-03-03";

/// A failure that Asha has. It is 3 March, 10:00.
fn open(world: &World) -> String {
    world.house.at("2026-03-03T10:00:00Z");
    let reference = world.house.log();
    world.house.acts("sam", &reference, [triage(), hand_to("asha")]);
    reference
}

/// An open case on which more was done by the API itself.
fn after(world: &World, who: &str, paths: &[&str]) -> String {
    let reference = open(world);
    for path in paths {
        let body = body(&format!("/cases/{{reference}}/{path}"));
        world.post(who, &format!("/cases/{reference}/{path}"), &body).is(200);
    }
    reference
}

fn decided(world: &World) -> String {
    let reference = open(world);
    world.house.acts("asha", &reference, [phoned("2026-03-03T10:00:00Z"), decide("upheld", ON)]);
    reference
}

fn compensated(world: &World) -> String {
    let reference = open(world);
    let amount = json!({ "pence": 500, "basis": "The fare", "approver": "admin" });
    world.post("asha", &format!("/cases/{reference}/compensation"), &amount).is(200);
    reference
}

fn closed(world: &World) -> String {
    let reference = decided(world);
    world.house.acts("asha", &reference, [no_compensation(), no_written_reply(), close()]);
    reference
}

fn discussed(world: &World) -> String {
    let reference = closed(world);
    world.post("asha", &format!("/cases/{reference}/board-referral"), &body("board-referral")).is(200);
    reference
}

fn appealed(world: &World) -> String {
    let reference = closed(world);
    world.house.acts("sam", &reference, [escalate(ON), hand_to("chair")]);
    reference
}

fn filtered(world: &World) -> String {
    let reference = appealed(world);
    world.house.act("chair", &reference, redress_testkit::commands::accept()).unwrap();
    reference
}

fn sitting(world: &World) -> String {
    let reference = filtered(world);
    world.house.act("chair", &reference, convene(&["chair", "vice"])).unwrap();
    reference
}

/// Through both stages. It is 5 March.
fn exhausted(world: &World) -> String {
    world.house.at("2026-03-03T10:00:00Z");
    let reference = world.house.under_review();
    world.house.close_review(&reference);
    reference
}

fn referred(world: &World) -> String {
    let reference = exhausted(world);
    let outside = json!({ "body": "charity-commission", "on": "2026-03-05" });
    world.post("sam", &format!("/cases/{reference}/outside-referral"), &outside).is(200);
    reference
}

fn subjected(world: &World) -> String {
    let reference = open(world);
    world.house.act("sam", &reference, name_subject("carol")).unwrap();
    reference
}

/// Named are those whose eyes the tests look with.
fn confidential(world: &World) -> String {
    let reference = open(world);
    let restriction = json!({ "reason": "Danger", "named": ["sam", "admin"] });
    world.post("asha", &format!("/cases/{reference}/restriction"), &restriction).is(200);
    reference
}

/// Opened in need to Carol.
fn opened(world: &World) -> String {
    let reference = confidential(world);
    let carol = world.house.actor("carol");
    let asked = world.house.app.open_in_need(&carol, &reference, "She is at the door");
    assert!(world.house.wait(asked).unwrap());
    reference
}

/// While another version of the procedure is kept.
fn two_versions(world: &World) -> String {
    let reference = open(world);
    let file = shipped::find("donnington-service-failure").unwrap();
    let version = file.text.lines().find(|line| line.starts_with("version = ")).unwrap();
    let source = file.text.replacen(version, "version = \"2.0\"", 1);
    world.house.wait(world.house.app.adopt_procedure(DONNINGTON, file.file, &source, None)).unwrap();
    reference
}

/// Under a version of the procedure that asks something for a return.
fn with_splits(world: &World) -> String {
    world.adopt_splits();
    open(world)
}

/// State, who, path; the body is the one every route understands.
const ACCEPTED: [(State, &str, &str); 45] = [
    (decided, "asha", "confirmation"),
    (appealed, "chair", "filter-decision"),
    (filtered, "chair", "panel"),
    (sitting, "vice", "panel-decisions"),
    (closed, "asha", "board-referral"),
    (discussed, "bill", "board-decision"),
    (open, "sam", "subjects"),
    (subjected, "admin", "subject-clearances"),
    (open, "bill", "interests"),
    (open, "sam", "representative"),
    (|world| after(world, "sam", &["representative"]), "sam", "consent"),
    (open, "sam", "adjustments"),
    (open, "sam", "safety-note"),
    (open, "asha", "staff-matters"),
    (open, "sam", "behaviour-warnings"),
    (|world| after(world, "sam", &["behaviour-warnings"]), "chair", "contact-limits"),
    (limited, "chair", "contact-limit-review"),
    (open, "sam", "points"),
    (|world| after(world, "asha", &["points"]), "asha", "points/{number}/decision"),
    (open, "sam", "information"),
    (|world| after(world, "sam", &["information"]), "sam", "actions/{number}/chase"),
    (|world| after(world, "sam", &["information"]), "sam", "actions/{number}/answer"),
    (|world| after(world, "sam", &["promises"]), "sam", "actions/{number}/move"),
    (open, "sam", "apologies"),
    (compensated, "sam", "payments"),
    (open, "sam", "links"),
    (open, "admin", "merge"),
    (open, "sam", "joint"),
    (open, "asha", "withdrawal"),
    (closed, "admin", "reopening"),
    (open, "sam", "letters"),
    (exhausted, "sam", "outside-referral"),
    (referred, "sam", "outside-decision"),
    (open, "sam", "updates"),
    (two_versions, "admin", "procedure-version"),
    (open, "sam", "change-news"),
    (open, "sam", "changes-told"),
    (with_splits, "sam", "classification"),
    (open, "sam", "restriction"),
    (confidential, "asha", "admissions"),
    (confidential, "chair", "restriction-end"),
    (opened, "chair", "openings/{number}/seen"),
    (open, "admin", "records-hold"),
    (held, "admin", "records-release"),
    (open, "sam", "people/{number}/correction"),
];

fn held(world: &World) -> String {
    after(world, "admin", &["records-hold"])
}

fn limited(world: &World) -> String {
    let reference = after(world, "sam", &["behaviour-warnings"]);
    world.post("chair", &format!("/cases/{reference}/contact-limits"), &body("contact-limits")).is(200);
    reference
}

/// State, who, path, what is put in place of the sound body (nothing: it is the time or the person that is wrong), code.
fn refused() -> Vec<(State, &'static str, &'static str, Value, &'static str)> {
    let as_it_is = Value::Null;
    vec![
        (open, "asha", "confirmation", as_it_is.clone(), "no-decision"),
        (open, "chair", "filter-decision", as_it_is.clone(), "not-permitted"),
        (appealed, "chair", "panel", as_it_is.clone(), "filter-pending"),
        (
            sitting,
            "chair",
            "panel",
            json!({ "seats": [{ "member": { "staff": "asha" }, "deputy_for": "chair" }, { "member": { "staff": "vice" } }] }),
            "not-eligible",
        ),
        (sitting, "bill", "panel-decisions", as_it_is.clone(), "not-permitted"),
        (discussed, "asha", "board-referral", as_it_is.clone(), "before-board"),
        (open, "asha", "board-decision", as_it_is.clone(), "nothing-before-board"),
        (subjected, "sam", "subjects", as_it_is.clone(), "invalid"),
        (subjected, "sam", "subject-clearances", as_it_is.clone(), "not-permitted"),
        (|world| after(world, "bill", &["interests"]), "bill", "interests", as_it_is.clone(), "interested"),
        (open, "sam", "representative", json!({ "name": " ", "relation": "sister" }), "invalid"),
        (open, "sam", "consent", as_it_is.clone(), "no-representative"),
        (open, "sam", "adjustments", json!({ "kinds": ["a-throne"] }), "invalid"),
        (closed, "sam", "safety-note", as_it_is.clone(), "closed"),
        (open, "sam", "staff-matters", as_it_is.clone(), "not-permitted"),
        (open, "sam", "behaviour-warnings", json!({ "what": "x", "means": "phone", "on": "2026-03-04" }), "invalid"),
        (open, "chair", "contact-limits", as_it_is.clone(), "not-warned"),
        (open, "chair", "contact-limit-review", as_it_is.clone(), "no-limit"),
        (open, "sam", "points", json!({ "what": "Something else", "related": false }), "new-case"),
        (open, "asha", "points/{number}/decision", as_it_is.clone(), "no-such-point"),
        (open, "sam", "information", json!({ "of": {}, "question": "When?" }), "invalid"),
        (open, "sam", "actions/{number}/chase", as_it_is.clone(), "no-such-question"),
        (open, "sam", "actions/{number}/answer", as_it_is.clone(), "no-such-question"),
        (
            |world| after(world, "sam", &["information"]),
            "sam",
            "actions/{number}/move",
            as_it_is.clone(),
            "is-question",
        ),
        (open, "sam", "apologies", json!({ "who": "nobody", "means": "phone", "on": ON }), "invalid"),
        (open, "sam", "payments", as_it_is.clone(), "payment-order"),
        (open, "sam", "links", json!({ "to": "SF-2026-9999", "kind": "related" }), "invalid"),
        (open, "sam", "merge", as_it_is.clone(), "not-permitted"),
        (open, "sam", "joint", json!({ "body": "", "we_lead": true }), "invalid"),
        (open, "bill", "withdrawal", as_it_is.clone(), "not-permitted"),
        (open, "admin", "reopening", as_it_is.clone(), "already-open"),
        (open, "sam", "letters", json!({ "letter": "final", "to": "complainant" }), "not-finished"),
        (closed, "sam", "outside-referral", as_it_is.clone(), "not-finished"),
        (open, "sam", "outside-decision", as_it_is.clone(), "not-referred"),
        (open, "asha", "extension", as_it_is.clone(), "no-extension"),
        (open, "asha", "pause", as_it_is.clone(), "no-pause"),
        (open, "asha", "resumption", as_it_is.clone(), "not-paused"),
        (closed, "sam", "updates", as_it_is.clone(), "closed"),
        (open, "sam", "restriction", json!({ "reason": " ", "named": [] }), "invalid"),
        (open, "asha", "admissions", as_it_is.clone(), "not-confidential"),
        (open, "asha", "restriction-end", as_it_is.clone(), "not-confidential"),
        (opened, "sam", "openings/{number}/seen", as_it_is.clone(), "not-permitted"),
        (open, "sam", "records-hold", as_it_is.clone(), "not-permitted"),
        (open, "admin", "records-release", as_it_is.clone(), "records-not-held"),
        (open, "sam", "people/{number}/correction", json!({ "name": "" }), "invalid"),
        (open, "sam", "change-news", json!({ "wants": "yes" }), "invalid"),
        (open, "sam", "changes-told", json!({ "means": "phone", "on": "2026-03-04", "what": "x" }), "invalid"),
        (open, "sam", "classification", as_it_is.clone(), "invalid"),
        (open, "admin", "procedure-version", json!({ "version": "9.0", "reason": "x" }), "invalid"),
    ]
}

fn status_of(code: &str) -> u16 {
    match code {
        "invalid" => 422,
        "not-permitted" => 403,
        _ => 409,
    }
}

/// R7, R26, R37, R46, R52, R59, R61, R63, R73, R79, R105
#[test]
fn each_is_accepted_in_its_time() {
    let world = World::new();
    world.case();
    for (state, who, path) in ACCEPTED {
        let case = format!("/cases/{}", state(&world));
        let before = world.get("sam", &case).is(200).body["version"].as_u64().unwrap();
        let mut body = body(path);
        match path {
            "outside-referral" | "outside-decision" => body["on"] = json!("2026-03-05"),
            "updates" => body["at"] = json!("2026-03-03T10:00:00Z"),
            _ => {}
        }
        let answer = world.post(who, &format!("{case}/{}", path.replace("{number}", "1")), &body);
        assert_eq!(answer.status, 200, "{who} {path}: {:#}", answer.body);
        assert!(answer.body["version"].as_u64().unwrap() > before, "{path}");
    }
    world.house.verified();
}

#[test]
fn each_is_refused_with_its_own_code_and_nothing_is_stored() {
    let world = World::new();
    world.case();
    for (state, who, path, instead, code) in refused() {
        let case = format!("/cases/{}", state(&world));
        let before = world.get("admin", &case).is(200).body;
        let body = if instead.is_null() { body(path) } else { instead };
        let answer = world.post(who, &format!("{case}/{}", path.replace("{number}", "1")), &body);
        assert_eq!(
            (answer.status, answer.body["code"].as_str()),
            (status_of(code), Some(code)),
            "{who} {path}: {:#}",
            answer.body
        );
        assert!(answer.body["detail"].as_str().is_some_and(|detail| detail.ends_with(['.', ')'])), "{:#}", answer.body);
        assert_eq!(world.get("admin", &case).is(200).body, before, "{path}");
    }
    world.house.verified();
}

#[test]
fn no_command_is_left_out() {
    let told_elsewhere = [
        "triage",
        "first-contact",
        "handover",
        "contacts",
        "promises",
        "plan",
        "actions/{number}/completion",
        "written-reply",
        "reply",
        "compensation",
        "decision",
        "closure",
        "escalation",
        "acknowledgement",
        "learning",
        "notes",
        "attachments",
        "attachments/{number}/removal",
    ];
    let routes = routes().into_iter().filter(|(method, _)| method == "POST");
    let commands: BTreeSet<String> =
        routes.filter_map(|(_, path)| path.strip_prefix("/cases/{reference}/").map(str::to_owned)).collect();
    let accepted = ACCEPTED.iter().map(|(_, _, path)| *path).chain(["extension", "pause", "resumption"]);
    let shown: BTreeSet<String> = accepted.chain(told_elsewhere).map(str::to_owned).collect();
    assert_eq!(shown, commands);
    let refused: BTreeSet<&str> = refused().into_iter().map(|(_, _, path, _, _)| path).collect();
    assert!(ACCEPTED.iter().all(|(_, _, path)| refused.contains(path)));
}

/// What is wrong is named by its place in the body.
#[test]
fn fields_are_named_as_they_were_sent() {
    let world = World::new();
    let case = format!("/cases/{}", open(&world));
    let seats = json!({ "seats": [{ "member": { "staff": "chair", "outside": "Ann" } }] });
    let cases = [
        (
            "sam",
            "representative",
            json!({ "name": " ", "email": "nowhere", "relation": " " }),
            vec!["name", "email", "relation"],
        ),
        ("chair", "panel", seats, vec!["seats"]),
        ("sam", "information", json!({ "of": { "staff": "nobody" }, "question": " " }), vec!["of", "question"]),
        ("asha", "extension", json!({ "to": "soon", "reason": "x" }), vec!["to"]),
        ("sam", "actions/1/move", json!({ "reason": "x" }), vec!["due_on"]),
    ];
    for (who, path, body, fields) in cases {
        let invalid = world.post(who, &format!("{case}/{path}"), &body).problem(422, "invalid");
        assert_eq!(invalid.fields().into_iter().map(|(field, _)| field).collect::<Vec<_>>(), fields, "{path}");
    }
}
