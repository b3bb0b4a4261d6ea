//! Forms: the language tag, the pattern of references, channels and report rows.

use super::{Findings, check_repeats, word};
use crate::procedure::{Definition, ReferencePattern, Route};

const LONGEST_PREFIX: usize = 12;

pub(super) fn check(definition: &Definition, findings: &mut Findings<'_>) {
    check_language(findings, &definition.language);
    check_reference(findings, &definition.intake.reference);
    if definition.intake.channels.is_empty() {
        findings.error("no-channel", "intake.channels", "Nobody could reach you. Name at least one channel.");
    }
    check_repeats(findings, "intake.channels", &definition.intake.channels);
    check_repeats(findings, "intake.required_fields", &definition.intake.required_fields);
    check_repeats(findings, "service_areas", &definition.service_areas);
    check_report_rows(definition, findings);
}

/// The shape of a BCP 47 tag: a language of two or three letters, then subtags of up to eight.
fn check_language(findings: &mut Findings<'_>, tag: &str) {
    let mut subtags = tag.split('-');
    let language = subtags.next().unwrap_or("");
    let is_language = matches!(language.len(), 2..=3) && language.bytes().all(|b| b.is_ascii_lowercase());
    let is_subtag = |subtag: &str| matches!(subtag.len(), 1..=8) && subtag.bytes().all(|b| b.is_ascii_alphanumeric());
    if !is_language || !subtags.all(is_subtag) {
        findings.error("bad-language", "language", format!("'{tag}' is no language tag. Write one such as en-GB."));
    }
}

/// A reference must be read back into its year and number, and must not be run as a formula by a spreadsheet.
fn check_reference(findings: &mut Findings<'_>, pattern: &ReferencePattern) {
    let prefix = &pattern.prefix;
    let is_prefix = prefix.len() <= LONGEST_PREFIX
        && prefix.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'/' | b'.'))
        && !prefix.starts_with('-')
        && !prefix.ends_with(|c: char| c.is_ascii_digit());
    if !is_prefix {
        let message = format!(
            "'{prefix}' cannot begin a reference. Use at most {LONGEST_PREFIX} letters, digits, '-', '/' or '.'; begin with no '-' and end with no digit."
        );
        findings.error("bad-reference", "intake.reference.prefix", message);
    }
    if !matches!(pattern.separator.as_str(), "" | "-" | "/" | ".") {
        let message = format!("'{}' cannot part year and number. Use '-', '/', '.' or nothing.", pattern.separator);
        findings.error("bad-reference", "intake.reference.separator", message);
    }
    if !matches!(pattern.digits, 3..=9) {
        let message = format!("A running number cannot have {} digits. Give it 3 to 9.", pattern.digits);
        findings.error("bad-reference", "intake.reference.digits", message);
    }
}

/// Imported history may hold any route, so each has a label in the report.
fn check_report_rows(definition: &Definition, findings: &mut Findings<'_>) {
    for route in [Route::S1, Route::S2, Route::Esc] {
        if !definition.report.rows.contains_key(&route) {
            let message = format!("The row {} has no label. Add one; imported history may need it.", word(route));
            findings.error("report-row-missing", "report.rows", message);
        }
    }
}
