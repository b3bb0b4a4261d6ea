//! Bodies that no route understands, and sound ones that come too late or twice.

use axum::body::Body;
use serde_json::{Value, json};

use crate::bodies::{at, body, routes};
use crate::world::{Answer, World};

/// Path of each command and resource, as pattern and as sent.
fn posts(case: &str) -> Vec<(String, String)> {
    let posts = routes().into_iter().filter(|(method, _)| method == "POST");
    posts.map(|(_, path)| (path.clone(), at(&path, case))).collect()
}

/// Those that take JSON: a file is sent as it is.
fn json_posts(case: &str) -> Vec<(String, String)> {
    posts(case).into_iter().filter(|(pattern, _)| !pattern.ends_with("/attachments")).collect()
}

fn raw(world: &World, path: &str, text: impl Into<String>) -> Answer {
    let request = world.request("admin", "POST", path).header("content-type", "application/json");
    world.send(request.body(Body::from(text.into())).unwrap())
}

#[test]
fn no_route_takes_what_is_no_json_or_too_large() {
    let world = World::new();
    let case = world.case();
    for (_, path) in json_posts(&case) {
        raw(&world, &path, "").problem(400, "malformed");
        raw(&world, &path, "{\"").problem(400, "malformed");
        raw(&world, &path, "\u{1f4a5}\u{0}").problem(400, "malformed");
        raw(&world, &path, format!("{} {{}}", body_of(&path, &case))).problem(400, "malformed");
        raw(&world, &path, "[".repeat(100_000)).is(400);
        let large = json!({ "text": "x".repeat(1024 * 1024) }).to_string();
        raw(&world, &path, large).problem(413, "too-large");
    }
}

fn body_of(path: &str, case: &str) -> Value {
    let pattern = posts(case).into_iter().find(|(_, sent)| sent == path).unwrap().0;
    body(&pattern)
}

#[test]
fn no_route_takes_members_it_does_not_know_or_of_another_type() {
    let world = World::new();
    let case = world.case();
    let before = world.get("admin", &case).is(200).body;
    for (pattern, path) in json_posts(&case) {
        let sound = body(&pattern);
        let mut unknown = sound.clone();
        unknown["unheard_of"] = json!(1);
        let answer = world.post("admin", &path, &unknown).problem(422, "invalid");
        assert_eq!(answer.fields()[0].0, "unheard_of", "{path}");
        for nothing in [json!([]), json!(["text"]), json!("text"), json!(1), Value::Null] {
            world.post("admin", &path, &nothing).problem(422, "invalid");
        }
        for name in sound.as_object().unwrap().keys() {
            for wrong in [json!([[[]]]), json!(-1.5), json!({ "a": { "b": [] } })] {
                let mut wrong_type = sound.clone();
                wrong_type[name] = wrong;
                let answer = world.post("admin", &path, &wrong_type).problem(422, "invalid");
                assert!(answer.fields()[0].0.starts_with(name.as_str()), "{path} {name}: {:?}", answer.fields());
            }
        }
    }
    assert_eq!(world.get("admin", &case).is(200).body, before);
    assert_eq!(world.get("admin", "/cases").is(200).body["items"].as_array().unwrap().len(), 1);
}

#[test]
fn no_command_is_carried_out_on_a_stale_version() {
    let world = World::new();
    let case = world.case();
    world.post("sam", &format!("{case}/notes"), &json!({ "text": "Rang" })).is(200);
    for (pattern, path) in posts(&case).into_iter().filter(|(pattern, _)| pattern.contains("{reference}")) {
        let stale = world.post_with("admin", &path, &body(&pattern), &[("if-match", "\"2\"")]).problem(412, "stale");
        assert_eq!(stale.body["since"][0]["kind"], "note-added", "{path}");
    }
    assert_eq!(world.get("admin", &case).header("etag"), "\"3\"");
}

#[test]
fn a_command_that_comes_twice_is_done_once() {
    let world = World::new();
    let case = world.case();
    let key = [("idempotency-key", "once")];
    for path in ["points", "adjustments", "apologies", "information", "behaviour-warnings"] {
        let (key, sent) = ([(key[0].0, path)], format!("{case}/{path}"));
        let first = world.post_with("sam", &sent, &body(path), &key).is(200);
        let again = world.post_with("sam", &sent, &body(path), &key).is(200);
        assert_eq!((again.header("idempotent-replayed"), &again.body), ("true", &first.body), "{path}");
    }
    assert_eq!(world.get("sam", &case).header("etag"), "\"7\"");
}
