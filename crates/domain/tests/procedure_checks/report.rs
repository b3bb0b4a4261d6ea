//! The period report of a procedure: sections, columns, numbers.

use redress_domain::procedure::Severity;

use super::{Mistake, assert_found, mistake};

#[rustfmt::skip]
const MISTAKES: &[Mistake] = &[
    mistake("trend_periods = 8", "trend_periods = 1", "report-number", "report.trend_periods", "trend_periods"),
    mistake("trend_periods = 8", "trend_periods = 25", "report-number", "report.trend_periods", "trend_periods"),
    mistake("trend_periods = 8", "suppress_below = 21", "report-number", "report.suppress_below", "suppress_below"),
    mistake("trend_periods = 8", "publish_within_days = 0", "report-number", "report.publish_within_days", "publish_within"),
    mistake("trend_periods = 8", "spc = { months = 61 }", "report-number", "report.spc.months", "months"),
    mistake("trend_periods = 8", "spc = { months = 11 }", "report-number", "report.spc.months", "months"),
    mistake("trend_periods = 8", "spc = { min_points = 1 }", "report-number", "report.spc.min_points", "min_points"),
    mistake("trend_periods = 8", "spc = { min_mean = 101 }", "report-number", "report.spc.min_mean", "min_mean"),
    mistake("trend_periods = 8", "spc = { in_time_target = 101 }", "report-number", "report.spc.in_time_target", "in_time"),
    mistake("trend_periods = 8", "spc = { rebase = [\"2026-04-02\"] }", "not-first-of-month", "report.spc.rebase[0]", "rebase"),
    mistake("every = [\"quarter\", \"year\"]", "every = []", "no-period", "report.every", "every"),
    mistake("every = [\"quarter\", \"year\"]", "every = [\"quarter\", \"quarter\"]", "value-twice", "report.every[1]", "every"),
    mistake("every = [\"quarter\", \"year\"]", "every = [\"quarter\", \"week\"]", "unknown-value", "", "week"),
    mistake("every = [\"quarter\", \"year\"]", "every = \"week\"", "unknown-value", "", "week"),
    mistake("trend_periods = 8", "outcome_columns = [\"upheld\", \"uphold\"]", "unknown-outcome", "report.outcome_columns[1]", "uphold"),
    mistake("trend_periods = 8", "outcome_columns = [\"reclassified\"]", "unknown-outcome", "report.outcome_columns[0]", "reclassified"),
    mistake("trend_periods = 8", "outcome_columns = [\"upheld\", \"upheld\"]", "value-twice", "report.outcome_columns[1]", "upheld"),
    mistake("trend_periods = 8", "volume_columns = [\"closed\", \"closed\"]", "value-twice", "report.volume_columns[1]", "closed"),
    mistake("trend_periods = 8", "timescale_columns = [\"met\", \"met\"]", "value-twice", "report.timescale_columns[1]", "met"),
    mistake("trend_periods = 8", "timescale_columns = [\"mean\"]", "unknown-value", "", "mean"),
    mistake("trend_periods = 8", "sections = [{ id = \"volumes\" }, { id = \"volumes\" }]", "section-twice", "report.sections[1].id", "sections"),
    mistake("trend_periods = 8", "sections = [{ id = \"volumes\", title = \" \" }]", "empty-text", "report.sections.volumes.title", "sections"),
    mistake("trend_periods = 8", "sections = [{ id = \"volumes\", intro = \"\" }]", "empty-text", "report.sections.volumes.intro", "sections"),
    mistake("audiences = [\"Board of trustees\"]", "audiences = [\"\"]", "empty-text", "report.audiences[0]", "audiences"),
    mistake("trend_periods = 8", "rate_base = \"1,000 homes\"", "bad-id", "report.rate_base", "rate_base"),
];

/// R82, R85, R91
#[test]
fn each_mistake_of_the_report_is_found_at_its_place() {
    assert_found(MISTAKES, Severity::Error);
}
