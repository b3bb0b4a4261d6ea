//! A report flattened: every figure, text and check as a line of its own, so that tables of any shape can be written and compared.

use serde::{Deserialize, Serialize};

use super::model::{
    Measures, OpenCases, OutcomeRow, Report, Share, SplitRow, StageFlow, TimescaleRow, TrendPeriod, VolumeRow,
};
use crate::procedure::SectionId;
use crate::words::Word;

/// One line of a report. Row and reference are empty where the figure has none; a value is empty where there is none, and `*`
/// where it is masked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// Which table: `volumes`.
    pub table: String,
    /// Which row of it: `S1`, a channel, a time limit.
    pub row: String,
    /// The case it is of, where it is of one.
    pub reference: String,
    /// What is told: `received`.
    pub measure: String,
    /// As printed.
    pub value: String,
}

impl Report {
    /// Every figure, text and check.
    pub fn lines(&self) -> Vec<Line> {
        let mut lines = Lines::default();
        self.about(&mut lines);
        self.volumes.iter().for_each(|row| volume(row, &mut lines));
        self.outcomes.iter().for_each(|row| outcome(row, &mut lines));
        self.timescales.iter().for_each(|row| timescale(row, &mut lines));
        measures(&self.measures, &mut lines);
        self.beside(&mut lines);
        for (table, periods) in [("trend", Some(&self.trend)), ("months", self.months.as_ref())] {
            let periods = periods.into_iter().flatten();
            periods.for_each(|period| trend(table, period, self.is_before_records(period), &mut lines));
        }
        self.told(&mut lines);
        lines.all
    }

    fn about(&self, lines: &mut Lines) {
        let said = [
            ("organisation", self.organisation.clone()),
            ("organisation_name", self.organisation_name.clone()),
            ("title", self.title.clone()),
            ("procedure", self.procedure.id.clone()),
            ("procedure_version", self.procedure.version.clone()),
            ("period", self.period.id.clone()),
            ("counting_basis", self.counting_basis.clone()),
            ("timescales_kept", self.late_sentence.clone()),
            ("from", self.period.from.to_string()),
            ("to", self.period.to.to_string()),
        ];
        said.into_iter().for_each(|(measure, value)| lines.add("report", "", measure, value));
        lines.add("report", "", "known_on", or_empty(self.known_on));
        if let Some(issue) = &self.issue {
            lines.add("issue", "", "version", issue.version);
            lines.add("issue", "", "reason", or_empty(issue.reason.as_ref()));
            lines.add("issue", "", "author", &issue.author);
            lines.add("issue", "", "post", or_empty(issue.post.as_ref()));
            lines.add("issue", "", "issued_on", issue.issued_on);
            lines.add("issue", "", "approved_by", or_empty(issue.approved_by.as_ref()));
            if let Some(newest) = issue.superseded_by {
                lines.add("issue", "", "superseded_by", newest);
            }
        }
    }

    fn beside(&self, lines: &mut Lines) {
        for row in self.distribution.iter().flatten() {
            let of_row = row.days.iter().map(|taken| (format!("days {}", taken.days), taken.count));
            of_row.for_each(|(measure, count)| lines.add("distribution", row.row.id(), &measure, count));
        }
        open(&self.open, lines);
        let splits = [
            ("service-areas", &self.service_areas),
            ("channels", &self.channels),
            ("natures", &self.natures),
            ("causes", &self.causes),
        ];
        for (table, rows) in splits {
            rows.iter().for_each(|row| split(table, row, lines));
        }
        self.flow.iter().for_each(|stage| stage_flow(stage, lines));
        lines.add("external", "", "closed", self.external.closed);
        lines.add("external", "", "upheld", self.external.upheld);
        let remarks = [
            ("settled_at_first_contact", self.remarks.settled_at_first_contact),
            ("wish_not_stated", self.remarks.wish_not_stated),
            ("referred_outside", self.remarks.referred_outside),
            ("repeated", self.remarks.repeated),
        ];
        remarks.into_iter().for_each(|(measure, count)| lines.add("remarks", "", measure, count));
    }

