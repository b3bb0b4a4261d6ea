//! Folding events into a case: the one way a case comes to be.

mod attachments;
mod begin;
mod changes;
mod confidential;
mod matter;
mod people;
mod records;
mod review;

use super::Due;
use super::clock::{Clock, ClockChange};
use super::event::{Event, Fact};
use super::recorded::Recorded;
use super::state::{Action, ActionKind, Case, Entry, Handling, Learning, Settlement, Triaged};
use crate::staff::UserId;
use crate::time::Zone;

/// A history that cannot have been written by this program.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FoldError {
    #[error("the history is empty")]
    Empty,
    #[error("the history begins with '{kind}', not with the case being logged or imported")]
    NoBeginning { kind: &'static str },
    #[error("event {version} comes where {expected} is due")]
    OutOfOrder { version: u64, expected: u64 },
    #[error("event {version} ('{kind}') speaks of something the history does not hold")]
    Dangling { version: u64, kind: &'static str },
}

impl Case {
    /// Folds a whole history.
    ///
    /// # Errors
    /// When the events are not a history of one case in order.
    pub fn fold(history: &[Recorded]) -> Result<Self, FoldError> {
        let (first, rest) = history.split_first().ok_or(FoldError::Empty)?;
        let mut case = Self::begin(first)?;
        for recorded in rest {
            case.apply(recorded)?;
        }
        Ok(case)
    }

    fn begin(first: &Recorded) -> Result<Self, FoldError> {
        if first.version != 1 {
            return Err(FoldError::OutOfOrder { version: first.version, expected: 1 });
        }
        let mut case = match &first.event.fact {
            Fact::Logged(logged) => Self::logged(logged, first),
            Fact::Imported(imported) => {
                Self::imported(imported, first).ok_or(FoldError::Dangling { version: 1, kind: "imported" })?
            }
            other => return Err(FoldError::NoBeginning { kind: other.kind() }),
        };
        case.apply_clocks(&first.event).ok_or(FoldError::Dangling { version: 1, kind: first.event.fact.kind() })?;
        Ok(case)
    }

    /// Applies the next event.
    ///
    /// # Errors
    /// When it is out of order or speaks of something the case does not have.
    pub fn apply(&mut self, recorded: &Recorded) -> Result<(), FoldError> {
        let expected = self.version.saturating_add(1);
        if recorded.version != expected {
            return Err(FoldError::OutOfOrder { version: recorded.version, expected });
        }
        self.version = recorded.version;
        self.changed_at = recorded.at;
        self.apply_fact(recorded)
            .and_then(|()| self.apply_clocks(&recorded.event))
            .ok_or(FoldError::Dangling { version: recorded.version, kind: recorded.event.fact.kind() })
    }

    fn current_mut(&mut self) -> Option<&mut Handling> {
        self.handlings.last_mut()
    }

    fn apply_fact(&mut self, recorded: &Recorded) -> Option<()> {
        let actor = recorded.by.user();
        let today = recorded.at.local_date(Zone::LONDON);
        match &recorded.event.fact {
            Fact::Logged(_) | Fact::Imported(_) => return None,
            Fact::Triaged { class, counts_as_failure, .. } => {
                let triaged = Triaged { class: class.clone(), counts_as_failure: *counts_as_failure };
                self.classes.push((triaged.clone(), today));
                self.triage = Some(triaged);
            }
            Fact::SettledAtFirstContact { done, agreement } => {
                let anonymous = self.is_anonymous();
                let handling = self.acted_on_by(actor)?;
                handling.settled_at_first_contact =
                    Some(Settlement { done: done.clone(), agreement: agreement.clone() });
                handling.contacted = handling.contacted || !anonymous;
            }
            Fact::HandedOver { to, .. } => {
                let handling = self.current_mut()?;
                handling.owner = Some(to.clone());
                handling.actors.insert(to.clone());
            }
            Fact::ContactMade { means, issue, remedy_wanted, safety, .. } => {
                replace_if_given(&mut self.safety_note, safety);
                let handling = self.acted_on_by(actor)?;
                handling.extension_untold = false;
                handling.contacted = handling.contacted || means.is_personal();
                replace_if_given(&mut handling.clarified_issue, issue);
                replace_if_given(&mut handling.clarified_remedy, remedy_wanted);
            }
            Fact::ContactTried { safety, .. } => replace_if_given(&mut self.safety_note, safety),
            Fact::UpdateGiven { .. } => self.current_mut()?.extension_untold = false,
            Fact::NoteAdded { .. } | Fact::Paused { .. } | Fact::Resumed { .. } => {}
            Fact::PromiseMade { number, what, due, appointment } => {
                let owner = actor.cloned().unwrap_or_else(|| UserId::new("operator"));
                let action = Action {
                    appointment: *appointment,
                    ..self.action(*number, ActionKind::Promise, what, owner, *due)?
                };
                self.actions.push(action);
            }
            Fact::ActionMoved { number, to, .. } => {
                let action = self.action_mut(*number)?;
                action.due = *to;
                action.moved = action.moved.saturating_add(1);
            }
            Fact::PlanAgreed { steps, .. } => {
                self.acted_on_by(actor)?.plan_agreed = true;
                for step in steps {
                    let due = Due::On(step.due_on);
                    let action = self.action(step.number, ActionKind::Plan, &step.what, step.owner.clone(), due)?;
                    self.actions.push(action);
                }
            }
            Fact::ActionDone { number, on, note } => self.action_mut(*number)?.done(*on, note.as_deref()),
            Fact::WrittenReplyAsked { answer } => self.current_mut()?.written_reply = Some(*answer),
            Fact::ReplySent { on, .. } => {
                let handling = self.current_mut()?;
                handling.reply_sent_on = Some(*on);
                handling.confirmed = true;
            }
            Fact::DecisionConfirmed { .. } => self.acted_on_by(actor)?.confirmed = true,
            Fact::CompensationDecided { decision } => self.current_mut()?.compensate(decision, today),
            Fact::Decided(decided) => {
                let handling = self.acted_on_by(actor)?;
                handling.narrative.finding.clone_from(&decided.finding);
                handling.narrative.explanation.clone_from(&decided.explanation);
                handling.narrative.action_taken.clone_from(&decided.action_taken);
                // A letter tells the decision of its day; where it tells something else now, it wants another letter.
                if handling.decision.as_ref().is_some_and(|before| !before.tells_the_same(decided)) {
                    handling.reply_sent_on = None;
                    handling.confirmed = false;
                }
                handling.decision = Some(decided.as_ref().clone());
                handling.decided_on = Some(today);
            }
            Fact::HandlingClosed { on, repeat_of } => {
                self.acted_on_by(actor)?.closed_on = Some(*on);
                self.repeat_of.clone_from(repeat_of);
            }
            Fact::LearningOpened {} => self.open_learning(recorded)?,
            Fact::EscalationRequested { route, stage, on, at, channel, reasons, .. } => {
                let number = self.current()?.number.saturating_add(1);
                let mut next = Handling::new(number, *route, *on, *at, *channel);
                next.stage = Some(stage.clone());
                next.reasons.clone_from(reasons);
                self.handlings.push(next);
                self.exhausted = false;
            }
            Fact::EscalationAcknowledged { .. } => self.current_mut()?.acknowledged = true,
            Fact::Extended(extended) => {
                let handling = self.current_mut()?;
                handling.extended_to = Some(extended.to);
                handling.extension_untold = extended.told.is_none();
                handling.extensions = handling.extensions.saturating_add(1);
            }
            Fact::LearningCompleted(learnt) => {
                if let Some((action, number)) = learnt.preventive_action.as_ref().and_then(|it| Some((it, it.number?)))
                {
                    let due = Due::On(action.due_on);
                    let prevention =
                        self.action(number, ActionKind::Prevention, &action.what, action.owner.clone(), due)?;
                    self.actions.push(prevention);
                }
                let learning = self.learning.as_mut()?;
                learning.outstanding = false;
                learning.entries.push(Entry { handling: learning.handling, learnt: learnt.as_ref().clone() });
                self.service_area = Some(learnt.service_area.clone());
                self.repeat_of.clone_from(&learnt.repeat_of);
            }
            fact => {
                return self
                    .apply_review(fact, actor)
                    .or_else(|| self.apply_people(fact))
                    .or_else(|| self.apply_changes(fact))
                    .or_else(|| self.apply_attachments(recorded))
                    .or_else(|| self.apply_confidential(recorded))
                    .or_else(|| self.apply_records(recorded))
                    .or_else(|| self.apply_matter(fact, actor));
            }
        }
        Some(())
    }

    fn action(&self, number: u32, kind: ActionKind, what: &str, owner: UserId, due: Due) -> Option<Action> {
        Some(Action {
            number,
            handling: self.current()?.number,
            kind,
            what: what.to_owned(),
            owner,
            due,
            appointment: false,
            asked_of: None,
            moved: 0,
            done_on: None,
            done_note: None,
        })
    }

    fn action_mut(&mut self, number: u32) -> Option<&mut Action> {
        self.actions.iter_mut().find(|action| action.number == number)
    }

    /// The current handling, with the actor counted among those who acted on it in substance.
    fn acted_on_by(&mut self, actor: Option<&UserId>) -> Option<&mut Handling> {
        let handling = self.current_mut()?;
        handling.actors.extend(actor.cloned());
        Some(handling)
    }

    fn open_learning(&mut self, recorded: &Recorded) -> Option<()> {
        let handling = self.current()?;
        let (number, owner) = (handling.number, handling.owner.clone().or_else(|| self.entered_by.clone()));
        let owner = owner.filter(|owner| !self.subjects.contains(owner));
        let due = recorded.event.clocks.iter().find_map(|change| match change {
            ClockChange::Started(started) | ClockChange::Restarted { started, .. } => Some(started.due),
            _ => None,
        });
        match &mut self.learning {
            Some(learning) => {
                // Closed again before it was completed: the date that people were given stands.
                learning.due = due.or(learning.due.filter(|_| learning.outstanding));
                learning.handling = number;
                learning.outstanding = true;
                learning.owner = owner;
            }
            None => {
                let (opened_at, entries) = (recorded.at, Vec::new());
                self.learning = Some(Learning { opened_at, handling: number, owner, outstanding: true, due, entries });
            }
        }
        Some(())
    }

    fn apply_clocks(&mut self, event: &Event) -> Option<()> {
        for change in &event.clocks {
            match change {
                ClockChange::Started(started) => self.clocks.push(Clock::from(started.as_ref())),
                other => self.clock_mut(other.of())?.apply(other),
            }
        }
        Some(())
    }

    fn clock_mut(&mut self, (rule, handling): (&str, u32)) -> Option<&mut Clock> {
        self.clocks.iter_mut().find(|clock| clock.rule == rule && clock.handling == handling)
    }
}

fn replace_if_given(field: &mut Option<String>, given: &Option<String>) {
    if given.is_some() {
        field.clone_from(given);
    }
}
