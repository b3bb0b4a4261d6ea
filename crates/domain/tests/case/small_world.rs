//! Every case that small moves can bring about under each shipped procedure: none is a dead end, no clock runs for ever, every
//! step comes, every refusal says why.

pub mod moves;

use std::collections::BTreeSet;
use std::collections::hash_map::{Entry, HashMap};

use redress_domain::calendar::{Calendar, Division};
use redress_domain::case::clock::Clock;
use redress_domain::case::{
    ActionKind, Around, By, Case, Command, CommandKind, Context, Handling, Identity, Log, Recorded, Refusal, available,
    decide, next_step, open,
};
use redress_domain::procedure::{Procedure, Route, StepKind, shipped};
use redress_domain::staff::Staffing;

use crate::orders::*;
use crate::world::{START, World, at};

/// All of it happens on one Monday.
const DAY: &str = "2026-03-02";

/// A bound on the states, so that a change which makes them grow without end is told and not waited for.
const MOST_STATES: usize = 20_000;

/// States found, each with the states that lead to it.
struct Explored {
    procedure: &'static Procedure,
    states: Vec<Case>,
    led_by: Vec<Vec<usize>>,
}

/// Tries every move in every state until nothing new turns up.
fn explore(procedure: &'static Procedure, logs: Vec<Log>) -> Explored {
    let staffing = moves::staffing(procedure);
    let mut explored = Explored { procedure, states: Vec::new(), led_by: Vec::new() };
    let mut found: HashMap<String, usize> = HashMap::new();
    for log in logs {
        let identity = Identity { reference: "SF-2026-0001".to_owned(), complainant: None, representative: None };
        let event = open(&context(procedure, &staffing, &By::Operator), identity, &log).expect("it can be logged");
        let recorded = Recorded { version: 1, at: at(START), by: By::Operator, event };
        let case = Case::fold(&[recorded]).expect("a case can begin so");
        found.insert(shape(&case), explored.states.len());
        explored.states.push(case);
        explored.led_by.push(Vec::new());
    }
    let mut next = 0;
    while let Some(case) = explored.states.get(next).cloned() {
        let offered = available(procedure, &case);
        for (by, commands) in moves::moves(procedure, &staffing, &case) {
            let Some(after) = together(procedure, &staffing, &case, &offered, &by, &commands) else { continue };
            let index = match found.entry(shape(&after)) {
                Entry::Occupied(known) => *known.get(),
                Entry::Vacant(new) => {
                    explored.states.push(after);
                    explored.led_by.push(Vec::new());
                    *new.insert(explored.states.len() - 1)
                }
            };
            explored.led_by[index].push(next);
        }
        assert!(explored.states.len() < MOST_STATES, "the small world is no longer small");
        next += 1;
    }
    explored
}

/// The state after those of the commands that are accepted; `None` where none is.
fn together(
    procedure: &Procedure,
    staffing: &Staffing,
    case: &Case,
    offered: &BTreeSet<CommandKind>,
    by: &By,
    commands: &[Command],
) -> Option<Case> {
    let mut after: Option<Case> = None;
    for command in commands {
        match give(procedure, staffing, after.as_ref().unwrap_or(case), by, command) {
            Ok(changed) => {
                assert!(offered.contains(&command.kind()), "{command:?} is accepted, so it is on offer");
                after = Some(changed);
            }
            Err(refusal) => assert_says_why(&refusal, command),
        }
    }
    after
}

fn context<'a>(procedure: &'a Procedure, staffing: &'a Staffing, by: &'a By) -> Context<'a> {
    let calendar = Calendar::shipped(Division::EnglandAndWales);
    Context { procedure, calendar, staffing, now: at(START), by, around: Around::default() }
}

fn give(procedure: &Procedure, staffing: &Staffing, case: &Case, by: &By, command: &Command) -> Result<Case, Refusal> {
    let events = decide(&context(procedure, staffing, by), case, command)?;
    let mut after = case.clone();
    for event in events {
        let recorded = Recorded { version: after.version + 1, at: at(START), by: by.clone(), event };
        after.apply(&recorded).expect("what was decided can be folded");
    }
    Ok(after)
}

fn assert_says_why(refusal: &Refusal, command: &Command) {
    let sentences: Vec<(&str, String)> = match refusal {
        Refusal::Invalid(errors) => errors.iter().map(|error| (error.code, error.message.clone())).collect(),
        Refusal::Rule(rule) => vec![(rule.code(), rule.to_string())],
    };
    assert!(!sentences.is_empty());
    for (code, sentence) in sentences {
        assert!(!code.is_empty() && sentence.len() > 10, "{command:?}: '{sentence}'");
        assert!(sentence.ends_with('.'), "{command:?}: '{sentence}' is no sentence");
    }
}

/// What the rules ask of a case. Cases alike in it are one state; the first that is found stands for them.
fn shape(case: &Case) -> String {
    let handling = case.current().expect("a case has a handling");
    let decided = |handling: &Handling| handling.decision.as_ref().map(|decision| decision.outcome.clone());
    // What was decided before is asked of a filter only, and what was learnt is asked when all is closed.
    let before = handling.filter.as_ref().and(case.handlings.iter().rev().nth(1)).map(decided);
    let learning = case.learning.as_ref().map(|learning| learning.outstanding).filter(|_| !case.is_open());
    let steps = case.actions.iter().filter(|action| action.handling == handling.number);
    let plan: Vec<bool> = steps.map(|action| action.done_on.is_some()).collect();
    let seats = handling.panel.as_ref().map(|panel| &panel.seats);
    let verdicts: Option<Vec<Option<&str>>> =
        seats.map(|seats| seats.iter().map(|seat| Some(seat.decision.as_ref()?.outcome.as_str())).collect());
    let board: Vec<bool> = handling.board.iter().map(|item| item.decision.is_some()).collect();
    let accepted = handling.filter.as_ref().map(|filter| filter.accept);
    let begun = (handling.owner.is_some(), handling.actors.is_empty(), handling.settled_at_first_contact.is_some());
    let told = (handling.written_reply, handling.reply_sent_on.is_some(), handling.confirmed, handling.contacted);
    format!(
        "{:?} {} {:?} {:?} {begun:?} {told:?} {plan:?} {before:?} {accepted:?} {verdicts:?} {board:?} {learning:?} {}",
        case.triage,
        handling.number,
        handling.closed_on,
        decided(handling),
        case.exhausted
    )
}

