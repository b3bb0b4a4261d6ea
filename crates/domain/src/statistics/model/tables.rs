//! Tables 1 to 3, and the narratives.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::procedure::{Unit, Uphold};
use crate::statistics::{Count, Decimal, RowId};

/// A row of table 1. Counts are of handlings.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct VolumeRow {
    /// Which row.
    pub row: RowId,
    /// Its label in the procedure's words.
    pub label: String,
    /// Open when the period began.
    pub opening: Count,
    /// Received in the period.
    pub received: Count,
    /// Closed in the period.
    pub closed: Count,
    /// Open when the period ended.
    pub closing: Count,
    /// The closed ones by the period they were received in, of the same length as the report's; periods without any are left out (R90).
    pub closed_by_received_period: BTreeMap<String, Count>,
    /// On the total: complaints received, each counted once although it moved up a stage (R88).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub distinct_received: Option<Count>,
    /// On the total: cases closed as comment or query, which no other figure has (R55).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reclassified: Option<Count>,
}

/// A row of table 2. Counts are of handlings closed in the period.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OutcomeRow {
    /// Which row.
    pub row: RowId,
    /// Its label in the procedure's words.
    pub label: String,
    /// Every outcome of the procedure but reclassified, with how many ended so.
    pub counts: BTreeMap<String, Count>,
    /// All handlings closed.
    pub total: Count,
    /// Upheld per hundred closed, those withdrawn left out; none where nothing is left.
    pub upheld_percent: Option<Decimal>,
    /// Upheld and partly upheld per hundred closed, those withdrawn left out; none where nothing is left.
    pub upheld_any_percent: Option<Decimal>,
}

impl OutcomeRow {
    /// The percentage that is printed beside the outcomes.
    pub fn percent(&self, uphold: Uphold) -> Option<Decimal> {
        match uphold {
            Uphold::Strict => self.upheld_percent,
            Uphold::Any => self.upheld_any_percent,
        }
    }
}

/// A row of table 3. The total has no target and no list, and its days only where the procedure wants them (R96).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TimescaleRow {
    /// Which row.
    pub row: RowId,
    /// Its label in the procedure's words.
    pub label: String,
    /// The time limit of the stage.
    pub target: Option<Target>,
    /// Closed within the target, or by the date extended to.
    pub met: Count,
    /// Closed later.
    pub missed: Count,
    /// Met per hundred closed.
    pub in_time_percent: Option<Decimal>,
    /// Closed within the target as it was before any extension.
    pub met_unextended: Count,
    /// Working days of all closed handlings together.
    pub days_total: Option<u64>,
    /// Total by closed; none where nothing closed.
    pub days_mean: Option<Decimal>,
    /// The middle one, or the mean of the two middle ones.
    pub days_median: Option<Decimal>,
    /// The 90th percentile by nearest rank.
    pub days_p90: Option<u64>,
    /// Closed after an extension was granted.
    pub extended: Count,
    /// The missed ones by reference (R97).
    pub late: Option<Vec<LateCase>>,
}

/// A stage's time limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Target {
    /// How many.
    pub n: u32,
    /// Of what.
    pub unit: Unit,
}

/// A handling that missed its timescale.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct LateCase {
    /// Reference of its case.
    pub reference: String,
    /// Working days it took.
    pub days: u32,
    /// Days of the target; none where the procedure sets no limit.
    pub target: Option<u32>,
}

/// What an upheld case teaches (R100, R101).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
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
    /// Whether its texts were written for the public. A public edition has no others (R110).
    pub released: bool,
}
