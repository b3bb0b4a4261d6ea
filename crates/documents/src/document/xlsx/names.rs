//! Names for sheets: legal, of at most 31 characters, and no two alike.

use crate::document::text::printable;
use crate::document::{Block, Document};

/// The longest name that Excel takes, in UTF-16 units.
const LONGEST: usize = 31;

/// The names given so far.
#[derive(Debug)]
pub(super) struct SheetNames {
    /// In lower case, as Excel compares them.
    taken: Vec<String>,
}

impl SheetNames {
    /// None but what Excel keeps for itself.
    pub(super) fn new() -> SheetNames {
        SheetNames { taken: vec!["history".to_owned()] }
    }

    /// A name for each table, in reading order.
    pub(super) fn of_tables(&mut self, document: &Document) -> Vec<String> {
        let mut names = Vec::new();
        for (_, section) in document.sections_with_levels() {
            for block in &section.blocks {
                if let Block::Table(table) = block {
                    names.push(self.free(table.caption()));
                }
            }
        }
        names
    }

    /// A name like the wish that is not taken yet.
    pub(super) fn free(&mut self, wish: &str) -> String {
        let legal = legal(wish);
        let mut name = cut(&legal, LONGEST);
        let mut number = 2_u64;
        while self.taken.contains(&name.to_lowercase()) {
            let ending = format!(" {number}");
            name = cut(&legal, LONGEST.saturating_sub(ending.len())) + &ending;
            number = number.saturating_add(1);
        }
        self.taken.push(name.to_lowercase());
        name
    }
}

/// Without what Excel refuses in a name.
fn legal(wish: &str) -> String {
    let words = printable(wish).replace(['[', ']', ':', '*', '?', '/', '\\', '\''], " ");
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    if words.is_empty() { "Table".to_owned() } else { words }
}

fn cut(text: &str, most: usize) -> String {
    let mut units = 0_usize;
    let fits = |c: &char| {
        units = units.saturating_add(c.len_utf16());
        units <= most
    };
    text.chars().take_while(fits).collect::<String>().trim_end().to_owned()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::as_conversions, clippy::panic)]

    use proptest::prelude::*;

    use super::{LONGEST, SheetNames};

    proptest! {
        #[test]
        fn names_are_legal_and_no_two_alike(wishes in prop::collection::vec("\\PC{0,40}|[aA]{1,2}|history|'?[:/]*'?", 1..12)) {
            let mut names = SheetNames::new();
            let given: Vec<String> = wishes.iter().map(|wish| names.free(wish)).collect();
            for (at, name) in given.iter().enumerate() {
                prop_assert!(!name.is_empty() && name.encode_utf16().count() <= LONGEST);
                prop_assert!(!name.contains(['[', ']', ':', '*', '?', '/', '\\', '\'']));
                prop_assert!(given[..at].iter().all(|other| other.to_lowercase() != name.to_lowercase()));
            }
        }
    }
}
