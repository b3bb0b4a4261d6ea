//! Improvement actions and lessons live as their rules say, and whether an action worked is judged by the months around it.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::as_conversions, clippy::panic)]

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use proptest::prelude::*;
use redress_domain::case::{By, Refusal};
use redress_domain::improvement::effect::{Months, beside_others, judge};
use redress_domain::improvement::{
    Audience, Change, Command, Correction, Expected, Fact, Kept, LessonText, NoteKind, Scene, StartImprovement, Target,
    decide,
};
use redress_domain::procedure::{Procedure, shipped};
use redress_domain::spc::{Effect, Settings};
use redress_domain::staff::{Staff, Staffing, UserId};
use redress_domain::time::{Date, parse_date, plus_days, plus_months};

fn day(text: &str) -> Date {
    parse_date(text).unwrap()
}

static PROCEDURE: LazyLock<Procedure> =
    LazyLock::new(|| Procedure::stored(shipped::find("donnington-service-failure").unwrap().text).unwrap());

/// Where commands are decided: it is 1 June 2026, bill is known, and so is the case A.
struct World {
    staffing: Staffing,
    seen: BTreeSet<String>,
    area_in_use: bool,
    kept: Kept,
}

impl World {
    fn new() -> Self {
        let bill = Staff {
            id: UserId::new("bill"),
            name: "Bill".to_owned(),
            email: "bill@example.org".to_owned(),
            roles: Vec::new(),
            absences: Vec::new(),
        };
        Self {
            staffing: Staffing::new(vec![bill]),
            seen: BTreeSet::from(["A".to_owned()]),
            area_in_use: false,
            kept: Kept::default(),
        }
    }

    fn decide(&self, command: &Command) -> Result<Fact, Refusal> {
        let scene = Scene {
            today: day("2026-06-01"),
            by: &By::Operator,
            procedure: &PROCEDURE,
            staffing: &self.staffing,
            next: 1,
            seen: &self.seen,
            area_in_use: self.area_in_use,
            link_exists: false,
        };
        decide(&scene, &self.kept, command)
    }

    fn give(&mut self, command: &Command) -> Result<Target, Refusal> {
        let fact = self.decide(command)?;
        Ok(self.kept.apply(&fact))
    }

    /// Fields and codes of what is wrong, or the code of the rule.
    fn refusal(&self, command: &Command) -> Vec<(String, &'static str)> {
        match self.decide(command).unwrap_err() {
            Refusal::Invalid(fields) => fields.into_iter().map(|field| (field.field, field.code)).collect(),
            Refusal::Rule(rule) => vec![(String::new(), rule.code())],
        }
    }
}

fn start() -> StartImprovement {
    StartImprovement {
        title: "Check notices".to_owned(),
        what: "A second person checks each notice".to_owned(),
        code: Some("communication".to_owned()),
        service_area: None,
        owner: UserId::new("bill"),
        started_on: None,
        due_on: day("2026-07-01"),
        expected: Expected::Fewer { effect: "Fewer wrong notices".to_owned() },
        cases: vec!["A".to_owned()],
        theme: None,
    }
}

fn lesson() -> LessonText {
    LessonText {
        title: "Two pairs of eyes".to_owned(),
        happened: "A notice gave the wrong time".to_owned(),
        changed: "A second person checks each notice".to_owned(),
        code: None,
        service_area: None,
        improvement: None,
        cases: vec!["A".to_owned()],
    }
}

/// Every command on the improvement action or the lesson with the number 1, sound in itself.
fn commands() -> Vec<Command> {
    let reason = || "There is a reason".to_owned();
    vec![
        Command::MoveImprovement { number: 1, due_on: day("2026-08-01"), owner: None, reason: reason() },
        Command::FinishImprovement { number: 1, on: day("2026-06-01"), what: reason() },
        Command::DropImprovement { number: 1, reason: reason() },
        Command::ReviewImprovement { number: 1, view: reason() },
        Command::ReopenImprovement { number: 1, reason: reason() },
        Command::RedraftLesson { number: 1, lesson: lesson() },
        Command::ShareLesson { number: 1, audience: Audience::Staff },
        Command::WithdrawLesson { number: 1, reason: reason() },
    ]
}

/// What the eight commands find, told apart from the code: open, done and dropped actions; lessons shared or not.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Stands {
    action: &'static str,
    shared: bool,
}

