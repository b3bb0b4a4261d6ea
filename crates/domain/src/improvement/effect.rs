//! Whether an improvement action worked: months before and after it, judged by the chart's own rules and never by two points.
//!
//! A case belongs to the month in which it was received: that is nearest to when things went wrong. What is counted is cases of
//! the action's cause whose last decision upheld them, wholly or in part. The month in which the action was done belongs to
//! neither side.

use std::collections::{BTreeMap, BTreeSet};

use crate::spc::{Better, Bounds, Effectiveness, Hundredths, Measure, Point, Settings, effect};
use crate::time::{Date, minus_months, plus_months};

/// Most months looked at on either side.
const MONTHS_LIMIT: u32 = 24;
/// Months for which a month waits until its cases are decided: while they are open it looks better than it was.
const WAIT: u32 = 3;

/// The months to be compared, by their first days, oldest first.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Months {
    pub before: Vec<Date>,
    pub after: Vec<Date>,
}

impl Months {
    /// The full months on either side of the month in which an action was done. `first_case` is the day on which the oldest case
    /// was received: the months before it say nothing. `open` are the months with cases that are still open.
    pub fn around(done_on: Date, first_case: Option<Date>, today: Date, open: &BTreeSet<Date>) -> Self {
        let (done, now) = (done_on.first_of_month(), today.first_of_month());
        let is_known = |month: &Date| first_case.is_some_and(|first| *month >= first.first_of_month());
        let is_settled = |month: &Date| !open.contains(month) || *month < minus_months(now, WAIT);
        let before = (1..=MONTHS_LIMIT).rev().map(|back| minus_months(done, back)).filter(is_known);
        let after = (1..=MONTHS_LIMIT).map(|ahead| plus_months(done, ahead));
        let after = after.take_while(|month| *month < now && is_settled(month));
        Self { before: before.collect(), after: after.collect() }
    }

    /// First and last day of what has to be counted; `None` where there is nothing to count.
    pub fn span(&self) -> Option<(Date, Date)> {
        let all = || self.before.iter().chain(&self.after);
        Some((*all().next()?, all().next_back()?.last_of_month()))
    }
}

/// Judges the months after an action by those before it. A month without a count had no case.
pub fn judge(months: &Months, counts: &BTreeMap<Date, u32>, settings: &Settings) -> Effectiveness {
    let measure = Measure {
        name: "cases of this cause".to_owned(),
        each: "month".to_owned(),
        bounds: Bounds::Count,
        better: Some(Better::Lower),
        target: None,
    };
    let points = |list: &[Date]| -> Vec<Point> {
        let value = |month: &Date| Hundredths::whole(counts.get(month).copied().unwrap_or(0));
        list.iter().map(|month| Point { label: month.strftime("%b %Y").to_string(), value: value(month) }).collect()
    };
    effect(&measure, Better::Lower, &points(&months.before), &points(&months.after), settings)
}
