//! One row of a register: its cells read and checked one by one, then against each other.

use std::collections::BTreeMap;

use super::cells::CellReader;
use super::column::Column;
use super::finding::{Finding, FindingCode};
use super::ids::{BROUGHT_BY, CHANNELS, EXTERNAL_OUTCOMES, ROUTES};
use super::{BroughtBy, ExternalResult, RegisterClosure, RegisterHandling};
use crate::calendar::Calendar;
use crate::procedure::{Channel, Procedure};
use crate::time::Date;

/// A row as it stands in the file.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RawRow {
    /// Line of the file on which it begins.
    pub line: u64,
    /// Its cells; an empty one may be left out.
    pub cells: BTreeMap<Column, String>,
}

/// What a row is checked against.
#[derive(Debug, Clone, Copy)]
pub struct Rules<'a> {
    /// The procedure whose outcomes and codes the rows name.
    pub procedure: &'a Procedure,
    /// The calendar that must vouch for every date.
    pub calendar: &'a Calendar,
    /// Nothing in a register happened later.
    pub today: Date,
}

/// A row whose every cell was accepted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RegisterRow {
    /// Line of the file on which it begins.
    pub line: u64,
    /// Reference of the case.
    pub reference: String,
    /// What it tells of the case.
    pub case: CaseCells,
    /// What it tells of the handling.
    pub handling: RegisterHandling,
    /// The outside reviewer's result, if the row has it.
    pub external: Option<ExternalResult>,
}

/// The cells that every row of a case repeats.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseCells {
    /// When the case was received.
    pub received_on: Date,
    /// How it came.
    pub channel: Channel,
    /// Who brought it.
    pub brought_by: BroughtBy,
    /// The service it is about.
    pub service_area: Option<String>,
    /// What happened.
    pub summary: Option<String>,
    /// What the person wants done.
    pub outcome_wanted: Option<String>,
}

/// Reads and checks a row.
///
/// # Errors
/// Every finding of the row.
pub fn checked_row(raw: &RawRow, rules: &Rules<'_>) -> Result<RegisterRow, Vec<Finding>> {
    let mut reader = CellReader::new(raw, rules);
    let row = reader.row();
    match row {
        Some(row) if reader.findings.is_empty() => Ok(row),
        _ => Err(reader.findings),
    }
}

/// What the cells say together.
impl CellReader<'_> {
    /// The row, or none where a cell it must have is missing or wrong. Every cell is read, so that every finding is made.
    fn row(&mut self) -> Option<RegisterRow> {
        let reference = self.reference();
        let case = self.case_cells();
        let handling = self.handling();
        let external = self.external(case.as_ref().map(|case| case.received_on));
        let (reference, case, handling) = (reference?, case?, handling?);
        if handling.received_on < case.received_on {
            self.order(Column::HandlingReceivedOn, "is before the case was received", case.received_on);
        }
        Some(RegisterRow { line: self.line(), reference, case, handling, external })
    }

    fn case_cells(&mut self) -> Option<CaseCells> {
        let received_on = self.required_past_date(Column::ReceivedOn);
        let channel = self.required_id(Column::Channel, &CHANNELS);
        let brought_by = self.required_id(Column::BroughtBy, &BROUGHT_BY);
        let service_area = self.text(Column::ServiceArea);
        let summary = self.text(Column::Summary);
        let outcome_wanted = self.text(Column::OutcomeWanted);
        Some(CaseCells {
            received_on: received_on?,
            channel: channel?,
            brought_by: brought_by?,
            service_area,
            summary,
            outcome_wanted,
        })
    }

    fn handling(&mut self) -> Option<RegisterHandling> {
        let route = self.required_id(Column::Handling, &ROUTES);
        let received_on = self.required_past_date(Column::HandlingReceivedOn);
        let closed_on = self.past_date(Column::HandlingClosedOn);
        let extended_to = self.date(Column::ExtendedTo);
        let closed = self.closure(closed_on);
        let finding = self.text(Column::Finding);
        let explanation = self.text(Column::Explanation);
        let action_taken = self.text(Column::ActionTaken);
        let learning = self.text(Column::Learning);
        let handled_by = self.handled_by();
        let received_on = received_on?;
        if closed_on.is_some_and(|closed_on| closed_on < received_on) {
            self.order(Column::HandlingClosedOn, "is before the handling was received", received_on);
        }
        if extended_to.is_some_and(|extended_to| extended_to <= received_on) {
            self.order(Column::ExtendedTo, "is not after the handling was received", received_on);
        }
        Some(RegisterHandling {
            route: route?,
            received_on,
            closed,
            extended_to,
            finding,
            explanation,
            action_taken,
            learning,
            handled_by,
        })
    }

    /// Names between semicolons, each once.
    fn handled_by(&mut self) -> Vec<String> {
        let text = self.text(Column::HandledBy).unwrap_or_default();
        let mut names: Vec<String> = Vec::new();
        for name in text.split(';').map(str::trim).filter(|name| !name.is_empty()) {
            if !names.iter().any(|other| other == name) {
                names.push(name.to_owned());
            }
        }
        names
    }

    /// Outcome and code, which only a closed handling has; a code may be missing, for history is taken as it was.
    fn closure(&mut self, closed_on: Option<Date>) -> Option<RegisterClosure> {
        let procedure = self.rules.procedure;
        let outcome = self.known(
            Column::Outcome,
            |id| procedure.outcome(id).is_some(),
            || procedure.outcomes.iter().map(|outcome| outcome.id.as_str()).collect(),
        );
        let code = self.known(
            Column::DecisionCode,
            |id| procedure.code(id).is_some(),
            || procedure.codes.iter().map(|code| code.id.as_str()).collect(),
        );
        if self.cell(Column::HandlingClosedOn).is_none() {
            for column in [Column::Outcome, Column::DecisionCode] {
                if self.cell(column).is_some() {
                    self.find(
                        column,
                        FindingCode::NotClosed,
                        "The handling is not closed: give handling_closed_on, or leave this empty.",
                    );
                }
            }
        } else if self.cell(Column::Outcome).is_none() {
            self.find(Column::Outcome, FindingCode::OutcomeMissing, "The handling is closed: give its outcome.");
        }
        Some(RegisterClosure { on: closed_on?, outcome: outcome?, code })
    }

    fn external(&mut self, received_on: Option<Date>) -> Option<ExternalResult> {
        let closed_on = self.past_date(Column::ExternalClosedOn);
        let outcome = self.id(Column::ExternalOutcome, &EXTERNAL_OUTCOMES);
        for (given, missing) in
            [(Column::ExternalClosedOn, Column::ExternalOutcome), (Column::ExternalOutcome, Column::ExternalClosedOn)]
        {
            if self.cell(given).is_some() && self.cell(missing).is_none() {
                let why = format!("{} is given without it: give both, or neither.", given.name());
                self.find(missing, FindingCode::HalfGiven, why);
            }
        }
        if let (Some(closed_on), Some(received_on)) = (closed_on, received_on)
            && closed_on < received_on
        {
            self.order(Column::ExternalClosedOn, "is before the case was received", received_on);
        }
        Some(ExternalResult { closed_on: closed_on?, outcome: outcome? })
    }
}
