//! Handlings upheld in a period and what was written of them, as much of it as one report prints (R99-R102).

use super::PerRoute;
use super::checks::PLACES_NAMED;
use crate::procedure::Route;
use crate::time::Date;
use crate::words::Word;

/// Most narratives that one report prints. All are counted, and each stands in its case.
pub const NARRATIVES_PRINTED: usize = 2_000;

/// Handlings closed in the period as upheld or partly upheld.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ToldTally {
    /// All of them.
    pub handlings: PerRoute<u64>,
    /// What was written of them: once the tally is finished, of the first by day of close, reference and route.
    pub narratives: Vec<ToldHandling>,
    /// Of all of them, those without a finding.
    pub no_finding: Unwritten,
    /// Of all of them, those of which it is not said what was learnt.
    pub no_learning: Unwritten,
}

/// Handlings of which something is not written.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Unwritten {
    pub count: u64,
    /// References of the first of them, as many as a check names.
    pub first: Vec<String>,
}

/// A handling that was upheld or partly upheld, and what was written of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ToldHandling {
    pub reference: String,
    pub route: Route,
    pub closed_on: Date,
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

impl ToldTally {
    /// Counts a handling, and adds what was written of it.
    pub fn add(&mut self, handling: ToldHandling) {
        *self.handlings.get_mut(handling.route) += 1;
        let texts =
            [(&handling.texts.finding, &mut self.no_finding), (&handling.texts.learning, &mut self.no_learning)];
        for (text, unwritten) in texts {
            if text.as_ref().is_none_or(|text| text.trim().is_empty()) {
                unwritten.count += 1;
                unwritten.first.push(handling.reference.clone());
            }
        }
        self.narratives.push(handling);
    }

    /// Leaves out what is more than a report prints, once everything is added.
    pub fn finish(&mut self, narratives: usize) {
        self.narratives.sort_by(|a, b| a.key().cmp(&b.key()));
        self.narratives.truncate(narratives);
        for unwritten in [&mut self.no_finding, &mut self.no_learning] {
            unwritten.first.sort_unstable();
            unwritten.first.truncate(PLACES_NAMED);
        }
    }
}

impl ToldHandling {
    /// In the order of a database, which knows routes by name.
    fn key(&self) -> (Date, &str, &str) {
        (self.closed_on, &self.reference, self.route.id())
    }
}
