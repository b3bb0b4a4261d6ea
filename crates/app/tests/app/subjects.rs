//! Whoever a case is about finds no trace of it: everything they can ask is as if it had never been logged.

use std::sync::{Arc, Mutex};

use redress_app::{AppError, CaseFilter, CaseQuery, Sort};
use redress_domain::case::{Command, LinkKind, Recipient};
use redress_domain::procedure::{Procedure, shipped};
use redress_domain::staff::{Absence, UserId};
use redress_domain::statistics::{Edition, FigureId};
use redress_domain::time::Instant;
use redress_testkit::both_engines;
use redress_testkit::commands::{
    clear_subject, close, day, decide, hand_to, learn, name_subject, no_compensation, no_written_reply, note, phoned,
    triage,
};
use redress_testkit::engines::TestDatabase;
use redress_testkit::house::{DONNINGTON, House, call};

const PERIOD: &str = "2026-03";

/// A house with two more people who see all there is: Dora, whom a case is about, and Erin.
fn house(db: &TestDatabase) -> House {
    let house = House::donnington(db);
    for who in ["dora", "erin"] {
        house.user(DONNINGTON, who, &["administrator", "trustee"]);
    }
    house
}

/// Logs a case that is about Dora, triaged and handed to Asha.
fn about_dora(house: &House) -> String {
    let mut log = call(Instant::parse("2026-03-03T09:50:00Z").unwrap());
    log.subjects = vec![UserId::new("dora")];
    let done = house.wait(house.app.log(&house.actor("sam"), log, vec![triage(), hand_to("asha")], None)).unwrap();
    done.reference
}

/// Closes and learns from a case that Asha has, as upheld.
fn settle(house: &House, reference: &str) {
    let on = "2026-03-03";
    house.acts(
        "asha",
        reference,
        [phoned("2026-03-03T10:00:00Z"), decide("upheld", on), no_compensation(), no_written_reply(), close(), learn()],
    );
}

/// Every answer that is no single case, as text with what was asked.
fn everything(house: &House, who: &str, references: &[&str]) -> Vec<(String, String)> {
    let (app, actor) = (&house.app, house.actor(who));
    let mut told: Vec<(String, String)> = Vec::new();
    let mut queries: Vec<CaseQuery> = Vec::new();
    for sort in [Sort::Due, Sort::Newest, Sort::Received] {
        queries.push(CaseQuery { sort, ..CaseQuery::default() });
    }
    for words in ["meeting", "jean gray", "01632"].iter().chain(references) {
        queries.push(CaseQuery { words: Some((*words).to_owned()), ..CaseQuery::default() });
    }
    let owned = CaseFilter { owner: Some(UserId::new("asha")), ..CaseFilter::default() };
    for filter in [owned, CaseFilter { open: Some(false), ..CaseFilter::default() }] {
        queries.push(CaseQuery { filter, ..CaseQuery::default() });
    }
    for query in queries {
        let asked = format!("list {query:?}");
        told.push((asked, format!("{:?}", house.wait(app.list_cases(&actor, query)).unwrap())));
    }
    for outstanding in [true, false] {
        let records = house.wait(app.list_learning(&actor, outstanding, redress_app::page_after(0))).unwrap();
        told.push((format!("learning {outstanding}"), format!("{records:?}")));
    }
    let upheld = FigureId::Outcome("upheld".to_owned());
    for figure in [FigureId::Received, FigureId::Closed, FigureId::Closing, FigureId::Met, upheld] {
        let behind = house.wait(app.cases_behind(&actor, PERIOD, figure.clone(), None, None)).unwrap();
        told.push((format!("behind {figure:?}"), format!("{behind:?}")));
    }
    for edition in [Edition::Internal, Edition::Public] {
        let report = house.wait(app.report(&actor, PERIOD, edition)).unwrap();
        told.push((format!("report {edition:?}"), format!("{report:?}")));
    }
    let procedure = Procedure::load("same.toml", shipped::find("donnington-service-failure").unwrap().text);
    let simulation = house.wait(app.simulate(&actor, PERIOD, procedure.procedure.unwrap())).unwrap();
    told.push(("simulate".to_owned(), format!("{simulation:?}")));
    let away = Absence { from: day("2026-03-03"), to: day("2026-03-31") };
    let due = house.wait(app.due_while_away(&actor, UserId::new("asha"), away)).unwrap();
    told.push(("due while away".to_owned(), format!("{due:?}")));
    let rows = Arc::new(Mutex::new(Vec::new()));
    let kept = Arc::clone(&rows);
    let export = app.export_register(&actor, move |case| {
        kept.lock().unwrap().push(case);
        Ok(())
    });
    house.wait(export).unwrap();
    told.push(("register".to_owned(), format!("{:?}", rows.lock().unwrap())));
    told
}

