//! The report as it is published: field for field what the JSON of a report says.

use std::collections::BTreeMap;

use serde::Serialize;

use super::{Decimal, ExternalFacts, Remarks};
use crate::period::Period;
use crate::procedure::{Route, Unit};

/// Who may read a report (R110).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Edition {
    /// Keeps the references behind each figure.
    Internal,
    /// Without personal data: references are masked (R103).
    Public,
}

/// Which date puts a handling into the period.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Basis {
    /// The closing date.
    Closed,
}

/// Whose report it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Header {
    /// Id of the organisation.
    pub organisation: String,
    /// Its name.
    pub organisation_name: String,
    /// Who will read it.
    pub edition: Edition,
}

/// A row of a table: one route, or their total.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub enum RowId {
    /// First stage.
    S1,
    /// Second stage, direct.
    S2,
    /// Moved up from the first stage.
    #[serde(rename = "ESC")]
    Esc,
    /// All of them.
    #[serde(rename = "total")]
    Total,
}

impl RowId {
    /// The rows in the order every table has them.
    pub const ALL: [RowId; 4] = [RowId::S1, RowId::S2, RowId::Esc, RowId::Total];

    /// The name used in files.
    pub fn id(self) -> &'static str {
        match self {
            RowId::S1 => "S1",
            RowId::S2 => "S2",
            RowId::Esc => "ESC",
            RowId::Total => "total",
        }
    }

    /// The route the row is of; none for the total.
    pub fn route(self) -> Option<Route> {
        match self {
            RowId::S1 => Some(Route::S1),
            RowId::S2 => Some(Route::S2),
            RowId::Esc => Some(Route::Esc),
            RowId::Total => None,
        }
    }
}

impl From<Route> for RowId {
    fn from(route: Route) -> RowId {
        match route {
            Route::S1 => RowId::S1,
            Route::S2 => RowId::S2,
            Route::Esc => RowId::Esc,
        }
    }
}

/// A period report (R81-R111).
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
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
    /// One for each upheld or partly upheld handling closed in the period, by reference (R102).
    pub narratives: Vec<Narrative>,
    /// The tier outside the organisation, in none of the totals (R108).
    pub external: ExternalFacts,
    /// What is told beside the tables.
    pub remarks: Remarks,
    /// Whether the tables agree with one another.
    pub checks: Vec<Check>,
}

/// A procedure and the version of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ProcedureRef {
    /// Its id.
    pub id: String,
    /// Its version.
    pub version: String,
}

/// A row of table 1. Counts are of handlings.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct VolumeRow {
    /// Which row.
    pub row: RowId,
    /// Its label in the procedure's words.
    pub label: String,
    /// Open when the period began.
    pub opening: u64,
    /// Received in the period.
    pub received: u64,
    /// Closed in the period.
    pub closed: u64,
    /// Open when the period ended.
    pub closing: u64,
    /// The closed ones by the period they were received in, of the same length as the report's; periods without any are left out (R90).
    pub closed_by_received_period: BTreeMap<String, u64>,
    /// On the total: complaints received, each counted once although it moved up a stage (R88).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub distinct_received: Option<u64>,
    /// On the total: cases closed as comment or query, which no other figure has (R55).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reclassified: Option<u64>,
}

/// A row of table 2. Counts are of handlings closed in the period.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct OutcomeRow {
    /// Which row.
    pub row: RowId,
    /// Its label in the procedure's words.
    pub label: String,
    /// Every outcome of the procedure but reclassified, with how many ended so.
    pub counts: BTreeMap<String, u64>,
    /// All handlings closed.
    pub total: u64,
    /// Upheld per hundred closed, those withdrawn left out; none where nothing is left.
    pub upheld_percent: Option<Decimal>,
}

/// A row of table 3. On the total only `met`, `missed` and `extended` are given (R96).
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TimescaleRow {
    /// Which row.
    pub row: RowId,
    /// Its label in the procedure's words.
    pub label: String,
    /// The time limit of the stage.
    pub target: Option<Target>,
    /// Closed within the target, or by the date extended to.
    pub met: u64,
    /// Closed later.
    pub missed: u64,
    /// Working days of all closed handlings together.
    pub days_total: Option<u64>,
    /// Total by closed; none where nothing closed.
    pub days_mean: Option<Decimal>,
    /// The middle one, or the mean of the two middle ones.
    pub days_median: Option<Decimal>,
    /// The 90th percentile by nearest rank.
    pub days_p90: Option<u64>,
    /// Closed after an extension was granted.
    pub extended: u64,
    /// The missed ones by reference (R97).
    pub late: Option<Vec<LateCase>>,
}

/// A stage's time limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Target {
    /// How many.
    pub n: u32,
    /// Of what.
    pub unit: Unit,
}

/// A handling that missed its timescale.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct LateCase {
    /// Reference of its case.
    pub reference: String,
    /// Working days it took.
    pub days: u32,
    /// Days of the target; none where the procedure sets no limit.
    pub target: Option<u32>,
}

/// What an upheld case teaches (R100, R101).
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Narrative {
    /// Row of the handling.
    pub row: RowId,
    /// Reference of its case.
    pub reference: String,
    /// What was found.
    pub finding: Option<String>,
    /// Why it happened.
    pub explanation: Option<String>,
    /// What was done about it.
    pub action_taken: Option<String>,
    /// What the organisation learns.
    pub learning: Option<String>,
}

/// A statement about the report that holds or does not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Check {
    /// Row of the requirements it comes from.
    pub id: &'static str,
    /// Whether it holds.
    pub holds: bool,
    /// What was compared, and where it fails.
    pub detail: String,
}
