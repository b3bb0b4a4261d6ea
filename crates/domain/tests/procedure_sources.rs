//! The two procedures written from the sources say what the sources say.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::as_conversions, clippy::panic)]

use redress_domain::case::BoardGround;
use redress_domain::procedure::{
    ActionStart, Channel, CodeFamily, ConsentBefore, Guard, Label, Means, Moment, Permission, Procedure, ReplyWhen,
    Route, Stage, StartRule, TieRule, Unit, WindowStart, WindowUnit, Written, shipped,
};

const CODES: [&str; 9] =
    ["appointment", "delay", "quality", "attitude", "perception", "communication", "comment", "query", "policy"];
const OUTCOMES: [&str; 6] = ["upheld", "partly-upheld", "not-upheld", "resolved", "withdrawn", "reclassified"];

fn load(id: &str) -> Procedure {
    let shipped = shipped::find(id).unwrap();
    Procedure::load(shipped.file, shipped.text).procedure.unwrap()
}

fn donnington() -> Procedure {
    load("donnington-service-failure")
}

fn spso() -> Procedure {
    load("spso-customer-service")
}

fn review(procedure: &Procedure) -> &Stage {
    procedure.stage_for(Route::Esc).unwrap()
}

fn ids(labels: &[Label]) -> Vec<&str> {
    labels.iter().map(|label| label.id.as_str()).collect()
}

fn clock(procedure: &Procedure, id: &str) -> (Vec<Route>, Moment, StartRule, u32, Unit, Moment) {
    let clock = procedure.clock(id).unwrap_or_else(|| panic!("no clock {id}"));
    (clock.routes.clone(), clock.start, clock.start_rule, clock.length, clock.unit, clock.stop)
}

/// R25, R27, R54, R55
#[test]
fn both_know_the_six_outcomes_and_the_nine_codes_and_never_ask_for_writing() {
    for procedure in [donnington(), spso()] {
        assert_eq!(procedure.outcomes.iter().map(|outcome| outcome.id.as_str()).collect::<Vec<_>>(), OUTCOMES);
        assert_eq!(procedure.codes.iter().map(|code| code.id.as_str()).collect::<Vec<_>>(), CODES);
        assert!(!procedure.intake.written_required);
        assert!(procedure.intake.channels.contains(&Channel::Phone) && procedure.intake.anonymous);
        let families = ["perception", "policy", "comment", "query"].map(|id| procedure.code(id).unwrap().family);
        let not_a_failure = CodeFamily::NotAFailure;
        assert_eq!(families, [CodeFamily::Finding, CodeFamily::Policy, not_a_failure, not_a_failure]);
    }
}

/// R2, R3, R4, R11, R12, R38
#[test]
fn donnington_is_taken_up_as_its_source_says() {
    let procedure = donnington();
    assert_eq!((procedure.terms.person.as_str(), procedure.terms.case.as_str()), ("customer", "service failure"));
    assert_eq!(procedure.parts.iter().filter(|part| part.listed).count(), 8);
    assert_eq!(procedure.natures.len(), 4);
    let first = procedure.stage_for(Route::S1).unwrap();
    assert!(first.first_contact && first.owner_roles == ["trustee"] && first.owner_excluded == ["chair", "vice-chair"]);
    for guard in [Guard::Contact, Guard::Agreement, Guard::PlanDone, Guard::Compensation, Guard::Code] {
        assert!(first.closing.contains(&guard), "{guard:?}");
    }
}

/// R13, R36, R45, R46, R51, R52, R58, R66, R68, R80
#[test]
fn donnington_counts_as_its_source_says() {
    let procedure = donnington();
    let (day, instant) = (StartRule::DayAfter, StartRule::Instant);
    let contact = |start| (vec![Route::S1], start, instant, 24, Unit::Hour, Moment::Contacted);
    assert_eq!(clock(&procedure, "contact-from-receipt"), contact(Moment::Received));
    assert_eq!(clock(&procedure, "contact-from-handover"), contact(Moment::HandedOver));
    for id in ["contact-from-receipt", "contact-from-handover"] {
        assert_eq!(procedure.clock(id).unwrap().satisfied_by, [Means::Phone, Means::Visit, Means::InPerson]);
    }
    let ten_days = |route, start, stop| (vec![route], start, day, 10, Unit::WorkingDay, stop);
    let asked = Moment::EscalationRequested;
    assert_eq!(clock(&procedure, "resolve"), ten_days(Route::S1, Moment::Received, Moment::Closed));
    assert_eq!(clock(&procedure, "plan"), ten_days(Route::S1, Moment::PlanAgreed, Moment::PlanDone));
    assert_eq!(clock(&procedure, "panel"), ten_days(Route::Esc, asked, Moment::Closed));
    assert_eq!(clock(&procedure, "panel-actions"), ten_days(Route::Esc, Moment::Decided, Moment::PlanDone));
    let appeal = (vec![Route::Esc], asked, instant, 24, Unit::Hour, Moment::Acknowledged);
    assert_eq!(clock(&procedure, "appeal-acknowledgement"), appeal);
    assert_eq!(procedure.timescale(Route::Esc).unwrap().id, "panel");
    let early = ["plan", "panel-actions"].map(|id| procedure.clock(id).unwrap().early_target);
    assert_eq!(early, [Some(5), Some(5)]);
    let actions = procedure.actions;
    assert_eq!((actions.days, actions.early_target, actions.start), (10, Some(5), ActionStart::Agreed));
    assert_eq!(procedure.info_request.days, 2);
}

