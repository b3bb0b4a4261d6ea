//! Every route of the API with a body it understands.

use redress_api::openapi_json;
use serde_json::{Value, json};

use crate::world::{agreed, call};

/// Method and path of every route, from the document that is made of the router's own list.
pub fn routes() -> Vec<(String, String)> {
    let document: Value = serde_json::from_str(&openapi_json()).unwrap();
    let paths = document["paths"].as_object().unwrap().iter();
    let routes = paths.flat_map(|(path, item)| {
        let methods = item.as_object().unwrap().keys();
        methods.map(|method| (method.to_uppercase(), path.trim_start_matches("/api/v1").to_owned()))
    });
    routes.collect()
}

/// A path with its places filled in; `case` is the path of a case.
pub fn at(path: &str, case: &str) -> String {
    let asked = path
        .replace("/cases/{reference}", case)
        .replace("{number}", "1")
        .replace("{period}", "2026-03")
        .replace("{version}", "1");
    match asked.split_once("{id}") {
        Some((before, after)) if before.starts_with("/staff/") => format!("{before}carol{after}"),
        Some((before, after)) if before.ends_with("/letters/") => format!("{before}acknowledgement{after}"),
        Some((before, after)) if before == "/returns/" => format!("{before}spso-indicators{after}"),
        Some((before, after)) => format!("{before}donnington-service-failure{after}"),
        None if asked == "/improvement-meeting" => format!("{asked}?since=2026-03-01"),
        None if asked.ends_with("/attachments") => format!("{asked}?name=note.txt&used_as=evidence"),
        None if asked == "/improvements/draft" => format!("{asked}?cases=SF-2026-0001"),
        None if asked.ends_with("2026-03/cases") => format!("{asked}?figure=received"),
        None => asked,
    }
}

