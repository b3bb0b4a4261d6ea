//! A handling, the actions and the learning of a case, as answered.

use redress_domain::case::{Action, Case, Entry, Handling, Learning, Member, Settlement};
use redress_domain::words::Word;
use serde::Serialize;
use utoipa::ToSchema;

use super::agreement::{AgreementBody, CompensationBody};
use super::date::{Day, DueBody, Moment};
use super::matter::{ConsideredBody, PaymentBody};
use super::review::{BoardBody, FilterBody, PanelBody};

/// One stay of a case at a stage.
#[derive(Debug, Serialize, ToSchema)]
pub struct HandlingBody {
    /// From 1.
    pub number: u32,
    /// `S1`, `S2` or `ESC`, as in the register.
    #[schema(value_type = String)]
    pub route: &'static str,
    pub stage: Option<String>,
    pub received_on: Day,
    pub received_at: Moment,
    #[schema(value_type = String)]
    pub channel: &'static str,
    /// Why the next stage was asked for, where the person said.
    pub reasons: Option<String>,
    pub acknowledged: bool,
    pub owner: Option<String>,
    pub settled_at_first_contact: Option<SettlementBody>,
    pub contacted: bool,
    /// The issue as clarified with the person.
    pub issue: Option<String>,
    pub remedy_wanted: Option<String>,
    pub plan_agreed: bool,
    #[schema(value_type = Option<String>)]
    pub written_reply: Option<&'static str>,
    pub reply_sent_on: Option<Day>,
    pub compensation: Option<CompensationBody>,
    pub payment: Option<PaymentBody>,
    pub filter: Option<FilterBody>,
    pub panel: Option<PanelBody>,
    pub board: Vec<BoardBody>,
    pub decision: Option<DecisionBody>,
    /// Whether the decision was told to the person.
    pub confirmed: bool,
    pub extended_to: Option<Day>,
    pub closed_on: Option<Day>,
}

/// What was done on the spot.
#[derive(Debug, Serialize, ToSchema)]
pub struct SettlementBody {
    pub done: String,
    pub agreement: AgreementBody,
}

/// A decision, with the words the report tells of it.
#[derive(Debug, Serialize, ToSchema)]
pub struct DecisionBody {
    /// Outcome id of the procedure.
    pub outcome: String,
    /// Code id of the procedure.
    pub code: Option<String>,
    pub finding: Option<String>,
    pub explanation: Option<String>,
    pub action_taken: Option<String>,
    pub agreement: Option<AgreementBody>,
    pub considered: ConsideredBody,
    pub remedies: Vec<String>,
    /// Why the outcome is not the one that follows from the points of complaint.
    pub outcome_reason: Option<String>,
}

impl From<&Handling> for HandlingBody {
    fn from(handling: &Handling) -> Self {
        Self {
            number: handling.number,
            route: handling.route.id(),
            stage: handling.stage.clone(),
            received_on: Day(handling.received_on),
            received_at: Moment(handling.received_at),
            channel: handling.channel.id(),
            reasons: handling.reasons.clone(),
            acknowledged: handling.acknowledged,
            owner: handling.owner.as_ref().map(ToString::to_string),
            settled_at_first_contact: handling.settled_at_first_contact.as_ref().map(SettlementBody::from),
            contacted: handling.contacted,
            issue: handling.clarified_issue.clone(),
            remedy_wanted: handling.clarified_remedy.clone(),
            plan_agreed: handling.plan_agreed,
            written_reply: handling.written_reply.map(Word::id),
            reply_sent_on: handling.reply_sent_on.map(Day),
            compensation: handling.compensation.as_ref().map(CompensationBody::from),
            payment: PaymentBody::of(handling),
            filter: handling.filter.as_ref().map(FilterBody::from),
            panel: handling.panel.as_ref().map(PanelBody::from),
            board: handling.board.iter().map(BoardBody::from).collect(),
            decision: decision(handling),
            confirmed: handling.confirmed,
            extended_to: handling.extended_to.map(Day),
            closed_on: handling.closed_on.map(Day),
        }
    }
}

