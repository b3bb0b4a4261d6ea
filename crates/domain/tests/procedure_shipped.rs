//! The shipped procedures load, and warn of nothing that is not known and explained.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::as_conversions, clippy::panic)]

use std::collections::BTreeSet;

use redress_domain::procedure::{Finding, Procedure, Severity, shipped};

const IDS: [&str; 9] = [
    "children-act",
    "donnington-service-failure",
    "dp-complaint",
    "fca-disp",
    "housing-ombudsman",
    "lgsco",
    "nhs-england",
    "spso-customer-service",
    "spso-model",
];

/// Warnings beside those that an entry of the file itself explains: file, code, path.
const KNOWN: [(&str, &str, &str); 4] = [
    // Part 9, on compensation, is cited twice and was never supplied.
    ("donnington-service-failure", "part-missing", "parts.3.body"),
    ("donnington-service-failure", "part-missing", "parts.5.body"),
    // The procedure's own contents end at part 8.
    ("donnington-service-failure", "part-unlisted", "parts.appendix-1.listed"),
    // It asks for a decision on compensation, for which part 9 would have the scheme.
    ("donnington-service-failure", "no-compensation-scheme", "compensation.bands"),
];

fn load(id: &str) -> (Procedure, Vec<Finding>) {
    let shipped = shipped::find(id).expect("shipped");
    let loaded = Procedure::load(shipped.file, shipped.text);
    let errors: Vec<_> = loaded.findings.iter().filter(|finding| finding.severity == Severity::Error).collect();
    assert!(errors.is_empty(), "{errors:#?}");
    (loaded.procedure.expect("a procedure where there is no error"), loaded.findings)
}

fn requirements(findings: &[Finding]) -> BTreeSet<&str> {
    findings.iter().filter_map(|finding| finding.requirement.as_deref()).collect()
}

fn count(findings: &[Finding], code: &str) -> usize {
    findings.iter().filter(|finding| finding.code == code).count()
}

#[test]
fn every_shipped_procedure_loads_under_its_own_id() {
    assert_eq!(shipped::all().iter().map(|shipped| shipped.id).collect::<Vec<_>>(), IDS);
    for shipped in shipped::all() {
        let (procedure, _) = load(shipped.id);
        assert_eq!(procedure.id, shipped.id);
        assert_eq!(shipped.file, format!("{}.toml", shipped.id));
    }
    assert!(shipped::find("no-such-procedure").is_none());
}

/// R3, R38, R73
#[test]
fn every_warning_of_a_shipped_procedure_is_known_and_explained() {
    for id in IDS {
        let (procedure, findings) = load(id);
        // Each settled gap and each unverified statement says itself why; and none of them is adopted yet.
        assert_eq!(count(&findings, "source-gap"), procedure.settled.len(), "{id}");
        let unverified = procedure.provenance.iter().filter(|entry| !entry.verified).count();
        assert_eq!(count(&findings, "check-before-adopting"), unverified, "{id}");
        assert!(procedure.adoption.is_none() && count(&findings, "draft") == 1, "{id}");

        // How long records are kept is for each organisation to say.
        assert_eq!(count(&findings, "no-retention"), 1, "{id}");

        let explained = ["source-gap", "check-before-adopting", "draft", "no-retention"];
        let others = findings.iter().filter(|finding| !explained.contains(&finding.code));
        let others: Vec<_> = others.map(|finding| (finding.code, finding.at.rsplit(' ').next().unwrap())).collect();
        let known = KNOWN.iter().filter(|(file, _, _)| *file == id).map(|(_, code, path)| (*code, *path));
        assert_eq!(others, known.collect::<Vec<_>>(), "{id}");
    }
}

/// A preset says what was compared with a source, and what has to be before it is adopted.
#[test]
fn every_shipped_procedure_says_what_it_rests_on() {
    for id in IDS {
        let (procedure, _) = load(id);
        assert!(procedure.provenance.iter().any(|entry| entry.verified), "{id}");
        assert!(procedure.provenance.iter().any(|entry| !entry.verified), "{id}");
    }
}

/// R3, R73, R80
#[test]
fn donnington_warns_of_every_gap_of_its_source() {
    let (_, findings) = load("donnington-service-failure");
    let expected: BTreeSet<&str> = [
        "R2", "R3", "R4", "R6", "R10", "R11", "R12", "R13", "R14", "R15", "R16", "R18", "R24", "R25", "R26", "R27",
        "R30", "R31", "R36", "R38", "R41", "R43", "R44", "R45", "R46", "R51", "R52", "R53", "R54", "R55", "R56", "R57",
        "R58", "R59", "R60", "R61", "R64", "R65", "R66", "R67", "R68", "R70", "R72", "R73", "R78", "R80",
    ]
    .into();
    assert_eq!(requirements(&findings), expected);
    let clash = findings.iter().find(|finding| finding.requirement.as_deref() == Some("R80")).unwrap();
    assert!(clash.message.contains("10 working days") && clash.message.contains("5 in the appendix"), "{clash:?}");
}

#[test]
fn spso_warns_of_the_gaps_of_its_source() {
    let (_, findings) = load("spso-customer-service");
    for requirement in
        ["R73", "R82", "R88", "R89", "R90", "R91", "R93", "R95", "R96", "R97", "R101", "R102", "R103", "R107", "R108"]
    {
        assert!(requirements(&findings).contains(requirement), "{requirement}");
    }
}
