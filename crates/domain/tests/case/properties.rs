//! Whatever is asked of a case, in whatever order and whenever: what always holds.

mod asked;
mod asked_more;
mod dice;
mod erased;
mod reach;

use std::collections::BTreeSet;

use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use redress_domain::case::clock::{Clock, Verdict};
use redress_domain::case::{
    Action, ActionKind, Around, BoardGround, BoardItem, Case, Event, Fact, Handling, PersonRef, Refusal, Rule,
};

use self::dice::{Beginning, Turn, beginning, turns};
use self::reach::{FACTS, RULES};
use crate::world::World;

proptest! {
    #![proptest_config(Config { cases: 192, ..Config::default() })]

    #[test]
    fn every_history_holds_together(beginning in beginning(), turns in turns()) {
        play(&beginning, &turns);
    }
}

/// The dice reach every fact and every rule that they can, or the property above looks at less than it says.
#[test]
fn the_dice_reach_every_fact() {
    let config = Config { cases: 1_600, failure_persistence: None, ..Config::default() };
    let rng = TestRng::from_seed(RngAlgorithm::ChaCha, &[7; 32]);
    let mut seen = BTreeSet::new();
    let mut runner = TestRunner::new_with_rng(config, rng);
    for _ in 0..1_600 {
        let (beginning, turns) = (beginning(), turns()).new_tree(&mut runner).expect("dice can be thrown").current();
        seen.extend(play(&beginning, &turns));
    }
    let missed: Vec<&str> = FACTS.into_iter().chain(RULES).filter(|code| !seen.contains(*code)).collect();
    assert!(missed.is_empty(), "never reached: {missed:?}");
}

/// Plays a history and checks it after every turn. Gives the facts and the rules that were met.
fn play(beginning: &Beginning, turns: &[Turn]) -> BTreeSet<&'static str> {
    let mut world = beginning.world();
    let mut seen = BTreeSet::from([world.history[0].event.fact.kind()]);
    check(&world);
    let newcomer = PersonRef { number: 2, digest: "c0ffee".to_owned() };
    let other = Case { reference: "SF-2026-0002".to_owned(), ..world.case().clone() };
    let around = Around { new_person: Some(&newcomer), other_case: Some(&other), ..Around::default() };
    for turn in turns {
        turn.pass_time(&mut world);
        let (who, command) = turn.command(&world);
        let before = world.case().clone();
        match world.give_around(who, &command, around) {
            Ok(events) => {
                assert!(!events.is_empty(), "{command:?} was accepted and nothing came of it");
                seen.extend(events.iter().map(|event| event.fact.kind()));
                let reopened = events.iter().any(|event| matches!(event.fact, Fact::Reopened { .. }));
                check_step(&before, world.case(), reopened);
                check(&world);
            }
            Err(refusal) => {
                assert_eq!(&before, world.case(), "refused, and yet something changed");
                seen.extend(check_refusal(&refusal));
            }
        }
    }
    erased::check_erased(&world.history, world.case());
    seen
}

/// What holds of every case at every moment.
fn check(world: &World) {
    let case = world.case();
    assert_eq!(
        &Case::fold(&world.history).expect("a history folds"),
        case,
        "event by event and all at once are the same"
    );
    assert_eq!(case.version, u64::try_from(world.history.len()).unwrap());
    for recorded in &world.history {
        let text = serde_json::to_string(&recorded.event).expect("an event can be written");
        assert_eq!(serde_json::from_str::<Event>(&text).expect("and read"), recorded.event);
    }
    check_clocks(case);
    let outstanding = case.learning.as_ref().is_some_and(|learning| learning.outstanding);
    let discussion = |item: &BoardItem| item.ground == BoardGround::NotSatisfied && item.decision.is_none();
    let to_do = case.is_open()
        || outstanding
        || case.handlings.iter().any(|handling| is_planned(case, handling))
        || world.handling().board.iter().any(discussion);
    assert_eq!(world.next_step().is_some(), to_do, "there is a next step while something is to be done");
    for (index, handling) in case.handlings.iter().enumerate() {
        assert_eq!(usize::try_from(handling.number).unwrap(), index + 1);
        assert!(handling.closed_on.is_some() || index + 1 == case.handlings.len(), "only the last handling is open");
        assert!(handling.closed_on.is_none_or(|on| on >= handling.received_on));
        assert!(handling.closed_on.is_none() || handling.decision.is_some());
    }
}

