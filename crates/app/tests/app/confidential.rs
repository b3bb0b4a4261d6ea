//! Confidential cases: to whoever they do not admit they never existed, whichever way they ask.

use std::sync::{Arc, Mutex};

use redress_app::{AppError, CaseQuery, page_after};
use redress_domain::case::{Command, LinkKind};
use redress_domain::staff::UserId;
use redress_domain::statistics::{Count, Edition, FigureId, RowId};
use redress_testkit::both_engines;
use redress_testkit::commands::{hand_to, name_subject, note, triage};
use redress_testkit::house::House;

const STAFF: [&str; 7] = ["sam", "asha", "bill", "carol", "chair", "vice", "admin"];

fn restrict(named: &[&str]) -> Command {
    let named = named.iter().map(|who| UserId::new(*who)).collect();
    Command::Restrict { reason: "She fears for her safety".to_owned(), named }
}

fn admit(who: &str) -> Command {
    Command::Admit { who: UserId::new(who), reason: "He visits her".to_owned() }
}

fn lift() -> Command {
    Command::LiftRestriction { reason: "It is over".to_owned() }
}

/// Whether somebody is shown the only case there is wherever many cases are asked for, the figures of a report last.
fn listed(house: &House, who: &str, reference: &str) -> Vec<bool> {
    let (app, actor) = (&house.app, house.actor(who));
    let mut told = Vec::new();
    for words in [None, Some("meeting".to_owned()), Some(reference.to_owned())] {
        let query = CaseQuery { words, limit: Some(100), ..CaseQuery::default() };
        told.push(format!("{:?}", house.wait(app.list_cases(&actor, query)).unwrap().cases));
    }
    let behind = house.wait(app.cases_behind(&actor, "2026-03", FigureId::Received, None, None)).unwrap();
    told.push(format!("{behind:?}"));
    let report = house.wait(app.report(&actor, "2026-03", Edition::Internal)).unwrap();
    let received = report.volumes.iter().find(|row| row.row == RowId::Total).unwrap().received;
    told.iter().map(|told| told.contains(reference)).chain([received == Count::Shown(1)]).collect()
}

/// The same chances in every run.
struct Dice(u64);

impl Dice {
    fn of(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % sides
    }

    fn pick<'a>(&mut self, from: &[&'a str]) -> &'a str {
        from[self.of(from.len())]
    }
}

