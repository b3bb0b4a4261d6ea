//! Procedures that have nothing but what must be there.

use redress_domain::procedure::{Procedure, Severity};
use toml::Value;

use super::{codes, findings};

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

/// Everything that can be there or not, with nothing but what must be in it.
const OPTIONAL: &str = r#"
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
extension = { max = 5 }
pause = { max = 5 }

[[letters]]
id = "letter"
title = "Letter"
body = "Dear {person}"

[[external_bodies]]
id = "outside"
name = "Outside"
contact = "Outside"
scope_note = "All"
"#;

/// What has no value where it is left out.
const ABSENT: [&str; 20] = [
    "actions.early_target",
    "adoption",
    "behaviour",
    "clocks.answer.close_of_business",
    "clocks.answer.early_target",
    "clocks.answer.extension",
    "clocks.answer.fallback",
    "clocks.answer.month_rule",
    "clocks.answer.nonworking_start",
    "clocks.answer.pause",
    "compensation.scheme",
    "external_bodies",
    "reopening",
    "report.publish_within_days",
    "report.rate_base",
    "stages.only.board",
    "stages.only.filter",
    "stages.only.panel",
    "time_limit",
    "provenance",
];

#[test]
fn any_field_that_is_left_out_can_settle_a_gap() {
    let full = SMALLEST.replace(&SMALLEST[SMALLEST.find("[[clocks]]").unwrap()..], OPTIONAL);
    for text in [SMALLEST, &full] {
        let procedure = Procedure::load("p.toml", text).procedure.unwrap();
        let mut paths = ABSENT.map(str::to_owned).to_vec();
        paths_of(&Value::try_from(&*procedure).unwrap(), "", &mut paths);
        assert!(paths.len() > 80, "{paths:?}");
        let entries = paths.iter().map(|path| {
            format!("[[settled]]\nrequirement = \"R1\"\nat = \"{path}\"\nsource = \"s\"\nsettled_as = \"s\"\n")
        });
        let settled = format!("{text}\n{}", entries.collect::<String>());
        let refused: Vec<_> = findings(&settled, Severity::Error).into_iter().map(|finding| finding.message).collect();
        assert_eq!(refused, [""; 0]);
    }
}

/// Paths of every field that a definition has once it is read, by the ids on the way.
fn paths_of(value: &Value, path: &str, paths: &mut Vec<String>) {
    let Some(table) = value.as_table() else { return };
    for (key, value) in table {
        let path = if path.is_empty() { key.clone() } else { format!("{path}.{key}") };
        paths.push(path.clone());
        paths_of(value, &path, paths);
        for element in value.as_array().into_iter().flatten() {
            if let Some(id) = element.get("id").and_then(Value::as_str) {
                paths_of(element, &format!("{path}.{id}"), paths);
            }
        }
    }
}

#[test]
fn a_procedure_without_stages_or_without_the_codes_it_waits_for_is_refused() {
    let uncoded = SMALLEST.replace("closing = []", "closing = [\"code\"]");
    assert_eq!(codes(&uncoded), ["guard-without-codes"]);
    let (before, _) = SMALLEST.split_once("[[stages]]").unwrap();
    let empty = before.replace("codes = []", "codes = []\nstages = []\nclocks = []");
    assert_eq!(codes(&empty), ["no-stage"]);
}
