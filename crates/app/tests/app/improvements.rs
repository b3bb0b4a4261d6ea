//! Improvement actions, themes and lessons, from a learning record to whether it worked (R10, R69-R72, R101).

use std::cmp::Reverse;

use redress_app::{AppError, Found, Improved, ImprovementFilter, Window, page_after};
use redress_domain::improvement::{
    Audience, Command, Expected, LessonState, LessonText, NoteKind, StartImprovement, ThemeText,
};
use redress_domain::procedure::shipped;
use redress_domain::spc::Effect;
use redress_domain::staff::UserId;
use redress_testkit::both_engines;
use redress_testkit::commands::{
    close, day, decide, hand_to, learn, learn_in, no_compensation, no_written_reply, phoned, triage,
};
use redress_testkit::engines::TestDatabase;
use redress_testkit::house::{DONNINGTON, House};

use crate::improvement_cases::{MEETINGS, fault, import, months_of};

pub fn start(cases: &[&str]) -> Command {
    Command::StartImprovement(Box::new(StartImprovement {
        title: "Check notices".to_owned(),
        what: "A second person checks each notice".to_owned(),
        code: Some("communication".to_owned()),
        service_area: Some(MEETINGS.to_owned()),
        owner: UserId::new("bill"),
        started_on: None,
        due_on: day("2026-04-01"),
        expected: Expected::Fewer { effect: "Fewer wrong notices".to_owned() },
        cases: cases.iter().map(|reference| (*reference).to_owned()).collect(),
        theme: None,
    }))
}

pub fn lesson(happened: &str, cases: &[&str]) -> LessonText {
    LessonText {
        title: "Two pairs of eyes".to_owned(),
        happened: happened.to_owned(),
        changed: "A second person checks each notice".to_owned(),
        code: None,
        service_area: Some(MEETINGS.to_owned()),
        improvement: None,
        cases: cases.iter().map(|reference| (*reference).to_owned()).collect(),
    }
}

pub fn theme(cases: &[&str]) -> Command {
    Command::AddTheme(ThemeText {
        title: "Wrong times".to_owned(),
        note: "On notices".to_owned(),
        code: None,
        service_area: Some(MEETINGS.to_owned()),
        cases: cases.iter().map(|reference| (*reference).to_owned()).collect(),
    })
}

pub fn done(number: u32, on: &str) -> Command {
    Command::FinishImprovement { number, on: day(on), what: "Two people sign".to_owned() }
}

pub fn give(house: &House, who: &str, command: Command) -> Result<Improved, AppError> {
    house.wait(house.app.improve(&house.actor(who), command, None, None))
}

/// One of everything, from the learning record of a case; the case's reference.
pub fn told(house: &House) -> String {
    let reference = house.closed();
    let cases = [reference.as_str()];
    give(house, "bill", theme(&cases)).unwrap();
    give(house, "bill", start(&cases)).unwrap();
    let moved =
        Command::MoveImprovement { number: 1, due_on: day("2026-05-01"), owner: None, reason: "Leave".to_owned() };
    give(house, "bill", moved).unwrap();
    give(house, "bill", Command::DraftLesson(lesson("A notice gave the wrong time", &cases))).unwrap();
    reference
}

/// Those on the front line read cases and see no reports any more.
fn without_reports_for_staff(house: &House) {
    let file = shipped::find("donnington-service-failure").unwrap();
    let version = file.text.lines().find(|line| line.starts_with("version = ")).unwrap();
    let source = file.text.replacen(version, "version = \"without-reports\"", 1);
    let source = source.replacen("\"handle\", \"report\"]", "\"handle\"]", 1);
    house.wait(house.app.adopt_procedure(DONNINGTON, file.file, &source, None)).unwrap();
}

