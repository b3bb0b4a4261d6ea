//! Whatever happened to a case: erased, nothing that was said is in its history, and all that figures count is.

use redress_domain::case::{Case, Recorded, erased_history};
use serde_json::Value;

/// What holds of every history.
pub fn check_erased(history: &[Recorded], case: &Case) {
    let erased = erased_history(history);
    assert_eq!(erased_history(&erased), erased, "erased twice is erased once");
    for recorded in &erased {
        only_ids(&serde_json::to_value(&recorded.event).expect("an event can be written"));
    }
    let left = Case::fold(&erased).expect("it is still a history");
    assert_eq!(left.clocks, case.clocks);
    assert_eq!((&left.service_area, &left.natures, &left.triage), (&case.service_area, &case.natures, &case.triage));
    assert_eq!((left.external, &left.repeat_of, &left.subjects), (case.external, &case.repeat_of, &case.subjects));
    assert_eq!((&left.splits, &left.restriction.is_some()), (&case.splits, &case.restriction.is_some()));
    assert_eq!(left.outcome_wanted.is_some(), case.outcome_wanted.is_some());
    for (left, kept) in left.handlings.iter().zip(&case.handlings) {
        assert_eq!((left.route, left.received_on, left.closed_on), (kept.route, kept.received_on, kept.closed_on));
        assert_eq!((left.extended_to, &left.owner, &left.actors), (kept.extended_to, &kept.owner, &kept.actors));
        let counted = |decision: &redress_domain::case::Decided| {
            (decision.outcome.clone(), decision.effect, decision.code.clone(), decision.finding.is_some())
        };
        assert_eq!(left.decision.as_ref().map(counted), kept.decision.as_ref().map(counted));
        assert_eq!(left.settled_at_first_contact.is_some(), kept.settled_at_first_contact.is_some());
        assert_eq!(left.payment, kept.payment);
    }
    for (left, kept) in left.actions.iter().zip(&case.actions) {
        assert_eq!((left.kind, left.due, left.done_on, &left.owner), (kept.kind, kept.due, kept.done_on, &kept.owner));
    }
}

/// Ids, days and digests are single words; what anybody says has a blank in it, but for service areas, which figures count.
fn only_ids(value: &Value) {
    match value {
        Value::String(text) => assert!(!text.contains(' ') || text.starts_with("[erased"), "{text}"),
        Value::Array(values) => values.iter().for_each(only_ids),
        Value::Object(fields) => {
            fields.iter().filter(|(name, _)| *name != "service_area").for_each(|(_, value)| only_ids(value));
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}
