//! A command of each kind, as the dice have fallen: the work on a case from triage to learning.

use redress_domain::case::{
    ActionKind, Agreement, Attach, AttachmentUse, Command, CommandKind, Compensation, CompleteLearning, Due, Escalate,
    Extend, PlanStep, Received, RecordContact, WrittenReply,
};
use redress_domain::procedure::{Channel, Means};
use redress_domain::staff::UserId;
use redress_domain::time::{Date, Instant, Zone};
use redress_domain::words::Word;

use super::dice::{PEOPLE, Turn, days_after, today};
use crate::orders;
use crate::world::World;

impl Turn {
    /// A command of a kind, with a date around which it turns; what lies in the past is asked of today at the latest.
    pub fn build(&self, world: &World, kind: CommandKind, on: Date) -> Command {
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
                safety: self.helpful.then(|| "Nothing known.".to_owned()),
                issue: self.yes.then(|| "Nobody told them.".to_owned()),
                remedy_wanted: None,
            }),
            CommandKind::MakePromise if self.days > 10 => orders::appointment(Due::On(on)),
            CommandKind::MakePromise => orders::promise(if self.yes { Due::On(on) } else { Due::At(world.now) }),
            CommandKind::MoveAction => orders::move_to(self.open_action(world, false), Due::On(on)),
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
                Command::CompleteAction { number: self.open_action(world, false), on: past, note: None }
            }
            CommandKind::AskWrittenReply => orders::ask_reply(*self.pick.get(WrittenReply::ALL)),
            CommandKind::RecordReply if self.yes => orders::reply_under(world.procedure, &past.to_string()),
            CommandKind::RecordReply => orders::reply_saying(&past.to_string(), Vec::new()),
            CommandKind::ConfirmDecision => orders::confirm(&past.to_string()),
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
                waiver: None,
            }),
            CommandKind::AcknowledgeEscalation => {
                Command::AcknowledgeEscalation { means: Means::Email, at: self.moment(world, past) }
            }
            CommandKind::Extend => Command::Extend(Extend {
                to: on,
                reason: "A witness is away.".to_owned(),
                ground: None,
                approver: Some(UserId::new("carol")),
                told: (!world.case().is_anonymous()).then_some(Means::Phone),
                outside_contact_given: self.yes,
            }),
            CommandKind::CompleteLearning => Command::CompleteLearning(CompleteLearning {
                preventive_action: self.yes.then(|| PlanStep {
                    what: "Confirm orders in writing".to_owned(),
                    owner: UserId::new("theo"),
                    due_on: on,
                }),
                ..learnt()
            }),
            CommandKind::AddNote => Command::AddNote { text: "They rang again.".to_owned() },
            CommandKind::Attach => Command::Attach(Attach {
                name: "photo.png".to_owned(),
                media_type: "image/png".to_owned(),
                size_bytes: 8,
                digest: "ab".repeat(32),
                used_as: AttachmentUse::Evidence,
            }),
            CommandKind::RemoveAttachment => {
                let number = world.case().attachments.kept.first().map_or(1, |attachment| attachment.file.number);
                Command::RemoveAttachment { number, reason: "Sent by mistake".to_owned() }
            }
            kind => self.build_more(world, kind, on),
        }
    }

    /// The number of something that is to be done, a question or not, or of anything.
    pub fn open_action(&self, world: &World, question: bool) -> u32 {
        let actions = world.case().actions.iter().filter(|action| action.done_on.is_none());
        let mut open = actions.filter(|action| (action.kind == ActionKind::Information) == question);
        let number = open.next().map_or(1, |action| action.number);
        if self.helpful || self.yes { number } else { self.pick.index(6) as u32 }
    }

    /// Mostly agreement that fits the case.
    pub fn agreement(&self, world: &World, on: Date) -> Agreement {
        match (world.case().is_anonymous(), self.helpful || self.yes) {
            (true, true) | (false, false) => orders::not_possible(),
            _ if self.days > 16 => orders::not_agreed(),
            _ => Agreement::Agreed { means: *self.pick.get(Means::ALL), on },
        }
    }

    pub fn moment(&self, world: &World, on: Date) -> Instant {
        if on == today(world) { world.now } else { Instant::end_of(on, Zone::LONDON) }
    }
}

fn learnt() -> CompleteLearning {
    match orders::learn() {
        Command::CompleteLearning(learnt) => learnt,
        other => panic!("{other:?} is not what is learnt"),
    }
}
