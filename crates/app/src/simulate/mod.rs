//! What the verdicts of closed cases would have been under another procedure. It changes nothing.

mod measure;

use std::collections::BTreeMap;

use redress_domain::case::{Case, FieldError, Handling};
use redress_domain::period::Period;
use redress_domain::procedure::{Permission, Procedure, Route};
use redress_domain::statistics::{FigureId, ProcedureRef, RowId, Target};
use redress_store::{BehindAsked, Days, Reader, case_events, cases_behind};
use serde::Serialize;

use crate::App;
use crate::actor::Actor;
use crate::error::AppError;
use crate::execute::fold;
use crate::permit::{permit, viewer};
use crate::settings::SettingsCache;
use measure::{measured_now, measured_under};

/// Most cases closed in one period that are looked at.
const CASES_LIMIT: u32 = 20_000;

/// The handlings closed in a period, with their verdicts as they are and as they would have been.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Simulation {
    pub organisation: String,
    /// The procedure looked at.
    pub procedure: ProcedureRef,
    pub period: Period,
    /// By reference, then in order of stage.
    pub handlings: Vec<Simulated>,
    /// Of these, row by row; the last is the total.
    pub totals: Vec<Totals>,
    /// Handlings the procedure says nothing of; in no total.
    pub left_out: Vec<LeftOut>,
}

/// A closed handling under both procedures.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Simulated {
    pub reference: String,
    pub row: RowId,
    pub now: Measured,
    pub then: Measured,
}

/// How a handling does against a time limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Measured {
    pub target: Target,
    /// Working days, as the report counts them; absent for a limit in hours.
    pub days: Option<u32>,
    pub met: bool,
}

/// How many met their time limit and how many missed it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Totals {
    pub row: RowId,
    pub now: Tally,
    pub then: Tally,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Tally {
    pub met: u64,
    pub missed: u64,
}

/// A closed handling that cannot be measured under the procedure.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LeftOut {
    pub reference: String,
    pub row: RowId,
    pub why: String,
}

impl App {
    /// What the verdicts of the cases closed in a period would have been under `procedure`. Dates to which a handling was
    /// extended, and days for which its clock was paused, are history and stay as they were.
    ///
    /// # Errors
    /// [`AppError::NotFound`] for somebody who may not see reports; [`AppError::Invalid`] for a period that is not one, or one
    /// in which too many cases were closed.
    pub async fn simulate(&self, actor: &Actor, period: &str, procedure: Procedure) -> Result<Simulation, AppError> {
        let (cache, actor, period) = (self.cache(), actor.clone(), period.to_owned());
        self.store().read(move |reader| simulate(reader, &cache, &actor, &period, &procedure)).await
    }
}

fn simulate(
    reader: &mut Reader<'_>,
    cache: &SettingsCache,
    actor: &Actor,
    period: &str,
    procedure: &Procedure,
) -> Result<Simulation, AppError> {
    let settings = permit(reader, cache, actor, Permission::Report)?;
    let period = crate::reports::period(&settings, period)?;
    let days = Days { from: period.from, to: period.to };
    let organisation = actor.organisation();
    let viewer = viewer(reader, cache, actor)?;
    let asked = BehindAsked {
        figure: &FigureId::Closed,
        row: None,
        part: None,
        period: &period,
        today: period.to,
        known: None,
        last_worked: period.to,
    };
    let behind = cases_behind(reader, &viewer, &asked, CASES_LIMIT.saturating_add(1))?;
    if behind.len() > usize::try_from(CASES_LIMIT).unwrap_or(usize::MAX) {
        let message =
            format!("More than {CASES_LIMIT} cases were closed in {}. Choose a shorter period.", period.label);
        return Err(FieldError::new("period", "too-many-cases", message).into());
    }
    let (mut handlings, mut left_out) = (Vec::new(), Vec::new());
    for number in behind.into_iter().map(|case| case.case_no) {
        let case = fold(&case_events(reader, organisation, number)?)?;
        let pinned = cache.procedure(reader, organisation, &case.procedure, &case.procedure_version)?;
        for handling in closed_in(&case, days) {
            let row = RowId::from(handling.route);
            let told = measured_now(&case, handling)
                .and_then(|now| Ok((now, measured_under(procedure, &case, handling, &pinned, &settings.calendar)?)));
            match told {
                Ok((now, then)) => {
                    handlings.push(Simulated { reference: case.reference.clone(), row, now, then });
                }
                Err(why) => left_out.push(LeftOut { reference: case.reference.clone(), row, why }),
            }
        }
    }
    Ok(Simulation {
        organisation: organisation.to_owned(),
        procedure: ProcedureRef { id: procedure.id.clone(), version: procedure.version.clone() },
        period,
        totals: totals(&handlings),
        handlings,
        left_out,
    })
}

/// The handlings of a counted case that closed in a period.
fn closed_in(case: &Case, days: Days) -> impl Iterator<Item = &Handling> {
    let in_period = move |on| on >= days.from && on <= days.to;
    case.handlings.iter().filter(move |handling| handling.closed_on.is_some_and(in_period))
}

fn totals(handlings: &[Simulated]) -> Vec<Totals> {
    let mut rows: BTreeMap<RowId, (Tally, Tally)> =
        [Route::S1, Route::S2, Route::Esc].into_iter().map(|route| (RowId::from(route), Default::default())).collect();
    for handling in handlings {
        for row in [handling.row, RowId::Total] {
            let (now, then) = rows.entry(row).or_default();
            now.add(handling.now);
            then.add(handling.then);
        }
    }
    rows.entry(RowId::Total).or_default();
    rows.into_iter().map(|(row, (now, then))| Totals { row, now, then }).collect()
}

impl Tally {
    fn add(&mut self, measured: Measured) {
        let count = if measured.met { &mut self.met } else { &mut self.missed };
        *count = count.saturating_add(1);
    }
}
