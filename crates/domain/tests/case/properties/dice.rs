//! Random beginnings and turns: half of what is asked is what the case waits for, the rest is anything at all.

use proptest::prelude::*;
use redress_domain::case::{Command, CommandKind, Log, Received, available};
use redress_domain::procedure::{Channel, Route, StepKind};
use redress_domain::register::{BroughtBy, RegisterCase, RegisterClosure, RegisterHandling};
use redress_domain::time::{Date, Instant, Zone};

use crate::orders;
use crate::world::World;

pub const PEOPLE: [&str; 6] = ["sam", "tess", "theo", "carol", "victor", "adam"];
pub const MICROS_PER_MINUTE: i64 = 60_000_000;

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
                handled_by: Vec::new(),
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
    pub helpful: bool,
    kind: prop::sample::Index,
    pub who: prop::sample::Index,
    pub pick: prop::sample::Index,
    /// Days from today of whatever date is asked for.
    pub days: i8,
    pub yes: bool,
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
            false => {
                let open: Vec<CommandKind> = available(world.procedure, world.case()).into_iter().collect();
                let kind = if self.yes { *self.kind.get(&open) } else { *self.kind.get(&CommandKind::ALL) };
                (who, self.build(world, kind, days_after(today(world), i64::from(self.days))))
            }
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
            Some(StepKind::Filter) => &[CommandKind::DecideFilter],
            Some(StepKind::Contact) => &[CommandKind::RecordContact],
            Some(StepKind::Panel) => &[CommandKind::ConvenePanel, CommandKind::RecordPanelDecision],
            Some(StepKind::Board) => &[CommandKind::RecordBoard, CommandKind::ReferToBoard],
            Some(StepKind::Plan) if unfinished => &[CommandKind::CompleteAction],
            Some(StepKind::Plan) => &[CommandKind::AgreePlan],
            Some(StepKind::Decide) => &[
                CommandKind::Decide,
                CommandKind::DecidePoint,
                CommandKind::AskWrittenReply,
                CommandKind::RecordReply,
                CommandKind::AnswerInformation,
            ],
            Some(StepKind::Confirm) => &[CommandKind::ConfirmDecision],
            Some(StepKind::Reply) => &[CommandKind::RecordReply],
            Some(StepKind::Close) => &[
                CommandKind::Close,
                CommandKind::AskWrittenReply,
                CommandKind::DecideCompensation,
                CommandKind::RecordPayment,
                CommandKind::Decide,
            ],
            Some(StepKind::Learn) => &[CommandKind::CompleteLearning, CommandKind::Escalate],
            None => &[CommandKind::Escalate],
        };
        *self.kind.get(choices)
    }
}

pub fn today(world: &World) -> Date {
    world.now.local_date(Zone::LONDON)
}

pub fn days_after(date: Date, days: i64) -> Date {
    Instant::from_micros(
        Instant::start_of(date, Zone::LONDON).as_micros()
            + days * 24 * 60 * MICROS_PER_MINUTE
            + 12 * 60 * MICROS_PER_MINUTE,
    )
    .local_date(Zone::LONDON)
}
