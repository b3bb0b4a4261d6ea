//! A case from log to learning, and through the review panel.

use serde_json::{Value, json};

use crate::world::{World, agreed};

fn codes(list: &Value) -> Vec<&str> {
    list.as_array().unwrap().iter().map(|item| item["code"].as_str().or(item.as_str()).unwrap()).collect()
}

fn learn() -> Value {
    json!({
        "reason": "Two notices were printed",
        "root_cause": "Nobody checks a notice against the booking",
        "preventive_action": { "what": "A second person checks", "owner": "asha", "due_on": "2026-04-30" },
        "service_area": "Meetings and events",
    })
}

/// R19, R38, R40, R42, R50, R57, R60, R69, R71
#[test]
fn a_trustee_brings_a_case_to_its_end_and_the_panel_reviews_it() {
    let world = World::new();
    let case = world.case();
    let to = |path: &str| format!("{case}/{path}");

    let refused = world.post("sam", &to("handover"), &json!({ "to": "chair" })).problem(409, "not-eligible");
    assert!(codes(&refused.body["reasons"]).contains(&"excluded-role"), "{:#}", refused.body);
    let candidates = world.get("sam", &to("candidates")).is(200).body;
    let eligible: Vec<_> =
        candidates.as_array().unwrap().iter().filter(|one| one["eligible"] == true).map(|one| &one["id"]).collect();
    assert_eq!(eligible, ["asha", "bill", "carol"]);

    world.post("sam", &to("handover"), &json!({ "to": "asha", "customer_told": "phone" })).is(200);
    world.house.at("2026-03-03T15:00:00Z");
    world
        .post("asha", &to("contacts"), &json!({ "means": "phone", "at": "2026-03-03T14:30:00Z", "reached": true }))
        .is(200);
    world.post("asha", &to("promises"), &json!({ "what": "Ring back", "due_on": "2026-03-05" })).is(200);
    let steps = json!([{ "what": "Send the notes", "owner": "asha", "due_on": "2026-03-06" }]);
    let planned =
        world.post("asha", &to("plan"), &json!({ "steps": steps, "agreement": agreed("2026-03-03") })).is(200);
    let number = planned.body["actions"][1]["number"].as_u64().unwrap();

    let waiting = world.post("asha", &to("closure"), &json!({})).problem(409, "closing-waits");
    assert!(
        ["decision", "plan-done", "compensation"].iter().all(|code| codes(&waiting.body["missing"]).contains(code))
    );

    world.house.at("2026-03-06T11:00:00Z");
    world.post("asha", &to(&format!("actions/{number}/completion")), &json!({ "on": "2026-03-06" })).is(200);
    world
        .post("asha", &to("compensation"), &json!({ "pence": 1250, "basis": "The bus fare", "approver": "admin" }))
        .is(200);
    let decision = json!({
        "outcome": "upheld", "code": "communication", "finding": "The notice gave the wrong time",
        "action_taken": "Apology", "agreement": agreed("2026-03-06"),
    });
    world.post("bill", &to("decision"), &decision).problem(403, "not-permitted");
    world.post("asha", &to("decision"), &decision).is(200);
    world.post("asha", &to("written-reply"), &json!({ "answer": "yes" })).is(200);
    let waiting = world.post("asha", &to("closure"), &json!({})).problem(409, "closing-waits");
    assert_eq!(codes(&waiting.body["missing"]), ["written-reply-sent"]);
    let contents = json!(["admission", "explanation", "what-will-be-done", "next-stage"]);
    world.post("asha", &to("reply"), &json!({ "on": "2026-03-06", "means": "letter", "contents": contents })).is(200);
    let closed = world.post("asha", &to("closure"), &json!({ "on": "2026-03-06" })).is(200).body;
    assert_eq!((&closed["open"], &closed["handlings"][0]["closed_on"]), (&json!(false), &json!("2026-03-06")));
    assert_eq!(closed["handlings"][0]["compensation"]["pence"], 1250);
    assert_eq!(world.get("asha", "/learning").is(200).body.as_array().unwrap().len(), 1);
    world.post("asha", &to("learning"), &learn()).is(200);
    assert!(world.get("asha", "/learning").is(200).body.as_array().unwrap().is_empty());

    world.house.at("2026-03-20T09:00:00Z");
    world.post("sam", &to("escalation"), &json!({ "asked_on": "2026-03-19", "channel": "phone" })).is(200);
    let again = world.post("sam", &to("handover"), &json!({ "to": "asha" })).problem(409, "not-eligible");
    assert!(codes(&again.body["reasons"]).contains(&"acted-before"));
    world.post("sam", &to("acknowledgement"), &json!({ "means": "phone", "at": "2026-03-20T08:00:00Z" })).is(200);
    world.post("sam", &to("handover"), &json!({ "to": "chair" })).is(200);
    world
        .post(
            "chair",
            &to("contacts"),
            &json!({ "means": "visit", "at": "2026-03-20T08:30:00Z", "reached": true, "safety": "Nothing known" }),
        )
        .is(200);
    world
        .post(
            "chair",
            &to("filter-decision"),
            &json!({ "accept": true, "tests": ["value-to-charity"], "reason": "Nobody rang" }),
        )
        .is(200);
    let seats = json!({ "seats": [{ "member": { "staff": "chair" } }, { "member": { "staff": "vice" } }] });
    world.post("chair", &to("panel"), &seats).is(200);
    for who in ["chair", "vice"] {
        let vote = json!({
            "member": { "staff": who }, "outcome": "not-upheld", "further_action": false, "on": "2026-03-20",
            "answers": { "action-taken": true, "reasonably-done": true }, "reasons": "All of it was done",
        });
        world.post(who, &to("panel-decisions"), &vote).is(200);
    }
    let decision = json!({
        "outcome": "not-upheld", "code": "perception", "agreement": { "reasons": "Wants the fare twice" },
        "considered": { "evidence": [{ "kind": "policy", "reference": "Expenses, section 4" }] },
    });
    world.post("chair", &to("decision"), &decision).is(200);
    world.post("chair", &to("confirmation"), &json!({ "means": "phone", "on": "2026-03-20" })).is(200);
    world.post("chair", &to("compensation"), &json!({ "pence": 0 })).is(200);
    world.post("chair", &to("written-reply"), &json!({ "answer": "no" })).is(200);
    let closed = world.post("chair", &to("closure"), &json!({})).is(200).body;
    assert_eq!(closed["handlings"][1]["route"], "ESC");
    world.post("chair", &to("learning"), &learn()).is(200);

    let done = world.get("sam", &case).is(200).body;
    assert_eq!((&done["next_step"], done["learning"]["entries"].as_array().unwrap().len()), (&Value::Null, 2));
    world.house.verified();
}

