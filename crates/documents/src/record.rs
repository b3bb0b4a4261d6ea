//! Records of a CSV file (RFC 4180) in memory that does not grow with the file.
//!
//! A record is cut off while it is read, not after, so a line of any length costs no more than the longest one allowed.
//! What the record says wrongly is told with it, and reading goes on behind it.

use std::io::{self, BufRead, BufReader, Read};

/// Most bytes of a record, quotation marks left out.
const LONGEST_RECORD: usize = 1024 * 1024;
const BYTE_ORDER_MARK: [u8; 3] = [0xEF, 0xBB, 0xBF];

/// One record: its cells as bytes, and where it began.
#[derive(Debug, Default)]
pub(crate) struct Record {
    /// Line of the file on which it begins, from 1.
    pub(crate) line: u64,
    bytes: Vec<u8>,
    /// Where each cell ends in `bytes`.
    ends: Vec<usize>,
    /// What is wrong with it as a record; its cells are then not to be relied on.
    pub(crate) fault: Option<Fault>,
}

/// What can be wrong with a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fault {
    /// Longer than is kept.
    TooLong,
    /// A quotation mark is still open at the end of the file.
    QuoteOpen,
    /// Text between a closing quotation mark and the next comma, in the cell of this place.
    TextAfterQuote(usize),
}

impl Record {
    /// Its cells.
    pub(crate) fn cells(&self) -> impl Iterator<Item = &[u8]> {
        let starts = std::iter::once(0).chain(self.ends.iter().copied());
        starts.zip(&self.ends).map(|(start, end)| self.bytes.get(start..*end).unwrap_or_default())
    }

    /// Whether nothing stands in any cell.
    pub(crate) fn is_blank(&self) -> bool {
        self.bytes.is_empty() && self.fault.is_none()
    }

    fn begin(&mut self, line: u64) {
        self.line = line;
        self.bytes.clear();
        self.ends.clear();
        self.fault = None;
    }

    fn push(&mut self, byte: u8) {
        if self.has_room() {
            self.bytes.push(byte);
        }
    }

    fn end_cell(&mut self) {
        if self.has_room() {
            self.ends.push(self.bytes.len());
        }
    }

    /// Whether one byte or cell more is allowed; says so in the fault when it is not.
    fn has_room(&mut self) -> bool {
        if self.fault == Some(Fault::TooLong) {
            return false;
        }
        if self.bytes.len().saturating_add(self.ends.len()) < LONGEST_RECORD {
            return true;
        }
        self.fault = Some(Fault::TooLong);
        self.bytes = Vec::new();
        self.ends = Vec::new();
        false
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    CellStart,
    Plain,
    Quoted,
    /// Behind a quotation mark within quotation marks: the end of the cell, or the first of two that mean one.
    QuoteSeen,
}

/// Reads records one after another.
#[derive(Debug)]
pub(crate) struct Records<R> {
    input: BufReader<R>,
    line: u64,
    /// The last record ended with a carriage return, so a line feed next belongs to it.
    after_return: bool,
}

impl<R: Read> Records<R> {
    /// Begins at the start of a file, behind a byte order mark if it has one.
    pub(crate) fn new(input: R) -> io::Result<Records<impl Read>> {
        let mut input = input;
        let mut head = Vec::with_capacity(BYTE_ORDER_MARK.len());
        input.by_ref().take(3).read_to_end(&mut head)?;
        if head == BYTE_ORDER_MARK {
            head.clear();
        }
        let whole = io::Cursor::new(head).chain(input);
        Ok(Records { input: BufReader::with_capacity(64 * 1024, whole), line: 1, after_return: false })
    }

    /// Reads the next record into `record`; `false` at the end of the file.
    pub(crate) fn read(&mut self, record: &mut Record) -> io::Result<bool> {
        record.begin(self.line);
        let mut state = State::CellStart;
        let mut begun = false;
        loop {
            let chunk = self.input.fill_buf()?;
            if chunk.is_empty() {
                if state == State::Quoted {
                    record.fault = record.fault.or(Some(Fault::QuoteOpen));
                }
                record.end_cell();
                return Ok(begun);
            }
            let mut used = 0;
            let mut ended = false;
            for &byte in chunk {
                used += 1;
                if byte == b'\n' && std::mem::take(&mut self.after_return) {
                    continue;
                }
                self.after_return = false;
                begun = true;
                if byte == b'\n' || (byte == b'\r' && state != State::Quoted) {
                    self.line = self.line.saturating_add(1);
                }
                match step(state, byte, record) {
                    Some(next) => state = next,
                    None => {
                        self.after_return = byte == b'\r';
                        ended = true;
                        break;
                    }
                }
            }
            self.input.consume(used);
            if ended {
                return Ok(true);
            }
            if !begun {
                record.begin(self.line);
            }
        }
    }
}

/// Takes one byte; none when it ends the record.
fn step(state: State, byte: u8, record: &mut Record) -> Option<State> {
    match (state, byte) {
        (State::Quoted, b'"') => Some(State::QuoteSeen),
        (State::Quoted, _) => {
            record.push(byte);
            Some(State::Quoted)
        }
        (State::CellStart, b'"') => Some(State::Quoted),
        (State::QuoteSeen, b'"') => {
            record.push(b'"');
            Some(State::Quoted)
        }
        (_, b',') => {
            record.end_cell();
            Some(State::CellStart)
        }
        (_, b'\r' | b'\n') => {
            record.end_cell();
            None
        }
        (State::QuoteSeen, _) => {
            record.fault = record.fault.or(Some(Fault::TextAfterQuote(record.ends.len())));
            Some(State::Plain)
        }
        (State::CellStart | State::Plain, _) => {
            record.push(byte);
            Some(State::Plain)
        }
    }
}