both_engines! {
    /// R71
    fn what_was_learnt_becomes_an_improvement_action_and_its_record_says_so(db) {
        let house = House::donnington(db);
        let reference = house.closed();
        let bill = house.actor("bill");
        let draft = house.wait(house.app.improvement_draft(&bill, vec![reference.clone()])).unwrap();
        assert_eq!(draft.what, "A second person checks each notice");
        assert_eq!((draft.code.as_deref(), draft.service_area.as_deref()), (Some("communication"), Some(MEETINGS)));
        assert_eq!((draft.owner, draft.due_on), (Some(UserId::new("asha")), Some(day("2026-04-30"))));
        assert_eq!(draft.learning[0].root_cause.as_deref(), Some("Nobody checks a notice against the booking"));
        give(&house, "bill", start(&[&reference])).unwrap();
        let records = house.wait(house.app.list_learning(&house.actor("bill"), false, page_after(0))).unwrap().lines;
        assert_eq!((&records[0].reference, records[0].improvements.as_slice()), (&reference, [1].as_slice()));
        let unknown = house.wait(house.app.improvement_draft(&bill, vec!["SF-2026-9999".to_owned()]));
        assert_eq!(unknown.unwrap_err().code(), "invalid");
        house.verified();
    }

    fn an_improvement_action_is_moved_done_and_looked_at(db) {
        let house = House::donnington(db);
        told(&house);
        house.at("2026-05-02T10:00:00Z");
        give(&house, "bill", done(1, "2026-05-01")).unwrap();
        let review = Command::ReviewImprovement { number: 1, view: "Nobody has rung since".to_owned() };
        let reviewed = give(&house, "chair", review).unwrap();
        assert_eq!((reviewed.number, reviewed.version), (1, 4));
        let view = house.wait(house.app.improvement(&house.actor("bill"), 1)).unwrap();
        assert_eq!(view.improvement.due_on, day("2026-05-01"));
        assert_eq!(view.improvement.notes[1].kind, NoteKind::Reviewed { by: Some(UserId::new("chair")) });
        assert_eq!(view.effect.unwrap().effect, Effect::NoChangeYet);
        assert_eq!(give(&house, "bill", done(1, "2026-05-01")).unwrap_err().code(), "improvement-ended");
        assert_eq!(give(&house, "bill", done(2, "2026-05-01")).unwrap_err().code(), "not-found");
        house.verified();
    }

    fn who_may_keep_them_and_who_may_read(db) {
        let house = House::donnington(db);
        let reference = told(&house);
        let sam = house.actor("sam");
        assert_eq!(give(&house, "sam", start(&[&reference])).unwrap_err().code(), "not-permitted");
        assert_eq!(house.wait(house.app.improvements(&sam, ImprovementFilter::Open, page_after(0))).unwrap().lines.len(), 1);
        assert_eq!(house.wait(house.app.lessons(&sam, page_after(0))).unwrap().lines[0].cases.len(), 1);
        without_reports_for_staff(&house);
        assert_eq!(give(&house, "sam", start(&[&reference])).unwrap_err().code(), "not-found");
        assert_eq!(house.wait(house.app.themes(&sam, page_after(0))).unwrap_err().code(), "not-found");
        assert_eq!(house.wait(house.app.lessons(&sam, page_after(0))).unwrap().lines, []);
        assert_eq!(house.wait(house.app.lesson(&sam, 1)).unwrap_err().code(), "not-found");
        give(&house, "bill", Command::ShareLesson { number: 1, audience: Audience::Staff }).unwrap();
        let read = house.wait(house.app.lessons(&sam, page_after(0))).unwrap().lines;
        assert!(read[0].cases.is_empty() && matches!(read[0].state, LessonState::Shared { .. }));
        assert_eq!(house.wait(house.app.lesson(&sam, 1)).unwrap(), read[0]);
        assert_eq!(house.wait(house.app.public_lessons(DONNINGTON, page_after(0))).unwrap().lines, []);
    }

    fn a_change_made_on_an_old_version_is_refused(db) {
        let house = House::donnington(db);
        told(&house);
        let actor = house.actor("bill");
        let stale = house.wait(house.app.improve(&actor, done(1, "2026-03-03"), Some(1), None)).unwrap_err();
        assert!(matches!(stale, AppError::Stale { version: 2, .. }), "{stale}");
        house.wait(house.app.improve(&actor, done(1, "2026-03-03"), Some(2), None)).unwrap();
        house.verified();
    }

    fn a_list_goes_on_page_by_page_to_its_end(db) {
        let house = House::donnington(db);
        for _ in 0..5 {
            give(&house, "bill", start(&[])).unwrap();
        }
        let mut window = Window { skip: 0, limit: 2 };
        let mut read = Vec::new();
        loop {
            let page = house.wait(house.app.improvements(&house.actor("bill"), ImprovementFilter::All, window)).unwrap();
            assert!(page.lines.len() <= 2);
            read.extend(page.lines.into_iter().map(|improvement| improvement.number));
            let Some(next) = page.next else { break };
            window.skip = next;
        }
        assert_eq!(read, [5, 4, 3, 2, 1]);
    }

    fn what_was_learnt_last_comes_first_whatever_the_number_of_its_case(db) {
        let house = House::donnington(db);
        let first = house.log();
        let second = house.closed();
        house.at("2026-03-04T10:00:00Z");
        house.acts("sam", &first, [triage(), hand_to("asha")]);
        let ends = [decide("not-upheld", "2026-03-04"), no_compensation(), no_written_reply(), close(), learn()];
        house.acts("asha", &first, std::iter::once(phoned("2026-03-04T09:30:00Z")).chain(ends));
        let records = house.wait(house.app.list_learning(&house.actor("asha"), false, page_after(0))).unwrap();
        assert_eq!(records.lines.into_iter().map(|line| line.reference).collect::<Vec<_>>(), [first, second]);
    }

    /// R101, R109
    fn the_meeting_has_what_is_new_what_is_due_and_what_came_of_it(db) {
        let house = House::donnington(db);
        told(&house);
        house.at("2026-03-03T10:00:00Z");
        let late = house.closed();
        give(&house, "bill", start(&[&late])).unwrap();
        give(&house, "bill", start(&[&late])).unwrap();
        give(&house, "bill", Command::DropImprovement { number: 3, reason: "Twice".to_owned() }).unwrap();
        give(&house, "bill", Command::ShareLesson { number: 1, audience: Audience::Public }).unwrap();
        house.at("2026-05-04T10:00:00Z");
        give(&house, "bill", done(2, "2026-05-04")).unwrap();
        let meet = |since| house.wait(house.app.improvement_meeting(&house.actor("bill"), day(since))).unwrap();
        let meeting = meet("2026-03-01");
        assert_eq!((meeting.learnt.lines.len(), meeting.outstanding.lines.len()), (2, 0));
        let numbers = |list: &[redress_domain::improvement::Improvement]| -> Vec<u32> {
            list.iter().map(|improvement| improvement.number).collect()
        };
        assert_eq!((numbers(&meeting.overdue), numbers(&meeting.open)), (vec![1], vec![]));
        assert_eq!(numbers(&meeting.dropped.lines), [3]);
        assert_eq!(meeting.done_since().map(|view| view.improvement.number).collect::<Vec<_>>(), [2]);
        assert_eq!((meeting.themes.lines.len(), meeting.lessons.lines.len()), (1, 1));
        let later = meet("2026-05-05");
        assert_eq!((later.learnt.lines.len(), later.dropped.lines.len(), later.lessons.lines.len()), (0, 0, 0));
        assert_eq!((later.done_since().count(), later.done.lines.len()), (0, 1));
        assert_eq!(house.wait(house.app.public_lessons(DONNINGTON, page_after(0))).unwrap().lines.len(), 1);
    }

    /// R10: what really got better is told from what got worse, in the months that follow
    fn whether_it_worked_is_counted_from_the_cases_themselves(db) {
        for (after, expected) in [(1, Effect::Worked), (20, Effect::Worse), (9, Effect::NoChangeYet)] {
            let other = TestDatabase::like(db);
            let house = House::donnington(&other);
            house.at("2025-03-01T10:00:00Z");
            let mut begin = start(&[]);
            if let Command::StartImprovement(start) = &mut begin {
                start.due_on = day("2025-04-01");
            }
            give(&house, "bill", begin).unwrap();
            house.at("2025-03-20T10:00:00Z");
            give(&house, "bill", done(1, "2025-03-20")).unwrap();
            house.at("2025-12-02T10:00:00Z");
            let usual = months_of("2024-01-10", 14, |month| 8 + month % 4);
            let since = months_of("2025-04-10", 8, |month| after + month % 2);
            // Another cause, and cases not upheld, count for nothing.
            let mut others = months_of("2025-04-10", 8, |_| 5);
            others.iter_mut().for_each(|case| case.handlings[0].closed.as_mut().unwrap().outcome = "not-upheld".to_owned());
            let cases = usual.into_iter().chain(since).chain(others);
            import(&house, cases);
            let effect = house.wait(house.app.improvement(&house.actor("bill"), 1)).unwrap().effect.unwrap();
            assert_eq!(effect.effect, expected, "{}", effect.sentence());
            assert_eq!(effect.chart.points.len(), 22);
            house.verified();
        }
    }

    /// R110: what a lesson must not hold before it is shared, said by field and kind and never repeated
    fn a_lesson_in_which_somebody_could_be_recognised_is_not_shared(db) {
        let house = House::donnington(db);
        let reference = house.closed();
        let refused = [
            ("As in SF-2031-0042 the notice was wrong", "names-case"),
            ("See sf-2026-0001.", "names-case"),
            ("Mrs gray came too early", "names-person"),
            ("JEAN was not told", "names-person"),
            ("Asha did not check it", "names-staff"),
            ("She rang from +44 1632 960-001", "holds-phone"),
        ];
        for (number, (happened, code)) in (1..).zip(refused) {
            give(&house, "bill", Command::DraftLesson(lesson(happened, &[&reference]))).unwrap();
            let error = give(&house, "bill", Command::ShareLesson { number, audience: Audience::Staff }).unwrap_err();
            let AppError::Invalid(fields) = error else { panic!("{happened}: {error}") };
            assert!(fields.iter().any(|field| (field.field.as_str(), field.code) == ("happened", code)), "{happened}: {fields:?}");
            let told = format!("{fields:?}").to_lowercase();
            assert!(["gray", "jean", "asha", "960"].iter().all(|name| !told.contains(name)), "{told}");
            let stays = house.wait(house.app.lesson(&house.actor("bill"), number)).unwrap();
            assert_eq!(stays.state, LessonState::Draft);
        }
        house.verified();
    }

    /// R110: those in the cases that an improvement action came from are not named either
    fn the_people_behind_an_improvement_action_are_not_named_in_its_lesson(db) {
        let house = House::donnington(db);
        let reference = house.closed();
        give(&house, "bill", start(&[&reference])).unwrap();
        let from_action = LessonText { improvement: Some(1), ..lesson("Jean came too early", &[]) };
        give(&house, "bill", Command::DraftLesson(from_action)).unwrap();
        let share = || Command::ShareLesson { number: 1, audience: Audience::Public };
        assert_eq!(give(&house, "bill", share()).unwrap_err().code(), "invalid");
        let mended = LessonText { improvement: Some(1), ..lesson("Somebody came too early", &[]) };
        give(&house, "bill", Command::RedraftLesson { number: 1, lesson: mended }).unwrap();
        give(&house, "bill", share()).unwrap();
        let withdraw = Command::WithdrawLesson { number: 1, reason: "It is out of date".to_owned() };
        give(&house, "bill", withdraw).unwrap();
        assert_eq!(house.wait(house.app.public_lessons(DONNINGTON, page_after(0))).unwrap().lines, []);
        house.verified();
    }

    fn every_change_past_the_program_is_found(db) {
        let changes = [
            ("UPDATE themes SET title = 'Another'", "themes"),
            ("DELETE FROM theme_cases", "themes"),
            ("UPDATE improvements SET due_on = '2026-05-02'", "improvements"),
            ("UPDATE improvements SET done_on = '2026-03-03', ended_note = 'Done'", "improvements"),
            ("UPDATE improvements SET code = NULL", "improvements"),
            ("UPDATE improvement_notes SET note = 'Another reason'", "improvements"),
            ("DELETE FROM improvement_cases", "improvements"),
            ("INSERT INTO improvement_cases_before SELECT * FROM improvement_cases", "improvements"),
            ("UPDATE lessons SET state = 'public', state_on = '2026-03-03'", "lessons"),
            ("DELETE FROM lesson_cases", "lessons"),
        ];
        told(&House::donnington(db));
        for (sql, place) in changes {
            let other = TestDatabase::like(db);
            let house = House::donnington(&other);
            told(&house);
            house.verified();
            other.tamper(sql);
            let found = house.wait(house.app.verify(DONNINGTON)).expect_err(sql).to_string();
            assert!(found.contains(place), "{sql}: {found}");
        }
    }

    /// R10: against the cases counted one by one
    fn the_themes_found_are_those_a_count_by_hand_finds(db) {
        let house = House::donnington(db);
        let today = day("2026-03-03");
        let mut dice = 7_u64;
        let mut roll = |sides: u64| {
            dice = dice.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (dice >> 33) % sides
        };
        let cases: Vec<_> = (0..300).map(|_| fault(&mut roll)).collect();
        let mut expected = std::collections::BTreeMap::new();
        for case in &cases {
            let closed = case.handlings.last().unwrap().closed.as_ref();
            let Some(closed) = closed.filter(|closed| closed.outcome.ends_with("upheld") && closed.outcome != "not-upheld") else {
                continue;
            };
            let reclassified = case.handlings.iter().any(|one| one.closed.as_ref().is_some_and(|end| end.outcome == "reclassified"));
            let within = closed.on >= day("2025-03-03") && closed.on <= today;
            if let (Some(code), Some(area), true, false) = (&closed.code, &case.service_area, within, reclassified) {
                let (count, latest) = expected.entry((code.clone(), area.clone())).or_insert((0, closed.on));
                *count += 1;
                *latest = closed.on.max(*latest);
            }
        }
        expected.retain(|_, (count, _)| *count > 1);
        import(&house, cases);
        give(&house, "bill", start(&[])).unwrap();
        let pages = Window { skip: 0, limit: 3 };
        let mut found = Vec::new();
        let mut page = Some(pages);
        while let Some(window) = page {
            let turned = house.wait(house.app.found_themes(&house.actor("bill"), window)).unwrap();
            assert!(turned.lines.len() <= 3);
            found.extend(turned.lines);
            page = turned.next.map(|skip| Window { skip, ..pages });
        }
        let place = |found: &Found| {
            let theme = &found.theme;
            (Reverse((theme.cases, theme.latest_on)), theme.code.clone(), theme.service_area.clone())
        };
        assert!(found.is_sorted_by(|a, b| place(a) < place(b)));
        for theme in &found {
            assert_eq!(theme.theme.references.len(), usize::try_from(theme.theme.cases).unwrap().min(200), "{theme:?}");
            let covered = theme.theme.code == "communication" && theme.theme.service_area == MEETINGS;
            assert_eq!(theme.improvements, if covered { vec![1] } else { vec![] }, "{theme:?}");
        }
        let found = found.into_iter().map(|found| found.theme);
        let found: std::collections::BTreeMap<_, _> =
            found.map(|theme| ((theme.code, theme.service_area), (theme.cases, theme.latest_on))).collect();
        assert!(expected.len() > 5);
        assert_eq!(found, expected);
    }
}

#[test]
fn the_learning_of_another_area_is_another_cause() {
    let database = TestDatabase::sqlite();
    let house = House::donnington(&database);
    let reference = house.closed();
    let learnt = house.act("asha", &reference, learn_in("Catering"));
    assert_eq!(learnt.unwrap_err().code(), "no-learning");
    let found = house.wait(house.app.found_themes(&house.actor("bill"), page_after(0))).unwrap();
    assert_eq!(found.lines, []);
}