fn decision(handling: &Handling) -> Option<DecisionBody> {
    let decided = handling.decision.as_ref()?;
    Some(DecisionBody {
        outcome: decided.outcome.clone(),
        code: decided.code.clone(),
        finding: handling.narrative.finding.clone(),
        explanation: handling.narrative.explanation.clone(),
        action_taken: handling.narrative.action_taken.clone(),
        agreement: decided.agreement.as_ref().map(AgreementBody::from),
        considered: ConsideredBody::from(&decided.considered),
        remedies: decided.remedies.clone(),
        outcome_reason: decided.outcome_reason.clone(),
    })
}

impl From<&Settlement> for SettlementBody {
    fn from(settlement: &Settlement) -> Self {
        Self { done: settlement.done.clone(), agreement: AgreementBody::from(&settlement.agreement) }
    }
}

/// Something promised or planned.
#[derive(Debug, Serialize, ToSchema)]
pub struct ActionBody {
    pub number: u32,
    pub handling: u32,
    /// `promise`, `plan`, `information` or `prevention`.
    #[schema(value_type = String)]
    pub kind: &'static str,
    pub what: String,
    pub owner: String,
    pub due: DueBody,
    pub appointment: bool,
    /// Of whom information was asked: an id of a member of staff, or a name.
    pub asked_of: Option<String>,
    /// How often it was moved or chased.
    pub moved: u32,
    pub done_on: Option<Day>,
    pub note: Option<String>,
}

impl From<&Action> for ActionBody {
    fn from(action: &Action) -> Self {
        Self {
            number: action.number,
            handling: action.handling,
            kind: action.kind.id(),
            what: action.what.clone(),
            owner: action.owner.to_string(),
            due: action.due.into(),
            appointment: action.appointment,
            asked_of: action.asked_of.as_ref().map(|member| match member {
                Member::Staff(id) => id.to_string(),
                Member::Outside(name) => name.clone(),
            }),
            moved: action.moved,
            done_on: action.done_on.map(Day),
            note: action.done_note.clone(),
        }
    }
}

/// The learning record of a case.
#[derive(Debug, Serialize, ToSchema)]
pub struct LearningBody {
    pub opened_at: Moment,
    /// The handling it waits to be completed for, or was last.
    pub handling: u32,
    /// Who is asked to complete it.
    pub owner: Option<String>,
    pub outstanding: bool,
    /// When it is to be complete; absent where the procedure sets no time.
    pub due: Option<DueBody>,
    /// Oldest first: a later stage adds to it.
    pub entries: Vec<LearntBody>,
}

/// What was learnt.
#[derive(Debug, Serialize, ToSchema)]
pub struct LearntBody {
    /// Number of the handling at whose end it was learnt.
    pub handling: u32,
    pub reason: String,
    pub root_cause: String,
    /// Absent where nothing was to be learnt.
    pub preventive_action: Option<PreventiveBody>,
    pub service_area: String,
}

/// What will prevent it from happening again.
#[derive(Debug, Serialize, ToSchema)]
pub struct PreventiveBody {
    pub what: String,
    pub owner: String,
    pub due_on: Day,
}

/// The learning record of a case, where there is one.
pub fn learning(case: &Case) -> Option<LearningBody> {
    let Learning { opened_at, handling, owner, outstanding, due, entries } = case.learning.as_ref()?;
    let entry = |Entry { handling, learnt }: &Entry| LearntBody {
        handling: *handling,
        reason: learnt.reason.clone(),
        root_cause: learnt.root_cause.clone(),
        preventive_action: learnt.preventive_action.as_ref().map(|action| PreventiveBody {
            what: action.what.clone(),
            owner: action.owner.to_string(),
            due_on: Day(action.due_on),
        }),
        service_area: learnt.service_area.clone(),
    };
    Some(LearningBody {
        opened_at: Moment(*opened_at),
        handling: *handling,
        owner: owner.as_ref().map(ToString::to_string),
        outstanding: *outstanding,
        due: due.map(DueBody::from),
        entries: entries.iter().map(entry).collect(),
    })
}
