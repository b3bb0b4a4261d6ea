//! Clocks with their working, as answered.

use redress_app::{CaseView, Settings};
use redress_domain::case::clock::{Clock, Taken, Verdict};
use redress_domain::procedure::Procedure;
use serde::Serialize;
use utoipa::ToSchema;

use super::date::{Day, DueBody, Moment};

/// A clock of a case.
#[derive(Debug, Serialize, ToSchema)]
pub struct ClockBody {
    /// Id of its rule in the case's version of the procedure.
    pub rule: String,
    /// The procedure's name for it.
    pub label: String,
    /// Number of the handling it runs for.
    pub handling: u32,
    /// Whether it is the time limit by which the report measures.
    pub timescale: bool,
    pub started_at: Moment,
    pub started_on: Day,
    pub length: u32,
    /// `working_day` or `hour`.
    #[schema(value_type = String)]
    pub unit: redress_domain::procedure::Unit,
    /// `day-after`, `same-day` or `instant`.
    #[schema(value_type = String)]
    pub start_rule: redress_domain::procedure::StartRule,
    /// Extension included.
    pub due: DueBody,
    /// A date to aim for before it is due.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub early: Option<DueBody>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub extended_to: Option<Day>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stopped_at: Option<Moment>,
    /// `met`, `late` or `not-needed`; absent while it runs.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>)]
    pub verdict: Option<&'static str>,
    /// Working days taken, where it counts them and has stopped.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub taken_working_days: Option<u32>,
    /// Minutes taken, where it counts hours and has stopped.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub taken_minutes: Option<u32>,
    /// Where it counts working days: each day on the way to the date before any extension, on the calendar as it is now.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub explanation: Option<ExplanationBody>,
}

/// How a due date comes about.
#[derive(Debug, Serialize, ToSchema)]
pub struct ExplanationBody {
    pub due: Day,
    /// The working days counted; the last is the due date.
    pub counted: Vec<Day>,
    pub skipped: Vec<SkippedBody>,
}

/// A day passed over in a count.
#[derive(Debug, Serialize, ToSchema)]
pub struct SkippedBody {
    pub date: Day,
    /// `Saturday`, `Sunday`, the holiday's name or the closure's label.
    pub why: String,
}

/// The clocks of a case, with or without their working.
pub fn clocks(view: &CaseView, explained: bool) -> Vec<ClockBody> {
    let explain = |clock: &Clock| explained.then(|| explanation(&view.settings, clock)).flatten();
    view.case.clocks.iter().map(|clock| body(&view.procedure, clock, explain(clock))).collect()
}

fn body(procedure: &Procedure, clock: &Clock, explanation: Option<ExplanationBody>) -> ClockBody {
    let taken = clock.verdict.and_then(Verdict::taken);
    ClockBody {
        rule: clock.rule.clone(),
        label: procedure.clock(&clock.rule).map_or_else(|| clock.rule.clone(), |rule| rule.label.clone()),
        handling: clock.handling,
        timescale: clock.timescale,
        started_at: Moment(clock.started_at),
        started_on: Day(clock.started_on),
        length: clock.length,
        unit: clock.unit,
        start_rule: clock.start_rule,
        due: clock.due.into(),
        early: clock.early.map(DueBody::from),
        extended_to: clock.extended_to.map(Day),
        stopped_at: clock.stopped_at.map(Moment),
        verdict: clock.verdict.map(|verdict| match verdict {
            Verdict::Met(_) => "met",
            Verdict::Late(_) => "late",
            Verdict::NotNeeded => "not-needed",
        }),
        taken_working_days: match taken {
            Some(Taken::WorkingDays(days)) => Some(days),
            _ => None,
        },
        taken_minutes: match taken {
            Some(Taken::Minutes(minutes)) => Some(minutes),
            _ => None,
        },
        explanation,
    }
}

/// `None` for hours, and where the calendar no longer vouches for the days.
fn explanation(settings: &Settings, clock: &Clock) -> Option<ExplanationBody> {
    let day_one = clock.start_rule.day_one()?;
    let explained = settings.calendar.explain_due(clock.started_on, clock.length, day_one).ok()?;
    Some(ExplanationBody {
        due: Day(explained.due),
        counted: explained.counted.into_iter().map(Day).collect(),
        skipped: explained.skipped.into_iter().map(|day| SkippedBody { date: Day(day.date), why: day.why }).collect(),
    })
}
