//! What was open at the end of the period, by how far it was past due (regimes 3a).

use super::Facts;
use super::model::{OpenBand, OpenCases};
use crate::calendar::{Calendar, CalendarError, DayOne};
use crate::time::Date;

/// Bands of working days past due: the last day of each; what is beyond them all has a band of its own.
const BANDS: [(u32, &str); 3] = [(5, "1-5"), (10, "6-10"), (20, "11-20")];
const BEYOND: &str = "over 20";

/// The open handlings by what they were on `as_of`. A day that is not worked makes nothing past due, just as closing on it is
/// still in time (R94).
pub(super) fn open(facts: &Facts, calendar: &Calendar, as_of: Date) -> Result<OpenCases, CalendarError> {
    let mut counted = [0_u64; BANDS.len()];
    let (mut in_time, mut past_due, mut beyond, mut no_limit) = (0_u64, 0_u64, 0_u64, 0_u64);
    for (due_on, number) in &facts.open.due_on {
        let Some(due_on) = due_on else {
            no_limit += number;
            continue;
        };
        let past = if *due_on < as_of { calendar.taken(*due_on, as_of, DayOne::DayAfter)? } else { 0 };
        if past == 0 {
            in_time += number;
            continue;
        }
        past_due += number;
        match BANDS.iter().position(|(last, _)| past <= *last).and_then(|at| counted.get_mut(at)) {
            Some(band) => *band += number,
            None => beyond += number,
        }
    }
    let bands = BANDS.iter().map(|(_, label)| *label).chain([BEYOND]).zip(counted.into_iter().chain([beyond]));
    Ok(OpenCases {
        as_of,
        open: (in_time + past_due + no_limit).into(),
        in_time: in_time.into(),
        past_due: past_due.into(),
        bands: bands.map(|(label, number)| OpenBand { label: label.to_owned(), count: number.into() }).collect(),
        no_limit: no_limit.into(),
    })
}