/// R56, R57, R59, R60, R61, R62, R64, R65, R67, R68
#[test]
fn donnington_reviews_as_its_source_says() {
    let procedure = donnington();
    let stage = review(&procedure);
    assert!(stage.independent && procedure.is_last_stage(stage) && procedure.escalation.windows.is_empty());

    let filter = stage.filter.as_ref().unwrap();
    assert_eq!((filter.roles.as_slice(), filter.decline_is_final), (&["chair".into(), "vice-chair".into()][..], true));
    assert_eq!(ids(&filter.tests), ["value-to-customer", "value-to-charity"]);

    let panel = stage.panel.as_ref().unwrap();
    assert_eq!((panel.members.as_slice(), panel.deputies.as_slice()), (&filter.roles[..], &["trustee".into()][..]));
    assert_eq!((panel.size, panel.quorum, panel.outsiders, panel.tie), (2, 2, 0, TieRule::Board));
    assert_eq!(ids(&panel.questions), ["action-taken", "reasonably-done"]);

    let first = procedure.stage_for(Route::S1).unwrap().board.as_ref().unwrap();
    let second = stage.board.as_ref().unwrap();
    assert_eq!(first.grounds, [BoardGround::NotSatisfied]);
    assert_eq!(second.grounds, [BoardGround::Policy, BoardGround::Procedure, BoardGround::Budget, BoardGround::Tie]);
    for board in [first, second] {
        assert_eq!((board.members.len(), board.recused.as_slice()), (3, &filter.roles[..]));
    }
    for guard in [Guard::Filter, Guard::Panel, Guard::PlanAgreed, Guard::DecisionConfirmed, Guard::WrittenReplyAsked] {
        assert!(stage.closing.contains(&guard), "{guard:?}");
    }
    assert!(!stage.closing.contains(&Guard::PlanDone), "what the panel agreed to is done after closing");
}

/// R10, R26, R72, R75, R77, R78, R79
#[test]
fn donnington_answers_and_learns_as_its_source_says() {
    let procedure = donnington();
    assert_eq!(ids(&procedure.reasonableness), ["circumstances", "policy", "procedure", "law", "other-customers"]);
    assert_eq!(ids(&procedure.evidence), ["policy", "procedure", "handbook", "law", "record"]);
    assert_eq!(procedure.response.written, Written::OnRequest);
    let says = |when| {
        let contents = procedure.response.contents.iter().filter(|content| content.when == when);
        contents.map(|content| content.id.as_str()).collect::<Vec<_>>()
    };
    assert_eq!(says(ReplyWhen::Fault), ["admission", "explanation", "what-will-be-done"]);
    assert_eq!(says(ReplyWhen::NoFault), ["evidence"]);
    assert_eq!((says(ReplyWhen::NotLastStage), says(ReplyWhen::LastStage)), (vec!["next-stage"], vec!["outside-body"]));
    let finished: Vec<_> = procedure.letters.iter().filter(|letter| letter.says_finished).collect();
    assert!(finished.len() == 1 && finished[0].body.contains("{outside_bodies}"));

    assert_eq!(ids(&procedure.staff_matters), ["poor-work", "poor-service", "training-need", "misconduct"]);
    let sees = |role: &str| procedure.permissions([role]).contains(&Permission::StaffMatters);
    assert_eq!(
        ["staff", "trustee", "chair", "vice-chair", "administrator"].map(sees),
        [false, true, true, true, false]
    );
    assert_eq!(procedure.consent.required_before, [ConsentBefore::Disclosure]);
    assert_eq!(procedure.repeats.window_months, 12);
    assert!(!procedure.service_areas.is_empty());
}

/// R89, R93, R103
#[test]
fn spso_says_what_its_source_says() {
    let procedure = spso();
    let rows: Vec<_> = procedure.report.rows.values().map(String::as_str).collect();
    assert_eq!(rows, ["Stage 1 - Frontline resolution", "Stage 2 - Investigation", "Escalated Complaints"]);
    for (route, start, length) in [
        (Route::S1, Moment::Received, 5),
        (Route::S2, Moment::Received, 20),
        (Route::Esc, Moment::EscalationRequested, 20),
    ] {
        let limit = procedure.timescale(route).unwrap();
        assert_eq!((limit.start, limit.start_rule, limit.length), (start, StartRule::SameDay, length));
        let extension = limit.extension.as_ref().unwrap();
        assert!(extension.max == length && extension.tell_customer && extension.approver_role.is_some());
    }
    let windows: Vec<_> = procedure.escalation.windows.iter().map(|window| (window.length, window.from)).collect();
    assert_eq!(windows, [(6, WindowStart::Event), (2, WindowStart::Reply)]);
    assert!(procedure.escalation.windows.iter().all(|window| window.unit == WindowUnit::Month));
    assert!(procedure.stages.iter().all(|stage| stage.filter.is_none() && stage.panel.is_none()));
    let pattern = &procedure.intake.reference;
    assert_eq!((pattern.prefix.as_str(), pattern.separator.as_str(), pattern.digits), ("", "", 5), "201609357");
}