/// What a route understands, so that its answer is about the person and the state of the case.
pub fn body(path: &str) -> Value {
    let on = "2026-03-03";
    let at = "2026-03-03T09:58:00Z";
    let under_case = path.strip_prefix("/cases/{reference}/").unwrap_or(path);
    match under_case {
        "/cases" => call(),
        "/reports/{period}/draft" => json!({ "texts": { "purpose": "To learn" }, "withhold_others": true }),
        "/reports/{period}/approval-request" | "/reports/{period}/approval" | "/reports/{period}/publication" => {
            json!({})
        }
        "/reports/{period}/return"
        | "/reports/{period}/correction"
        | "/reports/{period}/versions/{version}/withholding" => json!({ "reason": "Say what was learnt" }),
        "/reports/{period}/published-elsewhere" => {
            let figure = json!({ "table": "volumes", "row": "S1", "measure": "received", "value": "1" });
            json!({ "figures": [figure] })
        }
        "/handovers" => json!({ "references": ["SF-2026-9999"], "to": "asha" }),
        "/staff/{id}/absences" | "/staff/{id}/absences/cancellation" => {
            json!({ "from": "2026-03-09", "to": "2026-03-13" })
        }
        "/themes" | "/themes/{number}/text" => json!({ "title": "Wrong times", "service_area": "Meetings and events" }),
        "/improvements" => json!({
            "title": "Check notices", "what": "A second person checks each notice", "code": "communication",
            "owner": "bill", "due_on": "2026-04-01", "effect": "Fewer wrong notices",
        }),
        "/improvements/{number}/move" => json!({ "due_on": "2026-05-01", "reason": "Leave" }),
        "/improvements/{number}/done" => json!({ "on": on, "what": "Two people sign" }),
        "/improvements/{number}/correction" => json!({
            "title": "Check every notice", "what": "A second person checks each notice", "code": "communication",
            "effect": "Fewer wrong notices", "started_on": on, "reason": "It says too little",
        }),
        "/improvements/{number}/reopening" => json!({ "reason": "There is more to do" }),
        "/improvements/{number}/drop" => json!({ "reason": "It is done elsewhere" }),
        "/improvements/{number}/review" => json!({ "view": "It helps" }),
        "/lessons" | "/lessons/{number}/text" => json!({
            "title": "Two pairs of eyes", "happened": "A notice was wrong", "changed": "It is read twice",
            "improvement": 1,
        }),
        "/lessons/{number}/sharing" => json!({ "public": true }),
        "/lessons/{number}/withdrawal" => json!({ "reason": "It is out of date" }),
        "triage" => json!({ "class": "failure" }),
        "first-contact" => json!({ "done": "A fresh lunch was sent", "agreement": agreed(on) }),
        "handover" => json!({ "to": "asha" }),
        "contacts" => json!({ "means": "phone", "at": at, "reached": true }),
        "promises" => json!({ "what": "Ring back", "due_on": "2026-03-05" }),
        "plan" => json!({
            "steps": [{ "what": "Ring back", "owner": "bill", "due_on": "2026-03-06" }], "agreement": agreed(on),
        }),
        "actions/{number}/completion" => json!({ "on": on }),
        "actions/{number}/move" => json!({ "due_on": "2026-03-09", "reason": "The hall is closed" }),
        "actions/{number}/chase" => json!({ "due_on": "2026-03-09" }),
        "actions/{number}/answer" => json!({ "on": on, "answer": "It was at ten" }),
        "written-reply" => json!({ "answer": "no" }),
        "reply" => json!({ "on": on, "means": "letter" }),
        "confirmation" => json!({ "on": on, "means": "phone" }),
        "compensation" => json!({ "pence": 0 }),
        "payments" => json!({ "step": "offered", "on": on }),
        "decision" => json!({
            "outcome": "upheld", "code": "communication", "finding": "The notice gave the wrong time",
            "action_taken": "Apology", "agreement": agreed(on),
        }),
        "closure" => json!({ "on": on }),
        "escalation" => json!({ "asked_on": on, "channel": "phone" }),
        "acknowledgement" => json!({ "means": "phone", "at": at }),
        "filter-decision" => json!({ "accept": true, "tests": ["value-to-customer"], "reason": "Nobody rang" }),
        "panel" => json!({ "seats": [{ "member": { "staff": "chair" } }, { "member": { "staff": "vice" } }] }),
        "panel-decisions" => json!({
            "member": { "staff": "vice" }, "outcome": "upheld", "further_action": false, "on": on,
            "answers": { "action-taken": true, "reasonably-done": false }, "reasons": "Nobody rang",
        }),
        "board-referral" => json!({ "ground": "not-satisfied", "reason": "She wants it heard" }),
        "board-decision" => json!({ "on": on, "present": ["carol"], "conclusion": "The notice was wrong" }),
        "extension" => json!({ "to": "2026-03-20", "reason": "A witness is away", "told": "phone" }),
        "pause" => json!({ "reason": "A witness is away" }),
        "resumption" => json!({ "on": on }),
        "updates" => json!({ "means": "phone", "at": at, "text": "We are waiting for the hall" }),
        "learning" => json!({
            "reason": "The notice was wrong", "root_cause": "Nobody checks it",
            "preventive_action": { "what": "A second person checks", "owner": "bill", "due_on": "2026-04-30" },
            "service_area": "Meetings and events",
        }),
        "notes" | "attachments" => json!({ "text": "A note" }),
        "attachments/{number}/removal" => json!({ "reason": "Sent by mistake" }),
        "subjects" => json!({ "who": "carol" }),
        "subject-clearances" => json!({ "who": "carol", "reason": "It was somebody else" }),
        "interests" => json!({ "what": "She is my neighbour" }),
        "representative" => json!({ "name": "Ada Lind", "relation": "sister" }),
        "consent" => json!({ "given": true, "means": "phone", "on": on }),
        "adjustments" => json!({ "kinds": ["large-print"] }),
        "safety-note" => json!({ "text": "Nothing known" }),
        "staff-matters" => json!({ "kind": "training-need", "text": "How to book the hall" }),
        "behaviour-warnings" => json!({ "what": "Shouting", "means": "phone", "on": on }),
        "contact-limits" => json!({
            "limits": ["no-visits"], "reasons": "Threats", "until": "2026-05-01", "review_on": "2026-04-01",
            "adjustments_considered": true,
        }),
        "contact-limit-review" => json!({ "reasons": "It is quiet now" }),
        "points" => json!({ "what": "Nobody rang back" }),
        "points/{number}/decision" => json!({ "outcome": "upheld", "finding": "Nobody rang" }),
        "information" => json!({ "of": { "staff": "carol" }, "question": "When was the hall booked?" }),
        "apologies" => json!({ "who": "bill", "means": "phone", "on": on }),
        "links" => json!({ "to": "SF-2026-0001", "kind": "related" }),
        "merge" => json!({ "into": "SF-2026-0001", "reason": "The same call" }),
        "joint" => json!({ "body": "The council", "we_lead": true }),
        "withdrawal" => json!({ "means": "phone", "on": on }),
        "reopening" => json!({ "reason": "The notes never came" }),
        "letters" => json!({ "letter": "acknowledgement", "to": "complainant" }),
        "outside-referral" => json!({ "body": "charity-commission", "on": on }),
        "outside-decision" => json!({ "upheld": false, "on": on }),
        "/rate-bases" => json!({ "kind": "residents", "as_of": on, "number": 400 }),
        "classification" => json!({ "split": "subject", "options": ["food"] }),
        "change-news" => json!({ "wants": true }),
        "restriction" => json!({ "reason": "Danger", "named": ["bill"] }),
        "admissions" => json!({ "who": "vice", "reason": "She visits" }),
        "records-hold" => json!({ "reason": "The ombudsman asked" }),
        "records-release" => json!({ "reason": "It is over" }),
        "people/{number}/correction" => json!({ "name": "Jean Grey", "phone": "01632 960002" }),
        "restriction-end" => json!({ "reason": "It is over" }),
        "openings/{number}/seen" => json!({}),
        "/openings" => json!({ "reference": "SF-2026-9999", "reason": "She is at the door" }),
        "changes-told" => json!({ "means": "phone", "on": on, "what": "We order by noon" }),
        "procedure-version" => json!({ "version": "2.0", "reason": "The board asked for it" }),
        other => panic!("there is no body for {other}"),
    }
}
