//! Months, quarters, half-years and years of an organisation's fiscal year, as reports name them.

mod back;
mod fiscal_year;
mod parse;
mod written;

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::time::Date;

pub use fiscal_year::FiscalYearStart;

/// The first and last year a period may begin in: wide enough for any register, narrow enough that no date runs out.
const YEARS: std::ops::RangeInclusive<i16> = 1900..=2199;

/// How long a period is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PeriodKind {
    /// A calendar month, whenever the fiscal year begins.
    Month,
    /// A quarter of the fiscal year.
    Quarter,
    /// Half a fiscal year.
    HalfYear,
    /// A fiscal year.
    Year,
}

/// A period that figures are given for, both ends included (R81).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "written::Written")]
pub struct Period {
    /// `2017-07`, `2017-18-Q2`, `2017-18-H1` or `2017-18`; `2017-Q2`, `2017-H1` or `2017` where the fiscal year is the calendar year.
    /// A fiscal year whose short id would read as a month is written out: `2011-2012`.
    pub id: String,
    /// For people: `Quarter 2 of 2017-18 (1 July to 30 September 2017)`.
    pub label: String,
    /// Its first day.
    pub from: Date,
    /// Its last day.
    pub to: Date,
    kind: PeriodKind,
    #[serde(rename = "fiscal_year_start")]
    fiscal: FiscalYearStart,
}

/// Why there is no such period. The sentence is fit to show to the person who asked.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PeriodError {
    /// Written in none of the forms.
    #[error("“{text}” is not a period: write a quarter as {quarter}, a fiscal year as {year} or a month as 2017-07.")]
    Form {
        /// What was written, cut short if it was long.
        text: String,
        /// A quarter as this organisation writes it.
        quarter: &'static str,
        /// A year as this organisation writes it.
        year: &'static str,
    },
    /// The two years of a fiscal year do not follow one another.
    #[error("“{text}” names years that do not follow one another: a fiscal year is written like 2017-18.")]
    YearsApart {
        /// What was written.
        text: String,
    },
    /// A quarter other than 1 to 4, a half-year other than 1 and 2, or a month other than 01 to 12.
    #[error("“{text}” does not exist: quarters are Q1 to Q4, half-years H1 and H2, and months 01 to 12.")]
    NoSuchPart {
        /// What was written.
        text: String,
    },
    /// What is stored of a period does not fit its id.
    #[error("The dates of the period “{id}” are not those of its id.")]
    Dates {
        /// Its id.
        id: String,
    },
    /// Before 1900 or after 2199.
    #[error("The period lies outside the years {} to {}: ask within them.", YEARS.start(), YEARS.end())]
    OutOfRange,
    /// Not a day a fiscal year can begin on.
    #[error(
        "“{text}” is not a start of a fiscal year: write month and day as MM-DD, the day from 01 to 28, for example 04-01."
    )]
    FiscalYearStart {
        /// What was written, cut short if it was long.
        text: String,
    },
}

impl PeriodError {
    /// The stable name of the error, for programs.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Form { .. } => "period-form",
            Self::YearsApart { .. } => "period-years-apart",
            Self::NoSuchPart { .. } => "period-does-not-exist",
            Self::Dates { .. } => "period-dates",
            Self::OutOfRange => "period-out-of-range",
            Self::FiscalYearStart { .. } => "fiscal-year-start-form",
        }
    }
}

impl Period {
    /// The period of a kind in which a date lies.
    ///
    /// # Errors
    /// [`PeriodError::OutOfRange`] for a period that begins before 1900 or after 2199.
    pub fn containing(kind: PeriodKind, date: Date, fiscal: FiscalYearStart) -> Result<Period, PeriodError> {
        match kind {
            PeriodKind::Month => Period::month(date.year(), date.month(), fiscal),
            PeriodKind::Quarter => {
                let (year, quarter) = fiscal.quarter_of(date)?;
                Period::quarter(year, quarter, fiscal)
            }
            PeriodKind::HalfYear => {
                let (year, quarter) = fiscal.quarter_of(date)?;
                Period::half_year(year, if quarter <= 2 { 1 } else { 2 }, fiscal)
            }
            PeriodKind::Year => Period::year(fiscal.year_of(date), fiscal),
        }
    }

