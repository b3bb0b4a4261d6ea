//! Every kind of error and its status.

use axum::body::Body;
use serde_json::json;

use crate::world::{World, call};

#[test]
fn without_a_known_token_nothing_is_said() {
    let world = World::new();
    let none = world.get("", "/cases").problem(401, "unauthorised");
    assert_eq!(none.header("www-authenticate"), "Bearer realm=\"redress\"");
    for wrong in ["Bearer 0123", "Basic c2FtOnNhbQ==", "Bearer", "bearer  "] {
        let request = world.request("", "GET", "/cases").header("authorization", wrong).body(Body::empty()).unwrap();
        world.send(request).problem(401, "unauthorised");
    }
    let unreadable = world.request("", "POST", "/cases").body(Body::from("not even JSON")).unwrap();
    world.send(unreadable).problem(401, "unauthorised");
}

#[test]
fn bodies_are_read_strictly() {
    let world = World::new();
    let raw = |text: String, media: &str| {
        let request =
            world.request("sam", "POST", "/cases").header("content-type", media).body(Body::from(text)).unwrap();
        world.send(request)
    };
    let json_media = "application/json";
    raw("{\"channel\": ".to_owned(), json_media).problem(400, "malformed");
    raw(String::new(), json_media).problem(400, "malformed");
    raw(format!("{} {{}}", call()), json_media).problem(400, "malformed");
    raw(call().to_string(), "text/plain").problem(415, "not-json");
    raw(call().to_string(), "application/json; charset=utf-8").is(201);
    raw("x".repeat(1024 * 1024), json_media).problem(400, "malformed");
    raw("x".repeat(1024 * 1024 + 1), json_media).problem(413, "too-large");
}

#[test]
fn unknown_members_and_wrong_types_are_named_by_their_path() {
    let world = World::new();
    let cases = [
        (json!({ "sumary": "x" }), "sumary"),
        (json!({ "channel": "pigeon" }), "channel"),
        (json!({ "received_at": null, "received_on": "20260303" }), "received_on"),
        (json!({ "received_at": "2026-03-03 09:50" }), "received_at"),
        (json!({ "complainant": { "name": 3 } }), "complainant.name"),
        (json!({ "natures": ["done-poorly", 1] }), "natures.1"),
        (json!({ "received_on": "2026-03-03" }), "received_on"),
    ];
    for (change, field) in cases {
        let mut body = call();
        body.as_object_mut().unwrap().extend(change.as_object().unwrap().clone());
        let answer = world.post("sam", "/cases", &body).problem(422, "invalid");
        assert_eq!(answer.fields()[0].0, field, "{body}");
    }
}

#[test]
fn queries_are_read_strictly() {
    let world = World::new();
    let cases = [
        ("/cases?open=yes", "open"),
        ("/cases?due_by=2026-2-3", "due_by"),
        ("/cases?sort=random", "sort"),
        ("/cases?limit=0", "limit"),
        ("/cases?limit=101", "limit"),
        ("/cases?cursor=here", "cursor"),
        ("/cases?opne=true", "query"),
        ("/learning?outstanding=perhaps", "outstanding"),
        ("/reports/2026-03?edition=secret", "edition"),
        ("/reports/March", "period"),
        ("/reports/2026-03/cases?figure=all", "figure"),
        ("/reports/2026-03/cases?figure=outcome:zzz", "figure"),
        ("/reports/2026-03/cases?figure=closed&row=S3", "row"),
    ];
    for (path, field) in cases {
        let answer = world.get("asha", path).problem(422, "invalid");
        assert_eq!(answer.fields()[0].0, field, "{path}");
    }
    world.get("asha", "/cases?limit=100").is(200);
}

#[test]
fn addresses_and_methods() {
    let world = World::new();
    world.get("sam", "/nowhere").problem(404, "not-found");
    world.get("sam", "").problem(404, "not-found");
    world.get("sam", "/cases/SF-2026-9999").problem(404, "not-found");
    world.get("sam", "/cases/%FF").problem(404, "not-found");
    world.post("sam", "/cases/SF-2026-9999/notes", &json!({ "text": "x" })).problem(404, "not-found");
    world
        .post("sam", &format!("{}/actions/first/completion", world.case()), &json!({ "on": "2026-03-03" }))
        .problem(404, "not-found");
    world.get("sam", "/procedures/none").problem(404, "not-found");
    let delete = world.request("sam", "DELETE", "/cases").body(Body::empty()).unwrap();
    let refused = world.send(delete).problem(405, "wrong-method");
    assert!(refused.header("allow").contains("POST"), "{}", refused.header("allow"));
}

#[test]
fn rules_refuse_with_their_own_codes() {
    let world = World::new();
    let mut stage_2 = call();
    stage_2["direct_to_stage_2"] = json!(true);
    world.post("sam", "/cases", &stage_2).problem(409, "no-direct-entry");
    let case = world.case();
    world
        .post("sam", &format!("{case}/escalation"), &json!({ "asked_on": "2026-03-03", "channel": "phone" }))
        .problem(409, "still-open");
    world
        .post("sam", &format!("{case}/actions/7/completion"), &json!({ "on": "2026-03-03" }))
        .problem(409, "no-such-action");
    world
        .post("sam", &format!("{case}/extension"), &json!({ "to": "2026-03-20", "reason": "x" }))
        .problem(403, "not-permitted");
    world
        .post("sam", &format!("{case}/learning"), &json!({ "reason": "x", "root_cause": "y", "service_area": "Other" }))
        .is(403);
    world.post("sam", &format!("{case}/promises"), &json!({ "what": "x" })).problem(422, "invalid");
    world.post("sam", &format!("{case}/compensation"), &json!({ "pence": 500, "basis": "x" })).problem(422, "invalid");
}

#[test]
fn every_answer_carries_the_security_headers() {
    let world = World::new();
    for answer in [world.get("sam", "/cases"), world.get("", "/cases"), world.get("", "/openapi.json")] {
        assert!(answer.header("content-security-policy").contains("frame-ancestors 'none'"));
        assert_eq!((answer.header("x-content-type-options"), answer.header("cache-control")), ("nosniff", "no-store"));
        assert!(!answer.header("x-request-id").is_empty());
    }
}
