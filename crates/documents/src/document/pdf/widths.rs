//! How a table shares the width of the page: every column gets its longest word, and what is left goes where the text is long.

use crate::document::Table;

/// The width between the margins of the page in points; the template has the same margins.
const PAGE_WIDTH: f64 = 470.0;
/// Blank space in a column, left and right of the text.
const PADDING: f64 = 8.0;
/// The mean width of a character as a share of the type size, taken wide so that bold words fit.
const CHARACTER: f64 = 0.6;
/// Type sizes in points.
const LARGEST: f64 = 9.5;
const SMALLEST: f64 = 6.5;
/// Longer words are broken.
const LONGEST_WORD: u32 = 14;
/// More text than this makes a column no wider.
const LONGEST_TEXT: u32 = 60;

/// The measures of a table.
#[derive(Debug, PartialEq)]
pub(super) struct Measures {
    /// Type size in points.
    pub(super) size: f64,
    /// The width of each column as a share; the column of the rows' names comes first.
    pub(super) shares: Vec<f64>,
    /// Words of more characters do not fit their column in one piece.
    pub(super) longest_word: u32,
}

impl Measures {
    pub(super) fn of(table: &Table) -> Measures {
        let columns = wants(table);
        let words: f64 = columns.iter().map(|want| f64::from(want.word)).sum();
        let paddings: f64 = columns.iter().map(|_| PADDING).sum();
        let size = ((PAGE_WIDTH - paddings) / (words * CHARACTER)).clamp(SMALLEST, LARGEST);
        let character = size * CHARACTER;
        let needed = words * character + paddings;
        let left = (PAGE_WIDTH - needed).max(0.0);
        let wishes: f64 = columns.iter().map(Want::more).sum();
        let share = |want: &Want| f64::from(want.word) * character + PADDING + left * want.more() / wishes;
        let longest_word =
            (1..LONGEST_WORD).rev().find(|word| f64::from(*word) * needed <= f64::from(LONGEST_WORD) * PAGE_WIDTH);
        let longest_word = if needed > PAGE_WIDTH { longest_word.unwrap_or(1) } else { LONGEST_WORD };
        Measures { size, shares: columns.iter().map(share).collect(), longest_word }
    }
}

/// What a column asks for, in characters.
#[derive(Debug, Clone, Copy)]
struct Want {
    word: u32,
    text: u32,
}

impl Want {
    /// A column with a heading only, which may stand in as many lines as it has words.
    fn new(heading: &str) -> Want {
        Want { word: longest_word(heading).max(3), text: 0 }
    }

    fn widened(self, text: &str) -> Want {
        Want { word: self.word.max(longest_word(text)), text: self.text.max(characters(text).min(LONGEST_TEXT)) }
    }

    /// How much it asks for beyond its longest word; never nothing, so that a table fills the page.
    fn more(&self) -> f64 {
        f64::from(self.text.saturating_sub(self.word).saturating_add(2))
    }
}

fn longest_word(text: &str) -> u32 {
    text.split([' ', '\n', '-']).map(characters).max().unwrap_or_default().min(LONGEST_WORD)
}

fn characters(text: &str) -> u32 {
    u32::try_from(text.chars().count()).unwrap_or(u32::MAX)
}

fn wants(table: &Table) -> Vec<Want> {
    let mut names = Want::new(table.corner());
    let mut columns: Vec<Want> = table.columns().iter().map(|heading| Want::new(heading)).collect();
    for row in table.rows() {
        names = names.widened(&row.header().value.printed());
        for (column, cell) in columns.iter_mut().zip(row.cells()) {
            *column = column.widened(&cell.value.printed());
        }
    }
    columns.insert(0, names);
    columns
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::as_conversions, clippy::panic)]

    use super::*;

    fn of_columns(count: usize) -> Measures {
        let headings: Vec<String> = (0..count).map(|at| format!("Received {at}")).collect();
        let mut table = Table::new("Volumes", "Stage", headings);
        table.push("Second stage, escalated", vec![1_u64.into(); count]);
        Measures::of(&table)
    }

    #[test]
    fn nine_columns_fill_the_page_in_type_that_can_be_read() {
        let measures = of_columns(9);
        assert_eq!(measures.shares.len(), 10);
        assert!((measures.shares.iter().sum::<f64>() - PAGE_WIDTH).abs() < 0.01);
        assert!(measures.size >= 7.0, "{}", measures.size);
        assert!(of_columns(3).size > measures.size);
    }

    #[test]
    fn where_columns_are_too_many_words_are_broken_earlier() {
        assert_eq!(of_columns(9).longest_word, LONGEST_WORD);
        assert!(of_columns(20).longest_word < 10);
        assert_eq!(of_columns(400).longest_word, 1);
    }

    #[test]
    fn long_text_is_given_the_room() {
        let mut table = Table::new("Narratives", "Case", ["Learning", "Days"]);
        table.push("S1-1", ["A long sentence of what was learnt from this case".into(), 3_u64.into()]);
        let shares = Measures::of(&table).shares;
        assert!(shares[1] > 3.0 * shares[2], "{shares:?}");
    }
}
