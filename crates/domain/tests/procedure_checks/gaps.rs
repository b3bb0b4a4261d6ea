//! Parts that the text cites, gaps of the source and how they are settled, and what was not verified.

use redress_domain::procedure::{Procedure, Severity};

use super::{Mistake, assert_found, donnington, errors, findings, mistake, place};

#[rustfmt::skip]
const MISTAKES: &[Mistake] = &[
    mistake("Act at once where you can,", "As part 12 says, act at once where you can,", "dangling-part", "parts.3.body", "body"),
    mistake("Nobody has to win.", "Nobody has to win; see appendix 2.", "dangling-part", "parts.appendix-1.body", "body"),
    mistake("[[missing_parts]]\npart = \"9\"", "[[missing_parts]]\npart = \"8\"", "missing-part-supplied", "missing_parts.8", "[[missing_parts]]"),
    mistake("at = \"clocks.panel.start\"", "at = \"clocks.panel.begin\"", "dangling-field", "settled[41].at", "clocks.panel.begin"),
    mistake("at = \"clocks.panel.start\"", "at = \"clocks.nobody.early_target\"", "dangling-field", "settled[41].at", "clocks.nobody"),
    mistake("requirement = \"R13\"", "requirement = \"13\"", "bad-requirement", "settled[7].requirement", "\"13\""),
    mistake("[[provenance]]\nstatement = \"Two", "[[provenance]]\nstatement = \"\" # \"Two", "empty-text", "provenance[0].statement", "statement"),
];

#[test]
fn each_mistake_in_what_is_settled_is_found_at_its_place() {
    assert_found(MISTAKES, Severity::Error);
}

#[test]
fn a_field_left_to_its_default_can_settle_a_gap() {
    let text = donnington().replace("at = \"clocks.panel.start\"", "at = \"clocks.panel.extension\"");
    assert_eq!(errors(&text), []);
}

/// R3
#[test]
fn a_part_that_nobody_declared_missing_is_an_error_in_both_places() {
    let start = donnington().find("[[missing_parts]]").unwrap();
    let end = donnington().find("# --- Who may do what").unwrap();
    let text = [&donnington()[..start], &donnington()[end..]].concat();
    let places: Vec<_> = errors(&text).iter().map(|finding| (finding.code, place(finding).1.to_owned())).collect();
    let expected = ["parts.3.body", "parts.5.body"].map(|path| ("dangling-part", path.to_owned()));
    assert_eq!(places, expected);
}

/// R38, R73
#[test]
fn adoption_and_a_scheme_end_their_warnings() {
    let text =
        donnington().replace("bands = []", "bands = [{ from_pence = 0, to_pence = 5000, basis = \"Inconvenience\" }]");
    let adopted = text.replace(
        "[terms]",
        "[adoption]\nbody = \"Board\"\nsignatory = \"A. Trustee\"\ndate = \"2026-03-02\"\n\n[terms]",
    );
    let loaded = Procedure::load("p.toml", &adopted);
    assert!(loaded.procedure.is_some(), "{:#?}", loaded.findings);
    assert!(!loaded.findings.iter().any(|finding| ["draft", "no-compensation-scheme"].contains(&finding.code)));
}

/// R27
#[test]
fn requiring_writing_is_worth_a_warning() {
    let written = "written_required = true";
    assert_found(
        &[mistake("written_required = false", written, "writing-required", "intake.written_required", written)],
        Severity::Warning,
    );
}

/// R73
#[test]
fn what_was_not_verified_is_to_be_checked_before_adopting() {
    let unverified = |text: &str| {
        let warnings = findings(text, Severity::Warning).into_iter();
        warnings.filter(|finding| finding.code == "check-before-adopting").collect::<Vec<_>>()
    };
    let doubtful = donnington().replace("verified = true", "verified = false");
    let told = unverified(&doubtful);
    assert_eq!(told.len(), donnington().matches("[[provenance]]").count());
    assert_eq!(place(&told[0]).1, "provenance[0]");
    assert!(told[1].message.contains("does not take up single cases"), "{:?}", told[1]);
    assert_eq!(unverified(&donnington().replace("verified = false", "verified = true")), []);
}
