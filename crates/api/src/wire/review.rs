//! The filter, the panel and the board, as answered.

use std::collections::BTreeMap;

use redress_domain::case::{BoardItem, FilterDecision, Member, Seat, Sitting};
use redress_domain::words::Word;
use serde::Serialize;
use utoipa::ToSchema;

use super::date::Day;

/// Whether the review goes ahead.
#[derive(Debug, Serialize, ToSchema)]
pub struct FilterBody {
    pub accept: bool,
    pub tests: Vec<String>,
    pub reason: String,
}

/// Who sits and what each decided.
#[derive(Debug, Serialize, ToSchema)]
pub struct PanelBody {
    pub meets_on: Option<Day>,
    pub seats: Vec<SeatBody>,
}

/// A seat on the panel: of a member of staff or of somebody from outside.
#[derive(Debug, Serialize, ToSchema)]
pub struct SeatBody {
    pub staff: Option<String>,
    pub outside: Option<String>,
    /// Role id whose holder they stand in for.
    pub deputy_for: Option<String>,
    pub decision: Option<SeatDecisionBody>,
}

/// What a member decided.
#[derive(Debug, Serialize, ToSchema)]
pub struct SeatDecisionBody {
    pub outcome: String,
    pub further_action: bool,
    pub answers: BTreeMap<String, bool>,
    pub reasons: String,
    pub on: Day,
}

/// A matter before the board.
#[derive(Debug, Serialize, ToSchema)]
pub struct BoardBody {
    #[schema(value_type = String)]
    pub ground: &'static str,
    pub reason: String,
    /// Ids of those who are out of the item.
    pub recused: Vec<String>,
    pub decision: Option<BoardDecisionBody>,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct BoardDecisionBody {
    pub on: Day,
    pub present: Vec<String>,
    pub conclusion: String,
    pub outcome: Option<String>,
    pub further_action: Option<bool>,
}

impl From<&FilterDecision> for FilterBody {
    fn from(decision: &FilterDecision) -> Self {
        let FilterDecision { accept, tests, reason } = decision.clone();
        Self { accept, tests, reason }
    }
}

impl From<&Sitting> for PanelBody {
    fn from(sitting: &Sitting) -> Self {
        Self { meets_on: sitting.meets_on.map(Day), seats: sitting.seats.iter().map(SeatBody::from).collect() }
    }
}

impl From<&Seat> for SeatBody {
    fn from(seat: &Seat) -> Self {
        let (staff, outside) = match &seat.taken.member {
            Member::Staff(id) => (Some(id.to_string()), None),
            Member::Outside(name) => (None, Some(name.clone())),
        };
        let decision = seat.decision.as_ref().map(|decision| SeatDecisionBody {
            outcome: decision.outcome.clone(),
            further_action: decision.further_action,
            answers: decision.answers.clone(),
            reasons: decision.reasons.clone(),
            on: Day(decision.on),
        });
        Self { staff, outside, deputy_for: seat.taken.deputy_for.clone(), decision }
    }
}

impl From<&BoardItem> for BoardBody {
    fn from(item: &BoardItem) -> Self {
        let decision = item.decision.as_ref().map(|decision| BoardDecisionBody {
            on: Day(decision.on),
            present: decision.present.iter().map(ToString::to_string).collect(),
            conclusion: decision.conclusion.clone(),
            outcome: decision.outcome.clone(),
            further_action: decision.further_action,
        });
        Self {
            ground: item.ground.id(),
            reason: item.reason.clone(),
            recused: item.recused.iter().map(ToString::to_string).collect(),
            decision,
        }
    }
}
