//! An improvement action as it is told, with what was noted and what came of it.

use redress_app::ImprovementView;
use redress_domain::improvement::{Change, Ending, Expected, Improvement, Note, NoteKind};
use redress_domain::staff::UserId;
use serde::Serialize;
use utoipa::ToSchema;

use super::code_and_area;
use super::effect::EffectBody;
use crate::wire::date::Day;

/// An improvement action.
#[derive(Debug, Serialize, ToSchema)]
pub struct ImprovementBody {
    pub number: u32,
    pub version: u64,
    pub title: String,
    pub what: String,
    pub code: Option<String>,
    pub service_area: Option<String>,
    pub owner: String,
    pub due_on: Day,
    pub effect: Option<String>,
    pub not_measurable: Option<String>,
    /// References.
    pub cases: Vec<String>,
    pub theme: Option<u32>,
    pub started_on: Day,
    pub done_on: Option<Day>,
    pub dropped_on: Option<Day>,
    /// What was done, or why it was dropped.
    pub ended_note: Option<String>,
    /// Moves, corrections and reviews, oldest first.
    pub notes: Vec<NoteBody>,
}

/// Something noted on its way.
#[derive(Debug, Serialize, ToSchema)]
pub struct NoteBody {
    pub on: Day,
    /// `moved`, `corrected`, `reopened` or `reviewed`.
    pub kind: &'static str,
    /// With a move: the new date.
    pub due_on: Option<Day>,
    /// With a move: who sees to it since. Else: who did it.
    pub who: Option<String>,
    pub text: String,
    /// What was put right, or taken back when it was opened again.
    pub changes: Vec<ChangeBody>,
}

/// A field that was put right. Days are written as `2026-03-31`, references with commas between them.
#[derive(Debug, Serialize, ToSchema)]
pub struct ChangeBody {
    pub field: String,
    pub before: String,
    pub after: String,
}

/// An improvement action with what came of it.
#[derive(Debug, Serialize, ToSchema)]
pub struct ImprovementWithResult {
    #[serde(flatten)]
    pub improvement: ImprovementBody,
    /// Absent while it is not done, and where it is not measurable.
    pub result: Option<EffectBody>,
}

impl From<Improvement> for ImprovementBody {
    fn from(improvement: Improvement) -> Self {
        let (code, service_area) = code_and_area(Some(&improvement.cause));
        let (effect, not_measurable) = match improvement.expected {
            Expected::Fewer { effect } => (Some(effect), None),
            Expected::NotMeasurable { reason } => (None, Some(reason)),
        };
        let (done_on, dropped_on, ended_note) = match improvement.ending {
            None => (None, None, None),
            Some(Ending::Done { on, what }) => (Some(Day(on)), None, Some(what)),
            Some(Ending::Dropped { on, reason }) => (None, Some(Day(on)), Some(reason)),
        };
        Self {
            number: improvement.number,
            version: improvement.version,
            title: improvement.title,
            what: improvement.what,
            code,
            service_area,
            owner: improvement.owner.to_string(),
            due_on: Day(improvement.due_on),
            effect,
            not_measurable,
            cases: improvement.cases.into_iter().collect(),
            theme: improvement.theme,
            started_on: Day(improvement.started_on),
            done_on,
            dropped_on,
            ended_note,
            notes: improvement.notes.into_iter().map(NoteBody::from).collect(),
        }
    }
}

impl From<Note> for NoteBody {
    fn from(note: Note) -> Self {
        let name = |by: Option<UserId>| by.map(|by| by.to_string());
        let (kind, due_on, who, changes) = match note.kind {
            NoteKind::Moved { due_on, owner } => ("moved", Some(Day(due_on)), Some(owner.to_string()), Vec::new()),
            NoteKind::Corrected { by, changes } => ("corrected", None, name(by), changes),
            NoteKind::Reopened { by, changes } => ("reopened", None, name(by), changes),
            NoteKind::Reviewed { by } => ("reviewed", None, name(by), Vec::new()),
        };
        let changes = changes.into_iter().map(ChangeBody::from).collect();
        Self { on: Day(note.on), kind, due_on, who, text: note.text, changes }
    }
}

impl From<Change> for ChangeBody {
    fn from(Change { field, before, after }: Change) -> Self {
        Self { field, before, after }
    }
}

impl From<ImprovementView> for ImprovementWithResult {
    fn from(view: ImprovementView) -> Self {
        Self { result: view.effect.as_ref().map(EffectBody::from), improvement: view.improvement.into() }
    }
}
