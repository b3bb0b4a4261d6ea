//! A case through the use cases on both engines: each path from log to learning, and what is refused on the way.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use redress_app::{AppError, CaseFilter, CaseQuery, RequestKey};
use redress_domain::case::{
    Agreement, Command, Compensation, CompleteLearning, Decide, Escalate, Missing, PlanStep, Received, RecordContact,
    Rule, WrittenReply,
};
use redress_domain::procedure::{Channel, Guard, Means};
use redress_domain::staff::UserId;
use redress_domain::time::{Instant, parse_date};
use redress_testkit::both_engines;
use redress_testkit::house::{House, call};

fn triage() -> Command {
    Command::Triage { class: "failure".to_owned(), note: None }
}

fn hand_to(id: &str) -> Command {
    Command::HandOver { to: UserId::new(id), customer_told: Some(Means::Phone) }
}

fn phoned(at: &str) -> Command {
    Command::RecordContact(RecordContact {
        means: Means::Phone,
        at: Instant::parse(at).unwrap(),
        reached: true,
        note: None,
        issue: Some("Travelled for nothing".to_owned()),
        remedy_wanted: None,
    })
}

fn agreed(on: &str) -> Agreement {
    Agreement::Agreed { means: Means::Phone, on: parse_date(on).unwrap() }
}

fn decide(outcome: &str, on: &str) -> Command {
    Command::Decide(Decide {
        outcome: outcome.to_owned(),
        code: Some("communication".to_owned()),
        finding: Some("The notice gave the wrong time".to_owned()),
        explanation: None,
        action_taken: Some("Apology".to_owned()),
        agreement: Some(agreed(on)),
    })
}

/// Everything closing asks for after the decision.
fn closing(house: &House, who: &str, reference: &str) {
    house.act(who, reference, Command::DecideCompensation { decision: Compensation::None }).unwrap();
    house.act(who, reference, Command::AskWrittenReply { answer: WrittenReply::No }).unwrap();
    house.act(who, reference, Command::Close { on: None }).unwrap();
}

fn learn() -> Command {
    Command::CompleteLearning(CompleteLearning {
        reason: "Two notices were printed".to_owned(),
        root_cause: "Nobody checks a notice against the booking".to_owned(),
        preventive_action: Some(PlanStep {
            what: "A second person checks each notice".to_owned(),
            owner: UserId::new("asha"),
            due_on: parse_date("2026-04-30").unwrap(),
        }),
        service_area: "Community engagement".to_owned(),
    })
}

