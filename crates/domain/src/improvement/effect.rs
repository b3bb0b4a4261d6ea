//! Whether an improvement action worked: months before and after it, judged by the chart's own rules and never by two points.
//!
//! A case belongs to the month in which it was received: that is nearest to when things went wrong. What is counted is cases of
//! the action's cause whose last decision upheld them, wholly or in part. The month in which the action was done belongs to
//! neither side.
//!
//! Counts and not shares are judged: of a share nobody could say whether the cause moved or the others did. What moved all causes
//! alike is told apart by judging the others in the same months.

use std::collections::{BTreeMap, BTreeSet};

use crate::spc::{Better, Bounds, Effect, Effectiveness, Hundredths, Measure, Point, Settings, effect};
use crate::time::{Date, minus_months, plus_months};
use crate::words::Word;

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
    judged("cases of this cause", months, counts, settings)
}

/// The same beside the cases of every cause, `all`: where those of the other causes changed alike in these months, the change is
/// not known to be the action's doing.
pub fn beside_others(
    found: Effectiveness,
    months: &Months,
    counts: &BTreeMap<Date, u32>,
    all: &BTreeMap<Date, u32>,
    settings: &Settings,
) -> Effectiveness {
    let of_cause = |month: &Date| counts.get(month).copied().unwrap_or(0);
    let others = all.iter().map(|(month, count)| (*month, count.saturating_sub(of_cause(month)))).collect();
    let alike = judged("cases of other causes", months, &others, settings).effect == found.effect;
    if found.effect == Effect::NoChangeYet || !alike {
        return found;
    }
    let mut chart = found.chart;
    let reason = chart.sentence.split_once(": ").map_or("", |(_, reason)| reason);
    chart.sentence = format!(
        "{}: the cases of all other causes changed in the same way, so that this is not known to be its doing; {reason}",
        Effect::NoChangeYet.label()
    );
    Effectiveness { effect: Effect::NoChangeYet, chart }
}

fn judged(name: &str, months: &Months, counts: &BTreeMap<Date, u32>, settings: &Settings) -> Effectiveness {
    let measure = Measure {
        name: name.to_owned(),
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
