//! Handlings closed in a period, tallied: row by row, or by sums that a database has made of one side of them.

use std::collections::BTreeMap;

use super::PerRoute;
use super::facts::{add_to, each_nature};
use crate::procedure::{OutcomeEffect, Route};
use crate::time::Date;

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

/// How handlings ended, and when: one side of a [`ClosedRow`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ended<'a> {
    pub outcome: &'a str,
    pub effect: OutcomeEffect,
    pub days: u32,
    pub met: bool,
    pub met_unextended: bool,
    pub extended: bool,
    pub first_contact: bool,
}

/// What handlings share that are told apart by it: another side of a [`ClosedRow`], with its name there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shared<'a> {
    Channel(&'a str),
    ServiceArea(Option<&'a str>),
    Code(Option<&'a str>),
    Natures(Option<&'a str>),
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
    /// Those that were upheld, or partly.
    pub upheld: u64,
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
    /// Adds rows that are alike: every side of them.
    pub fn add(&mut self, row: &ClosedRow<'_>) {
        let ClosedRow { route, effect, count, .. } = *row;
        self.add_received(route, row.received_on, count);
        self.add_ended(route, &row.ended(), count);
        self.add_shared(Shared::Channel(row.channel), effect, count);
        self.add_shared(Shared::ServiceArea(row.service_area), effect, count);
        self.add_shared(Shared::Code(row.code), effect, count);
        self.add_shared(Shared::Natures(row.natures), effect, count);
    }

    /// Adds when they were received.
    pub fn add_received(&mut self, route: Route, on: Date, count: u64) {
        *self.routes.get_mut(route).received_on.entry(on).or_default() += count;
    }

    /// Adds how they ended.
    pub fn add_ended(&mut self, route: Route, ended: &Ended<'_>, count: u64) {
        let tally = self.routes.get_mut(route);
        add_to(&mut tally.outcomes, ended.outcome, |sum| *sum += count);
        *tally.days.entry(ended.days).or_default() += count;
        let counted = |holds: bool| if holds { count } else { 0 };
        tally.upheld += counted(matches!(ended.effect, OutcomeEffect::Upheld | OutcomeEffect::PartlyUpheld));
        tally.met += counted(ended.met);
        tally.met_unextended += counted(ended.met_unextended);
        tally.extended += counted(ended.extended);
        tally.first_contact += counted(ended.first_contact);
    }

    /// Adds those that share something, by what came of them.
    pub fn add_shared(&mut self, shared: Shared<'_>, effect: OutcomeEffect, count: u64) {
        let add = |split: &mut SplitTally| split.add(effect, count);
        match shared {
            Shared::Channel(id) => add_to(&mut self.channels, id, add),
            Shared::ServiceArea(name) => add_to(&mut self.service_areas, name.unwrap_or_default(), add),
            Shared::Code(id) => add_to(&mut self.codes, id.unwrap_or_default(), add),
            Shared::Natures(ids) => each_nature(ids).for_each(|id| add_to(&mut self.natures, id, add)),
        }
    }
}

impl<'a> ClosedRow<'a> {
    fn ended(&self) -> Ended<'a> {
        let ClosedRow { outcome, effect, days, met, met_unextended, extended, first_contact, .. } = *self;
        Ended { outcome, effect, days, met, met_unextended, extended, first_contact }
    }
}

impl SplitTally {
    fn add(&mut self, effect: OutcomeEffect, count: u64) {
        self.closed += count;
        match effect {
            OutcomeEffect::Upheld => self.upheld += count,
            OutcomeEffect::PartlyUpheld => self.partly_upheld += count,
            OutcomeEffect::Withdrawn => self.withdrawn += count,
            _ => {}
        }
    }
}
