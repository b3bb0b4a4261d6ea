//! A period as a stored report says it, read back as the same period.

use serde::Deserialize;

use super::{FiscalYearStart, Period, PeriodError, PeriodKind};
use crate::time::Date;

/// The fields of a period, before it is known that they belong together.
#[derive(Deserialize)]
pub(super) struct Written {
    id: String,
    label: String,
    from: Date,
    to: Date,
    kind: PeriodKind,
    fiscal_year_start: FiscalYearStart,
}

impl TryFrom<Written> for Period {
    type Error = PeriodError;

    /// The label stays as it was written.
    fn try_from(written: Written) -> Result<Period, PeriodError> {
        let period = Period::parse(&written.id, written.fiscal_year_start)?;
        let agrees = (period.from, period.to, period.kind) == (written.from, written.to, written.kind);
        if agrees { Ok(Period { label: written.label, ..period }) } else { Err(PeriodError::Dates { id: written.id }) }
    }
}
