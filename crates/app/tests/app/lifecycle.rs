//! A case through the use cases on both engines: each path from log to learning, and what is refused on the way.

use redress_app::{AppError, CaseFilter, CaseQuery, RequestKey};
use redress_domain::case::{Command, Missing, Rule};
use redress_domain::procedure::Guard;
use redress_domain::staff::UserId;
use redress_domain::time::Instant;
use redress_testkit::both_engines;
use redress_testkit::commands::{
    acknowledge, agreed, close, decide, done, escalate, hand_to, learn, no_compensation, no_written_reply, note,
    phoned, plan, triage,
};
use redress_testkit::house::{House, call};

both_engines! {
    /// R17, R42, R50, R57, R69
    fn a_trustee_brings_a_case_from_log_to_learning_and_a_review_can_be_asked_for(db) {
        let house = House::donnington(db);
        let reference = house.log();
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
        house.act("asha", &reference, plan("asha", "2026-03-03", "2026-03-06")).unwrap();

        let AppError::Refused(Rule::ClosingWaits(missing)) =
            house.act("asha", &reference, close()).unwrap_err() else { panic!("it closed") };
        assert!(missing.contains(&Missing::Decision) && missing.contains(&Missing::Guard(Guard::PlanDone)));

        house.at("2026-03-06T11:00:00Z");
        house.act("asha", &reference, done(1, "2026-03-06")).unwrap();
        let not_owner = house.act("bill", &reference, decide("upheld", "2026-03-06")).unwrap_err();
        assert_eq!(not_owner.code(), "not-permitted");
        house.acts("asha", &reference, [
            decide("upheld", "2026-03-06"), no_compensation(), no_written_reply(), close(), learn(),
        ]);

        let view = house.view("sam", &reference).unwrap();
        assert!(!view.case.is_open());
        assert!(view.next.is_none(), "{:?}", view.next);
        assert_eq!(view.complainant.unwrap().name, "Jean Gray");

        house.at("2026-03-20T09:00:00Z");
        house.act("sam", &reference, escalate("2026-03-19")).unwrap();
        house.acts("sam", &reference, [hand_to("chair"), acknowledge("2026-03-20T09:00:00Z")]);
        assert_eq!(house.view("sam", &reference).unwrap().case.handlings.len(), 2);
        house.verified();
    }

    /// R12, R69
    fn what_is_settled_on_the_phone_is_logged_and_closed_at_once(db) {
        let house = House::donnington(db);
        let then = vec![
            triage(),
            Command::SettleAtFirstContact { done: "A fresh lunch was sent".to_owned(), agreement: agreed("2026-03-03") },
            decide("resolved", "2026-03-03"),
            no_compensation(),
            no_written_reply(),
            close(),
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
        let refused = house.wait(house.app.log(&house.actor("sam"), log, vec![triage(), close()], None));
        assert_eq!(refused.unwrap_err().code(), "closing-waits");
        let all = house.wait(house.app.list_cases(&house.actor("sam"), CaseQuery::default())).unwrap();
        assert!(all.cases.is_empty());
        house.verified();
    }

    fn the_second_of_two_people_is_told_what_changed(db) {
        let house = House::donnington(db);
        let reference = house.log();
        house.act("sam", &reference, triage()).unwrap();
        let stale = house.act_on(1, "asha", &reference, note("Rang back"));
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
        let act = house.wait(house.app.execute(&eve, &reference, vec![note("Hello")], None, None)).unwrap_err();
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