both_engines! {
    fn to_whom_it_does_not_admit_a_confidential_case_never_existed(db) {
        let house = House::donnington(db);
        let reference = house.log();
        house.acts("sam", &reference, [triage(), hand_to("bill")]);
        assert_eq!(listed(&house, "sam", &reference), [true; 5]);
        house.act("admin", &reference, restrict(&["asha"])).unwrap();
        for (who, may) in [("bill", true), ("asha", true), ("admin", true), ("chair", true), ("sam", false), ("carol", false)] {
            assert_eq!(house.view(who, &reference).is_ok(), may, "{who}");
            assert_eq!(listed(&house, who, &reference), [may; 5], "{who}");
        }
        let missing = house.view("sam", "SF-2026-9999").unwrap_err();
        assert_eq!(house.view("sam", &reference).unwrap_err().to_string(), missing.to_string());
        for command in [note("Hello"), triage(), lift(), admit("sam"), restrict(&[])] {
            let refused = house.act("sam", &reference, command).unwrap_err();
            assert_eq!(refused.to_string(), missing.to_string());
        }
        let linked = house.log();
        let link = Command::Link { to: reference.clone(), kind: LinkKind::Related, note: None };
        house.act("admin", &linked, link.clone()).unwrap();
        assert!(format!("{:?}", house.view("bill", &linked).unwrap()).contains(&reference));
        assert!(!format!("{:?}", house.view("sam", &linked).unwrap()).contains(&reference));
        assert_eq!(house.act("sam", &house.log(), link).unwrap_err().code(), "invalid");
        house.verified();
        house.act("bill", &reference, lift()).unwrap();
        // Among others by now, so that the figures tell nothing of this one.
        assert_eq!(listed(&house, "sam", &reference)[..4], [true; 4]);
        house.verified();
    }

    fn what_is_written_out_leaves_it_out_and_the_published_figures_count_it(db) {
        let house = House::donnington(db);
        let reference = house.log();
        house.acts("sam", &reference, [triage(), restrict(&[])]);
        let rows = Arc::new(Mutex::new(Vec::new()));
        for (who, seen) in [("admin", 0), ("operator", 1)] {
            let actor = match who {
                "operator" => redress_app::Actor::operator(redress_testkit::house::DONNINGTON),
                who => house.actor(who),
            };
            let kept = Arc::clone(&rows);
            let each = move |case| {
                kept.lock().unwrap().push(case);
                Ok(())
            };
            house.wait(house.app.export_register(&actor, each)).unwrap();
            assert_eq!(std::mem::take(&mut *rows.lock().unwrap()).len(), seen, "{who}");
        }
    }

    /// One rule in two languages.
    fn the_rule_in_sql_and_the_rule_of_a_single_case_never_differ(db) {
        let house = House::donnington(db);
        let mut dice = Dice(41);
        let mut references: Vec<String> = Vec::new();
        let (mut day, mut hidden, mut shown) = (3, 0, 0);
        for _ in 0..60 {
            if references.len() < 4 {
                references.push(house.log());
            }
            let reference = references[dice.of(references.len())].clone();
            let (who, other) = (dice.pick(&STAFF), dice.pick(&STAFF));
            // What is refused has been tried; what is not changes who sees what.
            let _ = match dice.of(8) {
                0 => house.act(who, &reference, triage()).map(|_| true),
                1 => house.act(who, &reference, hand_to(other)).map(|_| true),
                2 | 3 => house.act(who, &reference, restrict(&[other])).map(|_| true),
                4 => house.act(who, &reference, admit(other)).map(|_| true),
                5 => house.act(who, &reference, name_subject(other)).map(|_| true),
                6 => house.wait(house.app.open_in_need(&house.actor(who), &reference, "She is at the door")),
                _ => {
                    day += dice.of(2);
                    house.at(&format!("2026-03-{day:02}T{:02}:00:00Z", 10 + dice.of(8)));
                    house.act(who, &reference, lift()).map(|_| true)
                }
            };
            for who in STAFF {
                let query = CaseQuery { limit: Some(100), ..CaseQuery::default() };
                let list = house.wait(house.app.list_cases(&house.actor(who), query)).unwrap().cases;
                for reference in &references {
                    let single = house.view(who, reference).is_ok();
                    assert_eq!(list.iter().any(|line| line.reference == *reference), single, "{who} {reference}");
                    if single { shown += 1 } else { hidden += 1 }
                }
            }
        }
        assert!(hidden > 200 && shown > 200, "{hidden} hidden, {shown} shown");
        house.verified();
    }

    fn in_need_it_is_opened_to_one_for_a_day_and_shown_to_those_who_keep_watch(db) {
        let house = House::donnington(db);
        let reference = house.log();
        house.acts("sam", &reference, [triage(), name_subject("carol")]);
        house.act("admin", &reference, restrict(&[])).unwrap();
        let ask = |who: &str, reference: &str| house.wait(house.app.open_in_need(&house.actor(who), reference, "She is at the door"));
        assert!(!ask("carol", &reference).unwrap(), "it is about her");
        assert!(!ask("carol", "SF-2026-9999").unwrap());
        assert!(house.view("carol", &reference).is_err());
        assert!(ask("sam", &reference).unwrap());
        assert_eq!(house.view("sam", &reference).unwrap().case.openings.len(), 1);
        assert!(ask("sam", &reference).unwrap(), "it is open already");
        assert_eq!(house.view("sam", &reference).unwrap().case.openings.len(), 1);
        assert_eq!(listed(&house, "sam", &reference), [true; 5]);
        assert!(house.view("bill", &reference).is_err(), "it is open to nobody else");
        let openings = |who: &str| house.wait(house.app.openings(&house.actor(who), page_after(0)));
        assert!(matches!(openings("sam"), Err(AppError::NotFound { .. })));
        assert_eq!(house.wait(house.app.count_unseen_openings(&house.actor("chair"))).unwrap(), 1);
        assert_eq!(openings("chair").unwrap().lines[0].reason, "She is at the door");
        house.act("chair", &reference, Command::SeeOpening { number: 1 }).unwrap();
        assert_eq!(house.wait(house.app.count_unseen_openings(&house.actor("vice"))).unwrap(), 0);
        assert_eq!(openings("vice").unwrap().lines[0].seen.as_ref().unwrap().0.as_str(), "chair");
        house.at("2026-03-04T10:00:00Z");
        assert!(house.view("sam", &reference).is_err(), "a day later it is closed again");
        assert_eq!(listed(&house, "sam", &reference), [false; 5]);
        house.verified();
    }

    fn nobody_tries_references_out(db) {
        let house = House::donnington(db);
        let ask = |number: u32| house.wait(house.app.open_in_need(&house.actor("sam"), &format!("SF-2026-{number:04}"), "Now"));
        for number in 1..=5 {
            assert!(!ask(number).unwrap());
        }
        assert_eq!(ask(6).unwrap_err().code(), "asked-too-often");
        house.at("2026-03-03T11:00:01Z");
        assert!(!ask(7).unwrap());
    }
}
