//! Folding events into a case: the one way a case comes to be.

use std::collections::BTreeSet;

use super::Due;
use super::clock::{Clock, ClockChange, Started};
use super::event::{Decided, Event, Fact, Imported, Logged, Recorded};
use super::state::{Action, ActionKind, Case, Entry, Handling, Learning, Narrative, Settlement, Triaged};
use crate::procedure::{Channel, Route};
use crate::register::RegisterHandling;
use crate::staff::UserId;
use crate::time::{Date, Instant, Zone};

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
        self.apply_fact(recorded)
            .and_then(|()| self.apply_clocks(&recorded.event))
            .ok_or(FoldError::Dangling { version: recorded.version, kind: recorded.event.fact.kind() })
    }

    fn logged(logged: &Logged, recorded: &Recorded) -> Self {
        let mut first = Handling::new(1, logged.route, logged.received_on, logged.received_at, logged.channel);
        first.stage = Some(logged.stage.clone());
        Self {
            reference: logged.reference.clone(),
            version: 1,
            procedure: logged.procedure.clone(),
            procedure_version: logged.procedure_version.clone(),
            received_at: logged.received_at,
            received_on: logged.received_on,
            entered_at: recorded.at,
            entered_by: recorded.by.user().cloned(),
            channel: logged.channel,
            brought_by: logged.brought_by,
            complainant: logged.complainant.clone(),
            representative: logged.representative.clone(),
            summary: Some(logged.summary.clone()),
            outcome_wanted: logged.outcome_wanted.clone(),
            service_area: logged.service_area.clone(),
            natures: logged.natures.clone(),
            failed_test: logged.failed_test,
            understanding: logged.understanding.clone(),
            imported: false,
            triage: None,
            handlings: vec![first],
            actions: Vec::new(),
            clocks: Vec::new(),
            learning: None,
            external: None,
        }
    }

    fn imported(imported: &Imported, recorded: &Recorded) -> Option<Self> {
        let register = &imported.case;
        let handlings = (1..)
            .zip(&register.handlings)
            .map(|(number, handling)| Handling::imported(number, handling, imported))
            .collect::<Option<Vec<_>>>()?;
        Some(Self {
            reference: register.reference.clone(),
            version: 1,
            procedure: imported.procedure.clone(),
            procedure_version: imported.procedure_version.clone(),
            received_at: Instant::start_of(register.received_on, Zone::LONDON),
            received_on: register.received_on,
            entered_at: recorded.at,
            entered_by: recorded.by.user().cloned(),
            channel: register.channel,
            brought_by: register.brought_by,
            complainant: None,
            representative: None,
            summary: register.summary.clone(),
            outcome_wanted: register.outcome_wanted.clone(),
            service_area: register.service_area.clone(),
            natures: Vec::new(),
            failed_test: None,
            understanding: None,
            imported: true,
            triage: None,
            handlings,
            actions: Vec::new(),
            clocks: Vec::new(),
            learning: None,
            external: register.external,
        })
    }

    fn current_mut(&mut self) -> Option<&mut Handling> {
        self.handlings.last_mut()
    }

    fn apply_fact(&mut self, recorded: &Recorded) -> Option<()> {
        let actor = recorded.by.user();
        match &recorded.event.fact {
            Fact::Logged(_) | Fact::Imported(_) => return None,
            Fact::Triaged { class, counts_as_failure, .. } => {
                self.triage = Some(Triaged { class: class.clone(), counts_as_failure: *counts_as_failure });
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
            Fact::ContactMade { means, issue, remedy_wanted, .. } => {
                let handling = self.acted_on_by(actor)?;
                handling.contacted = handling.contacted || means.is_personal();
                replace_if_given(&mut handling.clarified_issue, issue);
                replace_if_given(&mut handling.clarified_remedy, remedy_wanted);
            }
            Fact::ContactTried { .. } | Fact::NoteAdded { .. } => {}
            Fact::PromiseMade { number, what, due } => {
                let handling = self.current()?.number;
                self.actions.push(Action {
                    number: *number,
                    handling,
                    kind: ActionKind::Promise,
                    what: what.clone(),
                    owner: actor.cloned().unwrap_or_else(|| UserId::new("operator")),
                    due: *due,
                    done_on: None,
                    done_note: None,
                });
            }
            Fact::PlanAgreed { steps, .. } => {
                let handling = self.acted_on_by(actor)?;
                handling.plan_agreed = true;
                let handling = handling.number;
                self.actions.extend(steps.iter().map(|step| Action {
                    number: step.number,
                    handling,
                    kind: ActionKind::Plan,
                    what: step.what.clone(),
                    owner: step.owner.clone(),
                    due: Due::On(step.due_on),
                    done_on: None,
                    done_note: None,
                }));
            }
            Fact::ActionDone { number, on, note } => {
                let action = self.actions.iter_mut().find(|action| action.number == *number)?;
                action.done_on = Some(*on);
                action.done_note.clone_from(note);
            }
            Fact::WrittenReplyAsked { answer } => self.current_mut()?.written_reply = Some(*answer),
            Fact::ReplySent { on, .. } => self.current_mut()?.reply_sent_on = Some(*on),
            Fact::CompensationDecided { decision } => self.current_mut()?.compensation = Some(decision.clone()),
            Fact::Decided(decided) => {
                let handling = self.acted_on_by(actor)?;
                handling.narrative.finding.clone_from(&decided.finding);
                handling.narrative.explanation.clone_from(&decided.explanation);
                handling.narrative.action_taken.clone_from(&decided.action_taken);
                // A letter tells the decision of its day; where it tells something else now, it wants another letter.
                if handling.decision.as_ref().is_some_and(|before| !before.tells_the_same(decided)) {
                    handling.reply_sent_on = None;
                }
                handling.decision = Some(decided.as_ref().clone());
            }
            Fact::HandlingClosed { on } => self.acted_on_by(actor)?.closed_on = Some(*on),
            Fact::LearningOpened {} => self.open_learning(recorded.at)?,
            Fact::EscalationRequested { route, stage, on, at, channel, reasons } => {
                let number = self.current()?.number.saturating_add(1);
                let mut next = Handling::new(number, *route, *on, *at, *channel);
                next.stage = Some(stage.clone());
                next.reasons.clone_from(reasons);
                self.handlings.push(next);
            }
            Fact::EscalationAcknowledged { .. } => self.current_mut()?.acknowledged = true,
            Fact::Extended { to, .. } => self.current_mut()?.extended_to = Some(*to),
            Fact::LearningCompleted(learnt) => {
                let learning = self.learning.as_mut()?;
                learning.outstanding = false;
                learning.entries.push(Entry { handling: learning.handling, learnt: learnt.as_ref().clone() });
                self.service_area = Some(learnt.service_area.clone());
            }
        }
        Some(())
    }

    /// The current handling, with the actor counted among those who acted on it in substance.
    fn acted_on_by(&mut self, actor: Option<&UserId>) -> Option<&mut Handling> {
        let handling = self.current_mut()?;
        handling.actors.extend(actor.cloned());
        Some(handling)
    }

    fn open_learning(&mut self, at: Instant) -> Option<()> {
        let handling = self.current()?;
        let (number, owner) = (handling.number, handling.owner.clone().or_else(|| self.entered_by.clone()));
        match &mut self.learning {
            Some(learning) => {
                learning.handling = number;
                learning.outstanding = true;
                learning.owner = owner;
            }
            None => {
                self.learning =
                    Some(Learning { opened_at: at, handling: number, owner, outstanding: true, entries: Vec::new() });
            }
        }
        Some(())
    }

    fn apply_clocks(&mut self, event: &Event) -> Option<()> {
        for change in &event.clocks {
            match change {
                ClockChange::Started(started) => self.clocks.push(Clock::from(started.as_ref())),
                ClockChange::Extended { rule, handling, to } => {
                    let clock = self.clock_mut(rule, *handling)?;
                    clock.due = Due::On(*to);
                    clock.extended_to = Some(*to);
                }
                ClockChange::Stopped { rule, handling, at, verdict } => {
                    let clock = self.clock_mut(rule, *handling)?;
                    clock.stopped_at = Some(*at);
                    clock.verdict = Some(*verdict);
                }
            }
        }
        Some(())
    }

    fn clock_mut(&mut self, rule: &str, handling: u32) -> Option<&mut Clock> {
        self.clocks.iter_mut().find(|clock| clock.rule == rule && clock.handling == handling)
    }
}

