//! Stages, the roles at them, their steps, and what closing waits for.

use redress_domain::procedure::{Procedure, Route, Severity};

use super::{Mistake, assert_found, codes, donnington, mistake};

const ROUTES_1: &str = "routes = [\"S1\"]\nfirst_contact";
const ROUTES_2: &str = "routes = [\"ESC\"]\nowner_roles";
const CLOSING_1: &str = r#"closing = ["contact", "agreement", "plan-done", "compensation", "written-reply-asked", "written-reply-sent", "evidence", "code"]"#;

#[rustfmt::skip]
const MISTAKES: &[Mistake] = &[
    mistake("owner_roles = [\"trustee\"]", "owner_roles = [\"manager\"]", "unknown-role", "stages.immediate-resolution.owner_roles[0]", "manager"),
    mistake("owner_excluded = [\"chair\", ", "owner_excluded = [\"mayor\", ", "unknown-role", "stages.immediate-resolution.owner_excluded[0]", "mayor"),
    mistake("owner_roles = [\"trustee\"]", "owner_roles = [\"staff\"]", "owner-cannot-resolve", "stages.immediate-resolution.owner_roles[0]", "staff"),
    mistake("owner_roles = [\"trustee\"]", "owner_roles = [\"trustee\", \"chair\"]", "owner-excluded", "stages.immediate-resolution.owner_roles[1]", "\"trustee\", \"chair\""),
    mistake("owner_roles = [\"trustee\"]", "owner_roles = []", "no-eligible-owner", "stages.immediate-resolution.owner_roles", "owner_roles = []"),
    mistake("decided_by = [\"chair\"", "decided_by = [\"mayor\"", "unknown-role", "behaviour.decided_by[0]", "mayor"),
    mistake("bands = []", "bands = [{ from_pence = 0, to_pence = 9, basis = \"b\", approvers = [\"mayor\"] }]", "unknown-role", "compensation.bands[0].approvers[0]", "mayor"),
    mistake(ROUTES_1, "routes = [\"S2\"]\nfirst_contact", "first-stage-without-s1", "stages.immediate-resolution.routes", "\"S2\""),
    mistake(ROUTES_1, "routes = [\"S1\", \"ESC\"]\nfirst_contact", "escalation-at-first-stage", "stages.immediate-resolution.routes", "\"S1\", \"ESC\""),
    mistake(ROUTES_2, "routes = [\"ESC\", \"S1\"]\nowner_roles", "route-twice", "stages.review-panel.routes[1]", "\"ESC\", \"S1\""),
    mistake(ROUTES_2, "routes = []\nowner_roles", "stage-without-route", "stages.review-panel.routes", "routes = []"),
    mistake(ROUTES_2, "routes = [\"ESC\", \"S2\"]\nowner_roles", "timescale-missing", "stages.review-panel.routes", "\"ESC\", \"S2\""),
    mistake("part = \"3\" }", "part = \"11\" }", "unknown-part", "stages.immediate-resolution.steps[1].part", "first-contact"),
    mistake("kind = \"plan\", label = \"Agree an", "kind = \"contact\", label = \"Agree an", "step-twice", "stages.immediate-resolution.steps[4].kind", "Agree an"),
    mistake("    { kind = \"close\", label = \"Close the review\", part = \"7\" },\n", "", "stage-never-closes", "stages.review-panel.steps", "steps = ["),
    mistake("    { kind = \"first-contact\", label = \"Put it right at the point of contact\", part = \"3\" },\n", "", "first-contact-without-step", "stages.immediate-resolution.first_contact", "first_contact"),
    mistake("    { kind = \"plan\", label = \"Agree an action plan\", part = \"5\" },\n", "", "guard-without-step", "stages.immediate-resolution.closing[2]", "closing"),
    mistake(CLOSING_1, "closing = [\"written-reply-sent\"]", "guard-without-question", "stages.immediate-resolution.closing", "closing"),
    mistake(CLOSING_1, "closing = [\"contact\", \"contact\"]", "value-twice", "stages.immediate-resolution.closing[1]", "closing"),
    mistake("first_contact = true", "first_contact = true\nindependent = true", "independent-of-nothing", "stages.immediate-resolution.independent", "independent"),
    mistake(ROUTES_2, "routes = [\"S1\"]\nowner_roles", "stage-without-route", "stages.review-panel.routes", "\"S1\""),
    mistake(ROUTES_2, "routes = [\"S2\"]\nowner_roles", "stage-leads-nowhere", "stages.immediate-resolution.routes", "\"S1\""),
    mistake(ROUTES_2, "routes = [\"ESC\", \"ESC\"]\nowner_roles", "route-twice", "stages.review-panel.routes[1]", "\"ESC\", \"ESC\""),
    // Closing
    mistake("    { kind = \"confirm\", label = \"Confirm the decision with the customer\", part = \"7\" },\n", "", "guard-without-step", "stages.review-panel.closing[5]", "decision-confirmed"),
    mistake("    { kind = \"plan\", label = \"Agree further action with the customer\", part = \"6\" },\n", "", "guard-without-step", "stages.review-panel.closing[3]", "plan-agreed"),
];

