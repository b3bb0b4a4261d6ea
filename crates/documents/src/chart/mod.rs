//! Charts as pictures with the sentence that says what they show, and the same numbers as a table.
//!
//! A picture is SVG made of plain shapes and presentation attributes, so that it may stand in a page whose policy forbids
//! inline styles and scripts, and in a PDF.

mod control;
mod control_table;
mod distribution;
mod figure;
mod flow;
mod labels;
mod marks;
mod pareto;
mod scale;
mod svg;

pub use distribution::Distribution;
pub use figure::Figure;
pub use flow::{Flow, FlowStage};

/// More points than this are not drawn: the latest are.
pub const POINTS_LIMIT: usize = 120;