impl Stands {
    fn after(self, command: usize) -> Option<Self> {
        let action = |action| Some(Self { action, ..self });
        let shared = |shared| Some(Self { shared, ..self });
        match (command, self.action, self.shared) {
            (0, "open", _) => action("open"),
            (1, "open", _) => action("done"),
            (2, "open", _) => action("dropped"),
            (3, "done", _) => action("done"),
            (4, "done" | "dropped", _) => action("open"),
            (5, _, false) => shared(false),
            (6, _, false) => shared(true),
            (7, _, true) => shared(false),
            _ => None,
        }
    }
}

proptest! {
    /// R71
    #[test]
    fn whatever_is_asked_in_whatever_order_only_the_steps_of_the_life_are_taken(asked in prop::collection::vec(0..8_usize, 1..30)) {
        let mut world = World::new();
        world.give(&Command::StartImprovement(Box::new(start()))).unwrap();
        world.give(&Command::DraftLesson(lesson())).unwrap();
        let mut stands = Stands { action: "open", shared: false };
        let mut taken = [1_u64, 1];
        for at in asked {
            let before = world.kept.clone();
            match (world.give(&commands()[at]), stands.after(at)) {
                (Ok(_), Some(next)) => {
                    stands = next;
                    taken[usize::from(at > 4)] += 1;
                }
                (Err(_), None) => prop_assert_eq!(&before, &world.kept),
                (found, expected) => panic!("{at} in {stands:?}: {found:?}, {expected:?}"),
            }
        }
        prop_assert_eq!(world.kept.improvements[&1].version, taken[0]);
        prop_assert_eq!(world.kept.lessons[&1].version, taken[1]);
        prop_assert_eq!(world.kept.improvements[&1].is_open(), stands.action == "open");
    }

    #[test]
    fn facts_are_the_same_after_they_were_written_down(what in "\\PC{1,200}", done in any::<bool>()) {
        prop_assume!(!what.trim().is_empty());
        let mut world = World::new();
        world.give(&Command::StartImprovement(Box::new(StartImprovement { what: what.clone(), ..start() }))).unwrap();
        let ended = if done {
            Command::FinishImprovement { number: 1, on: day("2026-06-01"), what }
        } else {
            Command::DropImprovement { number: 1, reason: what }
        };
        let fact = world.decide(&ended).unwrap();
        let written = serde_json::to_string(&fact).unwrap();
        prop_assert_eq!(serde_json::from_str::<Fact>(&written).unwrap(), fact);
    }

    /// R10: the months are full, lie on either side of the month it was done in, and none waits for ever
    #[test]
    fn the_months_compared_are_full_and_never_that_of_the_change(done in 0..900_u32, later in 0..900_u32, first in 0..900_u32) {
        let (done_on, today) = (plus_days(day("2020-01-01"), done), plus_days(day("2020-01-01"), done + later));
        let first = plus_days(day("2018-01-01"), first);
        let months = Months::around(done_on, Some(first), today, &BTreeSet::new());
        for month in &months.before {
            prop_assert!(month.last_of_month() < done_on.first_of_month() && month.last_of_month() >= first);
        }
        for month in &months.after {
            prop_assert!(*month > done_on && month.last_of_month() < today);
        }
        let all: Vec<Date> = months.before.iter().chain(&months.after).copied().collect();
        prop_assert!(all.is_sorted() && all.iter().all(|month| month.day() == 1));
        prop_assert!(months.before.len() <= 24 && months.after.len() <= 24);
        let every_month_open: BTreeSet<Date> = (0..80).map(|ahead| plus_months(day("2018-01-01"), ahead)).collect();
        let waiting = Months::around(done_on, Some(first), today, &every_month_open);
        prop_assert!(waiting.after.len() + 3 >= months.after.len() || months.after.len() == 24);
        prop_assert!(months.after.starts_with(&waiting.after));
    }
}

/// R71: every field that is wrong is told at once
#[test]
fn an_improvement_action_needs_an_owner_a_date_an_effect_and_something_to_count_by() {
    let world = World::new();
    let wrong = StartImprovement {
        title: " ".to_owned(),
        what: String::new(),
        code: None,
        service_area: Some("  ".to_owned()),
        owner: UserId::new("nobody"),
        started_on: Some(day("2026-06-02")),
        due_on: day("2026-05-31"),
        expected: Expected::NotMeasurable { reason: String::new() },
        cases: vec!["A".to_owned(), "B".to_owned()],
        theme: Some(4),
    };
    let fields = world.refusal(&Command::StartImprovement(Box::new(wrong)));
    let expected = [
        ("title", "required"),
        ("what", "required"),
        ("service_area", "required"),
        ("owner", "unknown"),
        ("started_on", "in-future"),
        ("due_on", "too-early"),
        ("not_measurable", "required"),
        ("cases.1", "unknown"),
        ("theme", "unknown"),
    ];
    assert_eq!(fields, expected.map(|(field, code)| (field.to_owned(), code)));
    let unknown = StartImprovement { code: Some("no-such-code".to_owned()), ..start() };
    let fields = world.refusal(&Command::StartImprovement(Box::new(unknown)));
    assert_eq!(fields, [("code".to_owned(), "unknown")]);
}

