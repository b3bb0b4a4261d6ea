//! Every screen has something real to show: each kind of thing that happens in a case has happened in one.

use redress_app::{Actor, CaseView};
use redress_domain::case::eligibility::Ineligible;
use redress_domain::case::{ActionKind, BoardGround, Compensation, Fact, LinkKind, Member, Recipient};
use redress_domain::staff::UserId;
use redress_domain::time::Zone;

use super::{cases, told_at, wait};
use crate::demo::{donnington, spso};

const NOW: &str = "2026-11-18T10:00:00Z";

/// A case by words of its summary.
fn case<'a>(cases: &'a [CaseView], words: &str) -> &'a CaseView {
    let has = |case: &&CaseView| case.case.summary.as_ref().is_some_and(|summary| summary.contains(words));
    cases.iter().find(has).unwrap_or_else(|| panic!("no case of {words:?}"))
}

/// R56, R59, R61, R65
#[test]
fn reviews_stand_before_the_filter_before_the_board_and_at_their_end() {
    let (_folder, app, _) = told_at(NOW);
    let cases = cases(&app, donnington::ID);
    let grounds = |case: &CaseView| -> Vec<(BoardGround, bool)> {
        let items = case.case.handlings.iter().flat_map(|handling| &handling.board);
        items.map(|item| (item.ground, item.decision.is_some())).collect()
    };
    let stall = case(&cases, "stall at the spring market");
    assert!(stall.case.current().unwrap().filter.is_none() && !stall.case.exhausted);
    assert_eq!(grounds(stall), [(BoardGround::NotSatisfied, false)]);
    assert_eq!(grounds(case(&cases, "choir's evening")), [(BoardGround::Tie, false)]);
    assert_eq!(grounds(case(&cases, "path to the side door")), [(BoardGround::Budget, true)]);
    let raffle = &case(&cases, "raffle").case;
    assert!(!raffle.current().unwrap().filter.as_ref().unwrap().accept);
    assert!(raffle.exhausted && raffle.referred_outside.is_some());
    assert_eq!(raffle.letters.last().unwrap().letter, "final");
}

/// R26, R37, R46, R52
#[test]
fn people_and_what_was_said_to_them_are_told_of() {
    let (_folder, app, _) = told_at(NOW);
    let cases = cases(&app, donnington::ID);
    let nuts = &case(&cases, "meal with nuts").case;
    assert!(nuts.representative.is_some() && nuts.consent.is_none());
    assert!(case(&cases, "computer class").case.consent.as_ref().unwrap().given);
    assert!(case(&cases, "unsigned letter").case.is_anonymous());
    let print = &case(&cases, "programme").case;
    assert!(print.adjustments.kinds.contains(&"large-print".to_owned()) && print.safety_note.is_some());
    assert_eq!(print.letters.first().unwrap().to, Recipient::Complainant);
    let limited = &case(&cases, "car park was full").case;
    assert!(limited.behaviour_warning.is_some() && limited.contact_limit.is_some() && limited.is_open());
    let storeroom = &case(&cases, "storeroom").case.actions[0];
    assert!(storeroom.appointment && storeroom.moved == 1 && storeroom.done_on.is_none());
    let bins = &case(&cases, "bins").case.actions[0];
    assert!(bins.done_on.is_some_and(|on| on <= bins.due.date()));
    let rent = case(&cases, "rent of his allotment");
    let asked = rent.case.actions.iter().find(|action| action.kind == ActionKind::Information).unwrap();
    assert_eq!(asked.asked_of, Some(Member::Staff(UserId::new("david"))));
    assert!(asked.done_on.is_none() && asked.due.deadline() < app.now());
    assert!(rent.warnings.iter().any(|warning| warning.contains("chase")), "{:?}", rent.warnings);
}

/// R7, R10, R18, R38, R79
#[test]
fn what_was_put_right_and_what_hangs_together_is_told_of() {
    let (_folder, app, _) = told_at(NOW);
    let cases = cases(&app, donnington::ID);
    let dance = &case(&cases, "tea dance").case;
    assert_eq!(dance.points.iter().map(|point| point.finding.is_some()).collect::<Vec<_>>(), [false, false, true]);
    let paint = &case(&cases, "wet paint").case;
    let handling = paint.compensated().unwrap();
    assert!(matches!(handling.compensation, Some(Compensation::Amount { pence: 1_850, .. })));
    assert!(handling.payment.answered.unwrap().0 && handling.payment.paid_on.is_some());
    assert_eq!(paint.apologies.len(), 1);
    let dark = &case(&cases, "lights of the car park").case;
    let again = &case(&cases, "dark car park").case;
    assert_eq!((again.merged_into.as_ref(), &dark.absorbed), (Some(&dark.reference), &vec![again.reference.clone()]));
    assert_eq!(case(&cases, "fell in the dark").case.links[0].kind, LinkKind::Joint);
    let late = &case(&cases, "late again").case;
    let first = &case(&cases, "half an hour late").case;
    assert_eq!(late.repeat_of.as_ref(), Some(&first.reference));
    let cupboard = &case(&cases, "cupboard").case;
    let classes: Vec<&str> = cupboard.classes.iter().map(|(triaged, _)| triaged.class.as_str()).collect();
    assert_eq!(classes, ["first-request", "failure"]);
    let course = case(&cases, "gardening course");
    assert!(course.history.iter().any(|recorded| matches!(recorded.event.fact, Fact::Withdrawn { .. })));
    let reopened = case(&cases, "lamp over the side gate");
    assert!(
        reopened.case.is_open()
            && reopened.history.iter().any(|recorded| matches!(recorded.event.fact, Fact::Reopened { .. }))
    );
    assert_eq!(case(&cases, "wasting everybody's time").case.staff_matters.len(), 1);
}

#[test]
fn the_ombudsmans_customer_knows_of_the_extension() {
    let (_folder, app, _) = told_at(NOW);
    let cases = cases(&app, spso::ID);
    let report = case(&cases, "quotes a report");
    let extended = report.history.iter().find_map(|recorded| match &recorded.event.fact {
        Fact::Extended(extended) => Some(extended),
        _ => None,
    });
    let extended = extended.unwrap();
    assert_eq!(extended.approver, Some(UserId::new("morag")));
    assert!(extended.told.is_some() && report.case.joint.is_some());
    assert!(case(&cases, "three months").case.external.is_some());
}

/// R104
#[test]
fn somebody_is_away_next_week_and_is_not_given_what_falls_due_then() {
    let (_folder, app, _) = told_at(NOW);
    let settings = wait(app.settings(donnington::ID)).unwrap();
    let away = settings.staffing.find(&UserId::new(donnington::AWAY)).unwrap();
    let absence = away.absences[0];
    let today = app.now().local_date(Zone::LONDON);
    assert!(today < absence.from && absence.from < absence.to);
    let actor = Actor::user(donnington::ID, away.id.clone());
    let due = wait(app.due_while_away(&actor, away.id.clone(), absence)).unwrap();
    assert!(!due.cases.is_empty());
    let barred = |case: &CaseView| {
        case.candidates.iter().any(|candidate| {
            candidate.staff.id == away.id
                && candidate.against.iter().any(|reason| matches!(reason, Ineligible::Absent { .. }))
        })
    };
    assert!(cases(&app, donnington::ID).iter().any(barred), "nothing else falls due in {absence:?}");
}
