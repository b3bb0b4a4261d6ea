//! Clocks with their working, as answered.

use redress_app::CaseView;
use redress_domain::calendar::{Explanation, Skipped};
use redress_domain::case::clock::{Clock, Taken, Verdict, Working};
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
    /// `working_day`, `calendar_day`, `week`, `month` or `hour`.
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
    /// It stands still since then.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub paused_since: Option<Day>,
    /// It counts from the last day to acknowledge, and from the day of acknowledging where that comes first.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub provisional: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stopped_at: Option<Moment>,
    /// `met`, `late` or `not-needed`; absent while it runs.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>)]
    pub verdict: Option<&'static str>,
    /// Working days taken, where it counts days and has stopped; of a time limit those since receipt.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub taken_working_days: Option<u32>,
    /// Minutes taken, where it counts hours and has stopped.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub taken_minutes: Option<u32>,
    /// Its working in sentences.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub working: Vec<String>,
    /// Where it counts days: each day on the way to the date before any extension, on the calendar as it is now.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub explanation: Option<ExplanationBody>,
}

/// How a due date comes about.
#[derive(Debug, Serialize, ToSchema)]
pub struct ExplanationBody {
    pub due: Day,
    /// The days counted; the last is the due date unless it was moved.
    pub counted: Vec<Day>,
    pub skipped: Vec<SkippedBody>,
    /// Days passed over because the last day counted is not worked.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub rolled: Vec<SkippedBody>,
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
    let explain = |clock: &Clock| explained.then(|| clock.explain(&view.settings.calendar));
    view.case.clocks.iter().map(|clock| body(&view.procedure, clock, explain(clock))).collect()
}

fn body(procedure: &Procedure, clock: &Clock, working: Option<Working>) -> ClockBody {
    let (working, days) = working.map_or_else(Default::default, |working| (working.sentences, working.days));
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
        paused_since: clock.paused_since.map(Day),
        provisional: clock.provisional,
        stopped_at: clock.stopped_at.map(Moment),
        verdict: clock.verdict.map(|verdict| match verdict {
            Verdict::Met(_) => "met",
            Verdict::Late(_) => "late",
            Verdict::NotNeeded => "not-needed",
        }),
        taken_working_days: clock.verdict.and_then(Verdict::working_days),
        taken_minutes: match taken {
            Some(Taken::Minutes(minutes)) => Some(minutes),
            _ => None,
        },
        working,
        explanation: days.map(ExplanationBody::from),
    }
}

impl From<Explanation> for ExplanationBody {
    fn from(explained: Explanation) -> Self {
        let passed = |days: Vec<Skipped>| days.into_iter().map(|day| SkippedBody { date: Day(day.date), why: day.why });
        Self {
            due: Day(explained.due),
            counted: explained.counted.into_iter().map(Day).collect(),
            skipped: passed(explained.skipped).collect(),
            rolled: passed(explained.rolled).collect(),
        }
    }
}
