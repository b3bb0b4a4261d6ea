//! `--batch`: one answer a line for lines of CSV, so that tens of thousands of dates can be compared at once.

use std::fmt::{Display, Write as _};
use std::io::{self, BufRead, BufWriter, Read, Write};

use redress_domain::calendar::{Calendar, CalendarError, DayOne, Division};
use redress_domain::time::{TimeError, parse_date};

use crate::failure::Failure;
use crate::output::{tell, written};

/// Most bytes of a line; the longest that can be right has under 60.
const LONGEST_LINE: u64 = 1024;
/// Most wrong lines that are told on standard error; the output has its word for each of them.
const MOST_TOLD: u64 = 100;

type Cells<'a> = [&'a str; 4];

/// Due dates for lines of `calendar,received,n,day_one`.
pub fn due() -> Result<(), Failure> {
    let answer = |[calendar, received, n, day_one]: Cells<'_>| {
        let n = n.parse().map_err(|_| Wrong::number(n))?;
        Ok(table(calendar)?.due(parse_date(received)?, n, day_one.parse()?)?)
    };
    run(["calendar", "received", "n", "day_one"], answer)
}

/// Working days taken for lines of `calendar,received,closed,day_one`.
pub fn taken() -> Result<(), Failure> {
    let answer = |[calendar, received, closed, day_one]: Cells<'_>| {
        let day_one: DayOne = day_one.parse()?;
        Ok(table(calendar)?.taken(parse_date(received)?, parse_date(closed)?, day_one)?)
    };
    run(["calendar", "received", "closed", "day_one"], answer)
}

fn table(calendar: &str) -> Result<&'static Calendar, CalendarError> {
    Ok(Calendar::shipped(calendar.parse::<Division>()?))
}

/// Why a line has no answer.
struct Wrong {
    code: &'static str,
    message: String,
}

impl Wrong {
    fn number(text: &str) -> Self {
        let message = format!("“{text}” is not a number of working days: write it in digits, such as 5.");
        Self { code: "number-form", message }
    }
}

impl From<CalendarError> for Wrong {
    fn from(error: CalendarError) -> Self {
        Self { code: error.code(), message: error.to_string() }
    }
}

impl From<TimeError> for Wrong {
    fn from(error: TimeError) -> Self {
        Self { code: error.code(), message: error.to_string() }
    }
}

/// Answers line by line, in step with the input: a wrong line gets `error: code` in its place, and is told on standard error.
/// A blank line stays blank, and a first line with the names of the columns is left out.
fn run<T: Display>(columns: Cells<'_>, answer: impl Fn(Cells<'_>) -> Result<T, Wrong>) -> Result<(), Failure> {
    let mut output = BufWriter::with_capacity(64 * 1024, io::stdout().lock());
    let mut lines = Lines { input: io::stdin().lock(), line: Vec::new(), number: 0 };
    let (mut text, mut wrong) = (String::new(), 0_u64);
    while lines.next().map_err(|error| Failure::fault("input-unreadable", error))? {
        if lines.is_blank() {
            written(output.write_all(b"\n"))?;
            continue;
        }
        let cells = lines.cells(columns);
        if lines.number == 1 && cells.as_ref().is_ok_and(|cells| *cells == columns) {
            continue;
        }
        text.clear();
        // Writing into a text cannot fail.
        let _ = match cells.and_then(&answer) {
            Ok(answer) => writeln!(text, "{answer}"),
            Err(Wrong { code, message }) => {
                wrong = wrong.saturating_add(1);
                if wrong <= MOST_TOLD {
                    tell(&format!("line {}: {message} [{code}]", lines.number));
                }
                writeln!(text, "error: {code}")
            }
        };
        if let Err(error) = output.write_all(text.as_bytes()) {
            return written(Err(error));
        }
    }
    written(output.flush())?;
    match wrong {
        0 => Ok(()),
        wrong => Err(Failure::refused("lines-wrong", format!("{wrong} of {} lines have no answer", lines.number))),
    }
}

/// The lines of the input, each in the same memory.
struct Lines<R> {
    input: R,
    line: Vec<u8>,
    number: u64,
}

impl<R: BufRead> Lines<R> {
    /// Reads the next line; false at the end. Of a line that is too long only the beginning is kept.
    fn next(&mut self) -> io::Result<bool> {
        self.line.clear();
        self.input.by_ref().take(LONGEST_LINE).read_until(b'\n', &mut self.line)?;
        if self.line.is_empty() {
            return Ok(false);
        }
        self.number = self.number.saturating_add(1);
        if self.is_cut() {
            self.input.skip_until(b'\n')?;
        }
        Ok(true)
    }

    fn is_blank(&self) -> bool {
        self.line.iter().all(u8::is_ascii_whitespace)
    }

    fn is_cut(&self) -> bool {
        u64::try_from(self.line.len()).is_ok_and(|length| length == LONGEST_LINE) && self.line.last() != Some(&b'\n')
    }

    fn cells(&self, columns: Cells<'_>) -> Result<Cells<'_>, Wrong> {
        let form = || Wrong {
            code: "line-form",
            message: format!("a line is {}, in UTF-8 and at most {LONGEST_LINE} bytes.", columns.join(",")),
        };
        let line = std::str::from_utf8(&self.line).ok().filter(|_| !self.is_cut()).ok_or_else(form)?;
        let line = line.strip_suffix('\n').unwrap_or(line);
        let line = if self.number == 1 { line.trim_start_matches('\u{feff}') } else { line };
        let mut cells = line.split(',').map(bare);
        match (cells.next(), cells.next(), cells.next(), cells.next(), cells.next()) {
            (Some(first), Some(second), Some(third), Some(fourth), None) => Ok([first, second, third, fourth]),
            _ => Err(form()),
        }
    }
}

/// A cell without blanks and quotation marks around it. Most have neither, and are not looked through.
fn bare(cell: &str) -> &str {
    let edge = |byte: Option<&u8>| byte.is_some_and(|byte| *byte == b'"' || byte.is_ascii_whitespace());
    let bytes = cell.as_bytes();
    if edge(bytes.first()) || edge(bytes.last()) { cell.trim().trim_matches('"') } else { cell }
}
