//! Lengths, and the rules of their edges: each goes with some units and not with others.

use super::{Findings, MOST_DAYS};
use crate::procedure::{ClockRule, EndOfDay, EndRule, MonthRule, NonworkingStart, StartRule, Unit};

pub(super) fn check(clock: &ClockRule, path: &str, findings: &mut Findings<'_>) {
    check_length(clock, path, findings);
    check_first_day(clock, path, findings);
    check_months(clock, path, findings);
    check_last_day(clock, path, findings);
}

/// Two years of days, one of hours.
fn longest(unit: Unit) -> u32 {
    match unit {
        Unit::WorkingDay => MOST_DAYS,
        Unit::CalendarDay => 730,
        Unit::Week => 104,
        Unit::Month => 24,
        Unit::Hour => 8760,
    }
}

fn check_length(clock: &ClockRule, path: &str, findings: &mut Findings<'_>) {
    let most = longest(clock.unit);
    if clock.length == 0 || clock.length > most {
        let message = format!("A clock cannot run for {}. Give it 1 to {most}.", clock.unit.count(clock.length));
        findings.error("clock-length", &format!("{path}.length"), message);
    }
    if clock.early_target.is_some_and(|early| early == 0 || early >= clock.length) {
        let message = "A date to aim for comes before the due date. Make it at least 1 and less than `length`.";
        findings.error("early-target", &format!("{path}.early_target"), message);
    }
    super::check_repeats(findings, &format!("{path}.warn_at"), &clock.warn_at);
    for (position, before) in clock.warn_at.iter().enumerate().filter(|(_, before)| **before > clock.length) {
        let message = format!(
            "{} before it is due the clock has not started. Make it at most `length`.",
            clock.unit.count(*before)
        );
        findings.error("warn-at", &format!("{path}.warn_at[{position}]"), message);
    }
}

fn check_first_day(clock: &ClockRule, path: &str, findings: &mut Findings<'_>) {
    if (clock.start_rule == StartRule::Instant) != (clock.unit == Unit::Hour) {
        let message = "Hours run from the instant, everything else from a day. Use 'instant' with hours, 'same-day' or 'day-after' with days, weeks and months.";
        findings.error("start-rule-unit", &format!("{path}.start_rule"), message);
    }
    if clock.unit == Unit::WorkingDay && clock.nonworking_start == Some(NonworkingStart::None) {
        let message =
            "A day that is not worked cannot count as a working day. Use 'next-working-day', or count calendar days.";
        findings.error("nonworking-start", &format!("{path}.nonworking_start"), message);
    }
}

/// Months say in full how they are counted: the two ways are a day apart and easily confused.
fn check_months(clock: &ClockRule, path: &str, findings: &mut Findings<'_>) {
    let at = format!("{path}.month_rule");
    let agrees = match (clock.unit, clock.month_rule) {
        (Unit::Month, None) => {
            let message = "Months are counted in two ways. Say 'corresponding' (3 March to 3 September) or 'beginning-with' (3 March to 2 September).";
            return findings.error("month-rule", &at, message);
        }
        (Unit::Month, Some(MonthRule::Corresponding)) => clock.start_rule == StartRule::DayAfter,
        (Unit::Month, Some(MonthRule::BeginningWith)) => clock.start_rule == StartRule::SameDay,
        (_, Some(_)) => {
            let message = "Only months have a `month_rule`. Delete it, or count in months.";
            return findings.error("month-rule", &at, message);
        }
        (_, None) => true,
    };
    if !agrees {
        let message = "'corresponding' months leave the day of the start out, so they go with 'day-after'; months 'beginning-with' the day count it, so they go with 'same-day'. Correct one of the two.";
        findings.error("month-rule", &at, message);
    }
}

fn check_last_day(clock: &ClockRule, path: &str, findings: &mut Findings<'_>) {
    let rules = [
        ("end_rule", clock.end_rule != EndRule::AsIs),
        ("end_of_day", clock.end_of_day != EndOfDay::Midnight),
        ("nonworking_start", clock.nonworking_start.is_some()),
    ];
    for (field, _) in rules.iter().filter(|(_, given)| *given && clock.unit == Unit::Hour) {
        let message = "Hours run from instant to instant, whatever the day. Delete it, or count in days.";
        findings.error("hours-with-day-rules", &format!("{path}.{field}"), message);
    }
    if clock.close_of_business.is_some() && clock.end_of_day != EndOfDay::CloseOfBusiness {
        let message = "The last day ends at midnight. Set `end_of_day = \"close-of-business\"`, or delete the time.";
        findings.error("close-of-business", &format!("{path}.close_of_business"), message);
    }
}
