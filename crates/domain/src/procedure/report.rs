//! How a procedure wants its period report: which sections, rows and columns, in which words, approved and published when.
//!
//! The figures are the same for every procedure; what is said here decides what is printed of them (R81-R111).

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::flow::Route;
use super::report_every::Every;
use crate::spc::Settings;
use crate::time::Date;

/// The period report. Everything but title and rows has a default, so that files of before still say what they said.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Report {
    /// Title of the report.
    pub title: String,
    /// Label of each row.
    pub rows: BTreeMap<Route, String>,
    /// How often it is published (R84): `"quarter"`, or several such as `["quarter", "year"]`.
    #[serde(default)]
    pub every: Every,
    /// Calendar days after the end of a period by which its report is to be published; absent: no time is set (R84).
    pub publish_within_days: Option<u32>,
    /// What is printed, in this order; empty: every section in its usual order.
    #[serde(default)]
    pub sections: Vec<ReportSection>,
    /// Columns of the table of volumes; empty: all of them.
    #[serde(default)]
    pub volume_columns: Vec<VolumeColumn>,
    /// Columns of the table of timescales; empty: all of them.
    #[serde(default)]
    pub timescale_columns: Vec<TimescaleColumn>,
    /// Outcomes of the table of outcomes, by id and in this order; empty: all of them.
    #[serde(default)]
    pub outcome_columns: Vec<String>,
    /// Whether escalated handlings have a row of their own (R88).
    #[serde(default)]
    pub escalated: Escalated,
    /// Whether the total row has its percentage (R91).
    #[serde(default)]
    pub total_percent: TotalPercent,
    /// Whether the total row has days and a mean (R96).
    #[serde(default)]
    pub total_mean: TotalMean,
    /// Which outcomes the percentage beside the outcomes counts as upheld.
    #[serde(default)]
    pub uphold: Uphold,
    /// Periods of the trend, the reported one included (R85).
    #[serde(default = "eight")]
    pub trend_periods: u8,
    /// Numbers from 1 to one less than this are suppressed in the public edition, with as many more as keep them from being
    /// worked back; 0: none are.
    #[serde(default)]
    pub suppress_below: u32,
    /// Whether the public edition replaces references (R103).
    #[serde(default = "yes")]
    pub mask_references: bool,
    /// Who it is written for (R109).
    #[serde(default)]
    pub audiences: Vec<String>,
    /// Whether somebody else than its author approves it before it is published (R109).
    #[serde(default = "yes")]
    pub approval: bool,
    /// Kind of the rate base that volumes are set against, per 1,000: `residents`.
    pub rate_base: Option<String>,
    #[serde(default)]
    pub spc: Spc,
}

fn eight() -> u8 {
    8
}

fn yes() -> bool {
    true
}

/// One section of the report, with its heading in the procedure's words.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct ReportSection {
    pub id: SectionId,
    /// Absent: its usual heading.
    pub title: Option<String>,
    /// A paragraph printed before its figures.
    pub intro: Option<String>,
}

/// What a section tells, in the usual order. Every section can carry text that the report's author writes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum SectionId {
    /// What the report is for: text only.
    Purpose,
    /// The main figures and the generated sentences.
    Summary,
    /// Table 1 (R87-R90).
    Volumes,
    /// Table 2 (R91).
    Outcomes,
    /// Table 3 (R93-R97), with the distribution of days.
    Timescales,
    /// Shares: first contact, escalated, time limits kept, actions and learning in time, compensation.
    Measures,
    /// The same figures over several periods, with control charts (R85).
    Trend,
    ServiceAreas,
    Channels,
    /// What the complaints were about (R86).
    Natures,
    Causes,
    /// How cases go through the stages.
    Flow,
    /// Cases that are open at the end, by how far past due.
    OpenCases,
    /// What was found, why, what was done, what was learnt (R99-R102).
    Narratives,
    Repeats,
    /// The tier outside the organisation (R108).
    Outside,
    /// For whom it is, and what comes next: text only (R109).
    NextSteps,
    /// How the figures are counted, and whether they agree (R92, R95, R97).
    Basis,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum VolumeColumn {
    Opening,
    Received,
    Closed,
    Closing,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum TimescaleColumn {
    Target,
    Met,
    Missed,
    InTimePercent,
    Extended,
    DaysTotal,
    DaysMean,
    DaysMedian,
    DaysP90,
}

/// Where escalated handlings are printed (R88).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Escalated {
    #[default]
    Apart,
    /// In the row of the second stage.
    Inside,
}

/// Whether the total row of the outcomes has a percentage (R91).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum TotalPercent {
    #[default]
    Shown,
    Blank,
}

/// Whether the total row of the timescales has days and a mean (R96).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum TotalMean {
    #[default]
    NotApplicable,
    Shown,
}

/// What a percentage upheld counts; it is never printed without its definition.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Uphold {
    /// Upheld only.
    #[default]
    Strict,
    /// Upheld and partly upheld.
    Any,
}

/// How control charts are reckoned.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields, default)]
pub struct Spc {
    /// Whether moving ranges beyond their limit are left out once before the limits are reckoned.
    pub screen_outliers: bool,
    /// With fewer points the limits are on trial, and nothing signals.
    pub min_points: u32,
    /// Counts of fewer a month on average have no limits; 0: all have.
    pub min_mean: u32,
    /// Months in view.
    pub months: u32,
    /// First days of the months in which limits start anew, since from then on things are done differently.
    pub rebase: Vec<Date>,
    /// The percentage that is to be closed in time every month.
    pub in_time_target: Option<u32>,
}

impl Default for Spc {
    fn default() -> Self {
        Self {
            screen_outliers: false,
            min_points: 12,
            min_mean: 1,
            months: 24,
            rebase: Vec::new(),
            in_time_target: None,
        }
    }
}

impl Spc {
    /// The same for charts whose limits never start anew.
    pub fn settings(&self) -> Settings {
        Settings {
            screen_outliers: self.screen_outliers,
            rebase: Vec::new(),
            min_points: usize::try_from(self.min_points).unwrap_or(usize::MAX),
            min_mean: self.min_mean,
        }
    }
}
