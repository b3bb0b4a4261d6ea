//! The bank holidays of a year, from the rules that make them.
//!
//! Sources: Banking and Financial Dealings Act 1971 with its yearly proclamations, and for 30 November the
//! St Andrew's Day Bank Holiday (Scotland) Act 2007.

use jiff::Span;
use jiff::civil::{Date, Weekday, date};
use serde::Serialize;

use super::Division;

/// A bank holiday kept on a Monday to Friday.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Holiday {
    /// The day it is kept: for a holiday whose own day falls on a weekend, its substitute day.
    pub on: Date,
    /// Its name, marked when this is a substitute day.
    pub name: String,
}

/// The holidays of a year as kept, in order. Every one is a weekday.
pub(super) fn in_year(division: Division, year: i16) -> Vec<Holiday> {
    let mut kept = settle(nominal(division, year));
    kept.sort_by_key(|holiday| holiday.on);
    kept
}

/// Moves each holiday that falls on a weekend to the next weekday that is not a holiday already.
fn settle(nominal: Vec<(Date, &'static str)>) -> Vec<Holiday> {
    let (moving, staying): (Vec<_>, Vec<_>) = nominal.into_iter().partition(|(on, _)| is_weekend(*on));
    let mut kept: Vec<Holiday> = staying.into_iter().map(|(on, name)| Holiday { on, name: name.to_owned() }).collect();
    for (own_day, name) in moving {
        let mut on = own_day;
        while is_weekend(on) || kept.iter().any(|holiday| holiday.on == on) {
            on = plus_days(on, 1);
        }
        kept.push(Holiday { on, name: format!("{name} (substitute day)") });
    }
    kept
}

/// The holidays of a year on their own days, weekends included.
fn nominal(division: Division, year: i16) -> Vec<(Date, &'static str)> {
    let easter = easter_sunday(year);
    let scotland = division == Division::Scotland;
    let northern_ireland = division == Division::NorthernIreland;
    let mut days = vec![
        (date(year, 1, 1), "New Year’s Day"),
        (plus_days(easter, -2), "Good Friday"),
        (early_may(year), "Early May bank holiday"),
        (spring(year), "Spring bank holiday"),
        (summer(division, year), "Summer bank holiday"),
        (date(year, 12, 25), "Christmas Day"),
        (date(year, 12, 26), "Boxing Day"),
    ];
    if scotland {
        days.push((date(year, 1, 2), "2 January"));
        days.push((date(year, 11, 30), "St Andrew’s Day"));
    } else {
        days.push((plus_days(easter, 1), "Easter Monday"));
    }
    if northern_ireland {
        days.push((date(year, 3, 17), "St Patrick’s Day"));
        days.push((date(year, 7, 12), "Battle of the Boyne (Orangemen’s Day)"));
    }
    days.extend(proclaimed_once(division).into_iter().filter(|(on, _)| on.year() == year));
    days
}

/// The first Monday of May; in 2020 the 75th anniversary of VE Day instead.
fn early_may(year: i16) -> Date {
    match year {
        2020 => date(2020, 5, 8),
        _ => monday_on_or_after(date(year, 5, 1)),
    }
}

/// The last Monday of May; in 2012 and 2022 moved to join a jubilee.
fn spring(year: i16) -> Date {
    match year {
        2012 => date(2012, 6, 4),
        2022 => date(2022, 6, 2),
        _ => monday_on_or_after(date(year, 5, 25)),
    }
}

/// The first Monday of August in Scotland, the last elsewhere.
fn summer(division: Division, year: i16) -> Date {
    match division {
        Division::Scotland => monday_on_or_after(date(year, 8, 1)),
        Division::EnglandAndWales | Division::NorthernIreland => monday_on_or_after(date(year, 8, 25)),
    }
}

/// Holidays proclaimed for one day and never again.
fn proclaimed_once(division: Division) -> Vec<(Date, &'static str)> {
    let mut days = vec![
        (date(2011, 4, 29), "Royal wedding bank holiday"),
        (date(2012, 6, 5), "Diamond Jubilee bank holiday"),
        (date(2022, 6, 3), "Platinum Jubilee bank holiday"),
        (date(2022, 9, 19), "State funeral of Queen Elizabeth II"),
        (date(2023, 5, 8), "Coronation bank holiday"),
    ];
    if division == Division::Scotland {
        days.push((date(2026, 6, 15), "World Cup bank holiday"));
    }
    days
}

/// Easter Sunday in the Gregorian calendar, by the anonymous method that Meeus prints in Astronomical Algorithms, chapter 8.
/// The letters are his.
fn easter_sunday(year: i16) -> Date {
    let y = i64::from(year);
    let (a, b, c) = (y % 19, y / 100, y % 100);
    let (d, e) = (b / 4, b % 4);
    let f = (b + 8) / 25;
    let g = (b - f + 1) / 3;
    let h = (19 * a + b - d - g + 15) % 30;
    let (i, k) = (c / 4, c % 4);
    let l = (32 + 2 * e + 2 * i - h - k) % 7;
    let m = (a + 11 * h + 22 * l) / 451;
    plus_days(date(year, 3, 22), h + l - 7 * m)
}

pub(super) fn is_weekend(day: Date) -> bool {
    matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday)
}

fn monday_on_or_after(day: Date) -> Date {
    plus_days(day, i64::from(day.weekday().until(Weekday::Monday)))
}

pub(super) fn plus_days(day: Date, days: i64) -> Date {
    day.saturating_add(Span::new().days(days))
}
