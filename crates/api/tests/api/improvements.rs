//! Themes, improvement actions and lessons over the API, and the view for the meeting (R10, R71, R101).

use serde_json::{Value, json};

use crate::bodies::body;
use crate::world::World;

/// An improvement action that the trustee Bill starts; its path.
fn started(world: &World) -> String {
    let answer = world.post("bill", "/improvements", &body("/improvements")).is(201);
    assert_eq!(answer.header("etag"), "\"1\"");
    answer.header("location").trim_start_matches("/api/v1").to_owned()
}

/// R71
#[test]
fn an_improvement_action_goes_from_its_start_to_its_result() {
    let world = World::new();
    let case = world.case();
    let reference = case.trim_start_matches("/cases/");
    let draft = world.get("bill", &format!("/improvements/draft?cases={reference}")).is(200).body;
    assert_eq!(draft["cases"], json!([reference]));
    let mut input = body("/improvements");
    input["cases"] = json!([reference]);
    let action = world.post("bill", "/improvements", &input).is(201).body;
    assert_eq!(
        (&action["number"], &action["cases"], &action["result"]),
        (&json!(1), &json!([reference]), &Value::Null)
    );
    let moved = json!({ "due_on": "2026-05-01", "reason": "Leave" });
    let moved = world.post_with("bill", "/improvements/1/move", &moved, &[("if-match", "\"1\"")]).is(200);
    assert_eq!((moved.header("etag"), &moved.body["due_on"]), ("\"2\"", &json!("2026-05-01")));
    let done = json!({ "on": "2026-03-03", "what": "Two people sign" });
    let stale = world.post_with("bill", "/improvements/1/done", &done, &[("if-match", "\"1\"")]).problem(412, "stale");
    assert_eq!(stale.body["version"], 2);
    let done = world.post("bill", "/improvements/1/done", &done).is(200).body;
    assert_eq!((&done["done_on"], &done["result"]["verdict"]), (&json!("2026-03-03"), &json!("no-change-yet")));
    world.post("bill", "/improvements/1/drop", &json!({ "reason": "Late" })).problem(409, "improvement-ended");
    let reviewed = world.post("chair", "/improvements/1/review", &json!({ "view": "It helps" })).is(200).body;
    assert_eq!(reviewed["notes"][1]["who"], "chair");
    let open = world.get("bill", "/improvements?open=true").is(200).body;
    assert_eq!((open, world.get("bill", "/improvements").body[0]["number"].clone()), (json!([]), json!(1)));
    world.house.verified();
}

#[test]
fn a_repeated_start_starts_one() {
    let world = World::new();
    let key = [("idempotency-key", "start-1")];
    let post = || world.post_with("bill", "/improvements", &body("/improvements"), &key).is(201);
    let (first, again) = (post(), post());
    assert_eq!((first.header("location"), first.header("etag")), (again.header("location"), again.header("etag")));
    assert_eq!(again.header("idempotent-replayed"), "true");
    assert_eq!(world.get("bill", "/improvements").body.as_array().unwrap().len(), 1);
}

#[test]
fn bad_input_is_told_by_field() {
    let world = World::new();
    let mut neither = body("/improvements");
    neither["effect"] = Value::Null;
    let fields = world.post("bill", "/improvements", &neither).problem(422, "invalid");
    assert_eq!(fields.fields(), [("effect", "required")]);
    let mut unknown = body("/improvements");
    unknown["cases"] = json!(["SF-2026-9999"]);
    let fields = world.post("bill", "/improvements", &unknown).problem(422, "invalid");
    assert_eq!(fields.fields(), [("cases.0", "unknown")]);
    for path in ["/improvements?open=maybe", "/improvement-meeting?since=yesterday", "/improvement-meeting"] {
        world.get("bill", path).problem(422, "invalid");
    }
    for path in ["/improvements/1", "/improvements/x", "/themes/1", "/lessons/1"] {
        world.get("bill", path).problem(404, "not-found");
    }
    world.post("sam", "/themes", &body("/themes")).problem(403, "not-permitted");
}

/// R110: it is shared only when nobody can be recognised in it
#[test]
fn a_lesson_is_mended_shared_and_withdrawn() {
    let world = World::new();
    let case = world.case();
    let mut lesson = body("/lessons");
    lesson["cases"] = json!([case.trim_start_matches("/cases/")]);
    lesson["improvement"] = Value::Null;
    lesson["happened"] = json!("Ms Gray came to a closed hall");
    world.post("bill", "/lessons", &lesson).is(201);
    let refused = world.post("bill", "/lessons/1/sharing", &json!({})).problem(422, "invalid");
    assert_eq!(refused.fields(), [("happened", "names-person")]);
    lesson["happened"] = json!("Somebody came to a closed hall");
    world.post("bill", "/lessons/1/text", &lesson).is(200);
    let shared = world.post("bill", "/lessons/1/sharing", &json!({ "public": true })).is(200).body;
    assert_eq!((&shared["state"], &shared["since"]), (&json!("public"), &json!("2026-03-03")));
    world.post("bill", "/lessons/1/text", &lesson).problem(409, "lesson-shared");
    let withdrawn = world.post("bill", "/lessons/1/withdrawal", &json!({ "reason": "Out of date" })).is(200).body;
    assert_eq!(withdrawn["state"], "withdrawn");
    world.house.verified();
}

