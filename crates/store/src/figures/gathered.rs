//! Facts in the making: what is read from rows, and from cases folded from their events, is added to the same sums.

use std::collections::BTreeMap;

use redress_domain::case::ActionKind;
use redress_domain::period::Period;
use redress_domain::statistics::{Facts, Flow, Kept, PerRoute, PeriodFlow, Repeat};
use redress_domain::time::Date;
use redress_domain::words::Word;

use super::FiguresAsked;

/// Most repeats that one report lists.
pub(super) const REPEATS_LIMIT: usize = 1_000;

/// Sums so far.
pub(super) struct Gathered<'a> {
    pub asked: &'a FiguresAsked<'a>,
    pub facts: Facts,
    /// What happened on each day of the trend and the months.
    pub days: PerRoute<BTreeMap<Date, Flow>>,
}

/// How something with a due date stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Standing {
    Kept,
    Missed,
    Waiting,
}

impl<'a> Gathered<'a> {
    pub(super) fn new(asked: &'a FiguresAsked<'a>) -> Self {
        Self { asked, facts: Facts::default(), days: PerRoute::default() }
    }

    pub(super) fn period(&self) -> &'a Period {
        self.asked.period
    }

    /// First and last day of the reported period, as rows hold them.
    pub(super) fn ends(&self) -> (String, String) {
        (self.asked.period.from.to_string(), self.asked.period.to.to_string())
    }

    /// First and last day of all periods that the trend and the months tell of; `None` where neither is asked for.
    pub(super) fn days_asked(&self) -> Option<(Date, Date)> {
        let periods = || self.asked.trend.iter().chain(self.asked.months);
        Some((periods().map(|period| period.from).min()?, periods().map(|period| period.to).max()?))
    }

    /// Adds time limits that fell due on a day.
    pub(super) fn add_limits(&mut self, rule: &str, due_on: Date, standing: Standing, count: u64) {
        if let Some(missed) = self.is_missed(due_on, standing) {
            if !self.facts.limits.contains_key(rule) {
                self.facts.limits.insert(rule.to_owned(), Kept::default());
            }
            if let Some(kept) = self.facts.limits.get_mut(rule) {
                add(kept, missed, count);
            }
        }
    }

    /// Adds actions that fell due on a day.
    pub(super) fn add_actions(&mut self, kind: ActionKind, due_on: Date, standing: Standing, count: u64) {
        if let Some(missed) = self.is_missed(due_on, standing) {
            add(self.facts.actions.entry(kind).or_default(), missed, count);
        }
    }

    /// What waits is missed once its day is over; until then it is neither.
    fn is_missed(&self, due_on: Date, standing: Standing) -> Option<bool> {
        match standing {
            Standing::Kept => Some(false),
            Standing::Missed => Some(true),
            Standing::Waiting => (due_on < self.asked.today).then_some(true),
        }
    }

    pub(super) fn into_facts(mut self) -> Facts {
        let flows = |periods: &[Period]| periods.iter().map(|period| flow(period, &self.days)).collect();
        self.facts.trend = flows(self.asked.trend);
        self.facts.months = flows(self.asked.months);
        self.facts.told.finish(self.asked.narratives);
        let repeats = &mut self.facts.remarks.repeats;
        repeats.sort_by(|a: &Repeat, b| a.reference.cmp(&b.reference));
        repeats.truncate(REPEATS_LIMIT);
        self.facts
    }
}

/// How an action stands: it is kept when it was done by the day it was due.
pub(super) fn standing(due_on: Date, done_on: Option<Date>) -> Standing {
    match done_on {
        Some(done_on) if done_on <= due_on => Standing::Kept,
        Some(_) => Standing::Missed,
        None => Standing::Waiting,
    }
}

fn add(kept: &mut Kept, missed: bool, count: u64) {
    let sum = if missed { &mut kept.missed } else { &mut kept.met };
    *sum = sum.saturating_add(count);
}

fn flow(period: &Period, days: &PerRoute<BTreeMap<Date, Flow>>) -> PeriodFlow {
    let mut routes = PerRoute::<Flow>::default();
    for route in redress_domain::procedure::Route::ALL {
        let sum = routes.get_mut(*route);
        for day in days.get(*route).range(period.from..=period.to).map(|(_, day)| day) {
            sum.received += day.received;
            sum.closed += day.closed;
            sum.upheld += day.upheld;
            sum.partly_upheld += day.partly_upheld;
            sum.withdrawn += day.withdrawn;
            sum.met += day.met;
            sum.extended += day.extended;
            sum.days += day.days;
        }
    }
    PeriodFlow { period: period.clone(), routes }
}
