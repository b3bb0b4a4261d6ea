//! Lists, reports, procedures and people.

use serde_json::{Value, json};

use crate::world::{World, agreed, call};

fn references(page: &Value) -> Vec<String> {
    page["items"].as_array().unwrap().iter().map(|line| line["reference"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn pages_follow_one_another() {
    let world = World::new();
    let mut all: Vec<String> = (0..5).map(|_| world.case().trim_start_matches("/cases/").to_owned()).collect();
    all.sort();
    for sort in ["due", "newest", "received"] {
        let (mut seen, mut next) = (Vec::new(), String::new());
        loop {
            let page = world.get("sam", &format!("/cases?sort={sort}&limit=2{next}")).is(200).body;
            seen.extend(references(&page));
            let Some(cursor) = page["next"].as_str() else { break };
            next = format!("&cursor={cursor}");
        }
        seen.sort();
        assert_eq!(seen, all, "{sort}");
    }
}

#[test]
fn open_cases_come_by_date_and_others_newest_first() {
    let world = World::new();
    let first = world.case();
    world.house.at("2026-03-04T10:00:00Z");
    let mut later = call();
    later["received_at"] = json!("2026-03-04T09:00:00Z");
    let second = world.post("sam", "/cases", &later).is(201).body["reference"].as_str().unwrap().to_owned();
    let first = first.replace("/cases/", "");
    let found = |query: &str| references(&world.get("sam", &format!("/cases{query}")).is(200).body);
    assert_eq!(found(""), [second.as_str(), first.as_str()]);
    assert_eq!(found("?open=true"), found("?open=true&sort=due"));
    assert_eq!(found("?open=true&sort=newest"), found(""));
}

#[test]
fn filters() {
    let world = World::new();
    let (mine, other) = (world.case(), world.case());
    world.post("sam", &format!("{mine}/handover"), &json!({ "to": "asha" })).is(200);
    let found = |who: &str, query: &str| references(&world.get(who, &format!("/cases?{query}")).is(200).body);
    let (mine, other) = (mine.replace("/cases/", ""), other.replace("/cases/", ""));
    assert_eq!(found("asha", "owner=me"), [mine.as_str()]);
    assert_eq!(found("sam", "owner=asha&open=true"), [mine.as_str()]);
    assert_eq!(found("sam", "unassigned=true"), [other.as_str()]);
    assert_eq!(found("sam", &format!("q={other}")), [other]);
    assert!(found("sam", "open=false").is_empty());
    assert!(found("sam", "late=true").is_empty());
    assert!(found("sam", "received_from=2026-03-04").is_empty());
    assert_eq!(found("sam", "due_by=2026-03-04").len(), 2);
    world.house.at("2026-03-05T10:00:00Z");
    assert_eq!(found("sam", "late=true&stage=immediate-resolution").len(), 2);
}

/// R83
#[test]
fn a_figure_opens_the_cases_behind_it() {
    let world = World::new();
    let mut body = call();
    body["first_contact"] = json!({
        "done": "A fresh lunch was sent", "agreement": agreed("2026-03-03"), "code": "delay",
        "written_reply": "no", "compensation": { "pence": 0 },
    });
    let closed = world.post("sam", "/cases", &body).is(201).body["reference"].clone();
    world.case();
    let report = world.get("asha", "/reports/2026-03").is(200).body;
    let total = report["volumes"].as_array().unwrap().iter().find(|row| row["row"] == "total").unwrap();
    assert_eq!((&total["received"], &total["closed"], &total["closing"]), (&json!(2), &json!(1), &json!(1)));
    let behind = world.get("asha", "/reports/2026-03/cases?figure=outcome:resolved&row=S1").is(200).body;
    assert_eq!((&behind["cases"][0]["reference"], &behind["more"]), (&closed, &json!(false)));
    assert_eq!(world.get("asha", "/reports/2026-03?edition=public").is(200).body["edition"], "public");
}

#[test]
fn procedures_and_people() {
    let world = World::new();
    let kept = world.get("sam", "/procedures").is(200).body;
    assert_eq!((&kept[0]["id"], &kept[0]["current"]), (&json!("donnington-service-failure"), &json!(true)));
    let definition = world.get("sam", "/procedures/donnington-service-failure").is(200).body;
    assert_eq!(
        (&definition["version"], &definition["stages"][0]["owner_excluded"][0]),
        (&kept[0]["version"], &json!("chair"))
    );
    assert_eq!(world.get("sam", "/procedures/spso-customer-service").is(200).body["id"], "spso-customer-service");
    world.get("sam", "/procedures/donnington-service-failure?version=9").problem(404, "not-found");
    let me = world.get("chair", "/me").is(200).body;
    assert_eq!(
        (&me["id"], &me["permissions"]),
        (&json!("chair"), &json!(["read", "log", "resolve", "report", "staff-matters", "improve", "approve"]))
    );
    assert_eq!(world.get("sam", "/staff").is(200).body.as_array().unwrap().len(), 7);
}
