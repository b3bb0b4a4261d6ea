//! Whoever a case is about finds nothing that names it among themes, improvement actions and lessons (R59).

use redress_app::{Actor, ImprovementFilter, page_after};
use redress_domain::improvement::{Audience, Command, Correction, Expected, LessonText, NoteKind};
use redress_testkit::both_engines;
use redress_testkit::commands::{day, name_subject};
use redress_testkit::house::House;

use crate::improvement_cases::MEETINGS;
use crate::improvements::{done, give, lesson, start, told};

fn correction(cases: &[&str]) -> Correction {
    Correction {
        title: "Check notices".to_owned(),
        what: "A second person checks each notice".to_owned(),
        code: Some("communication".to_owned()),
        service_area: Some(MEETINGS.to_owned()),
        expected: Expected::Fewer { effect: "Fewer wrong notices".to_owned() },
        cases: cases.iter().map(|reference| (*reference).to_owned()).collect(),
        started_on: day("2026-03-03"),
        done_on: None,
    }
}

both_engines! {
    /// R59, R71: what names a case is not there for whom the case is about, and its number looks like one that is not taken
    fn what_came_of_a_case_is_not_there_for_whom_it_is_about(db) {
        let house = House::donnington(db);
        let reference = told(&house);
        house.at("2026-03-03T10:00:00Z");
        let other = house.closed();
        give(&house, "bill", start(&[&other])).unwrap();
        let from_hidden = LessonText { improvement: Some(1), ..lesson("A notice was wrong", &[]) };
        give(&house, "bill", Command::DraftLesson(from_hidden)).unwrap();
        house.act("sam", &reference, name_subject("bill")).unwrap();
        let (bill, asha) = (house.actor("bill"), house.actor("asha"));
        let seen = |who: &Actor| {
            let app = &house.app;
            let page = page_after(0);
            let numbers = house.wait(app.improvements(who, ImprovementFilter::All, page)).unwrap().lines;
            (
                house.wait(app.themes(who, page)).unwrap().lines.len(),
                numbers.into_iter().map(|improvement| improvement.number).collect::<Vec<_>>(),
                house.wait(app.lessons(who, page)).unwrap().lines.len(),
            )
        };
        assert_eq!(seen(&bill), (0, vec![2], 0));
        assert_eq!(seen(&asha), (1, vec![2, 1], 2));
        let meeting = house.wait(house.app.improvement_meeting(&bill, day("2026-03-01"))).unwrap();
        assert_eq!((meeting.themes.lines.len(), meeting.open.len(), meeting.learnt.lines.len()), (0, 1, 1));
        assert!(!format!("{meeting:?}").contains(&reference));
        for number in [1, 7] {
            assert_eq!(house.wait(house.app.theme(&bill, number)).unwrap_err().to_string(), "there is no such theme");
            let command = Command::DropImprovement { number, reason: "Mine".to_owned() };
            for error in [
                house.wait(house.app.improvement(&bill, number)).unwrap_err(),
                house.wait(house.app.improve(&bill, command, Some(1), None)).unwrap_err(),
            ] {
                assert_eq!(error.to_string(), "there is no such improvement action");
            }
            assert_eq!(house.wait(house.app.lesson(&bill, number)).unwrap_err().to_string(), "there is no such lesson");
            let linked = LessonText { improvement: Some(number), ..lesson("A notice was wrong", &[&other]) };
            assert_eq!(give(&house, "bill", Command::DraftLesson(linked)).unwrap_err().code(), "invalid");
        }
        assert_eq!(give(&house, "bill", start(&[&reference])).unwrap_err().code(), "invalid");
        house.verified();
    }

    /// R59, R110: whoever a case is about reads what was shared of it, and no more
    fn a_shared_lesson_is_read_by_everybody_without_what_it_comes_from(db) {
        let house = House::donnington(db);
        let reference = told(&house);
        give(&house, "bill", Command::ShareLesson { number: 1, audience: Audience::Staff }).unwrap();
        house.act("sam", &reference, name_subject("bill")).unwrap();
        let (bill, asha) = (house.actor("bill"), house.actor("asha"));
        let read = house.wait(house.app.lesson(&bill, 1)).unwrap();
        assert_eq!((read.cases.len(), read.improvement), (0, None));
        let withdraw = || Command::WithdrawLesson { number: 1, reason: "It is out of date".to_owned() };
        assert_eq!(give(&house, "bill", withdraw()).unwrap_err().code(), "not-found");
        assert_eq!(house.wait(house.app.lesson(&asha, 1)).unwrap().cases.len(), 1);
        give(&house, "asha", withdraw()).unwrap();
        assert_eq!(house.wait(house.app.lesson(&bill, 1)).unwrap_err().code(), "not-found");
        house.verified();
    }

    /// R59: what it named once still stands in its history
    fn a_case_that_is_no_longer_named_hides_what_named_it_all_the_same(db) {
        let house = House::donnington(db);
        let reference = told(&house);
        house.at("2026-03-03T10:00:00Z");
        let other = house.closed();
        let mut right = correction(&[&other]);
        right.title = "Check every notice".to_owned();
        right.started_on = day("2026-02-01");
        let command = |correction: Correction| Command::CorrectImprovement {
            number: 1,
            correction: Box::new(correction),
            reason: "The other case led to it".to_owned(),
        };
        give(&house, "bill", command(right.clone())).unwrap();
        assert_eq!(give(&house, "bill", command(right)).unwrap_err().code(), "improvement-unchanged");
        let kept = house.wait(house.app.improvement(&house.actor("bill"), 1)).unwrap().improvement;
        assert_eq!((kept.title.as_str(), kept.cases.first()), ("Check every notice", Some(&other)));
        assert!(matches!(&kept.notes[1].kind, NoteKind::Corrected { changes, .. } if changes.len() == 3));
        give(&house, "bill", done(1, "2026-02-10")).unwrap();
        let reopen = || Command::ReopenImprovement { number: 1, reason: "It was not".to_owned() };
        give(&house, "bill", reopen()).unwrap();
        assert_eq!(give(&house, "bill", reopen()).unwrap_err().code(), "improvement-open");
        house.act("sam", &reference, name_subject("bill")).unwrap();
        assert_eq!(house.wait(house.app.improvement(&house.actor("bill"), 1)).unwrap_err().code(), "not-found");
        house.verified();
    }
}
