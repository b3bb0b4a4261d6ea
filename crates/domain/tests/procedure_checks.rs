//! Each check of a procedure: a shipped file with one thing wrong is refused with the right code at the right place.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::as_conversions, clippy::panic)]

use redress_domain::procedure::{Finding, Procedure, Severity, shipped};

/// A change to the Donnington file, and what must be found. `line` is a piece of the line the finding points to.
struct Case {
    from: &'static str,
    to: &'static str,
    code: &'static str,
    path: &'static str,
    line: &'static str,
}

const fn case(
    from: &'static str,
    to: &'static str,
    code: &'static str,
    path: &'static str,
    line: &'static str,
) -> Case {
    Case { from, to, code, path, line }
}

const ROUTES_1: &str = "routes = [\"S1\"]\nfirst_contact";
const ROUTES_2: &str = "routes = [\"ESC\"]\nowner_roles";
const CLOSING_1: &str = r#"closing = ["contact", "agreement", "plan-done", "compensation", "written-reply-asked", "written-reply-sent", "code"]"#;

#[rustfmt::skip]
const CASES: &[Case] = &[
    // Reading
    case("[terms]", "[terms", "syntax", "", "[terms"),
    case("cases = \"service failures\"", "plural = \"x\"", "unknown-field", "terms.plural", "plural = "),
    case("language = \"en-GB\"\n", "", "missing-field", "", ""),
    case("digits = 4", "digits = \"four\"", "wrong-type", "intake.reference.digits", "digits"),
    case("stop = \"plan-done\"", "stop = \"plan-finished\"", "unknown-value", "clocks.plan.stop", "plan-finished"),
    case("\"agreement\", \"plan-done\"", "\"agreed\", \"plan-done\"", "unknown-value", "stages.immediate-resolution.closing[1]", "agreed"),
    case("meaning = \"Getting it done took too long.\"\n", "", "missing-field", "codes.delay", "[[codes]]"),
    // Ids and words
    case("id = \"delay\"", "id = \"appointment\"", "duplicate-id", "codes[1].id", "id = \"appointment\""),
    case("id = \"trustee\"\nlabel = \"Trustee\"", "id = \"staff\"\nlabel = \"Trustee\"", "duplicate-id", "roles[1].id", "id = \"staff\""),
    case("id = \"quality\"", "id = \"Quality!\"", "bad-id", "codes[2].id", "Quality!"),
    case("person = \"customer\"", "person = \" \"", "empty-text", "terms.person", "person"),
    case("label = \"Delay\"", "label = \"De\\nlay\"", "not-one-line", "codes.delay.label", "De\\nlay"),
    case("language = \"en-GB\"", "language = \"English\"", "bad-language", "language", "English"),
    case("prefix = \"SF-\"", "prefix = \"=SF\"", "bad-reference", "intake.reference.prefix", "=SF"),
    case("prefix = \"SF-\"", "prefix = \"SF1\"", "bad-reference", "intake.reference.prefix", "SF1"),
    case("separator = \"-\"", "separator = \"x\"", "bad-reference", "intake.reference.separator", "separator"),
    case("digits = 4", "digits = 10", "bad-reference", "intake.reference.digits", "digits"),
    case("channels = [\"letter\", \"email\", \"web\", \"in-person\", \"phone\"]", "channels = []", "no-channel", "intake.channels", "channels"),
    case("channels = [\"letter\"", "channels = [\"email\"", "value-twice", "intake.channels[1]", "channels"),
    case("S2 = \"Stage 2 - Direct\"\n", "", "report-row-missing", "report.rows", "[report.rows]"),
    case("bands = []", "bands = [{ from_pence = 9, to_pence = 1, basis = \"b\" }]", "compensation-band", "compensation.bands[0]", "from_pence"),
    case("days = 10\nearly_target = 5", "days = 0", "clock-length", "actions.days", "days = 0"),
    case("days = 10\nearly_target = 5", "days = 10\nearly_target = 10", "early-target", "actions.early_target", "early_target = 10"),
    case("[escalation]", "[escalation]\nwindow_months = 0", "escalation-window", "escalation.window_months", "window_months"),
    // Roles
    case("owner_roles = [\"trustee\"]", "owner_roles = [\"manager\"]", "unknown-role", "stages.immediate-resolution.owner_roles[0]", "manager"),
    case("owner_excluded = [\"chair\", ", "owner_excluded = [\"mayor\", ", "unknown-role", "stages.immediate-resolution.owner_excluded[0]", "mayor"),
    case("owner_roles = [\"trustee\"]", "owner_roles = [\"staff\"]", "owner-cannot-resolve", "stages.immediate-resolution.owner_roles[0]", "staff"),
    case("owner_roles = [\"trustee\"]", "owner_roles = [\"trustee\", \"chair\"]", "owner-excluded", "stages.immediate-resolution.owner_roles[1]", "\"trustee\", \"chair\""),
    case("owner_roles = [\"trustee\"]", "owner_roles = []", "no-eligible-owner", "stages.immediate-resolution.owner_roles", "owner_roles = []"),
    // Stages
    case(ROUTES_1, "routes = [\"S2\"]\nfirst_contact", "first-stage-without-s1", "stages.immediate-resolution.routes", "\"S2\""),
    case(ROUTES_1, "routes = [\"S1\", \"ESC\"]\nfirst_contact", "escalation-at-first-stage", "stages.immediate-resolution.routes", "\"S1\", \"ESC\""),
    case(ROUTES_2, "routes = [\"ESC\", \"S1\"]\nowner_roles", "route-twice", "stages.review-panel.routes[1]", "\"ESC\", \"S1\""),
    case(ROUTES_2, "routes = []\nowner_roles", "stage-without-route", "stages.review-panel.routes", "routes = []"),
    case(ROUTES_2, "routes = [\"ESC\", \"S2\"]\nowner_roles", "timescale-missing", "stages.review-panel.routes", "\"ESC\", \"S2\""),
    case("part = \"3\" }", "part = \"11\" }", "unknown-part", "stages.immediate-resolution.steps[1].part", "first-contact"),
    case("kind = \"plan\", label = \"Agree an", "kind = \"contact\", label = \"Agree an", "step-twice", "stages.immediate-resolution.steps[4].kind", "Agree an"),
    case("    { kind = \"close\", label = \"Close the review\", part = \"7\" },\n", "", "stage-never-closes", "stages.review-panel.steps", "steps = ["),
    case("    { kind = \"first-contact\", label = \"Put it right at the point of contact\", part = \"3\" },\n", "", "first-contact-without-step", "stages.immediate-resolution.first_contact", "first_contact"),
    case("    { kind = \"plan\", label = \"Agree an action plan\", part = \"5\" },\n", "", "guard-without-step", "stages.immediate-resolution.closing[2]", "closing"),
    case(CLOSING_1, "closing = [\"written-reply-sent\"]", "guard-without-question", "stages.immediate-resolution.closing", "closing"),
    case(CLOSING_1, "closing = [\"contact\", \"contact\"]", "value-twice", "stages.immediate-resolution.closing[1]", "closing"),
    // Every text that is read
    case("purpose = \"How to recognise one", "purpose = \"\" # \"How to recognise one", "empty-text", "parts.2.purpose", "purpose"),
    case("\"Promise only", "\"\", \"Promise only", "empty-text", "intake.checklist[6]", "Promise"),
    case("label = \"Close the review\"", "label = \"\"", "empty-text", "stages.review-panel.steps[6].label", "close"),
    case("contact = \"www.fundraisingregulator.org.uk\"", "contact = \"\"", "empty-text", "external_bodies.fundraising-regulator.contact", "contact"),
    case("ESC = \"Stage 2 - Review Panel\"", "ESC = \"\"", "empty-text", "report.rows.ESC", "ESC"),
    // Clocks
    case("length = 24\nunit = \"hour\"\nstop = \"acknowledged\"", "length = 8761\nunit = \"hour\"\nstop = \"acknowledged\"", "clock-length", "clocks.appeal-acknowledgement.length", "8761"),
    case("length = 10\nunit = \"working_day\"\nstop = \"learning-completed\"", "length = 521\nunit = \"working_day\"\nstop = \"learning-completed\"", "clock-length", "clocks.learning.length", "521"),
    case("stop = \"plan-done\"\nearly_target = 5", "stop = \"plan-done\"\nearly_target = 10", "early-target", "clocks.plan.early_target", "early_target = 10"),
    case("stop = \"plan-done\"\nearly_target = 5", "stop = \"plan-done\"\nextension = { max = 5 }", "extension-without-timescale", "clocks.plan.extension", "extension"),
    case("stop = \"closed\"\ntimescale = true", "stop = \"closed\"\ntimescale = true\nextension = { max = 0 }", "extension-length", "clocks.resolve.extension", "extension"),
    case("start = \"plan-agreed\"\nstart_rule = \"day-after\"", "start = \"plan-agreed\"\nstart_rule = \"instant\"", "start-rule-unit", "clocks.plan.start_rule", "instant"),
    case("start = \"handed-over\"\nstart_rule = \"instant\"", "start = \"handed-over\"\nstart_rule = \"day-after\"", "start-rule-unit", "clocks.contact-from-handover.start_rule", "day-after"),
    case("stop = \"plan-done\"", "stop = \"plan-agreed\"", "clock-order", "clocks.plan.stop", "stop = \"plan-agreed\""),
    case("stop = \"plan-done\"", "stop = \"acknowledged\"", "clock-order", "clocks.plan.stop", "stop = \"acknowledged\""),
    case("stop = \"learning-completed\"", "stop = \"escalation-requested\"", "clock-order", "clocks.learning.stop", "escalation-requested"),
    case("stop = \"acknowledged\"\n", "stop = \"acknowledged\"\nsatisfied_by = [\"phone\"]\n", "satisfied-by", "clocks.appeal-acknowledgement.satisfied_by", "satisfied_by"),
    case("stop = \"contacted\"\nsatisfied_by = [\"phone\", \"visit\", \"in-person\"]", "stop = \"contacted\"", "satisfied-by", "clocks.contact-from-receipt.satisfied_by", "[[clocks]]"),
    case("stop = \"learning-completed\"", "stop = \"learning-completed\"\ntimescale = true", "timescale-shape", "clocks.learning.timescale", "timescale"),
    case("stop = \"plan-done\"", "stop = \"closed\"\ntimescale = true", "timescale-twice", "clocks.plan.timescale", "timescale"),
    case("timescale = true\n\n[[clocks]]\nid = \"plan\"", "\n[[clocks]]\nid = \"plan\"", "timescale-missing", "stages.immediate-resolution.routes", "routes"),
    case("routes = [\"ESC\"]\nstart = \"escalation-requested\"\nstart_rule = \"instant\"", "routes = [\"S1\", \"ESC\"]\nstart = \"escalation-requested\"\nstart_rule = \"instant\"", "clock-moment-never-comes", "clocks.appeal-acknowledgement.start", "start ="),
    case("routes = [\"S1\", \"ESC\"]\nstart = \"closed\"", "routes = [\"S1\", \"S2\"]\nstart = \"closed\"", "clock-route-unused", "clocks.learning.routes[1]", "\"S2\""),
    case("routes = [\"S1\", \"ESC\"]\nstart = \"closed\"", "routes = []\nstart = \"closed\"", "clock-without-route", "clocks.learning.routes", "routes = []"),
    // Decisions
    case("id = \"failure\"\nlabel = \"Service failure\"\ncounts_as_failure = true", "id = \"failure\"\nlabel = \"Service failure\"\ncounts_as_failure = false", "no-failure-class", "triage", "[[triage]]"),
    case("effect = \"reclassified\"", "effect = \"withdrawn\"", "family-without-outcome", "codes.comment.family", "not_a_failure"),
    // Parts and settled gaps
    case("Act at once where you can,", "As part 12 says, act at once where you can,", "dangling-part", "parts.3.body", "body"),
    case("Nobody has to win.", "Nobody has to win; see appendix 2.", "dangling-part", "parts.appendix-1.body", "body"),
    case("[[missing_parts]]\npart = \"9\"", "[[missing_parts]]\npart = \"8\"", "missing-part-supplied", "missing_parts.8", "[[missing_parts]]"),
    case("at = \"clocks.panel.start\"", "at = \"clocks.panel.begin\"", "dangling-field", "settled[37].at", "clocks.panel.begin"),
    case("at = \"clocks.panel.start\"", "at = \"clocks.nobody.early_target\"", "dangling-field", "settled[37].at", "clocks.nobody"),
    case("requirement = \"R13\"", "requirement = \"13\"", "bad-requirement", "settled[7].requirement", "\"13\""),
];

