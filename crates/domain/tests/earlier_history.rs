//! What was written before the vocabulary grew is still read: facts, clocks, and the file a case is pinned to (R73).
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use redress_domain::case::{By, Case, Event, Recorded};
use redress_domain::procedure::{Permission, Procedure, WindowStart, WindowUnit, shipped};
use redress_domain::staff::UserId;
use redress_domain::time::Instant;

/// A history as the version before this one wrote it, word for word.
const HISTORY: [&str; 20] = [
    r#"{"logged":{"reference":"SF-1","procedure":"p","procedure_version":"1","route":"S1","stage":"one","received_at":"2026-03-02T09:00:00Z","received_on":"2026-03-02","channel":"phone","brought_by":"self","summary":"Late."}}"#,
    r#"{"triaged":{"class":"failure","counts_as_failure":true,"note":null}}"#,
    r#"{"handed-over":{"to":"tess","customer_told":null}}"#,
    r#"{"contact-tried":{"means":"phone","at":"2026-03-02T09:00:00Z","note":null}}"#,
    r#"{"contact-made":{"means":"phone","at":"2026-03-02T10:00:00Z","note":null,"issue":null,"remedy_wanted":null}}"#,
    r#"{"promise-made":{"number":1,"what":"Ring back","due":{"on":"2026-03-03"}}}"#,
    r#"{"plan-agreed":{"agreement":{"agreed":{"means":"phone","on":"2026-03-02"}},"steps":[{"number":2,"what":"Write","owner":"tess","due_on":"2026-03-04"}]}}"#,
    r#"{"action-done":{"number":2,"on":"2026-03-03","note":null}}"#,
    r#"{"written-reply-asked":{"answer":"yes"}}"#,
    r#"{"compensation-decided":{"decision":{"amount":{"pence":5,"basis":"Goodwill","approver":"carol"}}}}"#,
    r#"{"extended":{"to":"2026-04-03","reason":"A witness is away."}}"#,
    r#"{"settled-at-first-contact":{"done":"Apologised.","agreement":{"not-possible":{"statement":"Unnamed."}}}}"#,
    r#"{"decided":{"outcome":"upheld","effect":"upheld","code":"delay","finding":"It was late."}}"#,
    r#"{"reply-sent":{"on":"2026-03-03","means":"letter","note":null}}"#,
    r#"{"handling-closed":{"on":"2026-03-03"}}"#,
    r#"{"learning-opened":{}}"#,
    r#"{"learning-completed":{"reason":"r","root_cause":"c","preventive_action":{"what":"w","owner":"tess","due_on":"2026-04-01"},"service_area":"Events"}}"#,
    r#"{"escalation-requested":{"route":"ESC","stage":"two","on":"2026-03-04","at":"2026-03-04T09:00:00Z","channel":"phone","reasons":null}}"#,
    r#"{"escalation-acknowledged":{"at":"2026-03-04T10:00:00Z","means":"email"}}"#,
    r#"{"note-added":{"text":"t"}}"#,
];

const CLOCKS: &str = r#"[{"started":{"rule":"resolve","handling":1,"timescale":true,"at":"2026-03-02T09:00:00Z","on":"2026-03-02","length":10,"unit":"working_day","start_rule":"day-after","due":{"on":"2026-03-16"},"early":{"on":"2026-03-09"}}},{"extended":{"rule":"resolve","handling":1,"to":"2026-03-20"}},{"stopped":{"rule":"resolve","handling":1,"at":"2026-03-03T09:00:00Z","verdict":{"met":{"working-days":1}}}}]"#;

#[test]
fn a_history_of_before_is_folded_whole() {
    let event = |fact: &&str, clocks: &str| -> Event {
        let text = format!("{{\"fact\":{fact},\"clocks\":{clocks}}}");
        serde_json::from_str(&text).unwrap_or_else(|error| panic!("{error}: {text}"))
    };
    let clocks = |at: usize| if at == 0 { CLOCKS } else { "[]" };
    let recorded = |(at, fact): (usize, &&str)| Recorded {
        version: u64::try_from(at).unwrap() + 1,
        at: Instant::from_micros(1_772_442_000_000_000),
        by: By::User(UserId::new("sam")),
        event: event(fact, clocks(at)),
    };
    let history: Vec<Recorded> = HISTORY.iter().enumerate().map(recorded).collect();
    let case = Case::fold(&history).unwrap();
    assert_eq!((case.handlings.len(), case.actions.len(), case.clocks.len()), (2, 2, 1));
    assert!(!case.learning.as_ref().unwrap().outstanding && case.is_open());
}

/// R73
#[test]
fn a_procedure_adopted_with_one_window_of_months_is_still_read() {
    let shipped = shipped::find("donnington-service-failure").unwrap();
    let before = shipped.text.replace("[escalation]\nwindows = []\n", "[escalation]\nwindow_months = 2\n");
    assert_ne!(before, shipped.text);
    let before = before.replace("escalation.windows", "escalation.window_months");
    let loaded = Procedure::load(shipped.file, &before);
    let procedure = loaded.procedure.unwrap_or_else(|| panic!("{:?}", loaded.findings));
    let [window] = procedure.escalation.windows.as_slice() else { panic!("one window") };
    assert_eq!((window.length, window.unit, window.from), (2, WindowUnit::Month, WindowStart::Reply));
}

/// R109
#[test]
fn where_nobody_could_write_and_approve_reports_yet_those_who_lead_may() {
    let text = shipped::find("donnington-service-failure").unwrap().text;
    let before = text.replace(", \"improve\"", "").replace(", \"approve\"", "");
    let may =
        |text: &str, role: &str, permission| Procedure::stored(text).unwrap().permissions([role]).contains(&permission);
    for permission in [Permission::Improve, Permission::Approve] {
        assert!(may(&before, "administrator", permission) && !may(&before, "staff", permission));
    }
    assert!(!may(text, "administrator", Permission::Approve), "the file says who approves");
}