/// That somebody is told of a case just what they are told of one that was never there.
fn is_not_there(house: &House, who: &str, reference: &str) {
    let (app, actor) = (&house.app, house.actor(who));
    let hidden = house.view(who, reference).unwrap_err();
    let missing = house.view(who, "SF-2026-9999").unwrap_err();
    assert_eq!((hidden.code(), hidden.to_string()), (missing.code(), missing.to_string()));
    let letter = house.wait(app.letter(&actor, reference, "acknowledgement", Recipient::Complainant)).unwrap_err();
    assert_eq!(letter.code(), "not-found");
    let interest = Command::DeclareInterest { what: "It is about me".to_owned() };
    for command in [note("Hello"), triage(), hand_to("bill"), close(), learn(), clear_subject(who), interest] {
        for version in [None, Some(1)] {
            let refused = house.wait(app.execute(&actor, reference, vec![command.clone()], version, None)).unwrap_err();
            assert_eq!(refused.to_string(), missing.to_string(), "{command:?}");
        }
    }
}

both_engines! {
    /// R59: from the moment it is logged
    fn to_whom_it_is_about_from_the_start_it_never_existed(db) {
        let house = house(db);
        let other = house.log();
        let names = [other.as_str(), "SF-2026-0002", "SF-2026-0003"];
        let before = everything(&house, "dora", &names);
        let secret = about_dora(&house);
        settle(&house, &secret);
        let open = about_dora(&house);
        assert_eq!([secret.as_str(), open.as_str()], names[1..]);

        assert_eq!(everything(&house, "dora", &names), before);
        let seen = everything(&house, "erin", &names[1..]);
        for (asked, told) in &seen {
            let counts_only = asked == "report Public" || asked.contains("learning true");
            assert!(counts_only || told.contains(&secret) || told.contains(&open), "{asked}: {told}");
        }
        for reference in [&secret, &open] {
            is_not_there(&house, "dora", reference);
        }
        house.verified();
    }

    /// R59: named later, cleared at last
    fn whoever_is_named_later_loses_it_and_whoever_is_cleared_finds_it_again(db) {
        let house = house(db);
        let reference = house.log();
        house.act("sam", &reference, triage()).unwrap();
        house.act("sam", &reference, hand_to("asha")).unwrap();
        let names = [reference.as_str()];
        assert!(house.view("dora", &reference).is_ok());
        assert_eq!(everything(&house, "dora", &names), everything(&house, "erin", &names));
        house.act("sam", &reference, name_subject("dora")).unwrap();
        for (asked, told) in everything(&house, "dora", &names) {
            assert!(!told.contains(&reference), "{asked}");
        }
        is_not_there(&house, "dora", &reference);
        house.verified();

        assert_eq!(house.act("sam", &reference, clear_subject("dora")).unwrap_err().code(), "not-permitted");
        house.act("admin", &reference, clear_subject("dora")).unwrap();
        assert_eq!(everything(&house, "dora", &names), everything(&house, "erin", &names));
        assert!(house.view("dora", &reference).is_ok());
        house.verified();
    }

    /// R10, R59: neither does a case of others name it, by a link, a merger or as what it repeats
    fn no_other_case_names_it(db) {
        let house = house(db);
        let secret = about_dora(&house);
        settle(&house, &secret);
        let repeats = house.closed();
        let open = about_dora(&house);
        let linked = house.log();
        let link = |to: &str| Command::Link { to: to.to_owned(), kind: LinkKind::Related, note: None };
        house.act("sam", &linked, link(&secret)).unwrap();
        let merged = house.log();
        house.act("admin", &open, Command::Merge { into: merged.clone(), reason: "The same call".to_owned() }).unwrap();
        is_not_there(&house, "dora", &merged);
        assert_eq!(house.view("erin", &repeats).unwrap().case.repeat_of, Some(secret.clone()));

        for (who, told) in [("erin", true), ("dora", false)] {
            for case in [&repeats, &linked] {
                let view = format!("{:?}", house.view(who, case).unwrap());
                assert_eq!(view.contains(&secret) || view.contains(&open), told, "{who}");
                let stale = house.act_on(1, who, case, note("x")).unwrap_err();
                let AppError::Stale { since, .. } = stale else { panic!("{stale:?}") };
                let since = format!("{since:?}");
                assert_eq!(since.contains(&secret) || since.contains(&open), told, "{who} {case}");
            }
        }
        for (asked, told) in everything(&house, "dora", &[]) {
            assert!(!told.contains(&secret) && !told.contains(&open), "{asked}");
        }
        let AppError::Invalid(hidden) = house.act("dora", &linked, link(&open)).unwrap_err() else { panic!() };
        let AppError::Invalid(missing) = house.act("dora", &linked, link("SF-2026-9999")).unwrap_err() else { panic!() };
        assert_eq!(hidden[0].message.replace(&open, ""), missing[0].message.replace("SF-2026-9999", ""));
        house.verified();
    }

    /// R59, R60
    fn they_are_refused_every_part_in_it(db) {
        let house = house(db);
        let reference = house.log();
        house.acts("sam", &reference, [triage(), name_subject("bill")]);
        let refused = house.act("sam", &reference, hand_to("bill")).unwrap_err();
        assert!(refused.to_string().contains("it is about them"), "{refused}");
        let view = house.view("sam", &reference).unwrap();
        let bill = view.candidates.iter().find(|one| one.staff.id.as_str() == "bill").unwrap();
        assert_eq!(bill.against.iter().map(|reason| reason.code()).collect::<Vec<_>>(), ["subject"]);
    }

    /// R60
    fn merging_hides_nothing_from_the_figures_and_lets_nobody_in(db) {
        let house = house(db);
        let (kept, duplicate) = (house.log(), house.log());
        house.acts("sam", &kept, [triage()]);
        house.acts("sam", &duplicate, [triage(), name_subject("bill")]);
        let merge = Command::Merge { into: kept.clone(), reason: "The same call, entered twice".to_owned() };
        house.act("admin", &duplicate, merge).unwrap();
        assert!(matches!(house.view("bill", &kept), Err(AppError::NotFound { .. })));
        let view = house.view("sam", &kept).unwrap();
        assert!(view.case.subjects.iter().any(|who| who.as_str() == "bill"));
        house.verified();
    }

    fn a_case_about_the_only_one_who_manages_can_still_be_cleared(db) {
        let house = house(db);
        let reference = house.log();
        house.acts("sam", &reference, [triage(), name_subject("admin")]);
        assert!(matches!(house.view("admin", &reference), Err(AppError::NotFound { .. })));
        assert_eq!(house.act("sam", &reference, clear_subject("admin")).unwrap_err().code(), "not-permitted");
        house.act("chair", &reference, clear_subject("admin")).unwrap();
        assert!(house.view("admin", &reference).is_ok());
        house.verified();
    }
}