fn donnington() -> &'static str {
    shipped::find("donnington-service-failure").unwrap().text
}

fn errors(text: &str) -> Vec<Finding> {
    let loaded = Procedure::load("p.toml", text);
    let errors: Vec<_> = loaded.findings.into_iter().filter(|finding| finding.severity == Severity::Error).collect();
    assert_eq!(loaded.procedure.is_none(), !errors.is_empty());
    errors
}

/// Line number and path of a place such as `p.toml:12:3 terms.person`.
fn place(finding: &Finding) -> (usize, &str) {
    let (place, path) = finding.at.split_once(' ').unwrap_or((&finding.at, ""));
    (place.split(':').nth(1).map_or(0, |line| line.parse().unwrap()), path)
}

#[test]
fn each_mistake_is_found_at_its_place() {
    for Case { from, to, code, path, line } in CASES {
        assert!(donnington().contains(from), "not in the file: {from}");
        let text = donnington().replacen(from, to, 1);
        let found = errors(&text);
        let hit = found.iter().find(|finding| finding.code == *code && (path.is_empty() || place(finding).1 == *path));
        let hit = hit.unwrap_or_else(|| panic!("{code} at {path} not among {found:#?}"));
        let told = text.lines().nth(place(hit).0.max(1) - 1).unwrap_or("");
        assert!(told.contains(line), "{code} points to {:?}, which is {told:?}", hit.at);
    }
}

