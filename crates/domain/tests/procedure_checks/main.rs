//! Each check of a procedure: a shipped file with one thing wrong is refused with the right code at the right place.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::as_conversions, clippy::panic)]

mod clock_rules;
mod clocks;
mod conduct;
mod gaps;
mod reading;
mod report;
mod review;
mod smallest;
mod stages;

use redress_domain::procedure::{Finding, Procedure, Severity, shipped};

/// A change to the Donnington file, and what must be found.
struct Mistake {
    from: &'static str,
    to: &'static str,
    code: &'static str,
    path: &'static str,
    /// A piece of the line the finding points to.
    line: &'static str,
}

const fn mistake(
    from: &'static str,
    to: &'static str,
    code: &'static str,
    path: &'static str,
    line: &'static str,
) -> Mistake {
    Mistake { from, to, code, path, line }
}

fn donnington() -> &'static str {
    shipped::find("donnington-service-failure").unwrap().text
}

/// Findings of one severity; there is a procedure exactly if none is an error.
fn findings(text: &str, severity: Severity) -> Vec<Finding> {
    let loaded = Procedure::load("p.toml", text);
    let refused = loaded.findings.iter().any(|finding| finding.severity == Severity::Error);
    assert_eq!(loaded.procedure.is_none(), refused);
    loaded.findings.into_iter().filter(|finding| finding.severity == severity).collect()
}

fn errors(text: &str) -> Vec<Finding> {
    findings(text, Severity::Error)
}

fn codes(text: &str) -> Vec<&'static str> {
    errors(text).into_iter().map(|finding| finding.code).collect()
}

/// Line number and path of a place such as `p.toml:12:3 terms.person`.
fn place(finding: &Finding) -> (usize, &str) {
    let (place, path) = finding.at.split_once(' ').unwrap_or((&finding.at, ""));
    (place.split(':').nth(1).map_or(0, |line| line.parse().unwrap()), path)
}

fn assert_found(mistakes: &[Mistake], severity: Severity) {
    for Mistake { from, to, code, path, line } in mistakes {
        assert!(donnington().contains(from), "not in the file: {from}");
        let text = donnington().replacen(from, to, 1);
        let found = findings(&text, severity);
        let hit = found.iter().find(|finding| finding.code == *code && (path.is_empty() || place(finding).1 == *path));
        let hit = hit.unwrap_or_else(|| panic!("{code} at {path} not among {found:#?}"));
        let told = text.lines().nth(place(hit).0.max(1) - 1).unwrap_or("");
        assert!(told.contains(line), "{code} points to {:?}, which is {told:?}", hit.at);
    }
}
