//! The stage map: how a case comes to each stage of a procedure, what is done there, by when, and how it leaves.
//!
//! [`StageMap`] says it in words; [`StageMap::svg`] draws the same words.

mod canvas;
mod draw;
mod words;

use super::{ClockRule, Definition, Procedure, Stage};
use words::{deciders, handled_by, way_in};

/// A procedure's stages in order, in its own words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StageMap {
    pub title: String,
    pub stages: Vec<MapStage>,
    /// Where a person can turn when the last stage has ended (R16).
    pub outside: Vec<String>,
}

/// One stage with its ways in and out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MapStage {
    pub label: String,
    pub ways_in: Vec<String>,
    /// Who may own it: "Trustee; never Chair or Vice Chair".
    pub handled_by: String,
    /// Filter, panel and board, where the stage has them, one sentence each.
    pub deciders: Vec<String>,
    /// The steps in order, by the procedure's own names (R5).
    pub steps: Vec<MapStep>,
    pub clocks: Vec<MapClock>,
    /// The outcomes it can end with (R54).
    pub outcomes: Vec<String>,
    /// The stage that can be asked for afterwards.
    pub next: Option<String>,
}

/// A step with the part of the procedure that tells how.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MapStep {
    pub label: String,
    pub part: String,
}

/// A clock of a stage.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MapClock {
    pub label: String,
    /// `10 working days`.
    pub length: String,
}

impl StageMap {
    /// The map of a procedure.
    pub fn of(procedure: &Procedure) -> Self {
        Self {
            title: procedure.title.clone(),
            stages: procedure.stages.iter().map(|stage| MapStage::of(stage, procedure)).collect(),
            outside: procedure.external_bodies.iter().map(|body| body.name.clone()).collect(),
        }
    }

    /// The map as a picture that needs nothing else: readable on a screen 320 pixels wide, and in print. `class` is for
    /// the styles of a page it stands in; empty for none.
    pub fn svg(&self, class: &str) -> String {
        draw::svg(self, class)
    }
}

impl MapStage {
    fn of(stage: &Stage, procedure: &Procedure) -> Self {
        let definition: &Definition = procedure;
        let clocks = definition.clocks.iter().filter(|clock| runs_at(clock, stage));
        Self {
            label: stage.label.clone(),
            ways_in: stage.routes.iter().map(|route| way_in(*route, stage, definition)).collect(),
            handled_by: handled_by(stage, definition),
            deciders: deciders(stage, definition),
            steps: stage
                .steps
                .iter()
                .map(|step| MapStep { label: step.label.clone(), part: step.part.clone() })
                .collect(),
            clocks: clocks
                .map(|clock| MapClock { label: clock.label.clone(), length: clock.unit.count(clock.length) })
                .collect(),
            outcomes: definition.outcomes.iter().map(|outcome| outcome.label.clone()).collect(),
            next: procedure.next_stage(stage).map(|next| next.label.clone()),
        }
    }
}

fn runs_at(clock: &ClockRule, stage: &Stage) -> bool {
    let kept_to = clock.stages.is_empty() || clock.stages.contains(&stage.id);
    kept_to && clock.routes.iter().any(|route| stage.routes.contains(route))
}