#[test]
fn what_needs_more_than_one_change_is_found_too() {
    let all = |text: &str| errors(text).into_iter().map(|finding| finding.code).collect::<Vec<_>>();
    let without = |section: &str| {
        let blocks = donnington().split("\n[[").filter(|block| !block.starts_with(section));
        blocks.collect::<Vec<_>>().join("\n[[")
    };
    let undecided = donnington()
        .replace("effect = \"upheld\"", "effect = \"withdrawn\"")
        .replace("effect = \"partly-upheld\"", "effect = \"withdrawn\"");
    let undecided = undecided
        .replace("effect = \"not-upheld\"", "effect = \"withdrawn\"")
        .replace("effect = \"resolved\"", "effect = \"withdrawn\"");
    assert_eq!(all(&undecided), ["no-deciding-outcome"]);
    let causes_only = donnington().replace("\"not_a_failure\"", "\"cause\"");
    assert_eq!(all(&causes_only), ["outcome-without-family"]);
    let unreported = donnington().replace(", \"report\"", "");
    assert_eq!(all(&unreported), ["permission-uncovered"]);
    assert!(all(&without("stages]]")).contains(&"missing-field"));
}

#[test]
fn all_mistakes_are_told_at_once() {
    let text = donnington().replace("person = \"customer\"", "person = \"\"").replace("digits = 4", "digits = 1");
    let text = text.replace("owner_roles = [\"trustee\"]", "owner_roles = [\"manager\"]");
    let found = errors(&text);
    for code in ["empty-text", "bad-reference", "unknown-role"] {
        assert!(found.iter().any(|finding| finding.code == code), "{code}");
    }
}

