//! Which commands a case is open to now, whoever asks: what its page offers, before access is asked.

use std::collections::BTreeSet;

use super::command_kind::CommandKind;
use super::panel::{BoardGround, Standing, standing};
use super::state::{Action, ActionKind, Case, Handling, WrittenReply};
use crate::procedure::{ClockRule, Procedure, Stage, StepKind, Written};

/// The commands that the state of the case does not rule out.
pub fn available(procedure: &Procedure, case: &Case) -> BTreeSet<CommandKind> {
    let Some(handling) = case.current().filter(|_| case.erasure.is_none()) else { return BTreeSet::new() };
    let stage = handling.stage.as_deref().and_then(|id| procedure.stage(id));
    let review = stage.map_or(Standing::Free, |stage| standing(stage, handling));
    let state = State { procedure, case, handling, stage, review };
    CommandKind::ALL.into_iter().filter(|kind| state.allows(*kind)).collect()
}

struct State<'a> {
    procedure: &'a Procedure,
    case: &'a Case,
    handling: &'a Handling,
    stage: Option<&'a Stage>,
    review: Standing,
}

impl State<'_> {
    fn allows(&self, kind: CommandKind) -> bool {
        use CommandKind as C;
        let (case, handling) = (self.case, self.handling);
        match kind {
            C::RemoveAttachment => !case.attachments.kept.is_empty(),
            C::AddNote | C::Attach | C::NameSubject | C::DeclareInterest | C::Link | C::Apologise => true,
            C::Triage | C::ChangeProcedure => self.open(),
            C::Close => self.open() && self.triaged(),
            C::HandOver | C::MakePromise | C::AskWrittenReply | C::DecideCompensation | C::AskInformation => {
                self.working()
            }
            C::RecordContact | C::GiveUpdate | C::Withdraw => self.working() && self.named(),
            C::RecordReply => self.working() && self.named() && self.reply_is_due(),
            C::ConfirmDecision => self.working() && self.named() && handling.decision.is_some(),
            C::SettleAtFirstContact => self.working() && self.may_settle(),
            C::AgreePlan => self.working() && handling.owner.is_some(),
            C::Decide => (self.working() && self.in_hand()) || (self.open() && self.triaged()),
            C::AddPoint => self.open() && case.counts_as_failure(),
            C::DecidePoint => self.working() && self.in_hand() && !case.points.is_empty(),
            C::MoveAction | C::CompleteAction => self.has_open_action(|kind| kind != ActionKind::Information),
            C::ChaseInformation | C::AnswerInformation => self.has_open_action(|kind| kind == ActionKind::Information),
            C::Extend => self.working() && self.clocks_allow(|rule| rule.timescale && rule.extension.is_some()),
            C::Pause => self.working() && !self.paused() && self.clocks_allow(|rule| rule.pause.is_some()),
            C::Resume => self.working() && self.paused(),
            C::Escalate => self.can_escalate(),
            C::AcknowledgeEscalation => {
                self.open() && self.named() && !handling.acknowledged && self.lists(StepKind::Acknowledge)
            }
            C::CompleteLearning => case.learning.as_ref().is_some_and(|learning| learning.outstanding),
            C::DecideFilter | C::ConvenePanel | C::RecordPanelDecision | C::ReferToBoard | C::RecordBoard => {
                self.reviews(kind)
            }
            _ => self.allows_around(kind),
        }
    }

    /// The filter, the panel and the board.
    fn reviews(&self, kind: CommandKind) -> bool {
        let undecided = self.working() && self.handling.decision.is_none();
        let under_review = undecided && !matches!(self.review, Standing::AwaitsFilter | Standing::Declined);
        let has_panel = self.stage.is_some_and(|stage| stage.panel.is_some());
        match kind {
            CommandKind::DecideFilter => {
                let settled = self.handling.panel.is_some() || self.review == Standing::BeforeBoard;
                undecided && !settled && self.stage.is_some_and(|stage| stage.filter.is_some())
            }
            CommandKind::ConvenePanel => under_review && has_panel,
            CommandKind::RecordPanelDecision => under_review && has_panel && self.handling.panel.is_some(),
            CommandKind::ReferToBoard => self.can_go_to_board(under_review),
            _ => self.board_is_to_decide(),
        }
    }

    fn can_go_to_board(&self, under_review: bool) -> bool {
        let Some(board) = self.stage.and_then(|stage| stage.board.as_ref()) else { return false };
        let pending = self.handling.board.iter().any(|item| item.decision.is_none());
        let discussed = self.triaged() && self.case.counts_as_failure() && self.named();
        let takes = |ground: &BoardGround| match ground {
            BoardGround::NotSatisfied => discussed,
            BoardGround::Tie => under_review && self.review == Standing::Tied,
            BoardGround::Policy | BoardGround::Procedure | BoardGround::Budget => under_review,
        };
        !pending && board.grounds.iter().any(takes)
    }

    fn board_is_to_decide(&self) -> bool {
        let open_items = self.case.handlings.iter().map(|handling| {
            let item = handling.board.iter().find(|item| item.decision.is_none());
            item.is_some_and(|item| !item.binds() || handling.closed_on.is_none())
        });
        open_items.into_iter().any(|open| open)
    }

    /// The people in a case, other cases, and what comes after its end.
    fn allows_around(&self, kind: CommandKind) -> bool {
        use CommandKind as C;
        let (procedure, case) = (self.procedure, self.case);
        let behaviour = procedure.behaviour.as_ref();
        match kind {
            C::ClearSubject => !case.subjects.is_empty(),
            C::SetRepresentative | C::RecordAdjustments => self.named(),
            C::RecordConsent => self.named() && case.representative.is_some(),
            C::RecordSafetyNote => self.open() && self.named(),
            C::WarnBehaviour => self.named() && behaviour.is_some(),
            C::LimitContact => {
                let warned = case.behaviour_warning.is_some();
                self.named()
                    && case.contact_limit.is_none()
                    && behaviour.is_some_and(|rules| warned || !rules.warn_first)
            }
            C::ReviewLimit => case.contact_limit.is_some() && behaviour.is_some(),
            C::RecordPayment => case.compensated().is_some_and(|handling| handling.payment.paid_on.is_none()),
            C::RecordStaffMatter => !procedure.staff_matters.is_empty(),
            C::Classify => !procedure.splits.is_empty(),
            C::AskAboutChanges => self.named(),
            C::TellWhatChanged => self.named() && case.wants_to_know != Some(false),
            C::MakeLetter => self.named() && !procedure.letters.is_empty(),
            C::HoldRecords => case.records_hold.is_none(),
            C::ReleaseRecords => case.records_hold.is_some(),
            C::CorrectPerson => case.complainant.is_some() || case.representative.is_some(),
            C::Restrict => true,
            C::Admit | C::LiftRestriction => case.restriction.is_some(),
            C::SeeOpening => case.openings.iter().any(|opening| opening.seen.is_none()),
            C::Join => case.merged_into.is_none(),
            C::Merge => {
                let untouched = self.handling.number == 1 && self.handling.decision.is_none();
                self.open() && untouched && case.merged_into.is_none()
            }
            C::Reopen => {
                !self.open() && case.merged_into.is_none() && case.external.is_none() && procedure.reopening.is_some()
            }
            C::ReferOutside => {
                case.exhausted && case.referred_outside.is_none() && !procedure.external_bodies.is_empty()
            }
            C::RecordOutsideDecision => case.referred_outside.is_some() && case.external.is_none(),
            _ => false,
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

    fn named(&self) -> bool {
        !self.case.is_anonymous()
    }

    fn in_hand(&self) -> bool {
        self.handling.owner.is_some() || self.handling.settled_at_first_contact.is_some()
    }

    fn lists(&self, step: StepKind) -> bool {
        self.stage.is_some_and(|stage| self.procedure.step(stage, step).is_some())
    }

    fn may_settle(&self) -> bool {
        self.stage.is_some_and(|stage| stage.first_contact) && self.handling.owner.is_none()
    }

    fn reply_is_due(&self) -> bool {
        let wanted = self.handling.written_reply == Some(WrittenReply::Yes);
        self.handling.decision.is_some() && (wanted || self.procedure.response.written == Written::Always)
    }

    fn has_open_action(&self, of: impl Fn(ActionKind) -> bool) -> bool {
        self.case.actions.iter().any(|action: &Action| action.done_on.is_none() && of(action.kind))
    }

    fn paused(&self) -> bool {
        self.case.clocks.iter().any(|clock| clock.handling == self.handling.number && clock.paused_since.is_some())
    }

    /// Whether a clock of the handling runs whose rule allows something.
    fn clocks_allow(&self, something: impl Fn(&ClockRule) -> bool) -> bool {
        let running = self.case.clocks.iter().filter(|clock| clock.handling == self.handling.number && clock.runs());
        running.into_iter().any(|clock| self.procedure.clock(&clock.rule).is_some_and(&something))
    }

    fn can_escalate(&self) -> bool {
        let ended = self.handling.decision.as_ref().is_some_and(|decision| decision.effect.is_left_out());
        let next = self.stage.and_then(|stage| self.procedure.next_stage(stage));
        !self.open() && self.named() && !ended && self.case.merged_into.is_none() && next.is_some()
    }
}
