//! A command of each kind, as the dice have fallen: people, points, other cases, panel and board.

use std::collections::BTreeMap;

use redress_domain::case::{
    AddPoint, AskInformation, BoardGround, Command, CommandKind, DecidePoint, LimitContact, LinkKind, Member, Party,
    PaymentStep, Recipient, RecordBoard, RecordConsent, RecordPanelDecision, Representative, SeatTaken,
    TellWhatChanged,
};
use redress_domain::procedure::{Label, Means};
use redress_domain::staff::UserId;
use redress_domain::time::Date;
use redress_domain::words::Word;

use super::dice::{PEOPLE, Turn, days_after, today};
use crate::world::World;

impl Turn {
    /// As [`Turn::build`], of the kinds that only some cases or procedures have.
    pub fn build_more(&self, world: &World, kind: CommandKind, on: Date) -> Command {
        let past = on.min(today(world));
        let reason = || "They said so.".to_owned();
        let means = *self.pick.get(Means::ALL);
        match kind {
            CommandKind::Pause => Command::Pause { reason: reason(), approver: None },
            CommandKind::Resume => Command::Resume { on: past },
            CommandKind::GiveUpdate => Command::GiveUpdate { means, at: self.moment(world, past), text: reason() },
            CommandKind::NameSubject => Command::NameSubject { who: self.somebody(), note: None },
            CommandKind::ClearSubject => Command::ClearSubject {
                who: world.case().subjects.first().cloned().unwrap_or_else(|| self.somebody()),
                reason: reason(),
            },
            CommandKind::DeclareInterest => Command::DeclareInterest { what: "My cousin cooked.".to_owned() },
            CommandKind::SetRepresentative => Command::SetRepresentative(Representative {
                party: Party { name: "Rose".to_owned(), ..Party::default() },
                relation: "Daughter".to_owned(),
                authority: None,
            }),
            CommandKind::RecordConsent => {
                Command::RecordConsent(RecordConsent { given: self.yes, means, on: past, expires_on: None, note: None })
            }
            CommandKind::RecordAdjustments => Command::RecordAdjustments {
                kinds: self.one_of(&world.procedure.adjustments),
                note: None,
                carry_forward: self.yes,
            },
            CommandKind::RecordSafetyNote => Command::RecordSafetyNote { text: "Mind the dog.".to_owned() },
            CommandKind::RecordStaffMatter => Command::RecordStaffMatter {
                kind: self.one_of(&world.procedure.staff_matters).pop().unwrap_or_default(),
                about: self.yes.then(|| self.somebody()),
                text: reason(),
            },
            CommandKind::WarnBehaviour => Command::WarnBehaviour { what: reason(), means, on: past },
            CommandKind::LimitContact => Command::LimitContact(LimitContact {
                limits: world.procedure.behaviour.as_ref().map_or_else(Vec::new, |it| self.one_of(&it.limits)),
                reasons: reason(),
                until: days_after(on, 30),
                review_on: days_after(on, 20),
                adjustments_considered: self.helpful || self.yes,
            }),
            CommandKind::ReviewLimit => Command::ReviewLimit { keep_until: self.yes.then_some(on), reasons: reason() },
            CommandKind::AddPoint => Command::AddPoint(AddPoint {
                what: "The room was cold as well.".to_owned(),
                nature: None,
                service_area: None,
                related: self.yes,
            }),
            CommandKind::DecidePoint => Command::DecidePoint(self.point(world)),
            CommandKind::AskInformation => Command::AskInformation(AskInformation {
                of: if self.yes { Member::Staff(self.somebody()) } else { Member::Outside("The caterer".to_owned()) },
                question: "When was it ordered?".to_owned(),
                due_on: self.helpful.then_some(on),
            }),
            CommandKind::ChaseInformation => {
                Command::ChaseInformation { number: self.open_action(world, true), due_on: on, note: None }
            }
            CommandKind::AnswerInformation => {
                Command::AnswerInformation { number: self.open_action(world, true), on: past, answer: reason() }
            }
            CommandKind::Apologise => Command::Apologise { who: self.somebody(), means, on: past, words: None },
            CommandKind::RecordPayment => Command::RecordPayment { step: *self.pick.get(PaymentStep::ALL), on: past },
            CommandKind::Link => {
                Command::Link { to: "SF-2026-0002".to_owned(), kind: *self.pick.get(LinkKind::ALL), note: None }
            }
            CommandKind::Merge => Command::Merge { into: "SF-2026-0002".to_owned(), reason: reason() },
            CommandKind::Join => Command::Join { body: "The council".to_owned(), we_lead: self.yes, note: None },
            CommandKind::Withdraw => Command::Withdraw { means, on: past, reason: None },
            CommandKind::Reopen => Command::Reopen { reason: reason() },
            CommandKind::MakeLetter => {
                let letters = &world.procedure.letters;
                let letter = if letters.is_empty() { String::new() } else { self.pick.get(letters).id.clone() };
                Command::MakeLetter {
                    letter,
                    to: if self.yes { Recipient::Complainant } else { Recipient::Representative },
                }
            }
            CommandKind::ReferOutside => {
                let bodies = &world.procedure.external_bodies;
                let body = if bodies.is_empty() { String::new() } else { self.pick.get(bodies).id.clone() };
                Command::ReferOutside { body, on: past, note: None }
            }
            CommandKind::RecordOutsideDecision => {
                Command::RecordOutsideDecision { upheld: self.yes, on: past, note: None }
            }
            CommandKind::ChangeProcedure => Command::ChangeProcedure { version: "2.0".to_owned(), reason: reason() },
            CommandKind::Classify => {
                let splits = &world.procedure.splits;
                let split = (!splits.is_empty()).then(|| self.pick.get(splits));
                Command::Classify {
                    split: split.map_or_else(String::new, |split| split.id.clone()),
                    options: split.map_or_else(Vec::new, |split| self.one_of(&split.options)),
                }
            }
            CommandKind::AskAboutChanges => Command::AskAboutChanges { wants: self.yes },
            CommandKind::TellWhatChanged => Command::TellWhatChanged(TellWhatChanged {
                means,
                to: if self.helpful { Recipient::Complainant } else { Recipient::Representative },
                on: past,
                what: reason(),
                improvement: None,
            }),
            CommandKind::HoldRecords => Command::HoldRecords { reason: reason() },
            CommandKind::ReleaseRecords => Command::ReleaseRecords { reason: reason() },
            CommandKind::CorrectPerson => {
                let party = Party { name: reason(), ..Party::default() };
                Command::CorrectPerson { number: 1, party }
            }
            CommandKind::Restrict => Command::Restrict { reason: reason(), named: vec![self.somebody()] },
            CommandKind::Admit => Command::Admit { who: self.somebody(), reason: reason() },
            CommandKind::LiftRestriction => Command::LiftRestriction { reason: reason() },
            CommandKind::SeeOpening => Command::SeeOpening { number: 1 },
            _ => self.build_review(world, kind, past),
        }
    }

