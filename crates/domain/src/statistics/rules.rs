//! The part of a procedure that the figures need: its rows with their labels, outcomes and time limits.

use super::PerRoute;
use super::model::{OutcomeName, Target};
use super::row::RowId;
use crate::calendar::DayOne;
use crate::procedure::{
    ClockRule, Definition, Escalated, OutcomeEffect, Procedure, Route, TotalMean, TotalPercent, Unit,
};

/// Label of the row that adds up the others.
const TOTAL_LABEL: &str = "Total";

/// What the figures need of a procedure.
#[derive(Debug, Clone)]
pub(super) struct Rules {
    /// Every row there is, the total last.
    pub(super) rows: Vec<RowId>,
    labels: PerRoute<String>,
    /// Every outcome but reclassified.
    pub(super) outcomes: Vec<OutcomeName>,
    pub(super) limits: PerRoute<Option<Limit>>,
    pub(super) total_percent: TotalPercent,
    pub(super) total_mean: TotalMean,
}

/// The time limit of a route.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Limit {
    /// None where the stages or classes that a route leads to have different limits.
    target: Option<Target>,
    pub(super) unit: Unit,
    /// None for a clock of hours.
    pub(super) day_one: Option<DayOne>,
}

impl Rules {
    pub(super) fn of(procedure: &Procedure) -> Rules {
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
        let is_row = |row: &RowId| *row != RowId::SecondStage || definition.report.escalated == Escalated::Inside;
        let counted = definition.outcomes.iter().filter(|outcome| outcome.effect != OutcomeEffect::Reclassified);
        let name = |outcome: &crate::procedure::Outcome| OutcomeName {
            id: outcome.id.clone(),
            label: outcome.label.clone(),
            effect: outcome.effect,
        };
        Rules {
            rows: RowId::ALL.into_iter().filter(is_row).collect(),
            labels: PerRoute { s1: label(Route::S1), s2: label(Route::S2), esc: label(Route::Esc) },
            outcomes: counted.map(name).collect(),
            limits: PerRoute { s1: limit(Route::S1), s2: limit(Route::S2), esc: limit(Route::Esc) },
            total_percent: definition.report.total_percent,
            total_mean: definition.report.total_mean,
        }
    }

    pub(super) fn label(&self, row: RowId) -> String {
        match row {
            RowId::S1 => self.labels.s1.clone(),
            RowId::S2 | RowId::SecondStage => self.labels.s2.clone(),
            RowId::Esc => self.labels.esc.clone(),
            RowId::Total => TOTAL_LABEL.to_owned(),
        }
    }

    pub(super) fn outcome(&self, id: &str) -> Option<&OutcomeName> {
        self.outcomes.iter().find(|outcome| outcome.id == id)
    }

    /// The time limit of a row: none of the total, and none where its routes have different ones.
    pub(super) fn target(&self, row: RowId) -> Option<Target> {
        let mut targets = row.routes().iter().map(|route| self.limits.get(*route).and_then(|limit| limit.target));
        let first = targets.next().flatten().filter(|_| row != RowId::Total);
        first.filter(|_| targets.all(|target| target == first))
    }

    /// The days of a row's time limit. Days are working days; a limit of weeks or months is no number of them.
    pub(super) fn target_days(&self, row: RowId) -> Option<u32> {
        self.target(row).filter(|target| target.unit == Unit::WorkingDay).map(|target| target.n)
    }
}

/// Whether every time limit of a route is as long as this one.
fn alike(procedure: &Procedure, route: Route, limit: &ClockRule) -> bool {
    let mut limits = procedure.clocks_for(route).filter(|clock| clock.timescale);
    limits.all(|other| (other.length, other.unit) == (limit.length, limit.unit))
}