/// R101
#[test]
fn the_meeting_is_one_question() {
    let world = World::new();
    started(&world);
    let theme = world.post("bill", "/themes", &body("/themes")).is(201).body;
    let mut anew = body("/themes");
    anew["title"] = json!("Notices");
    assert_eq!(world.post("bill", "/themes/1/text", &anew).is(200).body["version"], 2);
    let meeting = world.get("bill", "/improvement-meeting?since=2026-02-01").is(200).body;
    assert_eq!((&meeting["open"][0]["number"], &meeting["themes"][0]["title"]), (&json!(1), &json!("Notices")));
    assert_eq!((&theme["version"], &meeting["found_themes"]), (&json!(1), &json!([])));
    assert_eq!(world.get("eve", "/improvement-meeting?since=2026-02-01").is(200).body["open"], json!([]));
}

/// R59: what names a case that is about the caller is not there for them
#[test]
fn what_names_a_case_is_not_there_for_whom_it_is_about() {
    let world = World::new();
    let case = world.case();
    let reference = case.trim_start_matches("/cases/");
    for path in ["/themes", "/improvements", "/lessons"] {
        let mut input = body(path);
        input["cases"] = json!([reference]);
        world.post("asha", path, &input).is(201);
    }
    world.post("sam", &format!("{case}/subjects"), &json!({ "who": "bill" })).is(200);
    for path in ["/themes", "/improvements", "/lessons"] {
        assert_eq!(world.get("bill", path).is(200).body, json!([]), "{path}");
        assert!(world.get("asha", path).is(200).body.to_string().contains(reference), "{path}");
        let hidden = world.get("bill", &format!("{path}/1")).problem(404, "not-found");
        let missing = world.get("bill", &format!("{path}/9")).problem(404, "not-found");
        assert_eq!(hidden.body, missing.body, "{path}");
        assert!(world.get("asha", &format!("{path}/1")).is(200).body.to_string().contains(reference), "{path}");
    }
    let meeting = "/improvement-meeting?since=2026-01-01";
    let of_bill = world.get("bill", meeting).is(200).body.to_string();
    assert!(!of_bill.contains(reference) && !of_bill.contains("Check notices"), "{of_bill}");
    assert!(world.get("asha", meeting).is(200).body.to_string().contains(reference));
    let drop = |number: u32| world.post("bill", &format!("/improvements/{number}/drop"), &json!({ "reason": "Mine" }));
    assert_eq!(drop(1).problem(404, "not-found").body, drop(9).problem(404, "not-found").body);
    world.get("bill", &format!("/improvements/draft?cases={reference}")).problem(422, "invalid");
}

#[test]
fn an_improvement_action_is_put_right_and_opened_again() {
    let world = World::new();
    started(&world);
    let done = json!({ "on": "2026-03-03", "what": "Two people sign" });
    world.post("bill", "/improvements/1/done", &done).is(200);
    let mut right = body("/improvements/{number}/correction");
    right["started_on"] = json!("2025-01-10");
    right["done_on"] = json!("2025-03-20");
    let corrected = world.post("bill", "/improvements/1/correction", &right).is(200).body;
    assert_eq!((&corrected["started_on"], &corrected["done_on"]), (&json!("2025-01-10"), &json!("2025-03-20")));
    let note = &corrected["notes"][0];
    assert_eq!((&note["kind"], &note["who"]), (&json!("corrected"), &json!("bill")));
    let change = json!({ "field": "title", "before": "Check notices", "after": "Check every notice" });
    assert_eq!(note["changes"][0], change);
    world.post("bill", "/improvements/1/correction", &right).problem(409, "improvement-unchanged");
    right["service_area"] = json!("Caterng typo");
    let unknown = world.post("bill", "/improvements/1/correction", &right).problem(422, "invalid");
    assert_eq!(unknown.fields(), [("service_area", "unknown")]);
    let open = world.post("bill", "/improvements/1/reopening", &json!({ "reason": "There is more" })).is(200).body;
    assert_eq!((&open["done_on"], &open["notes"][1]["changes"][0]["before"]), (&Value::Null, &json!("2025-03-20")));
    world.house.verified();
}

#[test]
fn a_list_says_where_it_goes_on() {
    let world = World::new();
    let mut theme = body("/themes");
    for number in 0..101 {
        theme["title"] = json!(format!("Theme {number}"));
        world.post("bill", "/themes", &theme).is(201);
    }
    let first = world.get("bill", "/themes").is(200);
    assert_eq!(first.body.as_array().unwrap().len(), 100);
    assert_eq!(first.header("link"), "<?after=100>; rel=\"next\"");
    let last = world.get("bill", "/themes?after=100").is(200);
    assert_eq!((last.body.as_array().unwrap().len(), &last.body[0]["title"]), (1, &json!("Theme 0")));
    world.get("bill", "/themes?after=x").problem(422, "invalid");
}