impl Explored {
    /// Whether a state with some mark can be reached from every state; the first from which it cannot.
    fn stuck(&self, marked: impl Fn(&Case) -> bool) -> Option<&Case> {
        let mut reaches: Vec<bool> = self.states.iter().map(marked).collect();
        let mut waiting: Vec<usize> = (0..reaches.len()).filter(|state| reaches[*state]).collect();
        while let Some(state) = waiting.pop() {
            for &earlier in &self.led_by[state] {
                if !std::mem::replace(&mut reaches[earlier], true) {
                    waiting.push(earlier);
                }
            }
        }
        reaches.iter().position(|reaches| !reaches).map(|state| &self.states[state])
    }

    fn assert_no_dead_end(&self) {
        let stuck = self.stuck(|case| !case.is_open());
        assert!(stuck.is_none(), "this can never be closed: {stuck:#?}");
    }

    fn assert_every_clock_stops(&self) {
        for rule in &self.procedure.clocks {
            let runs = |clock: &Clock| clock.rule == rule.id && clock.runs();
            let stuck = self.stuck(|case| !case.clocks.iter().any(runs));
            assert!(stuck.is_none(), "'{}' never stops: {stuck:#?}", rule.id);
        }
    }

    /// There is a next step while anything is to be done, and each step that a stage lists comes.
    fn assert_every_step_comes(&self) {
        let mut seen: BTreeSet<(String, StepKind)> = BTreeSet::new();
        for case in &self.states {
            let outstanding = case.learning.as_ref().is_some_and(|learning| learning.outstanding);
            let step = next_step(self.procedure, case);
            assert!(step.is_some() || !(case.is_open() || outstanding), "nothing to do: {case:#?}");
            let stage = case.current().and_then(|handling| handling.stage.clone()).expect("it stands at a stage");
            if let Some(step) = step {
                assert!(!step.label.is_empty());
                seen.insert((stage, step.kind));
            }
        }
        for stage in &self.procedure.stages {
            // A class is given once, at the stage where a case comes in.
            let comes_in = stage.routes.iter().any(|route| *route != Route::Esc);
            for step in stage.steps.iter().filter(|step| comes_in || step.kind != StepKind::Triage) {
                assert!(
                    seen.contains(&(stage.id.clone(), step.kind)),
                    "'{}' never comes at '{}'",
                    step.label,
                    stage.id
                );
            }
        }
    }
}

/// Explores a procedure by each way in that it has.
fn small_world(id: &str) {
    let procedure = World::of(id).procedure;
    let has = |route: &Route| procedure.stage_for(*route).is_some();
    let channel = procedure.intake.channels[0];
    let ways = [Route::S1, Route::S2].into_iter().filter(has);
    let explored =
        explore(procedure, ways.map(|route| Log { route, channel, ..complaint("2026-03-02T09:00") }).collect());
    explored.assert_no_dead_end();
    explored.assert_every_clock_stops();
    explored.assert_every_step_comes();
    let exhausted = |case: &&Case| case.exhausted;
    let last = explored.states.iter().filter(exhausted).all(|case| {
        let stage = case.current().and_then(|handling| procedure.stage(handling.stage.as_deref()?));
        !case.is_open() && stage.is_some_and(|stage| procedure.is_last_stage(stage))
    });
    assert!(last, "only the last stage exhausts the procedure");
    assert!(explored.states.iter().any(|case| case.exhausted), "and it can be");
    assert!(explored.states.iter().any(|case| case.actions.iter().any(|action| action.kind == ActionKind::Plan)));
}

macro_rules! small_worlds {
    ($($name:ident: $id:literal;)+) => {
        $(
            /// R14, R15
            #[test]
            fn $name() {
                small_world($id);
            }
        )+

        #[test]
        fn every_shipped_procedure_is_explored() {
            let explored = [$($id),+];
            assert!(shipped::all().iter().all(|shipped| explored.contains(&shipped.id)));
        }
    };
}

small_worlds! {
    donnington_has_no_dead_end: "donnington-service-failure";
    the_ombudsmans_customer_service_has_no_dead_end: "spso-customer-service";
    the_model_procedure_has_no_dead_end: "spso-model";
    housing_has_no_dead_end: "housing-ombudsman";
    councils_have_no_dead_end: "lgsco";
    the_health_service_has_no_dead_end: "nhs-england";
    firms_have_no_dead_end: "fca-disp";
    data_protection_has_no_dead_end: "dp-complaint";
    the_three_stages_for_children_have_no_dead_end: "children-act";
}

#[test]
fn no_anonymous_case_is_a_dead_end() {
    let procedure = World::donnington().procedure;
    let explored = explore(procedure, vec![anonymous("2026-03-02T09:00")]);
    explored.assert_no_dead_end();
    explored.assert_every_clock_stops();
}
