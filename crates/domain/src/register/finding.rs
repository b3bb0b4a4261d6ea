//! What is wrong with a place in a register file.

use std::fmt;

use serde::Serialize;

/// Characters of a value that a finding repeats.
const LONGEST_VALUE: usize = 80;

/// One thing wrong, where, and how to mend it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// Line of the file on which the row begins, the heading being line 1; the row's number in a spreadsheet.
    pub line: u64,
    /// Heading of the column, empty where the whole row is meant.
    pub column: String,
    /// What stands there, cut to 80 characters.
    pub value: String,
    /// What is wrong and how to mend it.
    pub why: String,
    /// The stable name of what is wrong, for programs.
    pub code: FindingCode,
}

impl Finding {
    /// A finding, its value cut to what can be shown.
    pub fn new(line: u64, column: &str, value: &str, code: FindingCode, why: impl Into<String>) -> Finding {
        Finding { line, column: shortened(column), value: shortened(value), why: why.into(), code }
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}", self.line)?;
        if !self.column.is_empty() {
            write!(f, ", {}", self.column)?;
        }
        if !self.value.is_empty() {
            write!(f, ", “{}”", self.value)?;
        }
        write!(f, ": {}", self.why)
    }
}

/// The text on one line, with control characters shown as blanks, cut to what can be shown.
fn shortened(text: &str) -> String {
    let mut shown: String = text.chars().take(LONGEST_VALUE).map(|c| if c.is_control() { ' ' } else { c }).collect();
    if text.chars().nth(LONGEST_VALUE).is_some() {
        shown.pop();
        shown.push('…');
    }
    shown
}

/// What can be wrong with a register file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum FindingCode {
    /// The file cannot be read at all, or not further.
    FileUnreadable,
    /// The file is larger than is read.
    FileTooLarge,
    /// There is no heading row, or no row after it.
    FileEmpty,
    /// A row is larger than is read.
    RowTooLong,
    /// More rows than are read.
    TooManyRows,
    /// More findings than are listed.
    TooManyFindings,
    /// Bytes that are not UTF-8.
    NotUtf8,
    /// A quotation mark out of place, or never closed.
    QuoteOutOfPlace,
    /// A heading that no column has.
    ColumnUnknown,
    /// Two columns with one heading.
    ColumnTwice,
    /// A column the file must have.
    ColumnMissing,
    /// More or fewer cells than headings.
    CellCount,
    /// A cell of a spreadsheet that holds a formula.
    FormulaCell,
    /// A cell of a spreadsheet that holds an error or a kind of value no column has.
    CellKind,
    /// A cell that must be filled.
    Missing,
    /// Text longer than is kept.
    TextTooLong,
    /// A control character in text.
    ControlCharacter,
    /// Not written as a date.
    DateForm,
    /// A day that does not exist.
    DateDoesNotExist,
    /// Outside the years the calendar vouches for.
    DateOutsideCalendar,
    /// After today.
    DateInFuture,
    /// Two dates that cannot stand in this order.
    DateOrder,
    /// An id that is not on the list.
    IdUnknown,
    /// A closed handling without outcome.
    OutcomeMissing,
    /// Something only a closed handling has, on an open one.
    NotClosed,
    /// One half of a pair.
    HalfGiven,
    /// Rows of one reference that tell of different cases.
    CaseDiffers,
    /// A reference under which another case is held already.
    ReferenceTaken,
    /// The same handling twice.
    HandlingTwice,
    /// Handlings that one case cannot have together.
    HandlingsClash,
    /// Moved up without a first stage, or before it closed.
    EscalationWithoutFirstStage,
    /// Somebody reviews what they handled at the first stage.
    ReviewedOwnHandling,
}
