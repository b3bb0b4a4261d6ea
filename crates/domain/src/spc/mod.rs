//! Statistical process control: what a process does by chance, what signals a change, and whether a change worked.
//!
//! Everything is reckoned exactly, in whole numbers of hundredths, so that whoever reads the table under a chart can work out
//! its limits, and a point on the mean is on the mean.

mod chart;
mod effect;
mod hundredths;
mod measure;
mod pareto;
mod proportion;
mod sentence;
mod signal;
mod xmr;

pub use chart::{Assurance, ChartPoint, ControlChart, Counted, Limits};
pub use effect::{Effect, Effectiveness, effect};
pub use hundredths::Hundredths;
pub use measure::{Better, Bounds, Measure, Point, Settings, Share};
pub use pareto::{Pareto, ParetoItem, pareto};
pub use proportion::proportion;
pub use signal::{Meaning, RUN, Rule, Side, Signal};
pub use xmr::xmr;
