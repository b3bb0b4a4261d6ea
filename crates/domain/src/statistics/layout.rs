//! The part of a procedure that the figures need: its outcomes, labels and time limits.

use std::collections::BTreeMap;

use super::PerRoute;
use super::model::{ProcedureRef, RowId, Target};
use crate::calendar::DayOne;
use crate::procedure::{ClockRule, Definition, OutcomeEffect, Procedure, Route, Unit};

/// Label of the row that adds up the others.
const TOTAL_LABEL: &str = "Total";

/// How a procedure lays out its report.
#[derive(Debug, Clone)]
pub(super) struct Layout {
    pub(super) title: String,
    pub(super) procedure: ProcedureRef,
    labels: PerRoute<String>,
    /// Every outcome but reclassified.
    pub(super) outcomes: BTreeMap<String, OutcomeEffect>,
    pub(super) limits: PerRoute<Option<Limit>>,
}

/// The time limit of a route.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Limit {
    /// None where the stages or classes that a route leads to have different limits.
    pub(super) target: Option<Target>,
    pub(super) unit: Unit,
    /// None for a clock of hours.
    pub(super) day_one: Option<DayOne>,
}

impl Layout {
    pub(super) fn of(procedure: &Procedure) -> Layout {
        let definition: &Definition = procedure;
        let label = |route: Route| {
            definition.report.rows.get(&route).cloned().unwrap_or_else(|| RowId::from(route).id().to_owned())
        };
        let limit = |route: Route| {
            procedure.timescale_or_stage(route).map(|clock| Limit {
                target: alike(procedure, route, clock).then_some(Target { n: clock.length, unit: clock.unit }),
                unit: clock.unit,
                day_one: clock.start_rule.day_one(),
            })
        };
        Layout {
            title: definition.report.title.clone(),
            procedure: ProcedureRef { id: definition.id.clone(), version: definition.version.clone() },
            labels: PerRoute { s1: label(Route::S1), s2: label(Route::S2), esc: label(Route::Esc) },
            outcomes: definition
                .outcomes
                .iter()
                .filter(|outcome| outcome.effect != OutcomeEffect::Reclassified)
                .map(|outcome| (outcome.id.clone(), outcome.effect))
                .collect(),
            limits: PerRoute { s1: limit(Route::S1), s2: limit(Route::S2), esc: limit(Route::Esc) },
        }
    }

    pub(super) fn label(&self, row: RowId) -> String {
        row.route().map_or_else(|| TOTAL_LABEL.to_owned(), |route| self.labels.get(route).clone())
    }

    pub(super) fn effect(&self, outcome: &str) -> Option<OutcomeEffect> {
        self.outcomes.get(outcome).copied()
    }

    pub(super) fn target(&self, route: Route) -> Option<Target> {
        self.limits.get(route).and_then(|limit| limit.target)
    }
}

/// Whether every time limit of a route is as long as this one.
fn alike(procedure: &Procedure, route: Route, limit: &ClockRule) -> bool {
    let mut limits = procedure.clocks_for(route).filter(|clock| clock.timescale);
    limits.all(|other| (other.length, other.unit) == (limit.length, limit.unit))
}
