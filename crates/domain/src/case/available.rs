//! Which commands a case is open to now, whoever asks: what its page offers, before access is asked.

use std::collections::BTreeSet;

use super::command::CommandKind;
use super::state::{Case, Handling, WrittenReply};
use crate::procedure::{OutcomeEffect, Procedure, Route, Stage};

/// The commands that the state of the case does not rule out.
pub fn available(procedure: &Procedure, case: &Case) -> BTreeSet<CommandKind> {
    let Some(handling) = case.current() else { return BTreeSet::new() };
    let stage = handling.stage.as_deref().and_then(|id| procedure.stage(id));
    let facts = Facts { procedure, case, handling, stage };
    CommandKind::ALL.into_iter().filter(|kind| facts.allow(*kind)).collect()
}

struct Facts<'a> {
    procedure: &'a Procedure,
    case: &'a Case,
    handling: &'a Handling,
    stage: Option<&'a Stage>,
}

impl Facts<'_> {
    fn allow(&self, kind: CommandKind) -> bool {
        let settled = self.handling.settled_at_first_contact.is_some();
        match kind {
            CommandKind::Triage => self.open(),
            CommandKind::SettleAtFirstContact => {
                self.working() && self.stage.is_some_and(|stage| stage.first_contact) && self.handling.owner.is_none()
            }
            CommandKind::HandOver
            | CommandKind::MakePromise
            | CommandKind::AskWrittenReply
            | CommandKind::DecideCompensation => self.working(),
            CommandKind::RecordContact => self.working() && !self.case.is_anonymous(),
            CommandKind::AgreePlan => self.working() && self.handling.owner.is_some(),
            CommandKind::CompleteAction => self.case.actions.iter().any(|action| action.done_on.is_none()),
            CommandKind::RecordReply => self.working() && self.handling.written_reply == Some(WrittenReply::Yes),
            CommandKind::Decide => {
                (self.working() && (self.handling.owner.is_some() || settled)) || (self.open() && self.triaged())
            }
            CommandKind::Close => self.open() && self.triaged(),
            CommandKind::Escalate => self.can_escalate(),
            CommandKind::AcknowledgeEscalation => {
                self.open()
                    && self.handling.route != Route::S1
                    && !self.handling.acknowledged
                    && !self.case.is_anonymous()
            }
            CommandKind::Extend => self.working() && self.can_extend(),
            CommandKind::CompleteLearning => self.case.learning.as_ref().is_some_and(|learning| learning.outstanding),
            CommandKind::AddNote => true,
        }
    }

    fn open(&self) -> bool {
        self.handling.closed_on.is_none()
    }

    fn triaged(&self) -> bool {
        self.case.triage.is_some() || self.case.imported
    }

    fn working(&self) -> bool {
        self.open() && self.triaged() && self.case.counts_as_failure()
    }

    fn can_escalate(&self) -> bool {
        let effect = self.handling.decision.as_ref().map(|decision| decision.effect);
        let ended = matches!(effect, Some(OutcomeEffect::Withdrawn | OutcomeEffect::Reclassified));
        let next = self.procedure.stage_for(Route::Esc);
        !self.open() && !ended && next.is_some_and(|next| self.handling.stage.as_ref() != Some(&next.id))
    }

    fn can_extend(&self) -> bool {
        let clock = self.case.timescale(self.handling.number);
        clock.and_then(|clock| self.procedure.clock(&clock.rule)).is_some_and(|rule| rule.extension.is_some())
    }
}
