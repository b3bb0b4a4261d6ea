//! How a handling flows through a procedure: routes, stages with their steps and guards, moments, and the clocks between them.

use serde::{Deserialize, Serialize};

use super::model::Label;
use crate::case::BoardGround;

/// By which way a handling came to its stage: first stage, directly to the second, moved up from the first (R88).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, Serialize)]
pub enum Route {
    S1,
    S2,
    #[serde(rename = "ESC")]
    Esc,
}

/// One stage of the procedure, in order.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Stage {
    pub id: String,
    pub label: String,
    /// Routes by which a handling may come here; `S2` is direct entry, `ESC` comes from the stage before.
    pub routes: Vec<Route>,
    /// Settled on the spot is possible (R12, R33).
    #[serde(default)]
    pub first_contact: bool,
    /// Roles one of which the owner must hold.
    pub owner_roles: Vec<String>,
    /// Roles that bar from owning, even beside an owner role (R42).
    #[serde(default)]
    pub owner_excluded: Vec<String>,
    /// Nobody who acted at an earlier stage may own this one (R60).
    #[serde(default)]
    pub independent: bool,
    /// Whether a review goes ahead at all (R61).
    pub filter: Option<Filter>,
    /// Several decide together (R59).
    pub panel: Option<Panel>,
    /// The board that a matter may go to from here (R56, R65).
    pub board: Option<Board>,
    /// The steps in order, with the procedure's names (R5).
    pub steps: Vec<Step>,
    /// What must be there before a handling at this stage can close.
    pub closing: Vec<Guard>,
}

/// Who decides whether a review goes ahead, and by which test (R61).
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Filter {
    /// Roles one of which whoever decides must hold.
    pub roles: Vec<String>,
    /// What a review can be of value for; one is enough to accept.
    pub tests: Vec<Label>,
    /// A review that is declined is the final response of this stage.
    pub decline_is_final: bool,
}

/// Who sits on a panel and how it comes to a decision (R59, R62).
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Panel {
    /// Roles whose holders sit; the first seat is the chair of the panel.
    #[serde(default)]
    pub members: Vec<String>,
    /// Roles whose holders may stand in for a member who cannot sit.
    #[serde(default)]
    pub deputies: Vec<String>,
    /// How many sit.
    pub size: u32,
    /// How many must have recorded a decision; the others may be left out when it is convened.
    pub quorum: u32,
    /// Fewest of them who do not belong to the organisation.
    #[serde(default)]
    pub outsiders: u32,
    /// What decides when they are divided.
    pub tie: TieRule,
    /// What each of them answers.
    #[serde(default)]
    pub questions: Vec<Label>,
}

/// What decides when a panel is divided.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum TieRule {
    /// It goes to the board.
    Board,
    /// The first seat has the casting vote.
    Chair,
}

/// The board that matters go to (R56, R65).
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Board {
    /// Roles whose holders make up the board.
    pub members: Vec<String>,
    /// Roles whose holders are out of the item, whatever else they hold.
    #[serde(default)]
    pub recused: Vec<String>,
    /// What may be brought to it from this stage.
    pub grounds: Vec<BoardGround>,
}

/// One named step of a stage.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Step {
    pub kind: StepKind,
    pub label: String,
    /// The part of the procedure that tells how.
    pub part: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum StepKind {
    Triage,
    FirstContact,
    Acknowledge,
    Filter,
    HandOver,
    Contact,
    Plan,
    /// The panel is convened and its members decide.
    Panel,
    /// The board discusses it.
    Board,
    Decide,
    /// The decision is told to the person.
    Confirm,
    Reply,
    Close,
    Learn,
}

/// What closing waits for. Each is met, or answered "not possible" for an anonymous case where noted (R30).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Guard {
    /// The owner, or first contact, has spoken to the person (not possible: anonymous).
    Contact,
    /// The person agreed, or "not agreed" has reasons (not possible: anonymous) (R35, R53).
    Agreement,
    /// Every step of the action plan is done (R51).
    PlanDone,
    /// A compensation decision is on file, "none" allowed (R38).
    Compensation,
    /// It was asked whether a written reply is wanted (not possible: anonymous) (R39).
    WrittenReplyAsked,
    /// The written reply is recorded as sent where it was wanted (R40).
    WrittenReplySent,
    /// Exactly one decision code (R54).
    Code,
    /// The filter has decided (R61).
    Filter,
    /// The panel has decided, or the board in its place; not asked where the filter declined (R59).
    Panel,
    /// Where more is to be done, the plan for it is agreed with the person (R64).
    PlanAgreed,
    /// Finding no fault rests on evidence, or there is a reason for none (R78).
    Evidence,
    /// The decision was told to the person (not possible: anonymous) (R67).
    DecisionConfirmed,
    /// An apology is on file where fault was found (R7).
    Apology,
}

/// A moment in the life of a case at which a clock can start or stop.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Moment {
    /// The case was received (direct to its first handling).
    Received,
    /// The handling was given to its owner.
    HandedOver,
    /// Contact was made by a means that satisfies the clock.
    Contacted,
    /// The next stage was asked for.
    EscalationRequested,
    /// The request for this stage was acknowledged.
    Acknowledged,
    /// An action plan was agreed.
    PlanAgreed,
    /// Its last step was done.
    PlanDone,
    /// The filter decided.
    FilterDecided,
    /// The panel met: its first member's decision was given.
    PanelMet,
    /// It went to the board.
    ReferredToBoard,
    /// The handling was decided.
    Decided,
    /// The written reply was sent.
    ResponseSent,
    /// The person was told how it is going, or spoken with.
    Updated,
    /// The handling was closed: final response given.
    Closed,
    /// The learning record was completed.
    LearningCompleted,
}