#[test]
fn titles_texts_and_cases_have_limits() {
    let world = World::new();
    let with = |title: usize, what: usize, cases: usize| {
        let cases = vec!["A".to_owned(); cases];
        Command::StartImprovement(Box::new(StartImprovement {
            title: "t".repeat(title),
            what: "w".repeat(what),
            cases,
            ..start()
        }))
    };
    world.decide(&with(200, 10_000, 200)).unwrap();
    let fields = world.refusal(&with(201, 10_001, 201));
    let expected = [("title", "too-long"), ("what", "too-long"), ("cases", "too-many")];
    assert_eq!(fields, expected.map(|(field, code)| (field.to_owned(), code)));
}

#[test]
fn it_is_not_done_in_the_future_nor_before_it_was_started() {
    let mut world = World::new();
    world.give(&Command::StartImprovement(Box::new(start()))).unwrap();
    for (on, code) in [("2026-06-02", "in-future"), ("2026-05-31", "too-early")] {
        let done = Command::FinishImprovement { number: 1, on: day(on), what: "Done".to_owned() };
        assert_eq!(world.refusal(&done), [("on".to_owned(), code)]);
    }
}

/// What [`start`] says, put right in nothing yet.
fn correction() -> Correction {
    let StartImprovement { title, what, code, service_area, expected, cases, .. } = start();
    let started_on = day("2026-06-01");
    Correction { title, what, code, service_area, expected, cases, started_on, done_on: None }
}

fn corrected(correction: Correction) -> Command {
    Command::CorrectImprovement { number: 1, correction: Box::new(correction), reason: "It was wrong".to_owned() }
}

/// R71: what was done before it was written down has its own days, and what was put right stands beside what was there
#[test]
fn an_improvement_action_is_put_right_and_says_what_stood_there_before() {
    let mut world = World::new();
    world.seen.insert("B".to_owned());
    world.give(&Command::StartImprovement(Box::new(start()))).unwrap();
    world.give(&Command::FinishImprovement { number: 1, on: day("2026-06-01"), what: "Done".to_owned() }).unwrap();
    let right = Correction {
        code: None,
        service_area: Some("Catering".to_owned()),
        cases: vec!["B".to_owned()],
        started_on: day("2025-01-10"),
        done_on: Some(day("2025-03-20")),
        ..correction()
    };
    world.give(&corrected(right.clone())).unwrap();
    let kept = &world.kept.improvements[&1];
    assert_eq!((kept.started_on, kept.ended_on()), (day("2025-01-10"), Some(day("2025-03-20"))));
    assert_eq!((kept.version, &kept.cases), (3, &BTreeSet::from(["B".to_owned()])));
    assert_eq!(kept.cases_before, BTreeSet::from(["A".to_owned()]));
    let NoteKind::Corrected { changes, .. } = &kept.notes[0].kind else { panic!() };
    let change = |field: &str, before: &str, after: &str| Change {
        field: field.to_owned(),
        before: before.to_owned(),
        after: after.to_owned(),
    };
    let expected = [
        change("code", "communication", ""),
        change("service_area", "", "Catering"),
        change("cases", "A", "B"),
        change("started_on", "2026-06-01", "2025-01-10"),
        change("done_on", "2026-06-01", "2025-03-20"),
    ];
    assert_eq!(*changes, expected);
    assert_eq!(world.refusal(&corrected(right)), [(String::new(), "improvement-unchanged")]);
}

#[test]
fn a_correction_keeps_the_rules_of_what_it_corrects() {
    let mut world = World::new();
    world.give(&Command::StartImprovement(Box::new(start()))).unwrap();
    let wrong = Correction {
        title: String::new(),
        code: None,
        cases: vec!["C".to_owned()],
        started_on: day("2026-06-02"),
        done_on: Some(day("2026-05-01")),
        ..correction()
    };
    let fields = [
        ("title", "required"),
        ("service_area", "required"),
        ("cases.0", "unknown"),
        ("started_on", "in-future"),
        ("done_on", "not-done"),
    ];
    assert_eq!(world.refusal(&corrected(wrong)), fields.map(|(field, code)| (field.to_owned(), code)));
    world.give(&Command::FinishImprovement { number: 1, on: day("2026-06-01"), what: "Done".to_owned() }).unwrap();
    let early = Correction { done_on: Some(day("2026-05-31")), ..correction() };
    assert_eq!(world.refusal(&corrected(early)), [("done_on".to_owned(), "too-early")]);
}