#[test]
fn each_mistake_of_the_stages_is_found_at_its_place() {
    assert_found(MISTAKES, Severity::Error);
}

/// R67
#[test]
fn telling_the_decision_without_waiting_for_it_is_worth_a_warning() {
    let unwaited =
        mistake("    \"decision-confirmed\",\n", "", "confirm-without-guard", "stages.review-panel.closing", "closing");
    assert_found(&[unwaited], Severity::Warning);
}

#[test]
fn closing_waits_for_nothing_that_the_procedure_does_not_have() {
    let without = |section: &str| {
        let blocks = donnington().split("\n[[").filter(|block| !block.starts_with(section));
        blocks.collect::<Vec<_>>().join("\n[[")
    };
    let evidence = without("evidence]]").replace("at = \"evidence\"", "at = \"codes\"");
    assert_eq!(codes(&evidence), ["guard-without-evidence"; 2], "at both stages");
    assert!(codes(&without("stages]]")).contains(&"missing-field"));

    let apologised = donnington().replace("\"evidence\", \"code\"]", "\"evidence\", \"code\", \"apology\"]");
    assert_eq!(codes(&apologised), [""; 0]);
    let faultless = apologised.replace("effect = \"upheld\"", "effect = \"resolved\"");
    let faultless = faultless.replace("effect = \"partly-upheld\"", "effect = \"resolved\"");
    assert_eq!(codes(&faultless), ["guard-without-fault"]);
}

#[test]
fn a_reply_that_is_always_written_need_not_be_asked_about() {
    let unasked = donnington().replace("\"written-reply-asked\", ", "").replace("    \"written-reply-asked\",\n", "");
    assert_eq!(codes(&unasked), ["guard-without-question"; 2], "at both stages");
    assert_eq!(codes(&unasked.replace("written = \"on-request\"", "written = \"always\"")), [""; 0]);
}

#[test]
fn somebody_does_each_kind_of_work() {
    assert_eq!(codes(&donnington().replace(", \"report\"", "")), ["permission-uncovered"]);
}

#[test]
fn one_can_move_up_more_than_once() {
    let third = r#"
[[stages]]
id = "third"
label = "Stage 3"
routes = ["ESC"]
owner_roles = ["trustee"]
steps = [
    { kind = "acknowledge", label = "Acknowledge", part = "6" },
    { kind = "plan", label = "Plan", part = "6" },
    { kind = "close", label = "Close", part = "7" },
    { kind = "learn", label = "Learn", part = "8" },
]
closing = []
"#;
    let text = donnington().replacen("# --- Clocks ---", &format!("{third}\n# --- Clocks ---"), 1);
    assert_eq!(codes(&text), [""; 0]);
    let procedure = Procedure::load("p.toml", &text).procedure.unwrap();
    let mut stage = procedure.stage_for(Route::S1);
    let mut ways = Vec::new();
    while let Some(here) = stage {
        ways.push(here.id.as_str());
        stage = procedure.next_stage(here);
    }
    assert_eq!(ways, ["immediate-resolution", "review-panel", "third"]);
}