    fn told(&self, lines: &mut Lines) {
        for repeat in &self.remarks.repeats {
            lines.add_case("repeats", "", &repeat.reference, "repeat_of", &repeat.repeat_of);
        }
        for narrative in &self.narratives {
            let texts = [
                ("finding", &narrative.finding),
                ("explanation", &narrative.explanation),
                ("action_taken", &narrative.action_taken),
                ("learning", &narrative.learning),
            ];
            for (measure, text) in texts {
                let text = text.as_deref().unwrap_or_default();
                lines.add_case("narratives", narrative.row.id(), &narrative.reference, measure, text);
            }
        }
        for (section, text) in &self.texts {
            let section: SectionId = *section;
            lines.add("texts", section.id(), "text", text);
        }
        for check in &self.checks {
            lines.add("checks", "", &check.id, check.holds);
            lines.add("checks", "", &format!("{} detail", check.id), &check.detail);
        }
    }
}

#[derive(Default)]
struct Lines {
    all: Vec<Line>,
}

impl Lines {
    fn add(&mut self, table: &str, row: &str, measure: &str, value: impl ToString) {
        self.add_case(table, row, "", measure, value);
    }

    fn add_case(&mut self, table: &str, row: &str, reference: &str, measure: &str, value: impl ToString) {
        self.all.push(Line {
            table: table.to_owned(),
            row: row.to_owned(),
            reference: reference.to_owned(),
            measure: measure.to_owned(),
            value: value.to_string(),
        });
    }
}

fn volume(volume: &VolumeRow, lines: &mut Lines) {
    let mut add = |measure: &str, value: String| lines.add("volumes", volume.row.id(), measure, value);
    add("opening", volume.opening.to_string());
    add("received", volume.received.to_string());
    add("closed", volume.closed.to_string());
    add("closing", volume.closing.to_string());
    for (period, count) in &volume.closed_by_received_period {
        add(&format!("closed received {period}"), count.to_string());
    }
    volume.distinct_received.into_iter().for_each(|count| add("distinct_received", count.to_string()));
    volume.reclassified.into_iter().for_each(|count| add("reclassified", count.to_string()));
}

fn outcome(outcome: &OutcomeRow, lines: &mut Lines) {
    let mut add = |measure: &str, value: String| lines.add("outcomes", outcome.row.id(), measure, value);
    outcome.counts.iter().for_each(|(id, count)| add(id, count.to_string()));
    add("total", outcome.total.to_string());
    add("upheld_percent", or_empty(outcome.upheld_percent));
    add("upheld_any_percent", or_empty(outcome.upheld_any_percent));
}

fn timescale(timescale: &TimescaleRow, lines: &mut Lines) {
    let row = timescale.row.id();
    let mut add = |measure: &str, value: String| lines.add("timescales", row, measure, value);
    add("target", or_empty(timescale.target.map(|target| target.n)));
    add("met", timescale.met.to_string());
    add("missed", timescale.missed.to_string());
    add("in_time_percent", or_empty(timescale.in_time_percent));
    add("met_unextended", timescale.met_unextended.to_string());
    add("days_total", or_empty(timescale.days_total));
    add("days_mean", or_empty(timescale.days_mean));
    add("days_median", or_empty(timescale.days_median));
    add("days_p90", or_empty(timescale.days_p90));
    add("extended", timescale.extended.to_string());
    for late in timescale.late.iter().flatten() {
        lines.add_case("late", row, &late.reference, "days", late.days);
    }
}

