//! Which periods each return is made for.

use super::ReturnId;
use crate::period::{FiscalYearStart, Period, PeriodError, PeriodKind};
use crate::time::Date;

/// Why a return cannot be made for a period. The sentence is fit to show to the person who asked.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ReturnPeriodError {
    /// It is no period.
    #[error(transparent)]
    Period(#[from] PeriodError),
    /// It is one that the return is not made for.
    #[error("This return is made for {wanted}, and {asked} is none: ask for example for {example}.")]
    NotThisOne { asked: String, wanted: &'static str, example: String },
}

impl ReturnPeriodError {
    /// The stable name of the error, for programs.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Period(error) => error.code(),
            Self::NotThisOne { .. } => "return-period",
        }
    }
}

impl ReturnId {
    /// Reads a period that the return is made for. Years that end on 31 March are read so whenever the organisation's own
    /// fiscal year begins.
    ///
    /// # Errors
    /// [`ReturnPeriodError`] for what is no period, or none that the return is made for.
    pub fn period(self, text: &str, fiscal: FiscalYearStart) -> Result<Period, ReturnPeriodError> {
        let fiscal = self.fiscal(fiscal);
        let read = Period::parse(text, fiscal);
        // From 2027 the half-years of DISP are those of the calendar: 2027-H1.
        let calendar_half = |error| match self {
            Self::FcaDisp => Period::parse(text, calendar_year()?).map_err(|_| error),
            _ => Err(error),
        };
        let period = read.or_else(calendar_half)?;
        if self.kinds().contains(&period.kind()) {
            return Ok(period);
        }
        let example = self.period_of(period.from, fiscal)?.id;
        Err(ReturnPeriodError::NotThisOne { asked: period.label, wanted: self.periods(), example })
    }

    /// The period of the return in which a day lies.
    ///
    /// # Errors
    /// [`PeriodError::OutOfRange`] for one that begins before 1900 or after 2199.
    pub fn period_of(self, day: Date, fiscal: FiscalYearStart) -> Result<Period, PeriodError> {
        let kind = self.kinds().first().copied().unwrap_or(PeriodKind::Year);
        Period::containing(kind, day, self.fiscal(fiscal))
    }

    /// Which periods it is made for, in words.
    pub fn periods(self) -> &'static str {
        match self {
            Self::SpsoIndicators => "a year, half-year, quarter or month",
            Self::Ko41a | Self::Ko41b => "a year from 1 April to 31 March, or a quarter of one",
            Self::Tsm => "a year from 1 April to 31 March",
            Self::FcaDisp => "a half-year",
            Self::Energy => "a month, and tells of the twelve months up to it; of another period, up to its last month",
        }
    }

    /// The usual one first.
    fn kinds(self) -> &'static [PeriodKind] {
        use PeriodKind::{HalfYear, Month, Quarter, Year};
        match self {
            Self::SpsoIndicators => &[Year, HalfYear, Quarter, Month],
            Self::Ko41a | Self::Ko41b => &[Year, Quarter],
            Self::Tsm => &[Year],
            Self::FcaDisp => &[HalfYear],
            Self::Energy => &[Month, Quarter, HalfYear, Year],
        }
    }

    fn fiscal(self, own: FiscalYearStart) -> FiscalYearStart {
        match self {
            Self::Ko41a | Self::Ko41b | Self::Tsm => FiscalYearStart::default(),
            Self::SpsoIndicators | Self::FcaDisp | Self::Energy => own,
        }
    }
}

fn calendar_year() -> Result<FiscalYearStart, PeriodError> {
    FiscalYearStart::new(1, 1)
}
