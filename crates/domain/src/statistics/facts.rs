//! What a report is computed from: tallies that are filled row by row while the rows are read, and the few lists it names.
//!
//! Reclassified cases, and cases that triage found to be no failure, are in none of them but `reclassified`.

use std::collections::BTreeMap;

use super::{ClosedTally, ToldTally};
use crate::case::ActionKind;
use crate::period::Period;
use crate::procedure::Route;
use crate::time::Date;

/// One value for each route a handling can come by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct PerRoute<T> {
    /// First stage.
    pub s1: T,
    /// Second stage, direct.
    pub s2: T,
    /// Moved up from the first stage.
    pub esc: T,
}

impl<T> PerRoute<T> {
    /// The value of one route.
    pub fn get(&self, route: Route) -> &T {
        match route {
            Route::S1 => &self.s1,
            Route::S2 => &self.s2,
            Route::Esc => &self.esc,
        }
    }

    /// The value of one route, to change.
    pub fn get_mut(&mut self, route: Route) -> &mut T {
        match route {
            Route::S1 => &mut self.s1,
            Route::S2 => &mut self.s2,
            Route::Esc => &mut self.esc,
        }
    }
}

/// The counted facts of a period.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Facts {
    /// Handlings received before the period and not closed before it.
    pub opening: PerRoute<u64>,
    /// Handlings received in the period.
    pub received: ReceivedTally,
    /// Handlings closed in the period.
    pub closed: ClosedTally,
    /// Handlings received by the end of the period and not closed by then, counted directly and not derived (R90).
    pub open: OpenTally,
    /// Handlings closed in the period after their time, in any order (R97).
    pub late: Vec<LateHandling>,
    /// Handlings closed in the period as upheld or partly upheld (R102).
    pub told: ToldTally,
    /// Cases closed in the period as reclassified.
    pub reclassified: u64,
    /// Every time limit that fell due in the period, by clock rule; those not needed are left out.
    pub limits: BTreeMap<String, Kept>,
    /// Every action that fell due in the period, by kind.
    pub actions: BTreeMap<ActionKind, Kept>,
    /// Compensation decided for handlings closed in the period.
    pub compensation: CompensationFacts,
    /// The tier outside the organisation (R108).
    pub external: ExternalFacts,
    /// What is told beside the tables.
    pub remarks: Remarks,
    /// The trend, oldest first; the last is the reported period itself (R85).
    pub trend: Vec<PeriodFlow>,
    /// Calendar months, oldest first, for control charts: those that are over and that the register tells of, up to the one in
    /// which the period ends.
    pub months: Vec<PeriodFlow>,
}

/// Handlings received in the period, tallied.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ReceivedTally {
    pub routes: PerRoute<u64>,
    /// Distinct complaints by channel id: those moved up are not counted again (R88).
    pub channels: BTreeMap<String, u64>,
    /// Distinct complaints by service area; the empty name is for those without one.
    pub service_areas: BTreeMap<String, u64>,
    /// Distinct complaints by nature: each under all it is about, or under the empty id.
    pub natures: BTreeMap<String, u64>,
}

impl ReceivedTally {
    /// Adds handlings that are alike; their natures as in [`ClosedRow::natures`].
    pub fn add(&mut self, route: Route, channel: &str, service_area: Option<&str>, natures: Option<&str>, count: u64) {
        *self.routes.get_mut(route) += count;
        if route != Route::Esc {
            add_to(&mut self.channels, channel, |sum| *sum += count);
            add_to(&mut self.service_areas, service_area.unwrap_or_default(), |sum| *sum += count);
            each_nature(natures).for_each(|id| add_to(&mut self.natures, id, |sum| *sum += count));
        }
    }
}

/// Each of them by id; the empty id where none is stated.
pub(super) fn each_nature(natures: Option<&str>) -> impl Iterator<Item = &str> {
    natures.unwrap_or_default().split(' ')
}

/// Handlings open at the end of the period, by the day their time limit ends.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct OpenTally {
    pub routes: PerRoute<u64>,
    /// By due date, extension included; `None` where no time is set.
    pub due_on: BTreeMap<Option<Date>, u64>,
}

impl OpenTally {
    /// Adds handlings that are alike.
    pub fn add(&mut self, route: Route, due_on: Option<Date>, count: u64) {
        *self.routes.get_mut(route) += count;
        *self.due_on.entry(due_on).or_default() += count;
    }
}

/// Adds to the value under a name, which is copied only when it is new.
pub(super) fn add_to<T: Default>(map: &mut BTreeMap<String, T>, name: &str, add: impl FnOnce(&mut T)) {
    match map.get_mut(name) {
        Some(value) => add(value),
        None => add(map.entry(name.to_owned()).or_default()),
    }
}

/// A handling that was closed after its time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LateHandling {
    pub reference: String,
    pub route: Route,
    /// Working days it took.
    pub days: u32,
}

/// Of what fell due: how much was done in time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Kept {
    pub met: u64,
    /// Done late, or still not done.
    pub missed: u64,
}

/// Compensation decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct CompensationFacts {
    /// Handlings with an amount.
    pub count: u64,
    pub pence: u64,
}

/// What happened in one period by each route, as far as trends and control charts tell it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PeriodFlow {
    pub period: Period,
    pub routes: PerRoute<Flow>,
}

/// Handlings of one route: those received in the period, and what became of those closed in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Flow {
    pub received: u64,
    pub closed: u64,
    pub upheld: u64,
    pub partly_upheld: u64,
    pub withdrawn: u64,
    pub met: u64,
    pub extended: u64,
    /// Working days of all closed together.
    pub days: u64,
}

/// What a report tells beside its tables.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Remarks {
    /// Cases closed in the period that were settled at first contact: service issues (R41).
    pub settled_at_first_contact: u64,
    /// Cases received in the period of which it was not stated what the person would like done (R9).
    pub wish_not_stated: u64,
    /// Cases that were sent on to an outside body in the period.
    pub referred_outside: u64,
    /// How many cases closed in the period are repeats.
    pub repeated: u64,
    /// Cases closed in the period whose cause had come up in the same service area before (R10), by reference.
    pub repeats: Vec<Repeat>,
}

/// A case that is a repeat of an earlier one (R10).
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Repeat {
    pub reference: String,
    pub repeat_of: String,
}

/// Cases that the reviewer outside the organisation closed in the period.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct ExternalFacts {
    /// Closed by the reviewer.
    pub closed: u64,
    /// Of these, upheld.
    pub upheld: u64,
}
