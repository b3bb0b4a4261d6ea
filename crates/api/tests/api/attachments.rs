//! Files of a case by the API: sent as they are, listed, given back, removed.

use axum::body::Body;
use axum::http::header::CONTENT_TYPE;
use serde_json::json;

use crate::world::World;

/// R32
#[test]
fn a_file_is_sent_listed_given_back_and_removed() {
    let world = World::new();
    let files = format!("/cases/{}/attachments", world.house.log());
    let send = |who: &str, query: &str, bytes: &'static [u8]| {
        let request = world.request(who, "POST", &format!("{files}{query}"));
        world.send(request.header(CONTENT_TYPE, "text/html").body(Body::from(bytes)).unwrap())
    };
    let query = "?name=..%2F..%2Fa%E2%80%AEb.txt&used_as=from-complainant";
    send("sam", query, b"Dear Sir").is(200);
    send("", query, b"x").is(401);
    send("sam", "?name=x&used_as=secret", b"x").is(422);
    send("sam", "", b"x").is(422);
    let listed = world.get("sam", &files).is(200).body;
    assert_eq!(listed.as_array().unwrap().len(), 1);
    let [name, kind, size, used, standing] =
        ["name", "media_type", "size_bytes", "used_as", "standing"].map(|member| listed[0][member].clone());
    assert_eq!(
        json!([name, kind, size, used, standing]),
        json!(["ab.txt", "text/plain", 8, "from-complainant", "ready"])
    );
    // SHA-256 of "Dear Sir", by another program.
    assert_eq!(listed[0]["sha256"], "335b600d9f025b57aacfc8b930146a432bb299a0aab51c1c1a998be67ed59b51");
    let file = format!("{files}/1");
    world.get("sam", &format!("{files}/2")).is(404);
    world.post("sam", &format!("{file}/removal"), &json!({ "reason": " " })).is(422);
    world.post("sam", &format!("{file}/removal"), &json!({ "reason": "Sent by mistake" })).is(200);
    world.get("sam", &file).is(404);
    world.post("sam", &format!("{file}/removal"), &json!({ "reason": "Again" })).is(409);
    world.house.verified();
}
