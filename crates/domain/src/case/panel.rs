//! The filter, the panel and the board: who sits, what each decides, and what it comes to (R56, R59, R61, R62, R65).

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::state::Handling;
use crate::procedure::{Stage, TieRule};
use crate::staff::UserId;
use crate::time::Date;

/// Somebody who takes part: of the organisation, or from outside it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Member {
    Staff(UserId),
    /// Name of somebody who does not belong to the organisation.
    Outside(String),
}

/// A seat as it is to be taken: a member, and the role they sit in for where they are its deputy.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SeatTaken {
    pub member: Member,
    /// Role id whose holder they stand in for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deputy_for: Option<String>,
}

/// A seat with what its member decided.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seat {
    pub taken: SeatTaken,
    pub decision: Option<MemberDecision>,
}

/// What one member decided; it may be given again until the handling is decided.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MemberDecision {
    /// Outcome id of the procedure.
    pub outcome: String,
    pub further_action: bool,
    /// Answers to the panel's questions by id.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub answers: BTreeMap<String, bool>,
    pub reasons: String,
    pub on: Date,
}

impl MemberDecision {
    /// What the members have to agree on.
    fn verdict(&self) -> Verdict {
        Verdict { outcome: self.outcome.clone(), further_action: self.further_action }
    }
}

/// The panel of a handling.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sitting {
    pub seats: Vec<Seat>,
    pub meets_on: Option<Date>,
}

/// Whether a review goes ahead (R61).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FilterDecision {
    pub accept: bool,
    pub tests: Vec<String>,
    pub reason: String,
}

/// Why a matter goes to the board.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum BoardGround {
    /// The person is not content at stage 1; it never delays their appeal (R56).
    NotSatisfied,
    /// What should be done goes against a policy (R65).
    Policy,
    Procedure,
    Budget,
    /// The panel is divided (R59).
    Tie,
}

/// A matter before the board.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BoardItem {
    pub ground: BoardGround,
    pub reason: String,
    /// Who is out of the item: who has acted on it, or sits on the panel (R56, R65).
    pub recused: Vec<UserId>,
    pub decision: Option<BoardDecision>,
}

/// What the board came to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BoardDecision {
    pub on: Date,
    pub present: Vec<UserId>,
    pub conclusion: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outcome: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub further_action: Option<bool>,
}

impl BoardItem {
    /// Whether the handling waits for it: a discussion because the person is not content never holds anything up (R56).
    pub fn binds(&self) -> bool {
        self.ground != BoardGround::NotSatisfied
    }

    fn verdict(&self) -> Option<Verdict> {
        let decision = self.decision.as_ref().filter(|_| self.binds())?;
        Some(Verdict { outcome: decision.outcome.clone()?, further_action: decision.further_action.unwrap_or(false) })
    }
}

/// What a panel, or the board in its place, decides.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verdict {
    pub outcome: String,
    pub further_action: bool,
}

/// How far the review of a handling has come: what its decision waits for, or has to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Standing {
    /// Whoever owns it decides, by themselves.
    Free,
    /// It has not been said yet whether the review goes ahead.
    AwaitsFilter,
    /// The review was declined, which is the final response of the stage (R61).
    Declined,
    /// Nobody sits yet, or fewer than the quorum.
    NotConvened,
    /// So many of those who sit have still to decide.
    Awaits(usize),
    /// The members are divided; the board decides.
    Tied,
    /// It waits for the board, to which it was referred.
    BeforeBoard,
    Decided(Verdict),
}

/// How the review of a handling stands at its stage. The board's decision stands above the members'. Everybody who sits
/// decides; what more than half of them decided alike is the panel's decision; where there is no such half the tie rule acts.
pub fn standing(stage: &Stage, handling: &Handling) -> Standing {
    match (&stage.filter, &handling.filter) {
        (Some(_), None) => return Standing::AwaitsFilter,
        (Some(filter), Some(decision)) if !decision.accept && filter.decline_is_final => return Standing::Declined,
        _ => {}
    }
    if handling.board.iter().any(|item| item.binds() && item.decision.is_none()) {
        return Standing::BeforeBoard;
    }
    if let Some(verdict) = handling.board.iter().rev().find_map(BoardItem::verdict) {
        return Standing::Decided(verdict);
    }
    let Some(panel) = &stage.panel else { return Standing::Free };
    let seats = handling.panel.as_ref().map_or(&[][..], |sitting| &sitting.seats);
    if seats.len() < usize::try_from(panel.quorum).unwrap_or(usize::MAX).max(1) {
        return Standing::NotConvened;
    }
    let decided: Vec<Verdict> = seats.iter().filter_map(|seat| Some(seat.decision.as_ref()?.verdict())).collect();
    if decided.len() < seats.len() {
        return Standing::Awaits(seats.len().saturating_sub(decided.len()));
    }
    let casting_vote = decided.first().filter(|_| panel.tie == TieRule::Chair);
    match majority(&decided).or(casting_vote) {
        Some(verdict) => Standing::Decided(verdict.clone()),
        None => Standing::Tied,
    }
}

/// What more than half of the members decided alike.
fn majority(decided: &[Verdict]) -> Option<&Verdict> {
    let alike = |one: &Verdict| decided.iter().filter(|other| *other == one).count();
    decided.iter().find(|one| 2 * alike(one) > decided.len())
}
