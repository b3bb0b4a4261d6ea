//! What to do next in a case, and by when: the first thing its page says.

use super::clock::Clock;
use super::decide::missing;
use super::panel::{Standing, standing};
use super::refusal::Missing;
use super::state::{ActionKind, Case, Due, Handling};
use crate::procedure::{Guard, Moment, Procedure, Stage, StepKind};
use crate::words::Word;

/// The step that is due, and when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NextStep {
    pub kind: StepKind,
    /// The procedure's own name for it, or ours where its stage does not name one.
    pub label: String,
    /// The part of the procedure that tells how.
    pub part: Option<String>,
    pub due: Option<Due>,
}

/// The next step of a case; `None` when everything is done, or the case is erased.
pub fn next_step(procedure: &Procedure, case: &Case) -> Option<NextStep> {
    let handling = case.current().filter(|_| case.erasure.is_none())?;
    let stage = handling.stage.as_deref().and_then(|id| procedure.stage(id));
    let review = stage.map_or(Standing::Free, |stage| standing(stage, handling));
    let steps = Steps { procedure, case, handling, stage, review, missing: missing(procedure, case) };
    let kind = if handling.closed_on.is_some() { steps.after_closing()? } else { steps.while_open() };
    let named = stage.and_then(|stage| procedure.step(stage, kind));
    Some(NextStep {
        kind,
        label: named.map_or_else(|| kind.label().to_owned(), |step| step.label.clone()),
        part: named.map(|step| step.part.clone()),
        due: steps.due(kind),
    })
}

struct Steps<'a> {
    procedure: &'a Procedure,
    case: &'a Case,
    handling: &'a Handling,
    stage: Option<&'a Stage>,
    review: Standing,
    missing: Vec<Missing>,
}

