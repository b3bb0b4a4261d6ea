//! The numbers of a report by name, and what they add up to.

use std::collections::BTreeMap;

use crate::disclosure::{Cell, Relation};

/// The cells and relations as they are gathered.
pub(super) struct Sums {
    numbers: BTreeMap<String, u64>,
    cells: BTreeMap<String, Cell>,
    relations: Vec<Relation<String>>,
}

impl Sums {
    /// Of the printed numbers. A number that is printed in several places has one name.
    pub(super) fn of(printed: impl IntoIterator<Item = (String, u64)>) -> Sums {
        let numbers: BTreeMap<String, u64> = printed.into_iter().collect();
        let cells = numbers.iter().map(|(name, number)| (name.clone(), Cell::printed(*number))).collect();
        Sums { numbers, cells, relations: Vec::new() }
    }

    /// A whole and its parts. A part that is not printed is nought; a whole that is not printed is what they come to.
    pub(super) fn total(&mut self, whole: String, parts: impl IntoIterator<Item = String>) {
        let parts: Vec<String> = parts.into_iter().filter(|part| self.numbers.contains_key(part)).collect();
        let sum = self.sum(&parts);
        self.unless_printed(&whole, sum);
        self.relations.push(Relation::total(whole, parts));
    }

    /// A whole and some of its parts: what is left is printed nowhere. A part may not be told to be larger than its whole, so
    /// where it is there is nothing a reader could reckon.
    pub(super) fn within(&mut self, whole: &str, parts: impl IntoIterator<Item = String>) {
        let parts: Vec<String> = parts.into_iter().filter(|part| self.numbers.contains_key(part)).collect();
        let Some(all) = self.numbers.get(whole) else { return };
        let Some(rest) = all.checked_sub(self.sum(&parts)).filter(|_| !parts.is_empty()) else { return };
        let name = format!("{whole} but {}", parts.join(" and "));
        self.unless_printed(&name, rest);
        self.relations.push(Relation::total(whole.to_owned(), parts.into_iter().chain([name])));
    }

    /// Two sums that are equal.
    pub(super) fn balance(&mut self, left: [String; 2], right: [String; 2]) {
        self.relations.push(Relation::balance(left, right));
    }

    pub(super) fn into_tables(self) -> (BTreeMap<String, Cell>, Vec<Relation<String>>) {
        (self.cells, self.relations)
    }

    fn sum(&self, parts: &[String]) -> u64 {
        parts.iter().filter_map(|part| self.numbers.get(part)).sum()
    }

    fn unless_printed(&mut self, name: &str, number: u64) {
        if !self.numbers.contains_key(name) {
            self.numbers.insert(name.to_owned(), number);
            self.cells.insert(name.to_owned(), Cell::unprinted(number));
        }
    }
}
