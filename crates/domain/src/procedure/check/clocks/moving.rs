//! Extensions and pauses: what can be moved, by how much, and by whom.

use super::super::{ids, texts};
use super::{Findings, MOST_DAYS, item};
use crate::procedure::{ClockRule, Definition, Extension, Label, Pause, Unit};

pub(super) fn check(definition: &Definition, clock: &ClockRule, path: &str, findings: &mut Findings<'_>) {
    if let Some(extension) = &clock.extension {
        let at = format!("{path}.extension");
        check_extension(clock, extension, &at, findings);
        check_role(definition, extension.approver_role.as_ref(), &at, findings);
        check_reasons(&extension.reasons, &at, findings);
    }
    if let Some(pause) = &clock.pause {
        let at = format!("{path}.pause");
        check_pause(clock, pause, &at, findings);
        check_role(definition, pause.approver_role.as_ref(), &at, findings);
        check_reasons(&pause.reasons, &at, findings);
    }
}

fn check_extension(clock: &ClockRule, extension: &Extension, at: &str, findings: &mut Findings<'_>) {
    if !clock.timescale {
        let message = "Only the time limit of a stage can be extended. Delete `extension`, or set `timescale`.";
        findings.error("extension-without-timescale", at, message);
    }
    if clock.unit == Unit::Hour {
        findings.error(
            "extension-unit",
            at,
            "Hours cannot be extended to a day. Delete `extension`, or count in days.",
        );
    }
    if extension.max == 0 || extension.max > MOST_DAYS {
        let message =
            format!("An extension cannot be of {}. Give it 1 to {MOST_DAYS}.", clock.unit.count(extension.max));
        findings.error("extension-length", at, message);
    }
    if extension.max_count == Some(0) {
        let message = "Nought times is no extension. Give it at least 1, or delete `extension`.";
        findings.error("extension-count", &format!("{at}.max_count"), message);
    }
    let most = clock.length.saturating_add(extension.max);
    if extension.cap_total.is_some_and(|cap| cap < most || cap > MOST_DAYS.saturating_mul(2)) {
        let message = format!(
            "All that it may run is at least its length and what can be added: give {most} or more, or less `max`."
        );
        findings.error("extension-cap", &format!("{at}.cap_total"), message);
    }
}

fn check_pause(clock: &ClockRule, pause: &Pause, at: &str, findings: &mut Findings<'_>) {
    if clock.unit == Unit::Hour {
        findings.error("pause-unit", at, "Pauses are counted in days, and this clock counts hours. Delete `pause`.");
    }
    if pause.max == 0 || pause.max > MOST_DAYS {
        let message = format!("Pauses cannot add {} days. Give 1 to {MOST_DAYS}.", pause.max);
        findings.error("pause-length", &format!("{at}.max"), message);
    }
}

fn check_role(definition: &Definition, role: Option<&String>, at: &str, findings: &mut Findings<'_>) {
    if let Some(id) = role.filter(|id| !definition.roles.iter().any(|role| role.id == **id)) {
        let message = format!("There is no role '{id}'. Add it to the roles, or correct the name.");
        findings.error("unknown-role", &format!("{at}.approver_role"), message);
    }
}

fn check_reasons(reasons: &[Label], at: &str, findings: &mut Findings<'_>) {
    let list = format!("{at}.reasons");
    ids::check_list(findings, &list, "id", reasons.iter().map(|reason| &reason.id));
    for (index, reason) in reasons.iter().enumerate() {
        texts::line(findings, &format!("{}.label", item(&list, index, &reason.id)), &reason.label);
    }
}