impl Steps<'_> {
    /// What goes on after closing: the plan, where it did not have to be done before, and what is learnt, soonest first; and
    /// what the board is still to discuss.
    fn after_closing(&self) -> Option<StepKind> {
        let learns = self.case.learning.as_ref().is_some_and(|learning| learning.outstanding);
        let plan = self.open_plan().is_some().then_some(StepKind::Plan);
        let learn = learns.then_some(StepKind::Learn);
        let deadline = |kind: &StepKind| self.due(*kind).map(Due::deadline);
        let pending = self.handling.board.iter().any(|item| item.decision.is_none() && !item.binds());
        plan.into_iter().chain(learn).min_by_key(deadline).or_else(|| pending.then_some(StepKind::Board))
    }

    /// The first step of the stage, in its order, that is still to be taken. A stage may leave steps out, but never who has
    /// it, the decision and the closing.
    fn while_open(&self) -> StepKind {
        if self.case.triage.is_none() && !self.case.imported {
            return StepKind::Triage;
        }
        if self.missing.is_empty() {
            return StepKind::Close;
        }
        let effect = self.handling.decision.as_ref().map(|decision| decision.effect);
        if !self.case.counts_as_failure() || effect.is_some_and(|effect| effect.is_left_out()) {
            return StepKind::Decide;
        }
        let listed = self.stage.iter().flat_map(|stage| &stage.steps).map(|step| step.kind);
        let always = [StepKind::HandOver, StepKind::Decide];
        listed.chain(always).find(|kind| self.is_due(*kind)).unwrap_or(StepKind::Close)
    }

    fn is_due(&self, kind: StepKind) -> bool {
        let (handling, named) = (self.handling, !self.case.is_anonymous());
        let settled = handling.settled_at_first_contact.is_some();
        let undecided = handling.decision.is_none();
        match kind {
            // Whoever took it puts it right; what was not settled when they spoke wants an owner.
            StepKind::FirstContact => {
                handling.owner.is_none() && !settled && !handling.contacted && handling.actors.is_empty()
            }
            StepKind::HandOver => handling.owner.is_none() && !settled,
            StepKind::Acknowledge => named && !settled && !handling.acknowledged,
            StepKind::Filter => self.review == Standing::AwaitsFilter,
            StepKind::Contact => {
                let owed = self.awaits(Moment::Contacted) && !handling.plan_agreed && !settled && undecided;
                named && (!handling.contacted || owed)
            }
            StepKind::Panel => match self.review {
                Standing::NotConvened | Standing::Awaits(_) => undecided,
                Standing::Tied | Standing::BeforeBoard => undecided && !self.lists(StepKind::Board),
                _ => false,
            },
            StepKind::Board => undecided && matches!(self.review, Standing::Tied | Standing::BeforeBoard),
            StepKind::Plan => self.plan_is_due(settled, undecided),
            StepKind::Decide => self.misses(Missing::Decision) || self.misses(Missing::Points),
            StepKind::Confirm => named && !undecided && !handling.confirmed,
            StepKind::Reply => !undecided && self.misses(Missing::Guard(Guard::WrittenReplySent)),
            StepKind::Triage | StepKind::Close | StepKind::Learn => false,
        }
    }

    /// Whether a plan is to be agreed, or has to be done before closing. After a panel one is agreed where more is to be done.
    fn plan_is_due(&self, settled: bool, undecided: bool) -> bool {
        let wanted = match &self.review {
            Standing::Free => undecided && !settled,
            Standing::Decided(verdict) => verdict.further_action,
            _ => false,
        };
        (wanted && !self.handling.plan_agreed) || self.misses(Missing::Guard(Guard::PlanDone))
    }

    fn misses(&self, what: Missing) -> bool {
        self.missing.contains(&what)
    }

    fn lists(&self, kind: StepKind) -> bool {
        self.stage.is_some_and(|stage| self.procedure.step(stage, kind).is_some())
    }

    fn awaits(&self, stop: Moment) -> bool {
        self.running(|moment| moment == stop).next().is_some()
    }

    /// The soonest date of the steps still to be done, of any plan that was not given up with its handling.
    fn open_plan(&self) -> Option<Due> {
        let given_up = |handling: u32| {
            let handling = self.case.handlings.iter().find(|other| other.number == handling);
            let decision = handling.and_then(|handling| handling.decision.as_ref());
            decision.is_some_and(|decision| decision.effect.is_left_out())
        };
        let open =
            self.case.actions.iter().filter(|action| action.kind == ActionKind::Plan && action.done_on.is_none());
        open.filter(|step| !given_up(step.handling)).map(|step| step.due).min_by_key(|due| due.deadline())
    }

    /// The soonest date that the step has to meet: of its own clock, of the plan's next action, else of any clock that runs.
    fn due(&self, kind: StepKind) -> Option<Due> {
        let own: fn(Moment) -> bool = match kind {
            StepKind::Contact => |moment| moment == Moment::Contacted,
            StepKind::Acknowledge => |moment| moment == Moment::Acknowledged,
            StepKind::Filter => |moment| moment == Moment::FilterDecided,
            StepKind::Panel => |moment| matches!(moment, Moment::PanelMet | Moment::Decided | Moment::Closed),
            StepKind::Decide => |moment| matches!(moment, Moment::Decided | Moment::Closed),
            StepKind::Reply => |moment| matches!(moment, Moment::ResponseSent | Moment::Closed),
            StepKind::Plan => |moment| matches!(moment, Moment::PlanDone | Moment::Closed),
            StepKind::Learn => |moment| moment == Moment::LearningCompleted,
            _ => |moment| moment != Moment::LearningCompleted,
        };
        let clocks = self.ticking(own).map(|clock| clock.due);
        let steps = self.open_plan().filter(|_| kind == StepKind::Plan);
        let soonest = clocks.chain(steps).min_by_key(|due| due.deadline());
        soonest.or_else(|| {
            let any = self.ticking(|moment| moment != Moment::LearningCompleted).map(|clock| clock.due);
            any.min_by_key(|due| due.deadline())
        })
    }

    /// Of those that run, the ones that do not stand still: what is paused is due on no day yet.
    fn ticking(&self, wanted: impl Fn(Moment) -> bool) -> impl Iterator<Item = &Clock> {
        self.running(wanted).filter(|clock| clock.paused_since.is_none())
    }

    /// Clocks of the handling that run to a moment that is wanted; the learning record's, of whichever handling.
    fn running(&self, wanted: impl Fn(Moment) -> bool) -> impl Iterator<Item = &Clock> {
        self.case.clocks.iter().filter(move |clock| {
            let rule = self.procedure.clock(&clock.rule).filter(|_| clock.runs());
            rule.is_some_and(|rule| {
                let ours = clock.handling == self.handling.number || rule.stop == Moment::LearningCompleted;
                ours && wanted(rule.stop)
            })
        })
    }
}
