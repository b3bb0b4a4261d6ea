//! What holds of every preset: it is sound but for what is to be checked before adopting it, and says where it comes from.

use redress_domain::procedure::{Procedure, Severity, shipped};

use crate::PRESETS;
use crate::play::procedure;

/// A draft, statements to be compared with the published text, and for how long records are kept, which each organisation says.
const EXPECTED: [&str; 3] = ["draft", "check-before-adopting", "no-retention"];

/// R73
#[test]
fn a_preset_warns_only_of_what_is_to_be_checked_before_adopting_it() {
    for preset in PRESETS {
        let shipped = shipped::find(preset).unwrap_or_else(|| panic!("{preset} is shipped"));
        let findings = Procedure::load(shipped.file, shipped.text).findings;
        for finding in &findings {
            assert_eq!(finding.severity, Severity::Warning, "{finding:?}");
            assert!(EXPECTED.contains(&finding.code), "{finding:?}");
        }
        let unverified = procedure(preset).provenance.iter().filter(|entry| !entry.verified).count();
        let warned = findings.iter().filter(|finding| finding.code == "check-before-adopting").count();
        assert_eq!(warned, unverified, "{preset}: one warning for each statement that was not verified");
    }
}

#[test]
fn a_preset_says_what_was_verified_and_what_was_not() {
    for preset in PRESETS {
        let provenance = &procedure(preset).provenance;
        assert!(provenance.iter().any(|entry| entry.verified), "{preset}");
        assert!(provenance.iter().any(|entry| !entry.verified), "{preset}");
    }
}

/// R17, R18
#[test]
fn a_preset_keeps_apart_what_is_no_complaint_and_what_is_outside_it() {
    for preset in PRESETS {
        let triage = &procedure(preset).triage;
        assert!(triage.iter().any(|class| class.id == "outside-procedure" && !class.counts_as_failure), "{preset}");
        assert!(triage.iter().filter(|class| !class.counts_as_failure).count() >= 2, "{preset}");
    }
}

/// R54
#[test]
fn a_register_kept_elsewhere_finds_its_outcomes_under_every_preset() {
    for preset in PRESETS {
        for outcome in ["upheld", "partly-upheld", "not-upheld", "withdrawn", "reclassified"] {
            assert!(procedure(preset).outcome(outcome).is_some(), "{preset} knows '{outcome}'");
        }
        for code in ["delay", "communication", "policy", "comment", "query"] {
            assert!(procedure(preset).code(code).is_some(), "{preset} knows '{code}'");
        }
    }
}

/// R16, R67
#[test]
fn the_final_answer_of_a_preset_is_written_and_names_the_outside_body() {
    for preset in PRESETS {
        let procedure = procedure(preset);
        assert!(!procedure.external_bodies.is_empty(), "{preset}");
        let last = procedure.stages.last().unwrap();
        assert!(last.closing.contains(&redress_domain::procedure::Guard::WrittenReplySent), "{preset}");
        let finished = procedure.letters.iter().filter(|letter| letter.says_finished);
        let names_it = finished.filter(|letter| letter.body.contains("{outside_bodies}")).count();
        assert_eq!(names_it, 1, "{preset} has one letter that ends it");
    }
}
