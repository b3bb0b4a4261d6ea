//! The figures of a period: counts, outcomes, timescales, narratives, and the checks that they agree with one another.

mod checks;
mod decimal;
mod facts;
mod layout;
mod mask;
mod model;
mod outcomes;
mod report;
mod timescales;
mod volumes;
mod words;

pub use decimal::Decimal;
pub use facts::{ClosedHandling, ExternalFacts, Facts, NarrativeTexts, PerRoute, Remarks, Repeat};
pub use model::{
    Basis, Check, Edition, Header, LateCase, Narrative, OutcomeRow, ProcedureRef, Report, RowId, Target, TimescaleRow,
    VolumeRow,
};
pub use report::report;