/// R13, R45
#[test]
fn clocks_show_their_working() {
    let world = World::new();
    let case = world.case();
    let clocks = world.get("sam", &format!("{case}/clocks")).is(200).body;
    let resolve = clocks.as_array().unwrap().iter().find(|clock| clock["rule"] == "resolve").unwrap();
    assert_eq!((&resolve["due"]["on"], &resolve["explanation"]["due"]), (&json!("2026-03-17"), &json!("2026-03-17")));
    assert_eq!(resolve["explanation"]["counted"].as_array().unwrap().len(), 10);
    let skipped: Vec<_> = resolve["explanation"]["skipped"].as_array().unwrap().iter().map(|day| &day["why"]).collect();
    assert_eq!(skipped, ["Saturday", "Sunday", "Saturday", "Sunday"]);
    let contact = clocks.as_array().unwrap().iter().find(|clock| clock["rule"] == "contact-from-receipt").unwrap();
    assert_eq!((&contact["due"]["at"], contact.get("explanation")), (&json!("2026-03-04T09:50:00Z"), None));
}

#[test]
fn history_is_paged_by_version() {
    let world = World::new();
    let case = world.case();
    for turn in 0..3 {
        world.post("sam", &format!("{case}/notes"), &json!({ "text": format!("Note {turn}") })).is(200);
    }
    let first = world.get("sam", &format!("{case}/events?limit=3")).is(200).body;
    assert_eq!((first["items"].as_array().unwrap().len(), &first["next"]), (3, &json!("3")));
    assert_eq!(
        (&first["items"][1]["kind"], &first["items"][1]["fact"]["class"]),
        (&json!("triaged"), &json!("failure"))
    );
    let last = world.get("sam", &format!("{case}/events?cursor=3")).is(200).body;
    assert_eq!((last["items"].as_array().unwrap().len(), last.get("next")), (2, None));
    assert_eq!((&last["items"][1]["version"], &last["items"][1]["by"]), (&json!(5), &json!("sam")));
}