both_engines! {
    fn a_trustee_brings_a_case_from_log_to_learning_and_the_panel_reviews_it(db) {
        let house = House::donnington(db);
        let reference = house.log();
        let sam = house.actor("sam");

        let refused = house.act("sam", &reference, hand_to("asha")).unwrap_err();
        assert_eq!(refused.code(), "not-triaged");
        house.act("sam", &reference, triage()).unwrap();
        for barred in ["chair", "vice", "sam"] {
            let AppError::Refused(Rule::NotEligible { reasons, .. }) =
                house.act("sam", &reference, hand_to(barred)).unwrap_err() else { panic!("{barred} was not refused") };
            assert!(!reasons.is_empty());
        }
        house.act("sam", &reference, hand_to("asha")).unwrap();
        house.at("2026-03-03T15:00:00Z");
        house.act("asha", &reference, phoned("2026-03-03T14:30:00Z")).unwrap();
        let steps = vec![PlanStep {
            what: "Send the notes of the meeting".to_owned(),
            owner: UserId::new("asha"),
            due_on: parse_date("2026-03-06").unwrap(),
        }];
        house.act("asha", &reference, Command::AgreePlan { steps, agreement: agreed("2026-03-03") }).unwrap();

        let AppError::Refused(Rule::ClosingWaits(missing)) =
            house.act("asha", &reference, Command::Close { on: None }).unwrap_err() else { panic!("it closed") };
        assert!(missing.contains(&Missing::Decision) && missing.contains(&Missing::Guard(Guard::PlanDone)));

        house.at("2026-03-06T11:00:00Z");
        let on = parse_date("2026-03-06").unwrap();
        house.act("asha", &reference, Command::CompleteAction { number: 1, on, note: None }).unwrap();
        let not_owner = house.act("bill", &reference, decide("upheld", "2026-03-06")).unwrap_err();
        assert_eq!(not_owner.code(), "not-permitted");
        house.act("asha", &reference, decide("upheld", "2026-03-06")).unwrap();
        closing(&house, "asha", &reference);
        house.act("asha", &reference, learn()).unwrap();

        let view = house.wait(house.app.case(&sam, &reference)).unwrap();
        assert!(!view.case.is_open());
        assert!(view.next.is_none(), "{:?}", view.next);
        assert_eq!(view.complainant.unwrap().name, "Jean Gray");

        house.at("2026-03-20T09:00:00Z");
        let asked = Received::On(parse_date("2026-03-19").unwrap());
        house.act("sam", &reference, Command::Escalate(Escalate { asked, channel: Channel::Phone, reasons: None })).unwrap();
        let handled = house.act("sam", &reference, hand_to("asha")).unwrap_err();
        assert_eq!(handled.code(), "not-eligible");
        house.act("sam", &reference, hand_to("chair")).unwrap();
        let at = Instant::parse("2026-03-20T09:00:00Z").unwrap();
        house.act("chair", &reference, Command::AcknowledgeEscalation { means: Means::Phone, at }).unwrap();
        house.act("chair", &reference, phoned("2026-03-20T09:00:00Z")).unwrap();
        house.act("chair", &reference, decide("not-upheld", "2026-03-20")).unwrap();
        closing(&house, "chair", &reference);
        house.act("chair", &reference, learn()).unwrap();

        let view = house.wait(house.app.case(&sam, &reference)).unwrap();
        assert_eq!(view.case.learning.unwrap().entries.len(), 2);
        house.verified();
    }

    fn what_is_settled_on_the_phone_is_logged_and_closed_at_once(db) {
        let house = House::donnington(db);
        let then = vec![
            triage(),
            Command::SettleAtFirstContact { done: "A fresh lunch was sent".to_owned(), agreement: agreed("2026-03-03") },
            decide("resolved", "2026-03-03"),
            Command::DecideCompensation { decision: Compensation::None },
            Command::AskWrittenReply { answer: WrittenReply::No },
            Command::Close { on: None },
        ];
        let log = call(Instant::parse("2026-03-03T09:50:00Z").unwrap());
        let done = house.wait(house.app.log(&house.actor("sam"), log, then, None)).unwrap();
        let view = house.wait(house.app.case(&house.actor("sam"), &done.reference)).unwrap();
        assert!(!view.case.is_open());
        assert!(view.case.learning.unwrap().outstanding);
        house.verified();
    }

    fn a_refused_command_among_several_undoes_all_of_them(db) {
        let house = House::donnington(db);
        let log = call(Instant::parse("2026-03-03T09:50:00Z").unwrap());
        let refused = house.wait(house.app.log(&house.actor("sam"), log, vec![triage(), Command::Close { on: None }], None));
        assert_eq!(refused.unwrap_err().code(), "closing-waits");
        let all = house.wait(house.app.list_cases(&house.actor("sam"), CaseQuery::default())).unwrap();
        assert!(all.cases.is_empty());
        house.verified();
    }

    fn the_second_of_two_people_is_told_what_changed(db) {
        let house = House::donnington(db);
        let reference = house.log();
        house.act("sam", &reference, triage()).unwrap();
        let note = Command::AddNote { text: "Rang back".to_owned() };
        let stale = house.wait(house.app.execute(&house.actor("asha"), &reference, vec![note], Some(1), None));
        let AppError::Stale { version, since } = stale.unwrap_err() else { panic!("it was not stale") };
        assert_eq!((version, since.len()), (2, 1));
        assert_eq!(since.first().unwrap().event.fact.kind(), "triaged");
        house.verified();
    }

    fn a_repeated_request_is_answered_and_not_done_again(db) {
        let house = House::donnington(db);
        let key = |digest| Some(RequestKey { key: "once".to_owned(), digest: [digest; 32] });
        let log = || call(Instant::parse("2026-03-03T09:50:00Z").unwrap());
        let sam = house.actor("sam");
        let first = house.wait(house.app.log(&sam, log(), Vec::new(), key(1))).unwrap();
        let again = house.wait(house.app.log(&sam, log(), Vec::new(), key(1))).unwrap();
        assert_eq!((again.reference, again.already), (first.reference, true));
        let other = house.wait(house.app.log(&sam, log(), Vec::new(), key(2))).unwrap_err();
        assert_eq!(other.code(), "idempotency-key-reused");
        let all = house.wait(house.app.list_cases(&sam, CaseQuery::default())).unwrap();
        assert_eq!(all.cases.len(), 1);
    }

    fn fifty_people_claim_one_case_and_one_owns_it(db) {
        let house = House::donnington(db);
        let reference = house.log();
        house.act("sam", &reference, triage()).unwrap();
        let claims: Vec<_> = (0..50)
            .map(|turn| {
                let to = ["asha", "bill", "carol"].into_iter().nth(turn % 3).unwrap();
                let (app, actor, reference) = (house.app.clone(), house.actor("sam"), reference.clone());
                async move { app.execute(&actor, &reference, vec![hand_to(to)], Some(2), None).await }
            })
            .collect();
        let won = house.wait(async {
            let mut tasks = tokio::task::JoinSet::new();
            claims.into_iter().for_each(|claim| drop(tasks.spawn(claim)));
            let results = tasks.join_all().await;
            results.into_iter().filter(Result::is_ok).count()
        });
        assert_eq!(won, 1);
        house.verified();
    }

    fn another_organisation_sees_nothing_of_a_case(db) {
        let house = House::donnington(db);
        let reference = house.log();
        house.organisation("other", "Other", redress_domain::calendar::Division::Scotland, "spso-customer-service");
        house.user("other", "eve", &["staff"]);
        let eve = redress_app::Actor::user("other", UserId::new("eve"));
        let hidden = house.wait(house.app.case(&eve, &reference)).unwrap_err();
        let missing = house.wait(house.app.case(&eve, "SF-2026-9999")).unwrap_err();
        assert_eq!((hidden.code(), hidden.to_string()), (missing.code(), missing.to_string()));
        let query = CaseQuery { words: Some("meeting".to_owned()), ..CaseQuery::default() };
        assert!(house.wait(house.app.list_cases(&eve, query)).unwrap().cases.is_empty());
        let note = Command::AddNote { text: "Hello".to_owned() };
        let act = house.wait(house.app.execute(&eve, &reference, vec![note], None, None)).unwrap_err();
        assert_eq!(act.code(), "not-found");
    }

    fn lists_are_paged_filtered_and_searched(db) {
        let house = House::donnington(db);
        let references: Vec<String> = (0..7).map(|_| house.log()).collect();
        house.act("sam", references.first().unwrap(), triage()).unwrap();
        house.act("sam", references.first().unwrap(), hand_to("asha")).unwrap();
        let sam = house.actor("sam");
        for sort in [redress_app::Sort::Due, redress_app::Sort::Newest, redress_app::Sort::Received] {
            let mut seen = Vec::new();
            let mut cursor = None;
            loop {
                let query = CaseQuery { sort, limit: Some(3), cursor, ..CaseQuery::default() };
                let page = house.wait(house.app.list_cases(&sam, query)).unwrap();
                seen.extend(page.cases.into_iter().map(|line| line.reference));
                cursor = page.next;
                if cursor.is_none() { break; }
            }
            seen.sort();
            assert_eq!(seen, references, "{sort:?}");
        }
        let filter = CaseFilter { owner: Some(UserId::new("asha")), ..CaseFilter::default() };
        let mine = house.wait(house.app.list_cases(&sam, CaseQuery { filter, ..CaseQuery::default() })).unwrap();
        assert_eq!(mine.cases.len(), 1);
        let named = CaseQuery { words: Some("jean gray".to_owned()), ..CaseQuery::default() };
        assert_eq!(house.wait(house.app.list_cases(&sam, named)).unwrap().cases.len(), 7);
        let query = CaseQuery { words: Some("advertised MEET".to_owned()), ..CaseQuery::default() };
        assert_eq!(house.wait(house.app.list_cases(&sam, query)).unwrap().cases.len(), 7);
    }
}
