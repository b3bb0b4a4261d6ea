//! The report as it is published: field for field what the JSON of a report says, enough to print it by itself.

mod beside;
mod layout;
mod measures;
mod tables;

use std::collections::BTreeMap;

pub use beside::{
    DaysRow, DaysTaken, External, OpenBand, OpenCases, RemarkCounts, SplitRow, StageFlow, TrendPeriod, TrendRow,
};
pub use layout::{Layout, OutcomeName, Section};
pub use measures::{ActionsKept, CompensationPaid, LimitKept, Measures, Rate, Share};
use serde::{Deserialize, Serialize};
pub use tables::{LateCase, Narrative, OutcomeRow, Target, TimescaleRow, VolumeRow};

use super::{Count, Difference, Explanation};
use crate::period::Period;
use crate::procedure::SectionId;
use crate::time::Date;

/// A period report (R81-R111). As [`super::report`] makes it, it is the internal edition; [`super::public`] makes the public one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Report {
    /// Id of the organisation.
    pub organisation: String,
    /// Its name.
    pub organisation_name: String,
    /// Title of the report in the procedure's words.
    pub title: String,
    /// The procedure whose rules the figures follow.
    pub procedure: ProcedureRef,
    /// The period reported on.
    pub period: Period,
    /// Who may read it.
    pub edition: Edition,
    /// Which date puts a handling into the period.
    pub basis: Basis,
    /// The figures are those known at the end of this day; none: as known now.
    pub known_on: Option<Date>,
    /// The day the figures were counted on, or `known_on`.
    #[serde(default)]
    pub as_of: Option<Date>,
    /// First day of the month in which the oldest case was received: of the time before, the register says nothing. None where
    /// there is no case.
    #[serde(default)]
    pub records_from: Option<Date>,
    /// How it was published; none: it is not, and its figures can change.
    pub issue: Option<Issue>,
    /// How days are counted, in words (R97).
    pub counting_basis: String,
    /// Table 1: received and closed (R87).
    pub volumes: Vec<VolumeRow>,
    /// Table 2: outcomes (R91).
    pub outcomes: Vec<OutcomeRow>,
    /// Table 3: timescales (R94).
    pub timescales: Vec<TimescaleRow>,
    /// How the timescales were kept, in words (R111).
    pub late_sentence: String,
    /// What was written of the upheld and partly upheld handlings closed in the period, by reference (R102): of all of them, or
    /// of the [`super::NARRATIVES_PRINTED`] that were closed first. Where a public edition masks how many a row has, it has
    /// none of that row.
    pub narratives: Vec<Narrative>,
    /// The tier outside the organisation, in none of the totals (R108).
    pub external: External,
    /// What is told beside the tables.
    pub remarks: RemarkCounts,
    /// Shares and sums.
    pub measures: Measures,
    /// How many handlings of each row took how many working days; none where a public edition withholds it.
    pub distribution: Option<Vec<DaysRow>>,
    /// What was open at the end.
    pub open: OpenCases,
    /// By service area, the most first.
    pub service_areas: Vec<SplitRow>,
    /// By channel, the most first.
    pub channels: Vec<SplitRow>,
    /// By what they were about, the most first. A case about several things is in the row of each, so that the rows add up to
    /// the totals or to more (R86). Empty where none is stated of any.
    pub natures: Vec<SplitRow>,
    /// By decision code, the most first.
    pub causes: Vec<SplitRow>,
    /// What came to each stage and left it.
    pub flow: Vec<StageFlow>,
    /// The same figures over several periods, oldest first, the reported one last (R85).
    pub trend: Vec<TrendPeriod>,
    /// The same by calendar month: those that are over, up to the one in which the period ends, and none before `records_from`;
    /// none where a public edition withholds it.
    pub months: Option<Vec<TrendPeriod>>,
    /// What the author wrote, by section. Empty unless it is published or about to be.
    pub texts: BTreeMap<SectionId, String>,
    /// Whether the tables agree with one another.
    pub checks: Vec<Check>,
    /// What is printed, in which order and in which words.
    pub layout: Layout,
    /// What each figure means and how it is counted.
    pub definitions: Vec<Explanation>,
}

/// Who may read a report (R110).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Edition {
    /// Keeps the references behind each figure.
    Internal,
    /// Without personal data: references are masked (R103).
    Public,
}

/// Which date puts a handling into the period.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Basis {
    /// The closing date.
    Closed,
}

/// What a report needs to know beside facts and procedure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Header {
    /// Id of the organisation.
    pub organisation: String,
    /// Its name.
    pub organisation_name: String,
    /// The day up to which things are known: today, or `known_on`. How long open handlings are past due counts up to this day,
    /// or to the end of the period where that is earlier.
    pub as_of: Date,
    /// The past day whose knowledge the facts are of; none: they are of now.
    pub known_on: Option<Date>,
    /// The day on which the oldest case was received.
    pub first_case: Option<Date>,
    /// What volumes are set against.
    pub rate_base: Option<RateBase>,
}

/// What volumes are set against, per 1,000: residents, homes, staff.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RateBase {
    /// As the procedure names it: `residents`.
    pub kind: String,
    /// How many there were.
    pub base: u64,
    /// On which day.
    pub on: Date,
}

/// A procedure and the version of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProcedureRef {
    /// Its id.
    pub id: String,
    /// Its version.
    pub version: String,
}

/// How a report was published (R81, R109).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Issue {
    /// 1 for the first, one more for each correction.
    pub version: u32,
    /// Why it was corrected; none for the first version.
    pub reason: Option<String>,
    /// Name of whoever wrote it.
    pub author: String,
    /// Their post.
    pub post: Option<String>,
    pub issued_on: Date,
    /// Name of whoever approved it, where the procedure asks for that.
    pub approved_by: Option<String>,
    /// What differs from the version before.
    pub changes: Vec<Difference>,
    /// The newest version, where this is an earlier one. It is known when the report is read, and is no part of what was published.
    #[serde(skip)]
    pub superseded_by: Option<u32>,
}

/// A statement about the report that holds or does not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Check {
    /// Row of the requirements it comes from.
    pub id: String,
    /// Whether it holds.
    pub holds: bool,
    /// Whether nothing may be published while it fails.
    pub must: bool,
    /// What was compared, and where it fails. A public edition leaves out where.
    pub detail: String,
}

impl Report {
    /// Whether a time ended before there was a register: its noughts say nothing.
    pub fn is_before_records(&self, period: &TrendPeriod) -> bool {
        self.records_from.is_some_and(|from| period.to < from)
    }

    /// How many handlings of a row of table 2 were upheld or partly upheld.
    pub fn upheld(&self, row: &OutcomeRow) -> Count {
        let faults = self.layout.outcomes.iter().filter(|outcome| outcome.effect.is_fault());
        faults.filter_map(|outcome| row.counts.get(&outcome.id)).copied().sum()
    }

    /// How many were upheld or partly upheld in all.
    pub fn upheld_in_all(&self) -> Count {
        let of_one_route = self.outcomes.iter().filter(|row| row.row.routes().len() == 1);
        of_one_route.map(|row| self.upheld(row)).sum()
    }

    /// The day its open ones were counted on, where the period was not over on it.
    pub fn so_far_on(&self) -> Option<Date> {
        (self.open.as_of < self.period.to).then_some(self.open.as_of)
    }

    /// Whether every check that publication waits for holds (R92).
    pub fn is_publishable(&self) -> bool {
        self.checks.iter().all(|check| check.holds || !check.must)
    }
}