fn measures(measures: &Measures, lines: &mut Lines) {
    let shares = [
        ("first_contact", measures.first_contact),
        ("escalated", measures.escalated),
        ("in_time", measures.in_time),
        ("in_time_unextended", measures.in_time_unextended),
        ("extended", measures.extended),
        ("upheld", measures.upheld),
        ("upheld_any", measures.upheld_any),
        ("repeats", measures.repeats),
        ("referred_outside", measures.referred_outside),
    ];
    for (row, Share { count, of, percent }) in shares {
        lines.add("measures", row, "count", count);
        lines.add("measures", row, "of", of);
        lines.add("measures", row, "percent", or_empty(percent));
    }
    for limit in &measures.limits {
        lines.add("limits", &limit.id, "met", limit.met);
        lines.add("limits", &limit.id, "missed", limit.missed);
        lines.add("limits", &limit.id, "percent", or_empty(limit.percent));
    }
    for actions in &measures.actions {
        lines.add("actions", &actions.id, "met", actions.met);
        lines.add("actions", &actions.id, "missed", actions.missed);
        lines.add("actions", &actions.id, "percent", or_empty(actions.percent));
    }
    lines.add("compensation", "", "count", measures.compensation.count);
    lines.add("compensation", "", "pence", or_empty(measures.compensation.pence));
    if let Some(rate) = &measures.rate {
        lines.add("rate", &rate.base_kind, "base", rate.base);
        lines.add("rate", &rate.base_kind, "on", rate.on);
        lines.add("rate", &rate.base_kind, "per_1000", or_empty(rate.per_1000));
    }
}

fn open(open: &OpenCases, lines: &mut Lines) {
    lines.add("open", "", "as_of", open.as_of);
    let counts =
        [("open", open.open), ("in_time", open.in_time), ("past_due", open.past_due), ("no_limit", open.no_limit)];
    counts.into_iter().for_each(|(measure, count)| lines.add("open", "", measure, count));
    open.bands.iter().for_each(|band| lines.add("open", &band.label, "past_due", band.count));
}

fn split(table: &str, row: &SplitRow, lines: &mut Lines) {
    let mut add = |measure: &str, value: String| lines.add(table, &row.id, measure, value);
    row.received.into_iter().for_each(|count| add("received", count.to_string()));
    add("closed", row.closed.to_string());
    add("upheld", row.upheld.to_string());
    add("partly_upheld", row.partly_upheld.to_string());
    add("withdrawn", row.withdrawn.to_string());
    add("upheld_percent", or_empty(row.upheld_percent));
}

fn stage_flow(stage: &StageFlow, lines: &mut Lines) {
    let counts = [
        ("opening", stage.opening),
        ("received", stage.received),
        ("moved_up", stage.moved_up),
        ("closed", stage.closed),
        ("first_contact", stage.first_contact),
        ("upheld", stage.upheld),
        ("closing", stage.closing),
    ];
    counts.into_iter().for_each(|(measure, count)| lines.add("flow", &stage.stage, measure, count));
}

/// Of a time before there was a register there are no values.
fn trend(table: &str, period: &TrendPeriod, is_before_records: bool, lines: &mut Lines) {
    for row in &period.rows {
        let mut add = |measure: &str, value: String| {
            let value = if is_before_records { String::new() } else { value };
            lines.add(table, row.row.id(), &format!("{} {measure}", period.period), value);
        };
        add("received", row.received.to_string());
        add("closed", row.closed.to_string());
        add("upheld", row.upheld.to_string());
        add("partly_upheld", row.partly_upheld.to_string());
        add("withdrawn", row.withdrawn.to_string());
        add("upheld_percent", or_empty(row.upheld_percent));
        add("met", row.met.to_string());
        add("missed", row.missed.to_string());
        add("in_time_percent", or_empty(row.in_time_percent));
        add("extended", row.extended.to_string());
        add("days_total", or_empty(row.days_total));
        add("days_mean", or_empty(row.days_mean));
    }
}

fn or_empty(value: Option<impl ToString>) -> String {
    value.map(|value| value.to_string()).unwrap_or_default()
}
