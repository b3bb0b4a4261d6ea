//! What returns are computed from: every question by an index over dates, with the eyes of a viewer.

mod cases;
mod splits;
mod stages;

pub use cases::{disp_facts, energy_facts, ko41_facts};
pub use stages::tsm_facts;
