//! The period report: sections and columns that exist, each once, and numbers within reason (R81-R111).

use super::ids::is_id;
use super::texts::{body, line};
use super::{Findings, check_repeats, item, word};
use crate::procedure::{Definition, OutcomeEffect, Report};

pub(super) fn check(definition: &Definition, findings: &mut Findings<'_>) {
    let report = &definition.report;
    check_sections(report, findings);
    check_every(report, findings);
    check_repeats(findings, "report.volume_columns", &report.volume_columns);
    check_repeats(findings, "report.timescale_columns", &report.timescale_columns);
    check_repeats(findings, "report.outcome_columns", &report.outcome_columns);
    check_outcomes(definition, findings);
    for (index, audience) in report.audiences.iter().enumerate() {
        line(findings, &format!("report.audiences[{index}]"), audience);
    }
    check_numbers(report, findings);
    check_rebase(report, findings);
    if let Some(kind) = report.rate_base.as_ref().filter(|kind| !is_id(kind)) {
        let message = format!("'{kind}' is no name of a rate base. Write one such as residents, homes or staff.");
        findings.error("bad-id", "report.rate_base", message);
    }
}

fn check_every(report: &Report, findings: &mut Findings<'_>) {
    check_repeats(findings, "report.every", &report.every.0);
    if report.every.0.is_empty() {
        let message = "There is no period a report is published for. Write one, such as \"quarter\".";
        findings.error("no-period", "report.every", message);
    }
}

fn check_rebase(report: &Report, findings: &mut Findings<'_>) {
    for (index, day) in report.spc.rebase.iter().enumerate() {
        if *day != day.first_of_month() {
            let message = format!("Limits start anew with a month. Write its first day, {}.", day.first_of_month());
            findings.error("not-first-of-month", &format!("report.spc.rebase[{index}]"), message);
        }
    }
}

fn check_sections(report: &Report, findings: &mut Findings<'_>) {
    for (index, section) in report.sections.iter().enumerate() {
        if report.sections.iter().take(index).any(|earlier| earlier.id == section.id) {
            let message = format!("The section '{}' stands here twice. Delete one of the two.", word(section.id));
            findings.error("section-twice", &format!("report.sections[{index}].id"), message);
        }
        let path = item("report.sections", index, &word(section.id));
        if let Some(title) = &section.title {
            line(findings, &format!("{path}.title"), title);
        }
        if let Some(intro) = &section.intro {
            body(findings, &format!("{path}.intro"), intro);
        }
    }
}

fn check_outcomes(definition: &Definition, findings: &mut Findings<'_>) {
    for (index, id) in definition.report.outcome_columns.iter().enumerate() {
        let outcome = definition.outcomes.iter().find(|outcome| outcome.id == *id);
        let message = match outcome.map(|outcome| outcome.effect) {
            None => format!("There is no outcome '{id}'. Add it to the outcomes, or correct the name."),
            Some(OutcomeEffect::Reclassified) => {
                format!("What ends as '{id}' is in no table but its own count. Take it out of the columns.")
            }
            Some(_) => continue,
        };
        findings.error("unknown-outcome", &format!("report.outcome_columns[{index}]"), message);
    }
}

fn check_numbers(report: &Report, findings: &mut Findings<'_>) {
    let numbers = [
        ("publish_within_days", report.publish_within_days, 1, 366),
        ("trend_periods", Some(report.trend_periods.into()), 2, 24),
        ("suppress_below", Some(report.suppress_below), 0, 20),
        ("spc.months", Some(report.spc.months), 12, 60),
        ("spc.min_points", Some(report.spc.min_points), 2, 60),
        ("spc.min_mean", Some(report.spc.min_mean), 0, 100),
        ("spc.in_time_target", report.spc.in_time_target, 1, 100),
    ];
    for (field, number, least, most) in numbers {
        if let Some(number) = number.filter(|number| !(least..=most).contains(number)) {
            let message = format!("This cannot be {number}. Give it {least} to {most}.");
            findings.error("report-number", &format!("report.{field}"), message);
        }
    }
}
