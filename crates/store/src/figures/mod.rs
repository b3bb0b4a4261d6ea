//! The facts behind a period's figures, and the cases behind each of them.
//!
//! Every count is asked by an index over dates that holds all it needs, so that it costs what the period holds. What
//! was open on a past day is what is open now and what was closed since: that grows with what came after the period, and
//! not with what came before.

mod bare;
mod behind;
mod closed;
mod days;
mod folded;
mod gathered;
mod kept;
mod known;
mod number;
mod open;
mod received;
mod remarks;
mod scope;
mod units;

use redress_domain::period::Period;
use redress_domain::statistics::Facts;
use redress_domain::time::Date;

use crate::StoreError;
use crate::dialect::plan_by_dates;
use crate::engine::Reader;
use crate::viewer::Viewer;
use gathered::Gathered;
use scope::Scope;

pub use bare::bare_scan;
pub use behind::{BehindAsked, CaseBehind, cases_behind};
pub use known::{ChainPosition, Known, chain_position, known_on};
pub(crate) use scope::{count, date, word};

/// First and last day of a span, both in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Days {
    pub from: Date,
    pub to: Date,
}

/// What is asked for.
#[derive(Debug, Clone)]
pub struct FiguresAsked<'a> {
    pub period: &'a Period,
    /// Periods of the trend, oldest first (R85).
    pub trend: &'a [Period],
    /// Calendar months for control charts, oldest first.
    pub months: &'a [Period],
    /// Most narratives of upheld handlings that are handed over; all of them are counted.
    pub narratives: usize,
    /// The day they are asked for: what is due on it or later is not missed yet.
    pub today: Date,
    /// As it was known at the end of an earlier day; `None`: as it is known now.
    pub known: Option<Known>,
}

/// Everything the report of a period is computed from.
///
/// # Errors
/// When the database fails, or holds what this program cannot have written.
pub fn figures(reader: &mut Reader<'_>, viewer: &Viewer<'_>, asked: &FiguresAsked<'_>) -> Result<Facts, StoreError> {
    let scope = Scope { viewer, until: asked.known.map(|known| known.until) };
    let mut gathered = Gathered::new(asked);
    plan_by_dates(reader)?;
    closed::closed(reader, &scope, &mut gathered)?;
    received::received(reader, &scope, &mut gathered)?;
    open::open(reader, &scope, &mut gathered)?;
    kept::limits(reader, &scope, &mut gathered)?;
    kept::actions(reader, &scope, &mut gathered)?;
    remarks::remarks(reader, &scope, &mut gathered)?;
    days::days(reader, &scope, &mut gathered)?;
    folded::folded(reader, &scope, &mut gathered)?;
    Ok(gathered.into_facts())
}
