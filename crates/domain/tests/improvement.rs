//! Improvement actions and lessons live as their rules say.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::as_conversions, clippy::panic)]

use std::collections::BTreeSet;
use std::sync::LazyLock;

use proptest::prelude::*;
use redress_domain::case::{By, Refusal};
use redress_domain::improvement::{
    Audience, Change, Command, Correction, Expected, Fact, Kept, LessonText, NoteKind, Scene, StartImprovement, Target,
    decide,
};
use redress_domain::procedure::{Procedure, shipped};
use redress_domain::staff::{Staff, Staffing, UserId};
use redress_domain::time::{Date, parse_date};

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
