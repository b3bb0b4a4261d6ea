//! What a report is computed from: tallies that are filled row by row while the rows are read, and the few lists it names.
//!
//! Reclassified cases, and cases that triage found to be no failure, are in none of them but `reclassified`.

use std::collections::BTreeMap;

use crate::case::ActionKind;
use crate::period::Period;
use crate::procedure::{OutcomeEffect, Route};
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
    /// Handlings closed in the period as upheld or partly upheld, in any order (R102).
    pub told: Vec<ToldHandling>,
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

/// A handling closed in the period, as its row says. `count` rows that are alike can be added at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ClosedRow<'a> {
    /// How it came to its stage.
    pub route: Route,
    /// Its receipt; for an escalation, the day it was asked for (R89).
    pub received_on: Date,
    /// Outcome id of the procedure, and what it means.
    pub outcome: &'a str,
    pub effect: OutcomeEffect,
    /// Working days from receipt to close under the clock's own day-one rule.
    pub days: u32,
    /// Closed within the timescale, or by the date it was extended to.
    pub met: bool,
    /// Closed within the timescale as it was before any extension.
    pub met_unextended: bool,
    /// Closed after an extension was granted.
    pub extended: bool,
    /// Settled at first contact (R41).
    pub first_contact: bool,
    /// Channel id, service area and decision code of its case.
    pub channel: &'a str,
    pub service_area: Option<&'a str>,
    pub code: Option<&'a str>,
    /// What its case is about: ids of natures joined by one space; `None` where it is not stated.
    pub natures: Option<&'a str>,
    pub count: u64,
}

/// Handlings closed in the period, tallied.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ClosedTally {
    pub routes: PerRoute<RouteTally>,
    /// By channel id.
    pub channels: BTreeMap<String, SplitTally>,
    /// By service area; the empty name is for those without one.
    pub service_areas: BTreeMap<String, SplitTally>,
    /// By decision code; the empty id is for those without one.
    pub codes: BTreeMap<String, SplitTally>,
    /// By nature: a handling is counted under each nature of its case, or under the empty id (R86).
    pub natures: BTreeMap<String, SplitTally>,
}

/// Handlings of one route that were closed in the period.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RouteTally {
    pub outcomes: BTreeMap<String, u64>,
    /// How many took so many working days.
    pub days: BTreeMap<u32, u64>,
    /// How many of them were received on that day.
    pub received_on: BTreeMap<Date, u64>,
    pub met: u64,
    pub met_unextended: u64,
    pub extended: u64,
    pub first_contact: u64,
}

/// Handlings closed in the period that share a channel, a service area, a cause or a nature.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct SplitTally {
    pub closed: u64,
    pub upheld: u64,
    pub partly_upheld: u64,
    pub withdrawn: u64,
}

impl ClosedTally {
    /// Adds rows that are alike.
    pub fn add(&mut self, row: &ClosedRow<'_>) {
        let tally = self.routes.get_mut(row.route);
        add_to(&mut tally.outcomes, row.outcome, |count| *count += row.count);
        *tally.days.entry(row.days).or_default() += row.count;
        *tally.received_on.entry(row.received_on).or_default() += row.count;
        let counted = |holds: bool| if holds { row.count } else { 0 };
        tally.met += counted(row.met);
        tally.met_unextended += counted(row.met_unextended);
        tally.extended += counted(row.extended);
        tally.first_contact += counted(row.first_contact);
        add_to(&mut self.channels, row.channel, |split: &mut SplitTally| split.add(row));
        add_to(&mut self.service_areas, row.service_area.unwrap_or_default(), |split: &mut SplitTally| split.add(row));
        add_to(&mut self.codes, row.code.unwrap_or_default(), |split: &mut SplitTally| split.add(row));
        each_nature(row.natures).for_each(|id| add_to(&mut self.natures, id, |split: &mut SplitTally| split.add(row)));
    }
}

impl SplitTally {
    fn add(&mut self, row: &ClosedRow<'_>) {
        self.closed += row.count;
        match row.effect {
            OutcomeEffect::Upheld => self.upheld += row.count,
            OutcomeEffect::PartlyUpheld => self.partly_upheld += row.count,
            OutcomeEffect::Withdrawn => self.withdrawn += row.count,
            _ => {}
        }
    }
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
fn each_nature(natures: Option<&str>) -> impl Iterator<Item = &str> {
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
fn add_to<T: Default>(map: &mut BTreeMap<String, T>, name: &str, add: impl FnOnce(&mut T)) {
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

/// A handling that was upheld or partly upheld, and what was written of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ToldHandling {
    pub reference: String,
    pub route: Route,
    pub texts: NarrativeTexts,
}

/// The texts of a narrative (R100, R101).
#[derive(Debug, Clone, PartialEq, Eq, Default, serde::Serialize, serde::Deserialize)]
pub struct NarrativeTexts {
    /// What was found.
    pub finding: Option<String>,
    /// Why it happened.
    pub explanation: Option<String>,
    /// What was done about it.
    pub action_taken: Option<String>,
    /// What the organisation learns.
    pub learning: Option<String>,
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
