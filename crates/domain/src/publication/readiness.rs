//! What still keeps a report from publication.

use std::fmt;

use super::decide::Scene;
use super::draft::{Draft, Standing};
use crate::time::{Date, long_date};

/// One thing that is missing or wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Blocker {
    PeriodNotOver {
        ends_on: Date,
    },
    /// Nobody has put their name and post to it (R81).
    NoAuthor,
    /// A check that has to hold does not.
    Check(CheckSeen),
    /// Of so many upheld handlings it was not said whether the public edition tells of them (R99, R110).
    Narratives {
        unsettled: u64,
    },
    NotApproved,
}

/// A check of the figures that does not hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CheckSeen {
    /// Row of the requirements it comes from.
    pub id: String,
    pub detail: String,
}

/// All of it, at least one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Blockers(pub Vec<Blocker>);

/// What is in the way, in the order in which it is best mended.
pub fn blockers(scene: &Scene<'_>, draft: &Draft) -> Vec<Blocker> {
    let mut found = Vec::new();
    if scene.today <= scene.period_to {
        found.push(Blocker::PeriodNotOver { ends_on: scene.period_to });
    }
    found.extend(scene.failing.iter().cloned().map(Blocker::Check));
    if draft.author.is_none() {
        found.push(Blocker::NoAuthor);
    }
    let unsettled = unsettled(scene, draft);
    if unsettled > 0 {
        found.push(Blocker::Narratives { unsettled });
    }
    if scene.approval && !matches!(draft.standing, Standing::Approved { .. }) {
        found.push(Blocker::NotApproved);
    }
    found
}

/// Of how many upheld handlings it was not said what is told of them; the report need not tell of all of them.
fn unsettled(scene: &Scene<'_>, draft: &Draft) -> u64 {
    if draft.withhold_others {
        return 0;
    }
    let settled = scene.narratives.iter().filter(|of| draft.telling(of).is_some()).count();
    scene.upheld.saturating_sub(u64::try_from(settled).unwrap_or(u64::MAX))
}

impl Blocker {
    /// Stable code, as in the API.
    pub fn code(&self) -> &'static str {
        match self {
            Self::PeriodNotOver { .. } => "period-not-over",
            Self::NoAuthor => "no-author",
            Self::Check(_) => "check-fails",
            Self::Narratives { .. } => "narratives-unsettled",
            Self::NotApproved => "not-approved",
        }
    }
}

impl fmt::Display for Blocker {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::PeriodNotOver { ends_on } => write!(f, "The period is not over: it ends on {}.", long_date(*ends_on)),
            Self::NoAuthor => f.write_str("Name its author and their post."),
            Self::Check(CheckSeen { id, detail }) => write!(f, "{id}: {detail}"),
            Self::Narratives { unsettled } => write!(
                f,
                "Say of {unsettled} upheld {} what the public edition tells, or that it tells nothing.",
                if *unsettled == 1 { "case" } else { "cases" }
            ),
            Self::NotApproved => f.write_str("It needs approval: ask for it."),
        }
    }
}

impl fmt::Display for Blockers {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sentences: Vec<String> = self.0.iter().map(ToString::to_string).collect();
        f.write_str(&sentences.join(" "))
    }
}