    /// The period of the same kind just before this one.
    ///
    /// # Errors
    /// [`PeriodError::OutOfRange`] at the first period there is.
    pub fn previous(&self) -> Result<Period, PeriodError> {
        let day = self.from.yesterday().map_err(|_| PeriodError::OutOfRange)?;
        Period::containing(self.kind, day, self.fiscal)
    }

    /// The period of the same kind just after this one.
    ///
    /// # Errors
    /// [`PeriodError::OutOfRange`] at the last period there is.
    pub fn next(&self) -> Result<Period, PeriodError> {
        let day = self.to.tomorrow().map_err(|_| PeriodError::OutOfRange)?;
        Period::containing(self.kind, day, self.fiscal)
    }

    /// How long the period is.
    pub fn kind(&self) -> PeriodKind {
        self.kind
    }

    /// The fiscal year the period was read with.
    pub fn fiscal_year_start(&self) -> FiscalYearStart {
        self.fiscal
    }

    /// Whether a date lies in the period, ends included.
    pub fn contains(&self, date: Date) -> bool {
        (self.from..=self.to).contains(&date)
    }

    fn month(year: i16, month: i8, fiscal: FiscalYearStart) -> Result<Period, PeriodError> {
        let from = checked_start(Date::new(year, month, 1).ok())?;
        Ok(Period {
            id: from.strftime("%Y-%m").to_string(),
            label: from.strftime("%B %Y").to_string(),
            from,
            to: from.last_of_month(),
            kind: PeriodKind::Month,
            fiscal,
        })
    }

    fn quarter(year: i16, quarter: i8, fiscal: FiscalYearStart) -> Result<Period, PeriodError> {
        let from = checked_start(fiscal.quarter_start(year, quarter).ok())?;
        let after = match quarter {
            4 => fiscal.year_start(year.saturating_add(1))?,
            earlier => fiscal.quarter_start(year, earlier.saturating_add(1))?,
        };
        let to = day_before(after)?;
        let name = fiscal.short_name(year);
        Ok(Period {
            id: format!("{name}-Q{quarter}"),
            label: format!("Quarter {quarter} of {name} ({})", span(from, to)),
            from,
            to,
            kind: PeriodKind::Quarter,
            fiscal,
        })
    }

    /// Half 1 or 2: two quarters each.
    fn half_year(year: i16, half: i8, fiscal: FiscalYearStart) -> Result<Period, PeriodError> {
        let quarters = if half == 1 { (1, 2) } else { (3, 4) };
        let from = Period::quarter(year, quarters.0, fiscal)?.from;
        let to = Period::quarter(year, quarters.1, fiscal)?.to;
        let name = fiscal.short_name(year);
        Ok(Period {
            id: format!("{name}-H{half}"),
            label: format!("Half-year {half} of {name} ({})", span(from, to)),
            from,
            to,
            kind: PeriodKind::HalfYear,
            fiscal,
        })
    }

    fn year(year: i16, fiscal: FiscalYearStart) -> Result<Period, PeriodError> {
        let from = checked_start(fiscal.year_start(year).ok())?;
        let to = day_before(fiscal.year_start(year.saturating_add(1))?)?;
        Ok(Period {
            id: fiscal.year_id(year),
            label: format!("{} ({})", fiscal.short_name(year), span(from, to)),
            from,
            to,
            kind: PeriodKind::Year,
            fiscal,
        })
    }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.id)
    }
}

fn checked_start(start: Option<Date>) -> Result<Date, PeriodError> {
    start.filter(|start| YEARS.contains(&start.year())).ok_or(PeriodError::OutOfRange)
}

fn day_before(date: Date) -> Result<Date, PeriodError> {
    date.yesterday().map_err(|_| PeriodError::OutOfRange)
}

/// `1 July to 30 September 2017`, with the first year only where it differs.
fn span(from: Date, to: Date) -> String {
    let first = if from.year() == to.year() { "%-d %B" } else { "%-d %B %Y" };
    format!("{} to {}", from.strftime(first), to.strftime("%-d %B %Y"))
}

#[cfg(test)]
mod tests;
