//! Which reports are due, and which publication was missed (R84).

use super::draft::{Draft, Standing};
use crate::period::{FiscalYearStart, Period, PeriodError};
use crate::procedure::Report;
use crate::time::{Date, plus_days};

/// Most periods that are looked back on, the present one included.
const PERIODS_LIMIT: usize = 12;

/// The report of one period, as far as it has come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Publication {
    pub period: Period,
    /// Whether its last day has passed.
    pub is_over: bool,
    /// The last day on which publication is in time; absent where the procedure sets none.
    pub publish_by: Option<Date>,
    /// Days past that one, while nothing is published.
    pub overdue_days: Option<u32>,
    /// The newest edition.
    pub published: Option<PublishedOn>,
    /// How far the draft of the next edition has come, if one is begun.
    pub draft: Option<DraftStage>,
}

/// An edition and the day it was published.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PublishedOn {
    pub version: u32,
    pub on: Date,
}

/// How far a draft has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DraftStage {
    Writing,
    Asked,
    Approved,
}

impl Publication {
    /// What is known of a period on a day.
    pub fn of(
        period: Period,
        today: Date,
        rules: &Report,
        published: Option<PublishedOn>,
        draft: Option<&Draft>,
    ) -> Self {
        let publish_by = rules.publish_within_days.map(|days| plus_days(period.to, days));
        let overdue = publish_by.filter(|_| published.is_none()).map_or(0, |by| days_after(by, today));
        Self {
            is_over: today > period.to,
            publish_by,
            overdue_days: (overdue > 0).then_some(overdue),
            published,
            draft: draft.and_then(DraftStage::of),
            period,
        }
    }

    /// One word for it: `published`, `approved`, `asked`, `draft`, `overdue`, `due` or `not-over`. A draft that is overdue is a
    /// draft, and a correction does not take back what is published.
    pub fn state(&self) -> &'static str {
        match (self.published, self.draft) {
            (Some(_), _) => "published",
            (None, Some(stage)) => stage.id(),
            (None, None) if self.overdue_days.is_some() => "overdue",
            (None, None) if self.is_over => "due",
            (None, None) => "not-over",
        }
    }
}

impl DraftStage {
    /// The stage of a draft that is not published.
    pub fn of(draft: &Draft) -> Option<Self> {
        match draft.standing {
            Standing::Writing { .. } | Standing::Returned { .. } => Some(Self::Writing),
            Standing::Asked { .. } => Some(Self::Asked),
            Standing::Approved { .. } => Some(Self::Approved),
            Standing::Published => None,
        }
    }

    /// As in files and JSON.
    pub fn id(self) -> &'static str {
        match self {
            Self::Writing => "draft",
            Self::Asked => "asked",
            Self::Approved => "approved",
        }
    }
}

/// The periods that a report is written for, the last to end first: from the one in which the first case came to the one a day lies
/// in, at most the last twelve of each kind that is reported on.
///
/// # Errors
/// When a day lies in no period there is.
pub fn periods_due(
    rules: &Report,
    fiscal: FiscalYearStart,
    first_case: Date,
    today: Date,
) -> Result<Vec<Period>, PeriodError> {
    let mut due = Vec::new();
    for kind in &rules.every.0 {
        let newest = Period::containing((*kind).into(), today, fiscal)?;
        let back = std::iter::successors(Some(newest), |period| period.previous().ok());
        due.extend(back.take_while(|period| period.to >= first_case).take(PERIODS_LIMIT));
    }
    due.sort_by_key(|period| (std::cmp::Reverse(period.to), period.from));
    Ok(due)
}

fn days_after(day: Date, today: Date) -> u32 {
    day.until(today).ok().and_then(|span| u32::try_from(span.get_days()).ok()).unwrap_or(0)
}
