//! Fallbacks: a clock that waits to be acknowledged names the clock that says until when that was permitted.

use super::{Findings, places};
use crate::procedure::{ClockRule, Definition, Moment};

pub(super) fn check(definition: &Definition, clock: &ClockRule, path: &str, findings: &mut Findings<'_>) {
    let Some(fallback) = &clock.fallback else {
        if clock.timescale && clock.start == Moment::Acknowledged {
            let message = "A time limit that starts when 'acknowledged' would be missing until then. Add `fallback = { latest_permitted = \"…\" }` with the id of the acknowledgement clock.";
            findings.error("timescale-without-fallback", &format!("{path}.start"), message);
        }
        return;
    };
    let at = format!("{path}.fallback");
    let mut error = |message: String| findings.error("fallback-clock", &at, message);
    if clock.start != Moment::Acknowledged {
        return error(
            "Only a clock that starts when 'acknowledged' falls back. Delete `fallback`, or correct `start`."
                .to_owned(),
        );
    }
    let id = &fallback.latest_permitted;
    let Some(waiting) = definition.clocks.iter().find(|other| other.id == *id && other.stop == Moment::Acknowledged)
    else {
        return error(format!("No clock '{id}' waits until it is 'acknowledged'. Name one that does."));
    };
    if !matches!(waiting.start, Moment::Received | Moment::EscalationRequested) {
        return error(format!("The clock '{id}' does not start with the handling. Name one that does."));
    }
    let there: Vec<_> = places(definition, waiting).map(|(stage, route)| (&stage.id, route)).collect();
    let missing = places(definition, clock).find(|(stage, route)| !there.contains(&(&stage.id, *route)));
    if let Some((stage, _)) = missing {
        return error(format!(
            "The clock '{id}' does not run at '{}', where this one does. Name one that does.",
            stage.label
        ));
    }
    let classes = &waiting.classes;
    if !classes.is_empty() && (clock.classes.is_empty() || clock.classes.iter().any(|class| !classes.contains(class))) {
        error(format!(
            "The clock '{id}' runs for fewer triage classes than this one. Name one that runs for all of them."
        ));
    }
}
