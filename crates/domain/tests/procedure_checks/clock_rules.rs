//! What clocks can say beside working days and hours: every combination that cannot work is found.

use redress_domain::procedure::Severity;

use super::{Mistake, assert_found, donnington, errors, mistake};

/// The end of the first stage's time limit.
const LIMIT: &str = "stop = \"closed\"\ntimescale = true";
const LIMIT_FROM_LENGTH: &str = "length = 10\nunit = \"working_day\"\nstop = \"closed\"\ntimescale = true";
const PANEL: &str = "start = \"escalation-requested\"\nstart_rule = \"day-after\"";
const HOURS: &str = "length = 24\nunit = \"hour\"\nstop = \"acknowledged\"";

/// The time limit with one line more.
macro_rules! limit {
    ($line:literal) => {
        concat!("stop = \"closed\"\ntimescale = true\n", $line)
    };
}

/// The acknowledgement of an appeal, which counts hours, with one line more.
macro_rules! hours {
    ($line:literal) => {
        concat!("length = 24\nunit = \"hour\"\nstop = \"acknowledged\"\n", $line)
    };
}

#[rustfmt::skip]
const MISTAKES: &[Mistake] = &[
    // Where it runs
    mistake(LIMIT, limit!("stages = [\"nowhere\"]"), "unknown-stage", "clocks.resolve.stages[0]", "nowhere"),
    mistake(LIMIT, limit!("stages = [\"immediate-resolution\", \"review-panel\"]"), "clock-stage-unused", "clocks.resolve.stages[1]", "review-panel"),
    mistake(LIMIT, limit!("stages = [\"review-panel\"]"), "clock-route-unused", "clocks.resolve.routes[0]", "routes"),
    mistake(LIMIT, limit!("classes = [\"nobody\"]"), "unknown-class", "clocks.resolve.classes[0]", "nobody"),
    mistake(LIMIT, limit!("classes = [\"failure\", \"failure\"]"), "value-twice", "clocks.resolve.classes[1]", "failure"),
    mistake(LIMIT, limit!("classes = [\"query\"]"), "timescale-missing", "stages.immediate-resolution.routes", "routes"),
    // How it counts
    mistake(LIMIT, limit!("month_rule = \"corresponding\""), "month-rule", "clocks.resolve.month_rule", "corresponding"),
    mistake(LIMIT_FROM_LENGTH, "length = 6\nunit = \"month\"\nstop = \"closed\"\ntimescale = true", "month-rule", "clocks.resolve.month_rule", "[[clocks]]"),
    mistake(LIMIT_FROM_LENGTH, "length = 6\nunit = \"month\"\nmonth_rule = \"beginning-with\"\nstop = \"closed\"\ntimescale = true", "month-rule", "clocks.resolve.month_rule", "beginning-with"),
    mistake(LIMIT_FROM_LENGTH, "length = 105\nunit = \"week\"\nstop = \"closed\"\ntimescale = true", "clock-length", "clocks.resolve.length", "105"),
    mistake(LIMIT, limit!("nonworking_start = \"none\""), "nonworking-start", "clocks.resolve.nonworking_start", "none"),
    mistake(HOURS, hours!("nonworking_start = \"none\""), "hours-with-day-rules", "clocks.appeal-acknowledgement.nonworking_start", "none"),
    mistake(HOURS, hours!("end_rule = \"next-working-day\""), "hours-with-day-rules", "clocks.appeal-acknowledgement.end_rule", "end_rule"),
    mistake(HOURS, hours!("end_of_day = \"close-of-business\""), "hours-with-day-rules", "clocks.appeal-acknowledgement.end_of_day", "end_of_day"),
    mistake(LIMIT, limit!("close_of_business = \"16:30\""), "close-of-business", "clocks.resolve.close_of_business", "16:30"),
    mistake(LIMIT, limit!("close_of_business = \"25:00\""), "wrong-type", "clocks.resolve.close_of_business", "25:00"),
    mistake(LIMIT, limit!("close_of_business = \"5pm\""), "wrong-type", "clocks.resolve.close_of_business", "5pm"),
    mistake(LIMIT, limit!("warn_at = [2, 11]"), "warn-at", "clocks.resolve.warn_at[1]", "11"),
    mistake(LIMIT, limit!("warn_at = [2, 2]"), "value-twice", "clocks.resolve.warn_at[1]", "warn_at"),
    // Start and stop
    mistake(LIMIT, limit!("repeats = true"), "repeats", "clocks.resolve.repeats", "repeats"),
    mistake(LIMIT, limit!("fallback = { latest_permitted = \"plan\" }"), "fallback-clock", "clocks.resolve.fallback", "plan"),
    mistake(PANEL, "start = \"acknowledged\"\nstart_rule = \"day-after\"", "timescale-without-fallback", "clocks.panel.start", "acknowledged"),
    mistake(PANEL, "start = \"acknowledged\"\nfallback = { latest_permitted = \"resolve\" }\nstart_rule = \"day-after\"", "fallback-clock", "clocks.panel.fallback", "resolve"),
    mistake(PANEL, "start = \"acknowledged\"\nfallback = { latest_permitted = \"nobody\" }\nstart_rule = \"day-after\"", "fallback-clock", "clocks.panel.fallback", "nobody"),
    mistake(HOURS, "length = 24\nunit = \"hour\"\nstop = \"closed\"\ntimescale = true", "timescale-shape", "clocks.appeal-acknowledgement.timescale", "timescale"),
    mistake("stop = \"plan-done\"", "stop = \"panel-met\"", "clock-moment-never-comes", "clocks.plan.stop", "panel-met"),
    // What moves it
    mistake(LIMIT, limit!("extension = { max = 5, max_count = 0 }"), "extension-count", "clocks.resolve.extension.max_count", "max_count"),
    mistake(LIMIT, limit!("extension = { max = 5, cap_total = 14 }"), "extension-cap", "clocks.resolve.extension.cap_total", "cap_total"),
    mistake(LIMIT, limit!("extension = { max = 5, reasons = [{ id = \"ill\", label = \"\" }] }"), "empty-text", "clocks.resolve.extension.reasons.ill.label", "ill"),
    mistake(LIMIT, limit!("pause = { max = 5, reasons = [{ id = \"ill\", label = \"Ill\" }, { id = \"ill\", label = \"Away\" }] }"), "duplicate-id", "clocks.resolve.pause.reasons[1].id", "Away"),
    mistake(LIMIT, limit!("pause = { max = 0 }"), "pause-length", "clocks.resolve.pause.max", "pause"),
    mistake(LIMIT, limit!("pause = { max = 5, approver_role = \"mayor\" }"), "unknown-role", "clocks.resolve.pause.approver_role", "mayor"),
    mistake(HOURS, hours!("pause = { max = 5 }"), "pause-unit", "clocks.appeal-acknowledgement.pause", "pause"),
    mistake(HOURS, hours!("extension = { max = 5 }"), "extension-unit", "clocks.appeal-acknowledgement.extension", "extension"),
];

#[test]
fn each_combination_that_cannot_work_is_found_at_its_place() {
    assert_found(MISTAKES, Severity::Error);
}

#[test]
fn each_way_to_count_can_be_said_without_a_finding() {
    let ways = [
        "length = 30\nunit = \"calendar_day\"\nend_rule = \"next-working-day\"\nnonworking_start = \"next-working-day\"",
        "length = 8\nunit = \"week\"\nforce = \"statutory\"\nwarn_at = [1, 8]\nclasses = [\"failure\"]\nstages = [\"immediate-resolution\"]",
        "length = 6\nunit = \"month\"\nmonth_rule = \"corresponding\"\nextension = { max = 6, max_count = 2, cap_total = 12, good_reason_exceeds = true }",
        "length = 3\nunit = \"working_day\"\nend_of_day = \"close-of-business\"\nclose_of_business = \"16:30\"\npause = { max = 5, approver_role = \"chair\" }",
    ];
    for way in ways {
        let text = donnington().replacen(LIMIT_FROM_LENGTH, &format!("{way}\n{LIMIT}"), 1);
        assert_eq!(errors(&text), [], "{way}");
    }
}
