//! The clocks of a procedure as data: what each runs for, how it counts, and how far it may be moved.

use serde::{Deserialize, Serialize};

use super::flow::{Moment, Route};
use super::model::{Label, Means};
use crate::calendar::{CloseOfBusiness, DayOne, DayUnit, Term};

/// A clock of the procedure.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct ClockRule {
    pub id: String,
    /// Shown to people: "Speak to the customer".
    pub label: String,
    /// The handlings it runs for.
    pub routes: Vec<Route>,
    /// Stage ids it is kept to; empty: every stage its routes lead to.
    #[serde(default)]
    pub stages: Vec<String>,
    /// Triage class ids it is kept to; empty: every class.
    #[serde(default)]
    pub classes: Vec<String>,
    #[serde(default)]
    pub force: Force,
    pub start: Moment,
    /// What it starts from while its start has not come.
    pub fallback: Option<Fallback>,
    pub start_rule: StartRule,
    /// What becomes of a first day that is not worked; by default what the unit implies.
    pub nonworking_start: Option<NonworkingStart>,
    pub length: u32,
    pub unit: Unit,
    /// Said of months, and of nothing else.
    pub month_rule: Option<MonthRule>,
    #[serde(default)]
    pub end_rule: EndRule,
    #[serde(default)]
    pub end_of_day: EndOfDay,
    /// When the business of a day closes, 17:00 by default; only with `end_of_day = "close-of-business"`.
    pub close_of_business: Option<CloseOfBusiness>,
    pub stop: Moment,
    /// Means of contact that stop a clock that stops when `contacted` (R46).
    #[serde(default)]
    pub satisfied_by: Vec<Means>,
    /// Its stop does not end it but starts it again, until the handling closes: news that is due every so often.
    #[serde(default)]
    pub repeats: bool,
    /// This clock is the stage's time limit, by which the report measures days, met and missed.
    #[serde(default)]
    pub timescale: bool,
    /// A date to aim for before the due date, in the clock's unit (R80).
    pub early_target: Option<u32>,
    /// So many units before it is due people are warned.
    #[serde(default)]
    pub warn_at: Vec<u32>,
    pub extension: Option<Extension>,
    pub pause: Option<Pause>,
}

/// How binding a time limit is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Force {
    /// The law sets it.
    Statutory,
    /// The procedure or the code sets it.
    #[default]
    Standard,
    /// The organisation aims for it.
    Target,
}

/// What a clock starts from when the moment it waits for may come late or never.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Fallback {
    /// Id of the acknowledgement clock whose due date is the last day on which acknowledging was permitted.
    pub latest_permitted: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum StartRule {
    /// The day after the start counts 1.
    DayAfter,
    /// The day of the start counts 1, or the next working day where working days are counted and it is none.
    SameDay,
    /// From the instant itself; only for hours.
    Instant,
}

impl StartRule {
    /// The day-one rule of a clock that counts days; `None` for one that runs from the instant.
    pub fn day_one(self) -> Option<DayOne> {
        match self {
            Self::DayAfter => Some(DayOne::DayAfter),
            Self::SameDay => Some(DayOne::SameDay),
            Self::Instant => None,
        }
    }
}

/// What becomes of a first day that the organisation does not work.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum NonworkingStart {
    /// The next working day is the first. Working days can only be counted so.
    NextWorkingDay,
    /// It counts all the same.
    None,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Unit {
    WorkingDay,
    CalendarDay,
    Week,
    Month,
    Hour,
}

impl Unit {
    /// How days are counted by it; `None` for hours.
    pub fn days(self) -> Option<DayUnit> {
        match self {
            Self::WorkingDay => Some(DayUnit::WorkingDay),
            Self::CalendarDay => Some(DayUnit::CalendarDay),
            Self::Week => Some(DayUnit::Week),
            Self::Month => Some(DayUnit::Month),
            Self::Hour => None,
        }
    }

    /// A length in words: "1 working day", "8 weeks".
    pub fn count(self, length: u32) -> String {
        let unit = match self {
            Self::WorkingDay => "working day",
            Self::CalendarDay => "calendar day",
            Self::Week => "week",
            Self::Month => "month",
            Self::Hour => "hour",
        };
        format!("{length} {unit}{}", if length == 1 { "" } else { "s" })
    }
}

/// How months are counted. The two are easily confused and a day apart, so a file says which, and its `start_rule` agrees.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum MonthRule {
    /// To the day of the same number, the day of the start not counted: 3 March to 3 September. With `day-after`.
    Corresponding,
    /// "Beginning with the day": the day of the start counts, so they end a day before: 3 March to 2 September. With `same-day`.
    BeginningWith,
}

/// What becomes of a last day that the organisation does not work.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum EndRule {
    #[default]
    AsIs,
    /// It is due on the next working day.
    NextWorkingDay,
}

/// When the last day ends.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum EndOfDay {
    #[default]
    Midnight,
    CloseOfBusiness,
}

/// How far a clock may be extended, counted from its due date in its own unit.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Extension {
    /// Most units that can be added in all.
    pub max: u32,
    /// How often it can be extended; as often as `max` has room where it is not said.
    pub max_count: Option<u32>,
    /// Most units it may run in all, its own length included; not even a good reason goes beyond.
    pub cap_total: Option<u32>,
    /// Role whose holder approves.
    pub approver_role: Option<String>,
    /// The person is told of it, and how is recorded.
    #[serde(default)]
    pub tell_customer: bool,
    /// Reasons one of which has to be given; empty: any, in words.
    #[serde(default)]
    pub reasons: Vec<Label>,
    /// The person is given the outside body's contact with it.
    #[serde(default)]
    pub give_outside_contact: bool,
    /// More than `max` can be added for a good reason.
    #[serde(default)]
    pub good_reason_exceeds: bool,
}

/// That a clock may be paused.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Pause {
    /// Reasons one of which has to be given, by its id; empty: any, in words.
    #[serde(default)]
    pub reasons: Vec<Label>,
    /// Most days that pauses add in all: working days for a clock that counts them, else calendar days.
    pub max: u32,
    /// Role whose holder approves.
    pub approver_role: Option<String>,
}

impl ClockRule {
    /// Whether it runs for a handling that came by this route to this stage, of this triage class.
    pub fn runs_for(&self, route: Route, stage: &str, class: &str) -> bool {
        let kept_to = |ids: &[String], id: &str| ids.is_empty() || ids.iter().any(|other| other == id);
        self.routes.contains(&route) && kept_to(&self.stages, stage) && kept_to(&self.classes, class)
    }

    /// How a length is counted by this clock; `None` for hours.
    pub fn term(&self, length: u32) -> Option<Term> {
        Some(Term {
            length,
            unit: self.unit.days()?,
            day_one: self.start_rule.day_one()?,
            first_is_worked: self.nonworking_start == Some(NonworkingStart::NextWorkingDay),
            last_is_worked: self.end_rule == EndRule::NextWorkingDay,
        })
    }

    /// The time at which its last day closes; `None` at midnight.
    pub fn closes_at(&self) -> Option<CloseOfBusiness> {
        (self.end_of_day == EndOfDay::CloseOfBusiness).then(|| self.close_of_business.unwrap_or_default())
    }
}
