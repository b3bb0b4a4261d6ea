//! Clocks.

use redress_domain::procedure::Severity;

use super::{Mistake, assert_found, mistake};

#[rustfmt::skip]
const MISTAKES: &[Mistake] = &[
    mistake("length = 24\nunit = \"hour\"\nstop = \"acknowledged\"", "length = 8761\nunit = \"hour\"\nstop = \"acknowledged\"", "clock-length", "clocks.appeal-acknowledgement.length", "8761"),
    mistake("length = 10\nunit = \"working_day\"\nstop = \"learning-completed\"", "length = 521\nunit = \"working_day\"\nstop = \"learning-completed\"", "clock-length", "clocks.learning.length", "521"),
    mistake("stop = \"plan-done\"\nearly_target = 5", "stop = \"plan-done\"\nearly_target = 10", "early-target", "clocks.plan.early_target", "early_target = 10"),
    mistake("stop = \"plan-done\"\nearly_target = 5", "stop = \"plan-done\"\nextension = { max = 5 }", "extension-without-timescale", "clocks.plan.extension", "extension"),
    mistake("stop = \"closed\"\ntimescale = true", "stop = \"closed\"\ntimescale = true\nextension = { max = 0 }", "extension-length", "clocks.resolve.extension", "extension"),
    mistake("start = \"plan-agreed\"\nstart_rule = \"day-after\"", "start = \"plan-agreed\"\nstart_rule = \"instant\"", "start-rule-unit", "clocks.plan.start_rule", "instant"),
    mistake("start = \"handed-over\"\nstart_rule = \"instant\"", "start = \"handed-over\"\nstart_rule = \"day-after\"", "start-rule-unit", "clocks.contact-from-handover.start_rule", "day-after"),
    mistake("stop = \"plan-done\"", "stop = \"plan-agreed\"", "clock-order", "clocks.plan.stop", "stop = \"plan-agreed\""),
    mistake("stop = \"plan-done\"", "stop = \"acknowledged\"", "clock-order", "clocks.plan.stop", "stop = \"acknowledged\""),
    mistake("stop = \"learning-completed\"", "stop = \"escalation-requested\"", "clock-order", "clocks.learning.stop", "escalation-requested"),
    mistake("stop = \"acknowledged\"\n", "stop = \"acknowledged\"\nsatisfied_by = [\"phone\"]\n", "satisfied-by", "clocks.appeal-acknowledgement.satisfied_by", "satisfied_by"),
    mistake("stop = \"contacted\"\nsatisfied_by = [\"phone\", \"visit\", \"in-person\"]", "stop = \"contacted\"", "satisfied-by", "clocks.contact-from-receipt.satisfied_by", "[[clocks]]"),
    mistake("stop = \"learning-completed\"", "stop = \"learning-completed\"\ntimescale = true", "timescale-shape", "clocks.learning.timescale", "timescale"),
    mistake("stop = \"plan-done\"", "stop = \"closed\"\ntimescale = true", "timescale-twice", "clocks.plan.timescale", "timescale"),
    mistake("timescale = true\n\n[[clocks]]\nid = \"plan\"", "\n[[clocks]]\nid = \"plan\"", "timescale-missing", "stages.immediate-resolution.routes", "routes"),
    mistake("routes = [\"ESC\"]\nstart = \"escalation-requested\"\nstart_rule = \"instant\"", "routes = [\"S1\", \"ESC\"]\nstart = \"escalation-requested\"\nstart_rule = \"instant\"", "clock-moment-never-comes", "clocks.appeal-acknowledgement.start", "start ="),
    mistake("routes = [\"S1\", \"ESC\"]\nstart = \"closed\"", "routes = [\"S1\", \"S2\"]\nstart = \"closed\"", "clock-route-unused", "clocks.learning.routes[1]", "\"S2\""),
    mistake("routes = [\"S1\", \"ESC\"]\nstart = \"closed\"", "routes = []\nstart = \"closed\"", "clock-without-route", "clocks.learning.routes", "routes = []"),
    mistake("stop = \"closed\"\ntimescale = true", "stop = \"closed\"\ntimescale = true\nextension = { max = 5, approver_role = \"mayor\" }", "unknown-role", "clocks.resolve.extension.approver_role", "mayor"),
];

#[test]
fn each_mistake_of_the_clocks_is_found_at_its_place() {
    assert_found(MISTAKES, Severity::Error);
}
