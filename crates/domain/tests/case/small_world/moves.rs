//! What can be tried in a state: each command with the least that makes it valid, by the procedure's own ids.

use redress_domain::case::eligibility::{against, against_filtering, against_sitting};
use redress_domain::case::{
    Agreement, BoardGround, By, Case, Command, Considered, Decide, Handling, Member, PlanStep, RecordBoard,
    RecordPanelDecision, SeatTaken, WrittenReply,
};
use redress_domain::procedure::{CodeFamily, Means, OutcomeEffect, Procedure, Stage};
use redress_domain::staff::{Staff, Staffing, UserId};

use super::DAY;
use crate::orders::*;
use crate::world::date;

/// Who gives a command, and which. Several at once are given together, those that are accepted.
pub type Move = (By, Vec<Command>);

/// A small organisation under a procedure: three hold each role, and nothing else.
pub fn staffing(procedure: &Procedure) -> Staffing {
    let holders = procedure.roles.iter().flat_map(|role| (1..=3).map(move |number| (role.id.clone(), number)));
    let person = |(role, number): (String, u32)| Staff {
        id: UserId::new(format!("{role}-{number}")),
        name: format!("{role} {number}"),
        email: format!("{role}{number}@example.org"),
        roles: vec![role],
        absences: Vec::new(),
    };
    Staffing::new(holders.map(person).collect())
}

/// Everything that is tried in a state. Steps that depend on nothing and on which little depends are taken together, so that
/// the world stays small.
pub fn moves(procedure: &Procedure, staffing: &Staffing, case: &Case) -> Vec<Move> {
    let Some(handling) = case.current() else { return Vec::new() };
    let Some(stage) = handling.stage.as_deref().and_then(|id| procedure.stage(id)) else { return Vec::new() };
    let mut moves: Vec<Move> = vec![(By::Operator, paperwork(staffing, case))];
    moves.extend(classes(procedure).map(|class| one(triage(class))));
    moves.extend([settle(agreement(case)), spoke("2026-03-02T10:00"), confirm(DAY), learn(), close()].map(one));
    moves.extend([reply_under(procedure, DAY), withdraw(), escalate_on(DAY)].map(one));
    moves.extend(
        eligible(staffing, |staff| against(procedure, case, stage, staff, date(DAY)).is_empty())
            .map(|id| one(hand_over(id.as_str()))),
    );
    moves.extend(decisions(procedure, case).map(one));
    if case.plan().next().is_none() {
        let owner = staffing.iter().next().expect("somebody works here").id.clone();
        let step = PlanStep { what: "Ring the caterer".to_owned(), owner, due_on: date("2026-03-03") };
        moves.push(one(Command::AgreePlan { steps: vec![step], agreement: agreement(case) }));
    }
    moves.extend(case.actions.iter().map(|action| one(complete(action.number, DAY))));
    moves.extend(review(procedure, staffing, case, handling, stage));
    moves
}

fn one(command: Command) -> Move {
    (By::Operator, vec![command])
}

/// The first class that is no failure, and the first that is one; each of those where clocks tell them apart.
fn classes(procedure: &Procedure) -> impl Iterator<Item = &str> {
    let told_apart = procedure.clocks.iter().any(|rule| !rule.classes.is_empty());
    let first = |failure: bool| procedure.triage.iter().position(|class| class.counts_as_failure == failure);
    let kept = move |at: usize, failure: bool| (failure && told_apart) || first(failure) == Some(at);
    let classes = procedure.triage.iter().enumerate();
    classes.filter(move |(at, class)| kept(*at, class.counts_as_failure)).map(|(_, class)| class.id.as_str())
}

fn paperwork(staffing: &Staffing, case: &Case) -> Vec<Command> {
    let answer = if case.is_anonymous() { WrittenReply::CouldNotAsk } else { WrittenReply::Yes };
    let who = staffing.iter().next().expect("somebody works here").id.clone();
    let sorry = Command::Apologise { who, means: Means::Phone, on: date(DAY), words: None };
    vec![acknowledge("2026-03-02T10:00"), no_compensation(), ask_reply(answer), sorry]
}

fn withdraw() -> Command {
    Command::Withdraw { means: Means::Phone, on: date(DAY), reason: None }
}

fn agreement(case: &Case) -> Agreement {
    if case.is_anonymous() { not_possible() } else { agreed(DAY) }
}

/// The first who may.
fn eligible(staffing: &Staffing, may: impl Fn(&Staff) -> bool) -> std::option::IntoIter<UserId> {
    staffing.iter().find(|staff| may(staff)).map(|staff| staff.id.clone()).into_iter()
}

