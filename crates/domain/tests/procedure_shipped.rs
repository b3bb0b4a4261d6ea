//! The shipped procedures load, warn of every gap of their sources, and say what the sources say.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::as_conversions, clippy::panic)]

use std::collections::BTreeSet;

use redress_domain::procedure::{
    CodeFamily, Finding, Guard, Means, Moment, Procedure, Route, Severity, StartRule, Unit, shipped,
};

const CODES: [&str; 9] =
    ["appointment", "delay", "quality", "attitude", "perception", "communication", "comment", "query", "policy"];
const OUTCOMES: [&str; 6] = ["upheld", "partly-upheld", "not-upheld", "resolved", "withdrawn", "reclassified"];

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

fn clock(procedure: &Procedure, id: &str) -> (Vec<Route>, Moment, StartRule, u32, Unit, Moment) {
    let clock = procedure.clock(id).unwrap_or_else(|| panic!("no clock {id}"));
    (clock.routes.clone(), clock.start, clock.start_rule, clock.length, clock.unit, clock.stop)
}

#[test]
fn every_shipped_procedure_loads_under_its_own_id() {
    for shipped in shipped::all() {
        let (procedure, _) = load(shipped.id);
        assert_eq!(procedure.id, shipped.id);
        assert_eq!(shipped.file, format!("{}.toml", shipped.id));
        assert_eq!(procedure.outcomes.iter().map(|outcome| outcome.id.as_str()).collect::<Vec<_>>(), OUTCOMES);
        assert_eq!(procedure.codes.iter().map(|code| code.id.as_str()).collect::<Vec<_>>(), CODES);
    }
    assert!(shipped::find("no-such-procedure").is_none());
}

#[test]
fn donnington_warns_of_every_gap_of_its_source() {
    let (_, findings) = load("donnington-service-failure");
    let expected: BTreeSet<&str> = [
        "R2", "R3", "R4", "R6", "R10", "R11", "R12", "R13", "R14", "R15", "R16", "R18", "R24", "R25", "R26", "R27",
        "R30", "R31", "R36", "R38", "R41", "R43", "R44", "R45", "R46", "R51", "R52", "R53", "R54", "R55", "R56", "R57",
        "R58", "R59", "R60", "R61", "R65", "R66", "R67", "R68", "R70", "R72", "R73", "R78", "R80",
    ]
    .into();
    assert_eq!(requirements(&findings), expected);

    let of = |code: &str| findings.iter().filter(|finding| finding.code == code).collect::<Vec<_>>();
    let missing: Vec<_> = of("part-missing").iter().map(|finding| finding.at.rsplit(' ').next().unwrap()).collect();
    assert_eq!(missing, ["parts.3.body", "parts.5.body"], "part 9 is cited twice");
    assert_eq!(of("part-unlisted").len(), 1);
    assert_eq!(of("draft").len(), 1);
    assert_eq!(of("no-compensation-scheme").len(), 1);
    let clash = of("source-gap").into_iter().find(|finding| finding.requirement.as_deref() == Some("R80")).unwrap();
    assert!(
        clash.message.contains("10 working days") && clash.message.contains("5 in the appendix"),
        "{}",
        clash.message
    );
}

#[test]
fn spso_warns_of_the_gaps_of_its_source() {
    let (_, findings) = load("spso-customer-service");
    for requirement in
        ["R73", "R82", "R88", "R89", "R90", "R91", "R93", "R95", "R96", "R97", "R101", "R102", "R103", "R108"]
    {
        assert!(requirements(&findings).contains(requirement), "{requirement}");
    }
}

#[test]
fn donnington_says_what_its_source_says() {
    let (procedure, _) = load("donnington-service-failure");
    assert_eq!((procedure.terms.person.as_str(), procedure.terms.case.as_str()), ("customer", "service failure"));
    assert_eq!(procedure.parts.iter().filter(|part| part.listed).count(), 8);
    assert_eq!(procedure.natures.len(), 4);

    let day = StartRule::DayAfter;
    let instant = StartRule::Instant;
    let contact = |start| (vec![Route::S1], start, instant, 24, Unit::Hour, Moment::Contacted);
    assert_eq!(clock(&procedure, "contact-from-receipt"), contact(Moment::Received));
    assert_eq!(clock(&procedure, "contact-from-handover"), contact(Moment::HandedOver));
    for id in ["contact-from-receipt", "contact-from-handover"] {
        assert_eq!(procedure.clock(id).unwrap().satisfied_by, [Means::Phone, Means::Visit, Means::InPerson]);
    }
    let resolve = (vec![Route::S1], Moment::Received, day, 10, Unit::WorkingDay, Moment::Closed);
    assert_eq!(clock(&procedure, "resolve"), resolve);
    let appeal = (vec![Route::Esc], Moment::EscalationRequested, instant, 24, Unit::Hour, Moment::Acknowledged);
    assert_eq!(clock(&procedure, "appeal-acknowledgement"), appeal);
    let panel = (vec![Route::Esc], Moment::EscalationRequested, day, 10, Unit::WorkingDay, Moment::Closed);
    assert_eq!(clock(&procedure, "panel"), panel);
    let plan = procedure.clock("plan").unwrap();
    assert_eq!(
        (plan.length, plan.early_target, plan.start, plan.stop),
        (10, Some(5), Moment::PlanAgreed, Moment::PlanDone)
    );

    let first = procedure.stage_for(Route::S1).unwrap();
    assert_eq!(
        (first.owner_roles.as_slice(), first.owner_excluded.as_slice()),
        (&["trustee".to_owned()][..], &["chair".to_owned(), "vice-chair".to_owned()][..])
    );
    assert!(first.closing.contains(&Guard::Compensation) && first.closing.contains(&Guard::Agreement));
    assert!(procedure.stage_for(Route::Esc).unwrap().independent);
    assert_eq!(procedure.code("perception").unwrap().family, CodeFamily::Finding);
    assert_eq!(procedure.code("policy").unwrap().family, CodeFamily::Policy);
}

#[test]
fn spso_says_what_its_source_says() {
    let (procedure, _) = load("spso-customer-service");
    let rows: Vec<_> = procedure.report.rows.values().map(String::as_str).collect();
    assert_eq!(rows, ["Stage 1 - Frontline resolution", "Stage 2 - Investigation", "Escalated Complaints"]);
    for (route, start, length) in [
        (Route::S1, Moment::Received, 5),
        (Route::S2, Moment::Received, 20),
        (Route::Esc, Moment::EscalationRequested, 20),
    ] {
        let limit = procedure.timescale(route).unwrap();
        assert_eq!((limit.start, limit.start_rule, limit.length), (start, StartRule::SameDay, length));
    }
    assert_eq!(procedure.timescale(Route::S1).unwrap().extension.unwrap().max, 5);
    let pattern = &procedure.intake.reference;
    assert_eq!((pattern.prefix.as_str(), pattern.separator.as_str(), pattern.digits), ("", "", 5), "201609357");
}