#[test]
fn what_is_opened_again_says_how_it_had_ended() {
    let mut world = World::new();
    world.give(&Command::StartImprovement(Box::new(start()))).unwrap();
    world.give(&Command::DropImprovement { number: 1, reason: "Too dear".to_owned() }).unwrap();
    world.give(&Command::ReopenImprovement { number: 1, reason: "There is money".to_owned() }).unwrap();
    let kept = &world.kept.improvements[&1];
    assert!(kept.is_open());
    let NoteKind::Reopened { changes, .. } = &kept.notes[0].kind else { panic!() };
    assert_eq!(changes.iter().map(|change| change.before.as_str()).collect::<Vec<_>>(), ["2026-06-01", "Too dear"]);
}

/// A service area that no case is of would never be counted.
#[test]
fn a_service_area_is_one_of_the_procedure_or_of_a_case() {
    let mut world = World::new();
    let misspelt = || {
        let service_area = Some("Caterng typo".to_owned());
        Command::StartImprovement(Box::new(StartImprovement { service_area, ..start() }))
    };
    assert_eq!(world.refusal(&misspelt()), [("service_area".to_owned(), "unknown")]);
    world.area_in_use = true;
    world.decide(&misspelt()).unwrap();
}

#[test]
fn a_lesson_comes_from_somewhere() {
    let world = World::new();
    let fields = world.refusal(&Command::DraftLesson(LessonText { cases: Vec::new(), ..lesson() }));
    assert_eq!(fields, [("cases".to_owned(), "required")]);
}

/// R10: a fall after the action is told from a rise, and from what chance leaves as it was
#[test]
fn a_planted_fall_worked_a_planted_rise_is_worse_and_the_same_is_no_change_yet() {
    let usual = [8_u32, 10, 9, 11, 10, 9, 8, 10, 11, 9, 10, 9, 8, 10];
    let verdict = |after: [u32; 8]| {
        let months = Months::around(day("2025-03-15"), Some(day("2024-01-01")), day("2025-12-01"), &BTreeSet::new());
        assert_eq!((months.before.len(), months.after.len()), (14, 8));
        let all = months.before.iter().chain(&months.after).copied();
        let counts: BTreeMap<Date, u32> = all.zip(usual.into_iter().chain(after)).collect();
        judge(&months, &counts, &Settings::default()).effect
    };
    assert_eq!(verdict([1, 0, 2, 1, 0, 1, 1, 0]), Effect::Worked);
    assert_eq!(verdict([20, 22, 19, 21, 23, 20, 22, 21]), Effect::Worse);
    assert_eq!(verdict([9, 10, 8, 11, 10, 9, 10, 9]), Effect::NoChangeYet);
}

/// R10: what moved all causes alike is not the action's doing
#[test]
fn a_fall_that_all_causes_share_did_not_work() {
    let months = Months::around(day("2025-03-15"), Some(day("2024-01-01")), day("2025-12-01"), &BTreeSet::new());
    let all = || months.before.iter().chain(&months.after).copied();
    let of = |before: [u32; 2], after: [u32; 2]| -> BTreeMap<Date, u32> {
        let before = before.into_iter().cycle().take(months.before.len());
        all().zip(before.chain(after.into_iter().cycle())).collect()
    };
    let settings = Settings::default();
    let verdict = |all: &BTreeMap<Date, u32>| {
        let counts = of([9, 11], [2, 3]);
        beside_others(judge(&months, &counts, &settings), &months, &counts, all, &settings)
    };
    assert_eq!(verdict(&of([49, 51], [42, 43])).effect, Effect::Worked);
    let shared = verdict(&of([49, 51], [12, 13]));
    assert_eq!(shared.effect, Effect::NoChangeYet);
    assert!(
        shared.sentence().starts_with("No change yet: the cases of all other causes changed"),
        "{}",
        shared.sentence()
    );
    assert_eq!(verdict(&of([9, 11], [2, 3])).effect, Effect::Worked, "there are no others");
}

#[test]
fn too_few_months_before_say_nothing() {
    let months = Months::around(day("2026-03-15"), Some(day("2025-12-20")), day("2026-06-01"), &BTreeSet::new());
    assert_eq!(months.before, [day("2025-12-01"), day("2026-01-01"), day("2026-02-01")]);
    assert_eq!(months.after, [day("2026-04-01"), day("2026-05-01")]);
    assert_eq!(judge(&months, &BTreeMap::new(), &Settings::default()).effect, Effect::NoChangeYet);
}
