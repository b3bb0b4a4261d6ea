//! What a report is computed from.

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

/// The counted facts of a period. Reclassified cases, and cases that triage found to be no failure, are in none of
/// them but `reclassified`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Facts {
    /// Handlings received before the period and not closed before it.
    pub opening: PerRoute<u64>,
    /// Handlings received in the period.
    pub received: PerRoute<u64>,
    /// Handlings received by the end of the period and not closed by then, counted directly and not derived (R90).
    pub closing: PerRoute<u64>,
    /// Every handling closed in the period, in any order.
    pub closed: Vec<ClosedHandling>,
    /// Cases closed in the period as reclassified.
    pub reclassified: u64,
    /// The tier outside the organisation (R108).
    pub external: ExternalFacts,
    /// What is told beside the tables.
    pub remarks: Remarks,
}

/// What a report tells beside its tables.
#[derive(Debug, Clone, PartialEq, Eq, Default, serde::Serialize)]
pub struct Remarks {
    /// Cases closed in the period that were settled at first contact: service issues (R41).
    pub settled_at_first_contact: u64,
    /// Cases received in the period of which it was not stated what the person would like done (R9).
    pub wish_not_stated: u64,
    /// How many cases closed in the period are repeats.
    pub repeated: u64,
    /// Cases closed in the period whose cause had come up in the same service area before (R10), by reference.
    pub repeats: Vec<Repeat>,
}

/// A case that is a repeat of an earlier one (R10).
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Repeat {
    pub reference: String,
    pub repeat_of: String,
}

/// Cases that the reviewer outside the organisation closed in the period.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Serialize)]
pub struct ExternalFacts {
    /// Closed by the reviewer.
    pub closed: u64,
    /// Of these, upheld.
    pub upheld: u64,
}

/// A handling closed in the period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClosedHandling {
    /// Reference of its case.
    pub reference: String,
    /// How it came to its stage.
    pub route: Route,
    /// Its receipt; for an escalation, the day it was asked for (R89).
    pub received_on: Date,
    /// The day of the final response.
    pub closed_on: Date,
    /// Outcome id of the procedure.
    pub outcome: String,
    /// Working days from receipt to close under the clock's own day-one rule.
    pub days: u32,
    /// Closed within the timescale, or by the date it was extended to.
    pub met: bool,
    /// Closed after an extension was granted.
    pub extended: bool,
    /// What the narrative of an upheld case says; absent when nothing was written.
    pub narrative: Option<Box<NarrativeTexts>>,
}

/// The texts of a narrative (R100, R101).
#[derive(Debug, Clone, PartialEq, Eq, Default)]
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
