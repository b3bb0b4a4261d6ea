//! What was closed by one row: the tallies of its routes as one.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::model::OutcomeName;
use super::row::RowId;
use super::rules::Rules;
use super::{ClosedTally, PerRoute, RouteTally};
use crate::procedure::OutcomeEffect;

impl PerRoute<u64> {
    /// The sum of a row.
    pub(super) fn of_row(&self, row: RowId) -> u64 {
        row.routes().iter().map(|route| *self.get(*route)).sum()
    }
}

impl ClosedTally {
    /// The tally of a row.
    pub(super) fn of_row(&self, row: RowId) -> Cow<'_, RouteTally> {
        match row.routes() {
            [route] => Cow::Borrowed(self.routes.get(*route)),
            routes => {
                let mut sum = RouteTally::default();
                routes.iter().for_each(|route| sum.join(self.routes.get(*route)));
                Cow::Owned(sum)
            }
        }
    }
}

impl RouteTally {
    fn join(&mut self, other: &RouteTally) {
        join(&mut self.outcomes, &other.outcomes);
        join(&mut self.days, &other.days);
        join(&mut self.received_on, &other.received_on);
        self.met += other.met;
        self.met_unextended += other.met_unextended;
        self.extended += other.extended;
        self.first_contact += other.first_contact;
    }

    /// How many were closed, counted by the days they took.
    pub(super) fn closed(&self) -> u64 {
        self.days.values().sum()
    }

    /// Working days of all of them.
    pub(super) fn days_total(&self) -> u64 {
        self.days.iter().map(|(days, count)| u64::from(*days) * count).sum()
    }

    /// How many ended with an outcome of such effect.
    pub(super) fn with_effect(&self, rules: &Rules, is: impl Fn(OutcomeEffect) -> bool) -> u64 {
        let of = |outcome: &&OutcomeName| is(outcome.effect);
        rules.outcomes.iter().filter(of).filter_map(|outcome| self.outcomes.get(&outcome.id)).sum()
    }
}

fn join<K: Ord + Clone>(sum: &mut BTreeMap<K, u64>, other: &BTreeMap<K, u64>) {
    for (key, count) in other {
        *sum.entry(key.clone()).or_default() += count;
    }
}