#[test]
fn a_field_left_to_its_default_can_settle_a_gap() {
    let text = donnington().replace("at = \"clocks.panel.start\"", "at = \"clocks.panel.extension\"");
    assert_eq!(errors(&text), []);
}

/// Nothing but what must be there.
const SMALLEST: &str = r#"
id = "small"
title = "Small"
version = "1"
language = "en"
terms = { person = "customer", case = "complaint", cases = "complaints" }
parts = [{ id = "1", title = "All", purpose = "All of it", body = "We answer.", listed = true }]
roles = [{ id = "all", label = "Everybody", may = ["log", "handle", "resolve", "report"] }]
triage = [{ id = "complaint", label = "Complaint", counts_as_failure = true, meaning = "Complaint" }]
outcomes = [{ id = "upheld", label = "Upheld", effect = "upheld" }]
codes = []
compensation = {}
actions = { days = 10 }
escalation = {}
intake = { channels = ["phone"], anonymous = false, reference = { prefix = "", separator = "", digits = 5 } }
report = { title = "Report", rows = { S1 = "One", S2 = "Two", ESC = "Moved up" } }

[[stages]]
id = "only"
label = "Only"
routes = ["S1"]
owner_roles = ["all"]
steps = [{ kind = "close", label = "Close", part = "1" }]
closing = []