/// A fault found, none found, and no failure after all.
fn decisions(procedure: &Procedure, case: &Case) -> impl Iterator<Item = Command> {
    let wanted = [OutcomeEffect::Upheld, OutcomeEffect::NotUpheld, OutcomeEffect::Reclassified];
    wanted.into_iter().filter_map(move |effect| {
        let outcome = procedure.outcomes.iter().find(|outcome| outcome.effect == effect)?;
        let no_failure = effect == OutcomeEffect::Reclassified;
        let code = procedure.codes.iter().find(|code| (code.family == CodeFamily::NotAFailure) == no_failure)?;
        Some(Command::Decide(Decide {
            outcome: outcome.id.clone(),
            code: Some(code.id.clone()),
            finding: Some("The lunch was late.".to_owned()),
            explanation: None,
            action_taken: None,
            agreement: (!no_failure).then(|| agreement(case)),
            considered: Considered { no_evidence_reason: Some("There is none.".to_owned()), ..Considered::default() },
            remedies: Vec::new(),
            outcome_reason: None,
        }))
    })
}

fn review(procedure: &Procedure, staffing: &Staffing, case: &Case, handling: &Handling, stage: &Stage) -> Vec<Move> {
    let mut moves = Vec::new();
    if let Some(filter) = &stage.filter {
        for decider in eligible(staffing, |staff| against_filtering(procedure, case, stage, staff).is_empty()) {
            let by = By::User(decider);
            let first = filter.tests.iter().map(|test| test.id.clone()).take(1).collect();
            let reason = "It was looked at.".to_owned();
            moves
                .push((by.clone(), vec![Command::DecideFilter { accept: true, tests: first, reason: reason.clone() }]));
            moves.push((by, vec![Command::DecideFilter { accept: false, tests: Vec::new(), reason }]));
        }
    }
    if handling.panel.is_none() || handling.panel.as_ref().is_some_and(|panel| panel.seats.len() < 2) {
        moves.extend(
            seats(procedure, staffing, case, stage)
                .into_iter()
                .map(|seats| one(Command::ConvenePanel { seats, meets_on: None })),
        );
    }
    for seat in handling.panel.iter().flat_map(|panel| &panel.seats).filter(|seat| seat.decision.is_none()) {
        moves.extend(verdicts(procedure, stage, &seat.taken.member).into_iter().map(one));
    }
    // Policy, procedure and budget are alike to the rules, and once is enough.
    let alike = |ground: &&BoardGround| !matches!(ground, BoardGround::Procedure | BoardGround::Budget);
    let grounds = stage.board.iter().flat_map(|board| &board.grounds).filter(alike);
    moves.extend(grounds.filter(|_| handling.board.is_empty()).map(|ground| {
        one(Command::ReferToBoard { ground: *ground, reason: "The board is to look at it.".to_owned() })
    }));
    let pending = handling.board.iter().find(|item| item.decision.is_none());
    moves.extend(pending.map(|item| one(board(procedure, staffing, stage, item.ground, &item.recused))));
    moves
}

/// Somebody for each role of the panel who may sit, and the rest from outside.
fn seats(procedure: &Procedure, staffing: &Staffing, case: &Case, stage: &Stage) -> Option<Vec<SeatTaken>> {
    let panel = stage.panel.as_ref()?;
    let sitting = panel.members.iter().filter_map(|role| {
        let may = |staff: &&Staff| {
            staff.has_role(role) && against_sitting(procedure, case, stage, staff, false, date(DAY)).is_empty()
        };
        staffing.iter().find(may).map(|staff| Member::Staff(staff.id.clone()))
    });
    let outside = (1..=panel.outsiders).map(|number| Member::Outside(format!("Outsider {number}")));
    Some(sitting.chain(outside).map(|member| SeatTaken { member, deputy_for: None }).collect())
}

/// Two decisions, so that a panel can be divided.
fn verdicts(procedure: &Procedure, stage: &Stage, member: &Member) -> Vec<Command> {
    let questions = stage.panel.iter().flat_map(|panel| &panel.questions);
    let answers: std::collections::BTreeMap<String, bool> =
        questions.map(|question| (question.id.clone(), true)).collect();
    let verdict = |effect, further_action| {
        let outcome = procedure.outcomes.iter().find(|outcome| outcome.effect == effect)?;
        Some(Command::RecordPanelDecision(RecordPanelDecision {
            member: member.clone(),
            outcome: outcome.id.clone(),
            further_action,
            answers: answers.clone(),
            reasons: "It was heard.".to_owned(),
            on: date(DAY),
        }))
    };
    [verdict(OutcomeEffect::Upheld, true), verdict(OutcomeEffect::NotUpheld, false)].into_iter().flatten().collect()
}

fn board(procedure: &Procedure, staffing: &Staffing, stage: &Stage, ground: BoardGround, out: &[UserId]) -> Command {
    let members = stage.board.as_ref().map_or(&[][..], |board| &board.members);
    let free = eligible(staffing, |staff| staff.has_any_role(members) && !out.contains(&staff.id));
    let binds = ground != BoardGround::NotSatisfied;
    let upheld = procedure.outcomes.iter().find(|outcome| outcome.effect == OutcomeEffect::Upheld);
    Command::RecordBoard(RecordBoard {
        on: date(DAY),
        present: free.collect(),
        conclusion: "It was talked through.".to_owned(),
        outcome: upheld.filter(|_| binds).map(|outcome| outcome.id.clone()),
        further_action: binds.then_some(false),
    })
}
