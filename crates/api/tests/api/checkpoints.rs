//! Checkpoints over the API: for those who administer, byte for byte.

use std::sync::Arc;

use redress_domain::checkpoint::SigningKey;
use redress_testkit::house::DONNINGTON;
use serde_json::json;

use crate::world::World;

#[test]
fn an_administrator_fetches_what_was_signed_and_nobody_else_sees_any() {
    let world = World::new();
    let key = Arc::new(SigningKey::from_secret(&[7; 32]).unwrap());
    let make = || world.house.wait(world.house.app.make_checkpoint(DONNINGTON, Arc::clone(&key))).unwrap().checkpoint;
    let first = make();
    world.case();
    let second = make();

    let list = world.get("admin", "/checkpoints").is(200).body;
    let numbers: Vec<_> = list["items"].as_array().unwrap().iter().map(|line| line["number"].clone()).collect();
    assert_eq!(numbers, [json!(2), json!(1)]);
    assert_eq!(list["items"][0]["key"], json!(second.key().to_string()));
    assert!(list.get("next").is_none());
    assert_eq!(world.get("admin", "/checkpoints?cursor=2").is(200).body["items"].as_array().unwrap().len(), 1);
    world.get("admin", "/checkpoints?cursor=two").problem(422, "invalid");

    let fetched = world.get("admin", "/checkpoints/1").is(200);
    assert_eq!(fetched.header("content-type"), "application/json");
    assert_eq!(fetched.body, serde_json::from_str::<serde_json::Value>(first.text()).unwrap());
    for path in ["/checkpoints", "/checkpoints/1"] {
        world.get("sam", path).problem(404, "not-found");
    }
    world.get("admin", "/checkpoints/3").problem(404, "not-found");
    assert_eq!(world.get("eve", "/checkpoints").is(200).body["items"], json!([]));
    world.get("eve", "/checkpoints/1").problem(404, "not-found");
}
