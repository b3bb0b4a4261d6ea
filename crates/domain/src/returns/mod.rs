//! Returns: the figures that a regulator or ombudsman collects, each in the shape that is asked for as far as it is known, with
//! its checks and what of it was verified (regimes 3b).

mod case_row;
mod content;
mod disp;
mod energy;
mod id;
mod ko41;
mod model;
mod periods;
mod splits;
mod spso;
mod tsm;

pub use case_row::CaseRow;
pub use disp::{DispFacts, DispRow};
pub use energy::EnergyFacts;
pub use id::{Offered, ReturnId, offered};
pub use ko41::Ko41Facts;
pub use model::{Return, ReturnCell, ReturnCheck, ReturnColumn, ReturnRow, ReturnTable};
pub use periods::ReturnPeriodError;
pub use splits::{PRODUCT, SplitCount, TENURE, VULNERABLE};
pub use spso::SpsoFacts;
pub use tsm::{Denominator, HOMES_OWNED, HOMES_RENTED, TsmFacts, TsmRow, TsmStage};

use crate::calendar::{Calendar, CalendarError};
use crate::period::Period;
use crate::procedure::Procedure;
use crate::statistics::ProcedureRef;
use crate::time::{Date, long_date};
use content::{Content, check};

/// Whose return it is, and of when.
#[derive(Debug, Clone)]
pub struct ReturnOf<'a> {
    /// Id and name of the organisation.
    pub organisation: &'a str,
    pub organisation_name: &'a str,
    pub procedure: &'a Procedure,
    /// Its calendar, closures included.
    pub calendar: &'a Calendar,
    /// A period that [`ReturnId::period`] has read.
    pub period: Period,
    /// The day it is made on.
    pub today: Date,
}

/// What a return is computed from.
#[derive(Debug, Clone)]
pub enum ReturnFacts {
    Spso(Box<SpsoFacts>),
    /// KO41a and KO41b.
    Ko41(Ko41Facts),
    Tsm(TsmFacts),
    Disp(DispFacts),
    Energy(EnergyFacts),
}

/// Makes a return.
///
/// # Errors
/// [`CalendarError::OutOfRange`] where working days are counted outside the years that the calendar vouches for.
pub fn make(id: ReturnId, of: &ReturnOf<'_>, facts: &ReturnFacts) -> Result<Return, CalendarError> {
    let Content { tables, checks, verified, nil } = match facts {
        ReturnFacts::Spso(facts) => spso::content(of.procedure, &of.period, facts),
        ReturnFacts::Ko41(facts) => ko41::content(id, of.procedure, facts),
        ReturnFacts::Tsm(facts) => tsm::content(of.procedure, &of.period, facts),
        ReturnFacts::Disp(facts) => disp::content(of, facts)?,
        ReturnFacts::Energy(facts) => energy::content(of.calendar, facts)?,
    };
    Ok(Return {
        id: id.id().to_owned(),
        title: id.title().to_owned(),
        authority: id.authority().to_owned(),
        organisation: of.organisation.to_owned(),
        organisation_name: of.organisation_name.to_owned(),
        procedure: ProcedureRef { id: of.procedure.id.clone(), version: of.procedure.version.clone() },
        period: of.period.clone(),
        nil,
        tables,
        checks: [id.fits_check(of.procedure), period_over(of)].into_iter().flatten().chain(checks).collect(),
        verified,
    })
}

/// Figures of a period that is not over can still change.
fn period_over(of: &ReturnOf<'_>) -> Option<ReturnCheck> {
    let detail = || format!("The period ends on {}: until then its figures can change.", long_date(of.period.to));
    (of.period.to >= of.today).then(|| check("period-over", false, detail()))
}
