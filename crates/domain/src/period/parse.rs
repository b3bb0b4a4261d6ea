//! Reading a period as somebody writes it.

use super::{FiscalYearStart, Period, PeriodError};

impl Period {
    /// Reads `2017-18-Q2`, `2017-18-H1`, `2017-18` (also `2017/18`, `2017-2018`) or `2017-07`.
    ///
    /// `FY` before it makes a fiscal year of what could be a month: `FY2011-12`.
    ///
    /// Where the fiscal year is the calendar year `2017-Q2`, `2017-H1` and `2017` are meant as well. Two digits that could be a month
    /// are one: `2011-12` is December 2011, and the fiscal year is `FY2011-12`, `2011-2012` or `2011/12`.
    ///
    /// # Errors
    /// [`PeriodError`]: not of that form, years that do not follow one another, no such quarter, half-year or month, or before 1900 or after 2199.
    pub fn parse(text: &str, fiscal: FiscalYearStart) -> Result<Period, PeriodError> {
        let shown = || text.chars().take(20).collect::<String>();
        let written = Written::read(text, fiscal.is_calendar_year()).ok_or_else(|| forms(shown(), fiscal))?;
        match written {
            Written::Month { year, month } => {
                if !(1..=12).contains(&month) {
                    return Err(PeriodError::NoSuchPart { text: shown() });
                }
                Period::month(year, month, fiscal)
            }
            Written::Fiscal { years_follow: false, .. } => Err(PeriodError::YearsApart { text: shown() }),
            Written::Fiscal { year, part: Part::Whole, .. } => Period::year(year, fiscal),
            Written::Fiscal { year, part: Part::Quarter(quarter @ 1..=4), .. } => {
                Period::quarter(year, quarter, fiscal)
            }
            Written::Fiscal { year, part: Part::Half(half @ 1..=2), .. } => Period::half_year(year, half, fiscal),
            Written::Fiscal { .. } => Err(PeriodError::NoSuchPart { text: shown() }),
        }
    }
}

fn forms(text: String, fiscal: FiscalYearStart) -> PeriodError {
    let (quarter, year) = if fiscal.is_calendar_year() { ("2017-Q2", "2017") } else { ("2017-18-Q2", "2017-18") };
    PeriodError::Form { text, quarter, year }
}

/// What the text says, before it is known whether there is such a period.
enum Written {
    Month { year: i16, month: i8 },
    Fiscal { year: i16, years_follow: bool, part: Part },
}

/// What of a fiscal year is meant.
enum Part {
    Whole,
    Quarter(i8),
    Half(i8),
}

impl Written {
    fn read(text: &str, one_number_is_a_year: bool) -> Option<Written> {
        let (text, says_year) = text.strip_prefix("FY").map_or((text, false), |text| (text, true));
        let (years, part) = match (text.rsplit_once("-Q"), text.rsplit_once("-H")) {
            (Some((years, quarter)), _) => (years, Part::Quarter(digits(quarter, 1)?)),
            (None, Some((years, half))) => (years, Part::Half(digits(half, 1)?)),
            (None, None) => (text, Part::Whole),
        };
        let (first, second) = match years.split_once(['-', '/']) {
            None if one_number_is_a_year => {
                return Some(Written::Fiscal { year: digits(years, 4)?, years_follow: true, part });
            }
            None => return None,
            Some(both) => both,
        };
        let year: i16 = digits(first, 4)?;
        if second.len() == 4 {
            let years_follow = digits::<i16>(second, 4)? == year.saturating_add(1);
            return Some(Written::Fiscal { year, years_follow, part });
        }
        let two: i16 = digits(second, 2)?;
        let years_follow = two == year.saturating_add(1) % 100;
        let reads_as_month = !says_year
            && matches!(part, Part::Whole)
            && years.contains('-')
            && (two <= 12 && !(years_follow && two == 0));
        if reads_as_month {
            return Some(Written::Month { year, month: i8::try_from(two).ok()? });
        }
        Some(Written::Fiscal { year, years_follow, part })
    }
}

/// The number written with exactly so many digits.
fn digits<N: std::str::FromStr>(text: &str, count: usize) -> Option<N> {
    let all_digits = text.len() == count && text.bytes().all(|byte| byte.is_ascii_digit());
    if all_digits { text.parse().ok() } else { None }
}
