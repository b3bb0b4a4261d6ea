//! Reading one cell of a row: as a date, an id of a list, or text, with a finding where it is none.

use super::column::{Column, ColumnKind};
use super::finding::{Finding, FindingCode};
use super::restored;
use super::row::{RawRow, Rules};
use crate::time::{Date, TimeError, parse_date};

/// Most bytes of a text cell.
const LONGEST_TEXT: usize = 64 * 1024;
/// Most characters of a reference.
const LONGEST_REFERENCE: usize = 100;

/// Reads cells and gathers what is wrong with them.
pub(super) struct CellReader<'a> {
    raw: &'a RawRow,
    pub(super) rules: &'a Rules<'a>,
    pub(super) findings: Vec<Finding>,
}

impl<'a> CellReader<'a> {
    pub(super) fn new(raw: &'a RawRow, rules: &'a Rules<'a>) -> Self {
        Self { raw, rules, findings: Vec::new() }
    }

    /// Line of the file on which the row begins.
    pub(super) fn line(&self) -> u64 {
        self.raw.line
    }

    /// The reference without blanks around it and on one line.
    pub(super) fn reference(&mut self) -> Option<String> {
        let Some(reference) = self.cell(Column::Reference) else {
            self.find(Column::Reference, FindingCode::Missing, "Every row needs the reference of its case.");
            return None;
        };
        let reference = restored(reference).to_owned();
        if reference.chars().any(char::is_control) {
            self.find(
                Column::Reference,
                FindingCode::ControlCharacter,
                "A reference is on one line and has no control characters.",
            );
            return None;
        }
        if reference.chars().nth(LONGEST_REFERENCE).is_some() {
            let why = format!("A reference has at most {LONGEST_REFERENCE} characters.");
            self.find(Column::Reference, FindingCode::TextTooLong, why);
            return None;
        }
        Some(reference)
    }

    /// Free text, kept as it is; only what could not be shown or stored is refused.
    pub(super) fn text(&mut self, column: Column) -> Option<String> {
        let text = restored(self.cell(column)?);
        if text.len() > LONGEST_TEXT {
            let why = format!("The text has {} bytes; at most {LONGEST_TEXT} are kept: shorten it.", text.len());
            self.find(column, FindingCode::TextTooLong, why);
            return None;
        }
        let unfit = |c: char| c.is_control() && !matches!(c, '\n' | '\r' | '\t');
        if let Some(found) = text.chars().find(|c| unfit(*c)) {
            let why = format!("The text has the control character U+{:04X}: take it out.", u32::from(found));
            self.find(column, FindingCode::ControlCharacter, why);
            return None;
        }
        Some(text.to_owned())
    }

    pub(super) fn required_past_date(&mut self, column: Column) -> Option<Date> {
        self.require(column);
        self.past_date(column)
    }

    pub(super) fn past_date(&mut self, column: Column) -> Option<Date> {
        let date = self.date(column)?;
        if date > self.rules.today {
            let why = format!("The date is after today, {}: a register tells what has happened.", self.rules.today);
            self.find(column, FindingCode::DateInFuture, why);
            return None;
        }
        Some(date)
    }

    /// A date that exists and that the calendar vouches for.
    pub(super) fn date(&mut self, column: Column) -> Option<Date> {
        let date = match parse_date(self.cell(column)?) {
            Ok(date) => date,
            Err(error) => {
                let code = match error {
                    TimeError::NoSuchDay { .. } => FindingCode::DateDoesNotExist,
                    _ => FindingCode::DateForm,
                };
                self.find(column, code, error.to_string());
                return None;
            }
        };
        let calendar = self.rules.calendar;
        if !(calendar.first()..=calendar.last()).contains(&date) {
            let why =
                format!("The calendar knows the working days from {} to {} only.", calendar.first(), calendar.last());
            self.find(column, FindingCode::DateOutsideCalendar, why);
            return None;
        }
        Some(date)
    }

    pub(super) fn required_id<T: Copy>(&mut self, column: Column, ids: &[(&str, T)]) -> Option<T> {
        self.require(column);
        self.id(column, ids)
    }

    pub(super) fn id<T: Copy>(&mut self, column: Column, ids: &[(&str, T)]) -> Option<T> {
        let cell = self.cell(column)?;
        let found = ids.iter().find(|(id, _)| *id == cell).map(|(_, value)| *value);
        if found.is_none() {
            self.unknown(column, ids.iter().map(|(id, _)| *id).collect());
        }
        found
    }

    /// An id that the procedure knows.
    pub(super) fn known<'p>(
        &mut self,
        column: Column,
        is_known: impl Fn(&str) -> bool,
        all: impl Fn() -> Vec<&'p str>,
    ) -> Option<String> {
        let cell = self.cell(column)?;
        if is_known(cell) {
            return Some(cell.to_owned());
        }
        self.unknown(column, all());
        None
    }

    pub(super) fn unknown(&mut self, column: Column, ids: Vec<&str>) {
        let why = format!("This is not an id that {} can have: write one of {}.", column.name(), ids.join(", "));
        self.find(column, FindingCode::IdUnknown, why);
    }

    pub(super) fn require(&mut self, column: Column) {
        if self.cell(column).is_none() {
            self.find(column, FindingCode::Missing, "This must be filled in every row.");
        }
    }

    pub(super) fn order(&mut self, column: Column, relation: &str, other: Date) {
        let why = format!("The date {relation}, on {other}: check both dates.");
        self.find(column, FindingCode::DateOrder, why);
    }

    /// What stands in a cell: text verbatim, anything else without blanks around it. None when empty.
    pub(super) fn cell(&self, column: Column) -> Option<&'a str> {
        let cell = self.raw.cells.get(&column)?;
        let cell = if column.kind() == ColumnKind::Text && column != Column::Reference { cell } else { cell.trim() };
        (!cell.is_empty()).then_some(cell)
    }

    pub(super) fn find(&mut self, column: Column, code: FindingCode, why: impl Into<String>) {
        let value = self.raw.cells.get(&column).map_or("", String::as_str);
        self.findings.push(Finding::new(self.raw.line, column.name(), value, code, why));
    }
}
