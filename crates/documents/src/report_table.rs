//! A period report as one tidy table: a figure a line, so that any spreadsheet can filter it.

use std::io::Write;

use redress_domain::register::neutralised;
use redress_domain::statistics::{Decimal, OutcomeRow, Report, TimescaleRow, VolumeRow};

use crate::WriteError;

/// One line: `table,row,reference,measure,value`. Row and reference are empty where the figure has none.
type Line = [String; 5];

/// Writes every figure, narrative and check of a report as `table,row,reference,measure,value`.
///
/// # Errors
/// [`WriteError`] when the output does not take the bytes.
pub fn report_csv(report: &Report, output: impl Write) -> Result<(), WriteError> {
    let mut writer = csv::Writer::from_writer(output);
    writer.write_record(["table", "row", "reference", "measure", "value"])?;
    for line in lines(report) {
        writer.write_record(line.iter().map(|cell| neutralised(cell).into_owned()))?;
    }
    writer.flush()?;
    Ok(())
}

fn lines(report: &Report) -> Vec<Line> {
    let mut lines = about(report);
    lines.extend(report.volumes.iter().flat_map(volume));
    lines.extend(report.outcomes.iter().flat_map(outcome));
    lines.extend(report.timescales.iter().flat_map(timescale));
    for narrative in &report.narratives {
        let texts = [
            ("finding", &narrative.finding),
            ("explanation", &narrative.explanation),
            ("action_taken", &narrative.action_taken),
            ("learning", &narrative.learning),
        ];
        lines.extend(texts.map(|(measure, text)| {
            line("narratives", narrative.row.id(), &narrative.reference, measure, text.as_deref().unwrap_or_default())
        }));
    }
    lines.push(line("external", "", "", "closed", report.external.closed));
    lines.push(line("external", "", "", "upheld", report.external.upheld));
    for check in &report.checks {
        lines.push(line("checks", "", "", check.id, check.holds));
        lines.push(line("checks", "", "", &format!("{} detail", check.id), &check.detail));
    }
    lines
}

fn about(report: &Report) -> Vec<Line> {
    let said = [
        ("organisation", &report.organisation),
        ("organisation_name", &report.organisation_name),
        ("title", &report.title),
        ("procedure", &report.procedure.id),
        ("procedure_version", &report.procedure.version),
        ("period", &report.period.id),
        ("counting_basis", &report.counting_basis),
        ("timescales_kept", &report.late_sentence),
    ];
    let mut lines: Vec<Line> =
        said.into_iter().map(|(measure, value)| line("report", "", "", measure, value)).collect();
    lines.push(line("report", "", "", "from", report.period.from));
    lines.push(line("report", "", "", "to", report.period.to));
    lines
}

fn volume(volume: &VolumeRow) -> Vec<Line> {
    let row = volume.row.id();
    let counts = [
        ("opening", volume.opening),
        ("received", volume.received),
        ("closed", volume.closed),
        ("closing", volume.closing),
    ];
    let mut lines: Vec<Line> =
        counts.into_iter().map(|(measure, count)| line("volumes", row, "", measure, count)).collect();
    lines.extend(
        volume
            .closed_by_received_period
            .iter()
            .map(|(period, count)| line("volumes", row, "", &format!("closed received {period}"), count)),
    );
    lines.extend(volume.distinct_received.map(|count| line("volumes", row, "", "distinct_received", count)));
    lines.extend(volume.reclassified.map(|count| line("volumes", row, "", "reclassified", count)));
    lines
}

fn outcome(outcome: &OutcomeRow) -> Vec<Line> {
    let row = outcome.row.id();
    let mut lines: Vec<Line> = outcome.counts.iter().map(|(id, count)| line("outcomes", row, "", id, count)).collect();
    lines.push(line("outcomes", row, "", "total", outcome.total));
    lines.push(line("outcomes", row, "", "upheld_percent", decimal(outcome.upheld_percent)));
    lines
}

fn timescale(timescale: &TimescaleRow) -> Vec<Line> {
    let row = timescale.row.id();
    let number = |number: Option<u64>| number.map(|number| number.to_string()).unwrap_or_default();
    let figures = [
        ("target", number(timescale.target.map(|target| target.n.into()))),
        ("met", timescale.met.to_string()),
        ("missed", timescale.missed.to_string()),
        ("days_total", number(timescale.days_total)),
        ("days_mean", decimal(timescale.days_mean)),
        ("days_median", decimal(timescale.days_median)),
        ("days_p90", number(timescale.days_p90)),
        ("extended", timescale.extended.to_string()),
    ];
    let mut lines: Vec<Line> =
        figures.into_iter().map(|(measure, figure)| line("timescales", row, "", measure, figure)).collect();
    lines.extend(timescale.late.iter().flatten().map(|late| line("late", row, &late.reference, "days", late.days)));
    lines
}

fn decimal(number: Option<Decimal>) -> String {
    number.map(|number| number.to_string()).unwrap_or_default()
}

fn line(table: &str, row: &str, reference: &str, measure: &str, value: impl ToString) -> Line {
    [table.to_owned(), row.to_owned(), reference.to_owned(), measure.to_owned(), value.to_string()]
}