/// Whether steps of a handling's plan are still to be done: what is withdrawn or no failure is not gone on with.
fn is_planned(case: &Case, handling: &Handling) -> bool {
    let given_up = handling.decision.as_ref().is_some_and(|decision| decision.effect.is_left_out());
    let is_open = |action: &Action| {
        action.kind == ActionKind::Plan && action.handling == handling.number && action.done_on.is_none()
    };
    !given_up && case.actions.iter().any(is_open)
}

fn check_clocks(case: &Case) {
    let started: BTreeSet<(&str, u32)> =
        case.clocks.iter().map(|clock| (clock.rule.as_str(), clock.handling)).collect();
    assert_eq!(started.len(), case.clocks.len(), "no clock is started twice");
    for handling in &case.handlings {
        let of_handling = || case.clocks.iter().filter(|clock| clock.handling == handling.number);
        let limits: Vec<&Clock> = of_handling().filter(|clock| clock.timescale).collect();
        assert_eq!(limits.len(), 1, "each handling has one time limit");
        assert_eq!(limits[0].verdict.is_some(), handling.closed_on.is_some(), "which runs until it is closed");
        if handling.closed_on.is_some() {
            let running: Vec<&str> =
                of_handling().filter(|clock| clock.verdict.is_none()).map(|clock| clock.rule.as_str()).collect();
            let outstanding = case.learning.as_ref().is_some_and(|learning| learning.outstanding);
            let planned = is_planned(case, handling);
            let goes_on = |rule: &str| match rule {
                "learning" => outstanding,
                "plan" | "panel-actions" => planned,
                _ => false,
            };
            assert!(running.iter().all(|rule| goes_on(rule)), "left running: {running:?}");
        }
    }
    for clock in &case.clocks {
        assert_eq!(clock.verdict.is_some(), clock.stopped_at.is_some());
    }
}

/// What no step may do to what was there before, but opening it again.
fn check_step(before: &Case, after: &Case, reopened: bool) {
    assert!(after.version > before.version);
    assert_eq!((after.received_on, after.received_at), (before.received_on, before.received_at));
    for old in &before.clocks {
        let new =
            after.clocks.iter().find(|new| new.rule == old.rule && new.handling == old.handling).expect("still there");
        // Of a handling that was opened again: what its closing had made needless, and what was learnt, is due anew.
        let anew = !old.runs() && new.runs() && (old.rule == "learning" || old.verdict == Some(Verdict::NotNeeded));
        if anew {
            continue;
        }
        assert_eq!((new.started_at, new.started_on), (old.started_at, old.started_on), "activity resets no clock");
        if old.verdict.is_some() && !(reopened && old.timescale) {
            assert_eq!(new, old, "a verdict is frozen");
        }
    }
    for (old, new) in before.handlings.iter().zip(&after.handlings) {
        if old.closed_on.is_some() && !reopened {
            let kept = Handling { payment: new.payment.clone(), board: new.board.clone(), ..old.clone() };
            assert_eq!(new, &kept, "a closed handling stays as it is, but for what is paid and what the board says");
        }
    }
    for (old, new) in before.actions.iter().zip(&after.actions) {
        assert_eq!((old.number, &old.what), (new.number, &new.what));
        assert!(old.due == new.due || old.moved < new.moved, "a date is moved openly");
    }
}

/// A refusal can be read by people and told apart by programs.
fn check_refusal(refusal: &Refusal) -> Option<&'static str> {
    assert!(!refusal.to_string().trim().is_empty());
    match refusal {
        Refusal::Invalid(errors) => {
            assert!(!errors.is_empty());
            assert!(
                errors
                    .iter()
                    .all(|error| !error.field.is_empty() && !error.code.is_empty() && !error.message.is_empty())
            );
            None
        }
        Refusal::Rule(rule) => {
            if let Rule::ClosingWaits(missing) = rule {
                assert_eq!(missing.iter().collect::<BTreeSet<_>>().len(), missing.len());
                assert!(!missing.is_empty());
            }
            Some(rule.code())
        }
    }
}
