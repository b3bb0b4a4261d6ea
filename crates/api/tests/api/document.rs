//! The OpenAPI document: every route is in it, and what is in it is a route.

use std::collections::BTreeSet;

use axum::body::Body;
use serde_json::Value;

use crate::world::World;

fn document() -> Value {
    serde_json::from_str(&redress_api::openapi_json()).unwrap()
}

/// Method and path of each operation.
fn operations(document: &Value) -> Vec<(String, String, Value)> {
    let paths = document["paths"].as_object().unwrap();
    let operations = paths.iter().flat_map(|(path, item)| {
        let methods = item.as_object().unwrap().iter();
        methods.map(move |(method, operation)| (method.to_uppercase(), path.clone(), operation.clone()))
    });
    operations.collect()
}

#[test]
fn it_lists_every_route_beside_the_commands() {
    let questions =
        ["", "/events", "/clocks", "/candidates", "/seats", "/letters/{id}", "/attachments", "/attachments/{number}"];
    let others = [
        "/cases",
        "/learning",
        "/themes",
        "/themes/found",
        "/themes/{number}",
        "/improvements",
        "/improvements/draft",
        "/improvements/{number}",
        "/lessons",
        "/lessons/{number}",
        "/improvement-meeting",
        "/reports",
        "/reports/{period}",
        "/reports/{period}/cases",
        "/reports/{period}/draft",
        "/reports/{period}/figures",
        "/reports/{period}/preview",
        "/reports/{period}/published-elsewhere",
        "/reports/{period}/versions",
        "/returns",
        "/returns/{id}/{period}",
        "/openings",
        "/people-to-tell",
        "/rate-bases",
        "/read-trail",
        "/checkpoints",
        "/checkpoints/{number}",
        "/procedures",
        "/procedures/{id}",
        "/staff",
        "/me",
        "/openapi.json",
    ];
    let mut expected: BTreeSet<(String, String)> = BTreeSet::new();
    let posts = [
        "/cases",
        "/handovers",
        "/openings",
        "/rate-bases",
        "/staff/{id}/absences",
        "/staff/{id}/absences/cancellation",
    ];
    let improving = ["/themes", "/themes/{number}/text", "/improvements", "/lessons", "/lessons/{number}/text"];
    let steps = ["move", "done", "drop", "review", "correction", "reopening"]
        .map(|step| format!("/improvements/{{number}}/{step}"));
    let steps = steps.into_iter().chain(["sharing", "withdrawal"].map(|step| format!("/lessons/{{number}}/{step}")));
    let improving = improving.into_iter().map(str::to_owned).chain(steps);
    expected.extend(improving.map(|path| ("POST".to_owned(), format!("/api/v1{path}"))));
    expected.extend(posts.iter().map(|path| ("POST".to_owned(), format!("/api/v1{path}"))));
    let reports = [
        "draft",
        "approval-request",
        "approval",
        "return",
        "publication",
        "correction",
        "published-elsewhere",
        "versions/{version}/withholding",
    ];
    expected.extend(reports.iter().map(|path| ("POST".to_owned(), format!("/api/v1/reports/{{period}}/{path}"))));
    expected.extend(questions.iter().map(|path| ("GET".to_owned(), format!("/api/v1/cases/{{reference}}{path}"))));
    expected.extend(others.iter().map(|path| ("GET".to_owned(), format!("/api/v1{path}"))));
    let is_command = |method: &str, path: &str| method == "POST" && path.starts_with("/api/v1/cases/");
    let routes = operations(&document()).into_iter().map(|(method, path, _)| (method, path));
    let found: BTreeSet<_> = routes.filter(|(method, path)| !is_command(method, path)).collect();
    assert_eq!(found, expected);
}

#[test]
fn what_it_lists_is_served_and_guarded() {
    let world = World::new();
    for (method, path, operation) in operations(&document()) {
        let path = path
            .replace("{number}", "1")
            .replace("{period}", "2026-03")
            .replace("{version}", "1")
            .replace(['{', '}'], "");
        let request = world.request("", &method, path.trim_start_matches("/api/v1")).body(Body::empty()).unwrap();
        let status = if operation.get("security").is_some() { 200 } else { 401 };
        world.send(request).is(status);
    }
    assert_eq!(world.get("", "/openapi.json").body, document());
}

#[test]
fn it_is_sound() {
    let document = document();
    assert_eq!(document["openapi"], "3.1.0");
    let text = document.to_string();
    let schemas = document["components"]["schemas"].as_object().unwrap();
    for reference in text.split("#/components/schemas/").skip(1) {
        let name = reference.split('"').next().unwrap();
        assert!(schemas.contains_key(name), "{name} is not there");
    }
    let mut ids = BTreeSet::new();
    for (method, path, operation) in operations(&document) {
        assert!(ids.insert(operation["operationId"].to_string()), "{method} {path}");
        assert!(operation["summary"].as_str().is_some_and(|summary| !summary.is_empty()), "{method} {path}");
        let names: Vec<&str> = operation["parameters"]
            .as_array()
            .into_iter()
            .flatten()
            .map(|parameter| parameter["name"].as_str().unwrap())
            .collect();
        for name in path.split('{').skip(1).map(|rest| rest.split('}').next().unwrap()) {
            assert!(names.contains(&name), "{method} {path} does not describe {name}");
        }
        assert_eq!(names.contains(&"Idempotency-Key"), method == "POST");
        for (status, response) in operation["responses"].as_object().unwrap() {
            assert!(response["description"].as_str().is_some_and(|text| !text.is_empty()), "{method} {path} {status}");
        }
    }
}