fn replace_if_given(field: &mut Option<String>, given: &Option<String>) {
    if given.is_some() {
        field.clone_from(given);
    }
}

impl Handling {
    fn new(number: u32, route: Route, received_on: Date, received_at: Instant, channel: Channel) -> Self {
        Self {
            number,
            route,
            stage: None,
            received_on,
            received_at,
            channel,
            reasons: None,
            acknowledged: false,
            owner: None,
            actors: BTreeSet::new(),
            settled_at_first_contact: None,
            contacted: false,
            clarified_issue: None,
            clarified_remedy: None,
            plan_agreed: false,
            written_reply: None,
            reply_sent_on: None,
            compensation: None,
            decision: None,
            extended_to: None,
            closed_on: None,
            narrative: Narrative::default(),
        }
    }

    /// `None` when the import does not say what its outcome means.
    fn imported(number: u32, row: &RegisterHandling, imported: &Imported) -> Option<Self> {
        let received_at = Instant::start_of(row.received_on, Zone::LONDON);
        let mut handling = Self::new(number, row.route, row.received_on, received_at, imported.case.channel);
        handling.stage = imported.stages.get(&row.route).cloned();
        handling.extended_to = row.extended_to;
        handling.narrative = Narrative {
            finding: row.finding.clone(),
            explanation: row.explanation.clone(),
            action_taken: row.action_taken.clone(),
            learning: row.learning.clone(),
        };
        if let Some(closed) = &row.closed {
            handling.closed_on = Some(closed.on);
            handling.decision = Some(Decided {
                outcome: closed.outcome.clone(),
                effect: *imported.outcomes.get(&closed.outcome)?,
                code: closed.code.clone(),
                finding: row.finding.clone(),
                explanation: row.explanation.clone(),
                action_taken: row.action_taken.clone(),
                agreement: None,
            });
        }
        Some(handling)
    }
}

impl From<&Started> for Clock {
    fn from(started: &Started) -> Self {
        Self {
            rule: started.rule.clone(),
            handling: started.handling,
            timescale: started.timescale,
            started_at: started.at,
            started_on: started.on,
            length: started.length,
            unit: started.unit,
            start_rule: started.start_rule,
            due: started.due,
            early: started.early,
            extended_to: None,
            stopped_at: None,
            verdict: None,
        }
    }
}
