//! Cells made of what a report says, and the words around numbers.

use redress_domain::procedure::Uphold;
use redress_domain::statistics::{Count, Decimal};

use crate::document::{Cell, Value};

/// A count, or the mark that it is masked.
pub(super) fn count_cell(count: Count) -> Cell {
    match count {
        Count::Shown(number) => number.into(),
        Count::Masked => Value::Masked.into(),
    }
}

/// "N/A" as the layout of a return has it (R96). It is no word, so that its column stays one of numbers.
pub(super) fn not_applicable() -> Cell {
    Cell::decimal("N/A")
}

/// What was printed as a text, as what it is: `12`, `2.91`, `58.3%`, `*`, or words.
pub(super) fn typed(text: &str) -> Cell {
    let digits = text.trim_end_matches('%').trim_start_matches('-').replacen('.', "", 1);
    let is_number = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    match (text, text.parse::<u64>()) {
        ("*", _) => Value::Masked.into(),
        (_, Ok(count)) => count.into(),
        _ if is_number => Cell::decimal(text),
        _ => text.into(),
    }
}

/// The rows of a chart's table: names, and typed cells. In a column of numbers "none" is a place where none belongs.
pub(super) fn typed_rows(rows: &[Vec<String>]) -> Vec<(String, Vec<Cell>)> {
    let named = rows.iter().filter_map(|row| row.split_first());
    let mut typed: Vec<(String, Vec<Cell>)> =
        named.map(|(name, cells)| (name.clone(), cells.iter().map(|text| typed(text)).collect())).collect();
    let width = typed.iter().map(|(_, cells)| cells.len()).max().unwrap_or_default();
    for at in 0..width {
        let column = || typed.iter().filter_map(|(_, cells)| cells.get(at));
        if column().all(|cell| matches!(cell.value, Value::Text(_))) {
            continue;
        }
        for cell in typed.iter_mut().filter_map(|(_, cells)| cells.get_mut(at)) {
            if cell.value == Value::Text("none".to_owned()) {
                cell.value = Value::NotApplicable;
            }
        }
    }
    typed
}

/// The counts that a percentage upheld is made of.
#[derive(Debug, Clone, Copy)]
pub(super) struct Ended {
    pub(super) closed: Count,
    pub(super) upheld: Count,
    pub(super) partly_upheld: Count,
    pub(super) withdrawn: Count,
}

impl Ended {
    /// How many the layout counts as upheld.
    pub(super) fn upheld_as(&self, uphold: Uphold) -> Count {
        match uphold {
            Uphold::Strict => self.upheld,
            Uphold::Any => self.upheld + self.partly_upheld,
        }
    }

    /// How many there was something to decide about.
    pub(super) fn decided(&self) -> Option<u64> {
        Some(self.closed.shown()?.saturating_sub(self.withdrawn.shown()?))
    }

    /// The percentage upheld as the layout counts it; none while one of its counts is masked.
    pub(super) fn percent(&self, uphold: Uphold) -> Option<Decimal> {
        Decimal::percent(self.upheld_as(uphold).shown()?, self.decided()?)
    }

    /// Whatever it is made of.
    pub(super) fn parts(&self) -> [Count; 4] {
        [self.closed, self.upheld, self.partly_upheld, self.withdrawn]
    }
}

/// Id of the definition of the percentage that the layout prints.
pub(super) fn upheld_percent_id(uphold: Uphold) -> &'static str {
    match uphold {
        Uphold::Strict => "upheld-percent",
        Uphold::Any => "upheld-any-percent",
    }
}

/// Heading of that percentage.
pub(super) fn upheld_percent_heading(uphold: Uphold) -> &'static str {
    match uphold {
        Uphold::Strict => "% upheld",
        Uphold::Any => "% upheld or partly upheld",
    }
}

/// `1 complaint was`, `3 complaints were`.
pub(super) fn were(count: u64, one: &str, many: &str) -> String {
    if count == 1 { format!("1 {one} was") } else { format!("{count} {many} were") }
}

/// A period without its days: `Quarter 1 of 2017-18`.
pub(super) fn short_label(label: &str) -> String {
    label.split_once(" (").map_or(label, |(name, _days)| name).to_owned()
}

/// With a capital letter.
pub(super) fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// As the charts count; what is beyond them is beyond any register.
pub(super) fn drawn(count: u64) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