    fn build_review(&self, world: &World, kind: CommandKind, past: Date) -> Command {
        let reason = || "The caterer's own book says so.".to_owned();
        let stage = world.handling().stage.as_deref().and_then(|id| world.procedure.stage(id));
        match kind {
            CommandKind::DecideFilter => Command::DecideFilter {
                accept: self.helpful || self.yes,
                tests: stage.and_then(|it| it.filter.as_ref()).map_or_else(Vec::new, |it| self.one_of(&it.tests)),
                reason: reason(),
            },
            CommandKind::ConvenePanel => {
                let seat = |who: &str| SeatTaken { member: Member::Staff(UserId::new(who)), deputy_for: None };
                Command::ConvenePanel { seats: vec![seat("carol"), seat("victor")], meets_on: None }
            }
            CommandKind::RecordPanelDecision => Command::RecordPanelDecision(RecordPanelDecision {
                member: Member::Staff(UserId::new(if self.yes { "carol" } else { "victor" })),
                outcome: if self.days > 12 { "not-upheld" } else { "upheld" }.to_owned(),
                further_action: false,
                answers: stage.and_then(|it| it.panel.as_ref()).map_or_else(BTreeMap::new, |panel| {
                    panel.questions.iter().map(|question| (question.id.clone(), self.yes)).collect()
                }),
                reasons: reason(),
                on: past,
            }),
            CommandKind::ReferToBoard => {
                Command::ReferToBoard { ground: *self.pick.get(BoardGround::ALL), reason: reason() }
            }
            CommandKind::RecordBoard => Command::RecordBoard(RecordBoard {
                on: past,
                present: vec![UserId::new("tess"), UserId::new("theo")],
                conclusion: reason(),
                outcome: self.yes.then(|| "upheld".to_owned()),
                further_action: self.yes.then_some(false),
            }),
            other => panic!("the dice do not know {other:?}"),
        }
    }

    fn point(&self, world: &World) -> DecidePoint {
        let open = world.case().points.iter().find(|point| point.finding.is_none());
        DecidePoint {
            number: open.filter(|_| self.helpful).map_or(1, |point| point.number),
            outcome: self.pick.get(&world.procedure.outcomes).id.clone(),
            finding: Some("It was.".to_owned()),
            remedies: Vec::new(),
        }
    }

    fn somebody(&self) -> UserId {
        UserId::new(*self.who.get(&PEOPLE))
    }

    fn one_of(&self, list: &[Label]) -> Vec<String> {
        if list.is_empty() { Vec::new() } else { vec![self.pick.get(list).id.clone()] }
    }
}
