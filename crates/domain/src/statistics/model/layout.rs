//! What is printed of a report, as its procedure wanted it when it was made.

use serde::{Deserialize, Serialize};

use crate::procedure::{
    OutcomeEffect, SectionId, Spc, Terms, TimescaleColumn, TotalMean, TotalPercent, Uphold, VolumeColumn,
};
use crate::statistics::RowId;

/// Sections, rows, columns and words. A report is printed from this and its figures alone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Layout {
    /// BCP 47 tag of the words.
    pub language: String,
    /// The procedure's words for person and case.
    pub terms: Terms,
    /// What is printed, in this order.
    pub sections: Vec<Section>,
    /// The rows that tables print, the total last; where escalated handlings are inside the second stage (R88) these are not
    /// all the rows there are.
    pub rows: Vec<RowId>,
    pub volume_columns: Vec<VolumeColumn>,
    /// The outcomes that table 2 prints: those the procedure asks for, and any other that occurred.
    pub outcome_columns: Vec<OutcomeName>,
    pub timescale_columns: Vec<TimescaleColumn>,
    /// Every outcome but reclassified, in the procedure's order.
    pub outcomes: Vec<OutcomeName>,
    /// Whether the total of table 2 has a percentage (R91).
    pub total_percent: TotalPercent,
    /// Whether the total of table 3 has days, or "N/A" (R96).
    pub total_mean: TotalMean,
    /// Which percentage upheld is printed.
    pub uphold: Uphold,
    /// What that percentage counts; never printed without it.
    pub uphold_definition: String,
    /// Who it is written for (R109).
    pub audiences: Vec<String>,
    pub spc: Spc,
    /// Whether a public edition replaces references (R103).
    pub mask_references: bool,
    /// Numbers from 1 to one less than this are masked in a public edition.
    pub suppress_below: u32,
}

/// A section with its heading.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Section {
    pub id: SectionId,
    pub title: String,
    /// A paragraph before its figures.
    pub intro: Option<String>,
}

/// An outcome by name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OutcomeName {
    pub id: String,
    pub label: String,
    pub effect: OutcomeEffect,
}
