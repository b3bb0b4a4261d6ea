//! Random beginnings and turns: half of what is asked is what the case waits for, the rest is anything at all.

use proptest::prelude::*;
use redress_domain::case::{
    Agreement, Command, CommandKind, Compensation, CompleteLearning, Due, Escalate, Log, PlanStep, Received,
    RecordContact, WrittenReply,
};
use redress_domain::procedure::{Channel, Means, Route, StepKind};
use redress_domain::register::{BroughtBy, RegisterCase, RegisterClosure, RegisterHandling};
use redress_domain::staff::UserId;
use redress_domain::time::{Date, Instant, Zone};
use redress_domain::words::Word;

use crate::orders;
use crate::world::World;

const PEOPLE: [&str; 6] = ["sam", "tess", "theo", "carol", "victor", "adam"];
const MICROS_PER_MINUTE: i64 = 60_000_000;

/// How a case comes to be.
#[derive(Debug, Clone)]
pub struct Beginning {
    ombudsman: bool,
    imported: bool,
    direct: bool,
    brought_by: BroughtBy,
    /// Days ago.
    received: u16,
    /// Of an imported case: how many days after receipt it was closed.
    closed: Option<u16>,
}

pub fn beginning() -> impl Strategy<Value = Beginning> {
    let who = prop_oneof![8 => Just(BroughtBy::Complainant), 1 => Just(BroughtBy::Anonymous)];
    let imported = prop::bool::weighted(0.2);
    (any::<bool>(), imported, any::<bool>(), who, 0..30_u16, prop::option::of(0..40_u16)).prop_map(
        |(ombudsman, imported, direct, brought_by, received, closed)| Beginning {
            ombudsman,
            imported,
            direct: direct && ombudsman,
            brought_by,
            received,
            closed,
        },
    )
}

impl Beginning {
    pub fn world(&self) -> World {
        let mut world = if self.ombudsman { World::spso() } else { World::donnington() };
        let received = days_after(today(&world), -i64::from(self.received));
        let route = if self.direct { Route::S2 } else { Route::S1 };
        if self.imported {
            let closed = self.closed.filter(|days| *days <= self.received).map(|days| RegisterClosure {
                on: days_after(received, i64::from(days)),
                outcome: "not-upheld".to_owned(),
                code: None,
            });
            world.imported(self.register(received, route, closed));
        } else {
            let log = Log { received: Received::On(received), brought_by: self.brought_by, route, ..template() };
            world.logged(&log);
        }
        world
    }

    fn register(&self, received_on: Date, route: Route, closed: Option<RegisterClosure>) -> RegisterCase {
        RegisterCase {
            reference: "SF-2026-0001".to_owned(),
            received_on,
            channel: Channel::Phone,
            brought_by: self.brought_by,
            service_area: None,
            summary: None,
            outcome_wanted: None,
            handlings: vec![RegisterHandling {
                route,
                received_on,
                closed,
                extended_to: None,
                finding: None,
                explanation: None,
                action_taken: None,
                learning: None,
            }],
            external: None,
        }
    }
}

fn template() -> Log {
    orders::complaint(crate::world::START)
}

/// One thing asked of a case, some time after the one before.
#[derive(Debug, Clone)]
pub struct Turn {
    minutes: u32,
    /// Whether to ask what the case waits for.
    helpful: bool,
    kind: prop::sample::Index,
    who: prop::sample::Index,
    pick: prop::sample::Index,
    /// Days from today of whatever date is asked for.
    days: i8,
    yes: bool,
}

pub fn turns() -> impl Strategy<Value = Vec<Turn>> {
    let minutes = prop_oneof![3 => 0..90_u32, 1 => 0..8_000_u32];
    let index = any::<prop::sample::Index>;
    let turn = (minutes, prop::bool::weighted(0.6), index(), index(), index(), -6..20_i8, any::<bool>());
    let turn = turn.prop_map(|(minutes, helpful, kind, who, pick, days, yes)| Turn {
        minutes,
        helpful,
        kind,
        who,
        pick,
        days,
        yes,
    });
    prop::collection::vec(turn, 1..60)
}

impl Turn {
    pub fn pass_time(&self, world: &mut World) {
        world.now = Instant::from_micros(world.now.as_micros() + i64::from(self.minutes) * MICROS_PER_MINUTE);
    }

    /// Who asks for what.
    pub fn command(&self, world: &World) -> (&'static str, Command) {
        let who = *self.who.get(&PEOPLE);
        match self.helpful {
            true => {
                (who, self.build(world, self.awaited(world), days_after(today(world), i64::from(self.days.max(0) % 4))))
            }
            false => (
                who,
                self.build(world, *self.kind.get(&CommandKind::ALL), days_after(today(world), i64::from(self.days))),
            ),
        }
    }

