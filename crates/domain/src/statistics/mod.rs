//! The figures of a period: counts, outcomes, timescales, narratives, and the checks that they agree with one another.

mod checks;
mod closed;
mod count;
mod decimal;
mod differences;
mod explain;
mod facts;
mod figure_id;
mod flow;
mod layout;
mod lines;
mod measures;
mod model;
mod open;
mod outcomes;
mod public;
mod published;
mod report;
mod row;
mod rules;
mod splits;
mod suppress;
mod tally;
mod timescales;
mod told;
mod trend;
mod volumes;
mod words;

pub use checks::PLACES_NAMED;
pub use closed::{ClosedRow, ClosedTally, Ended, RouteTally, Shared, SplitTally};
pub use count::Count;
pub use decimal::Decimal;
pub use differences::{Difference, differences};
pub use explain::{Explanation, explain};
pub use facts::{
    CompensationFacts, ExternalFacts, Facts, Flow, Kept, LateHandling, OpenTally, PerRoute, PeriodFlow, ReceivedTally,
    Remarks, Repeat,
};
pub use figure_id::{FigureId, PartOf};
pub use lines::Line;
pub use model::{
    ActionsKept, Basis, Check, CompensationPaid, DaysRow, DaysTaken, Edition, External, Header, Issue, LateCase,
    Layout, LimitKept, Measures, Narrative, OpenBand, OpenCases, OutcomeName, OutcomeRow, ProcedureRef, Rate, RateBase,
    RemarkCounts, Report, Section, Share, SplitRow, StageFlow, Target, TimescaleRow, TrendPeriod, TrendRow, VolumeRow,
};
pub use public::{ReleasedTexts, public};
pub use published::{PublishedComparison, PublishedLine, UnknownLine, compare_published};
pub use report::{ReportError, report};
pub use row::RowId;
pub use suppress::PublishedBefore;
pub use told::{NARRATIVES_PRINTED, NarrativeTexts, ToldHandling, ToldTally, Unwritten};