[[clocks]]
id = "answer"
label = "Answer"
routes = ["S1"]
start = "received"
start_rule = "same-day"
length = 5
unit = "working_day"
stop = "closed"
timescale = true
"#;

#[test]
fn the_smallest_procedure_loads_and_any_field_it_leaves_out_can_settle_a_gap() {
    assert_eq!(errors(SMALLEST), []);
    let left_out = [
        "actions.early_target",
        "adoption",
        "clocks.answer.early_target",
        "clocks.answer.extension",
        "clocks.answer.satisfied_by",
        "compensation.bands",
        "escalation.window_months",
        "external_bodies",
        "intake.checklist",
        "intake.required_fields",
        "missing_parts",
        "natures",
        "service_areas",
        "stages.only.first_contact",
        "stages.only.independent",
        "stages.only.owner_excluded",
    ];
    for path in left_out {
        let entry = format!("[[settled]]\nrequirement = \"R1\"\nat = \"{path}\"\nsource = \"s\"\nsettled_as = \"s\"\n");
        assert_eq!(errors(&format!("{SMALLEST}\n{entry}")), [], "{path}");
    }
}

#[test]
fn a_procedure_without_stages_or_without_the_codes_it_waits_for_is_refused() {
    let all = |text: &str| errors(text).into_iter().map(|finding| finding.code).collect::<Vec<_>>();
    let uncoded = SMALLEST.replace("closing = []", "closing = [\"code\"]");
    assert_eq!(all(&uncoded), ["guard-without-codes"]);
    let (before, _) = SMALLEST.split_once("[[stages]]").unwrap();
    let empty = before.replace("codes = []", "codes = []\nstages = []\nclocks = []");
    assert_eq!(all(&empty), ["no-stage"]);
}

#[test]
fn a_part_that_nobody_declared_missing_is_an_error_in_both_places() {
    let start = donnington().find("[[missing_parts]]").unwrap();
    let end = donnington().find("# --- Who may do what").unwrap();
    let text = [&donnington()[..start], &donnington()[end..]].concat();
    let places: Vec<_> = errors(&text).iter().map(|finding| (finding.code, place(finding).1.to_owned())).collect();
    let expected = ["parts.3.body", "parts.5.body"].map(|path| ("dangling-part", path.to_owned()));
    assert_eq!(places, expected);
}

#[test]
fn adoption_and_a_scheme_end_their_warnings() {
    let text =
        donnington().replace("bands = []", "bands = [{ from_pence = 0, to_pence = 5000, basis = \"Inconvenience\" }]");
    let adopted = text.replace(
        "[terms]",
        "[adoption]\nbody = \"Board\"\nsignatory = \"A. Trustee\"\ndate = \"2026-03-02\"\n\n[terms]",
    );
    let loaded = Procedure::load("p.toml", &adopted);
    assert!(loaded.procedure.is_some(), "{:#?}", loaded.findings);
    assert!(!loaded.findings.iter().any(|finding| ["draft", "no-compensation-scheme"].contains(&finding.code)));
}

#[test]
fn a_finding_is_written_with_the_fields_of_the_contract() {
    let finding = errors(&donnington().replace("digits = 4", "digits = 1")).remove(0);
    let line = 1 + donnington()[..donnington().find("digits = 4").unwrap()].matches('\n').count();
    let written = serde_json::to_value(&finding).unwrap();
    let expected = serde_json::json!({
        "severity": "error",
        "code": "bad-reference",
        "at": format!("p.toml:{line} intake.reference.digits"),
        "message": "A running number cannot have 1 digits. Give it 3 to 9.",
    });
    assert_eq!(written, expected);
    let warnings = Procedure::load("p.toml", donnington()).findings;
    assert_eq!(serde_json::to_value(&warnings[0]).unwrap()["severity"], "warning");
    assert!(serde_json::to_value(&warnings[0]).unwrap()["requirement"].is_string());
}
