//! How long the records of closed cases are kept, and when text and people are taken out of them (UK GDPR, article 5(1)(e)).

use serde::{Deserialize, Serialize};

use crate::time::{Date, minus_months, plus_months};

/// How long records are kept after a case was closed. Without `months` and without rules they are kept until somebody decides.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Retention {
    /// Months after the last handling was closed, for every case that no rule is for.
    pub months: Option<u32>,
    /// Whether what is due is erased every day without asking; otherwise somebody decides on what a page or a dry run lists.
    #[serde(default)]
    pub automatic: bool,
    /// For cases of some kinds; the first that fits is the one.
    #[serde(default)]
    pub rules: Vec<RetentionRule>,
}

/// How long the records of some cases are kept. Every list that is given has to fit.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct RetentionRule {
    pub id: String,
    /// Outcomes of the last decision, by id.
    #[serde(default)]
    pub outcomes: Vec<String>,
    /// Classes of triage, by id.
    #[serde(default)]
    pub classes: Vec<String>,
    /// Decision codes of the last decision, by id.
    #[serde(default)]
    pub codes: Vec<String>,
    pub months: u32,
}

/// What retention looks at in a closed case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept<'a> {
    pub closed_on: Date,
    pub outcome: Option<&'a str>,
    pub class: Option<&'a str>,
    pub code: Option<&'a str>,
}

/// Until when a case is kept, and by which rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct KeptUntil<'r> {
    /// `None`: the general rule.
    pub rule: Option<&'r str>,
    pub months: u32,
    /// From this day on it is due to be erased.
    pub due_on: Date,
}

impl Retention {
    /// Until when a closed case is kept; `None`: until somebody decides.
    pub fn kept_until(&self, kept: &Kept<'_>) -> Option<KeptUntil<'_>> {
        let rule = self.rules.iter().find(|rule| rule.fits(kept));
        let months = rule.map(|rule| rule.months).or(self.months)?;
        let due_on = plus_months(kept.closed_on, months);
        Some(KeptUntil { rule: rule.map(|rule| rule.id.as_str()), months, due_on })
    }

    /// The last day on which a case can have been closed that is due on a day; `None` where nothing is ever due.
    pub fn last_closed_due(&self, today: Date) -> Option<Date> {
        let shortest = self.rules.iter().map(|rule| rule.months).chain(self.months).min()?;
        // The last day of a longer month can be due on the last day of a shorter one: three days more are looked at.
        Some(crate::time::plus_days(minus_months(today, shortest), 3))
    }
}

impl RetentionRule {
    fn fits(&self, kept: &Kept<'_>) -> bool {
        let fits = |list: &[String], id: Option<&str>| {
            list.is_empty() || id.is_some_and(|id| list.iter().any(|one| one == id))
        };
        fits(&self.outcomes, kept.outcome) && fits(&self.classes, kept.class) && fits(&self.codes, kept.code)
    }
}