    /// A command that the case's next step leads to.
    fn awaited(&self, world: &World) -> CommandKind {
        let unfinished = world.case().plan().any(|step| step.done_on.is_none());
        let choices: &[CommandKind] = match world.next_step() {
            Some(StepKind::Triage) => &[CommandKind::Triage],
            Some(StepKind::FirstContact | StepKind::HandOver) => {
                &[CommandKind::HandOver, CommandKind::SettleAtFirstContact]
            }
            Some(StepKind::Acknowledge) => &[CommandKind::AcknowledgeEscalation],
            Some(StepKind::Contact) => &[CommandKind::RecordContact],
            Some(StepKind::Plan) if unfinished => &[CommandKind::CompleteAction],
            Some(StepKind::Plan) => &[CommandKind::AgreePlan],
            Some(StepKind::Decide) => &[CommandKind::Decide, CommandKind::AskWrittenReply, CommandKind::RecordReply],
            Some(StepKind::Reply) => &[CommandKind::RecordReply],
            Some(StepKind::Close) => &[
                CommandKind::Close,
                CommandKind::AskWrittenReply,
                CommandKind::DecideCompensation,
                CommandKind::Decide,
            ],
            Some(StepKind::Learn) => &[CommandKind::CompleteLearning, CommandKind::Escalate],
            None => &[CommandKind::Escalate],
        };
        *self.kind.get(choices)
    }

    /// A command of a kind, with a date around which it turns; what lies in the past is asked of today at the latest.
    fn build(&self, world: &World, kind: CommandKind, on: Date) -> Command {
        let today = today(world);
        let past = on.min(today);
        match kind {
            CommandKind::Triage => orders::triage(&self.pick.get(&world.procedure.triage).id),
            CommandKind::SettleAtFirstContact => orders::settle(self.agreement(world, past)),
            CommandKind::HandOver => orders::hand_over(self.pick.get::<&str>(&PEOPLE)),
            CommandKind::RecordContact => Command::RecordContact(RecordContact {
                means: *self.pick.get(Means::ALL),
                at: self.moment(world, past),
                reached: self.helpful || self.yes,
                note: None,
                issue: self.yes.then(|| "Nobody told them.".to_owned()),
                remedy_wanted: None,
            }),
            CommandKind::MakePromise => orders::promise(if self.yes { Due::On(on) } else { Due::At(world.now) }),
            CommandKind::AgreePlan => {
                let step = |days| PlanStep {
                    what: "Write to the caterer".to_owned(),
                    owner: UserId::new(*self.who.get(&PEOPLE)),
                    due_on: days_after(on, days),
                };
                Command::AgreePlan {
                    steps: (0..i64::from(self.yes) + 1).map(step).collect(),
                    agreement: self.agreement(world, past),
                }
            }
            CommandKind::CompleteAction => {
                let open = world
                    .case()
                    .actions
                    .iter()
                    .find(|action| action.done_on.is_none())
                    .map_or(1, |action| action.number);
                Command::CompleteAction {
                    number: if self.helpful { open } else { self.pick.index(6) as u32 },
                    on: past,
                    note: None,
                }
            }
            CommandKind::AskWrittenReply => orders::ask_reply(*self.pick.get(WrittenReply::ALL)),
            CommandKind::RecordReply => Command::RecordReply { on: past, means: Means::Letter, note: None },
            CommandKind::DecideCompensation if self.yes => orders::no_compensation(),
            CommandKind::DecideCompensation => Command::DecideCompensation {
                decision: Compensation::Amount {
                    pence: 1_000,
                    basis: "Lunch".to_owned(),
                    approver: UserId::new("adam"),
                },
            },
            CommandKind::Decide => {
                let outcome = &self.pick.get(&world.procedure.outcomes).id;
                let code = if outcome == "reclassified" { "query" } else { "delay" };
                orders::decide(outcome, (self.helpful || self.yes).then_some(code), Some(self.agreement(world, past)))
            }
            CommandKind::Close => Command::Close { on: (!self.yes).then_some(past) },
            CommandKind::Escalate => Command::Escalate(Escalate {
                asked: if self.yes { Received::On(past) } else { Received::At(self.moment(world, past)) },
                channel: Channel::Web,
                reasons: None,
            }),
            CommandKind::AcknowledgeEscalation => {
                Command::AcknowledgeEscalation { means: Means::Email, at: self.moment(world, past) }
            }
            CommandKind::Extend => Command::Extend { to: on, reason: "A witness is away.".to_owned() },
            CommandKind::CompleteLearning => Command::CompleteLearning(CompleteLearning {
                preventive_action: self.yes.then(|| PlanStep {
                    what: "Confirm orders in writing".to_owned(),
                    owner: UserId::new("theo"),
                    due_on: on,
                }),
                ..learnt()
            }),
            CommandKind::AddNote => Command::AddNote { text: "They rang again.".to_owned() },
        }
    }

    /// Mostly agreement that fits the case.
    fn agreement(&self, world: &World, on: Date) -> Agreement {
        match (world.case().is_anonymous(), self.helpful || self.yes) {
            (true, true) | (false, false) => orders::not_possible(),
            _ if self.days > 16 => orders::not_agreed(),
            _ => Agreement::Agreed { means: *self.pick.get(Means::ALL), on },
        }
    }

    fn moment(&self, world: &World, on: Date) -> Instant {
        if on == today(world) { world.now } else { Instant::end_of(on, Zone::LONDON) }
    }
}

fn learnt() -> CompleteLearning {
    match orders::learn() {
        Command::CompleteLearning(learnt) => learnt,
        other => panic!("{other:?} is not what is learnt"),
    }
}

fn today(world: &World) -> Date {
    world.now.local_date(Zone::LONDON)
}

fn days_after(date: Date, days: i64) -> Date {
    Instant::from_micros(
        Instant::start_of(date, Zone::LONDON).as_micros()
            + days * 24 * 60 * MICROS_PER_MINUTE
            + 12 * 60 * MICROS_PER_MINUTE,
    )
    .local_date(Zone::LONDON)
}
