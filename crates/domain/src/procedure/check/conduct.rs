//! Amounts of time and money: actions, questions, limits in months, bands of compensation, limits on contact.

use super::{Findings, check_repeats, item};
use crate::procedure::{Behaviour, Definition, Window, WindowUnit};

/// Two years of working days.
const MOST_DAYS: u32 = 520;
/// Ten years.
const MOST_MONTHS: u32 = 120;

pub(super) fn check(definition: &Definition, findings: &mut Findings<'_>) {
    check_actions(definition, findings);
    check_days(findings, "info_request.days", definition.info_request.days);
    check_months(findings, "repeats.window_months", Some(definition.repeats.window_months));
    check_months(findings, "time_limit.months", definition.time_limit.map(|limit| limit.months));
    check_months(findings, "reopening.within_months", definition.reopening.map(|reopening| reopening.within_months));
    for (index, body) in definition.external_bodies.iter().enumerate() {
        check_months(
            findings,
            &format!("{}.within_months", item("external_bodies", index, &body.id)),
            body.within_months,
        );
    }
    for (index, window) in definition.escalation.windows.iter().enumerate() {
        check_window(*window, &format!("escalation.windows[{index}]"), findings);
    }
    check_bands(definition, findings);
    if let Some(behaviour) = &definition.behaviour {
        check_behaviour(behaviour, findings);
    }
}

fn check_actions(definition: &Definition, findings: &mut Findings<'_>) {
    let actions = definition.actions;
    check_days(findings, "actions.days", actions.days);
    if actions.early_target.is_some_and(|early| early == 0 || early >= actions.days) {
        let message = "A date to aim for comes before the due date. Make it at least 1 and less than `days`.";
        findings.error("early-target", "actions.early_target", message);
    }
}

fn check_days(findings: &mut Findings<'_>, path: &str, days: u32) {
    if !matches!(days, 1..=MOST_DAYS) {
        findings.error(
            "clock-length",
            path,
            format!("This cannot take {days} working days. Give it 1 to {MOST_DAYS}."),
        );
    }
}

fn check_months(findings: &mut Findings<'_>, path: &str, months: Option<u32>) {
    if let Some(months) = months.filter(|months| !matches!(months, 1..=MOST_MONTHS)) {
        findings.error("months", path, format!("This cannot be {months} months. Give it 1 to {MOST_MONTHS}."));
    }
}

fn check_window(window: Window, path: &str, findings: &mut Findings<'_>) {
    let (most, unit) = match window.unit {
        WindowUnit::WorkingDay => (MOST_DAYS, "working days"),
        WindowUnit::CalendarDay => (3_660, "days"),
        WindowUnit::Month => (MOST_MONTHS, "months"),
    };
    if window.length == 0 || window.length > most {
        let message = format!(
            "Nobody could ask for the next stage within {} {unit}. Give 1 to {most}, or delete the window for no limit.",
            window.length
        );
        findings.error("escalation-window", &format!("{path}.length"), message);
    }
}

fn check_bands(definition: &Definition, findings: &mut Findings<'_>) {
    let mut above: Option<u64> = None;
    for (index, band) in definition.compensation.bands.iter().enumerate() {
        let at = format!("compensation.bands[{index}]");
        if band.to_pence < band.from_pence || above.is_some_and(|above| band.from_pence <= above) {
            let message =
                "Bands go upwards, and each begins above the one before. Correct `from_pence` and `to_pence`.";
            findings.error("compensation-band", &at, message);
        }
        check_repeats(findings, &format!("{at}.approvers"), &band.approvers);
        above = above.max(Some(band.to_pence));
    }
}

fn check_behaviour(behaviour: &Behaviour, findings: &mut Findings<'_>) {
    check_months(findings, "behaviour.max_months", Some(behaviour.max_months));
    check_repeats(findings, "behaviour.decided_by", &behaviour.decided_by);
    if behaviour.review_months == 0 || behaviour.review_months > behaviour.max_months {
        let message = "A limit on contact is looked at again while it lasts. Give 1 to `max_months`.";
        findings.error("months", "behaviour.review_months", message);
    }
    if behaviour.limits.is_empty() {
        let message = "There is no limit that could be set. Add one, or delete `behaviour`.";
        findings.error("behaviour-without-limits", "behaviour.limits", message);
    }
    if behaviour.decided_by.is_empty() {
        let message = "Nobody may decide on a limit. Name at least one role.";
        findings.error("behaviour-without-decider", "behaviour.decided_by", message);
    }
}
