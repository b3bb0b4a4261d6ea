//! The numbers of reports by name, and what they add up to.

use std::collections::{BTreeMap, BTreeSet};

use crate::disclosure::{Cell, Relation};

/// The cells and relations as they are gathered: of the report to be masked first, then of those that readers have already.
#[derive(Default)]
pub(super) struct Sums {
    numbers: BTreeMap<String, u64>,
    cells: BTreeMap<String, Cell>,
    relations: Vec<Relation<String>>,
    /// The earlier edition whose numbers are being stated, and what it calls by a name of its own.
    earlier: Option<Earlier>,
}

struct Earlier {
    edition: usize,
    /// Numbers that were counted again since: they are others than those of the same name.
    recounted: BTreeSet<String>,
}

impl Sums {
    /// The report to be masked. A number that is printed in several places has one name.
    pub(super) fn of(printed: impl IntoIterator<Item = (String, u64)>) -> Sums {
        let numbers: BTreeMap<String, u64> = printed.into_iter().collect();
        let cells = numbers.iter().map(|(name, number)| (name.clone(), Cell::printed(*number))).collect();
        Sums { numbers, cells, ..Sums::default() }
    }

    /// Goes over to an edition that was published before: its numbers by name, and which of them it masks. Numbers that are no
    /// more what they were are taken for others than those that stand now.
    pub(super) fn earlier(
        &mut self,
        edition: usize,
        numbers: BTreeMap<String, u64>,
        masked: &BTreeSet<String>,
        below: u64,
    ) {
        let other = |name: &&String| self.numbers.get(*name).is_some_and(|now| numbers.get(*name) != Some(now));
        let recounted = numbers.keys().filter(other).cloned().collect();
        self.earlier = Some(Earlier { edition, recounted });
        for (name, number) in numbers {
            let cell = match masked.contains(&name) {
                true => Cell::masked(number),
                // Printed before small numbers were masked: what is printed now does not repeat it.
                false if number > 0 && number < below => Cell::printed(number),
                false => Cell::known(number),
            };
            let name = self.called(&name);
            // What any edition printed is known, whatever another one masks.
            let was = self.cells.get(&name).filter(|was| **was == Cell::known(number)).copied();
            self.numbers.insert(name.clone(), number);
            self.cells.insert(name, was.unwrap_or(cell));
        }
    }

    /// Leaves the editions, to state what holds between them.
    pub(super) fn between(&mut self) {
        self.earlier = None;
    }

    /// The numbers that are stated so far.
    pub(super) fn numbers(&self) -> &BTreeMap<String, u64> {
        &self.numbers
    }

    /// A whole and its parts. A part that is not printed is nought; a whole that is not printed is what they come to.
    pub(super) fn total(&mut self, whole: String, parts: impl IntoIterator<Item = String>) {
        let parts = self.printed(parts);
        let sum = self.sum(&parts);
        let whole = self.called_as(&whole, sum);
        self.unless_printed(&whole, sum, Cell::unprinted);
        self.relations.push(Relation::total(whole, parts));
    }

    /// A whole and its parts, where they come to it.
    pub(super) fn total_if(&mut self, whole: &str, parts: impl IntoIterator<Item = String>) {
        let (whole, parts) = (self.called(whole), self.printed(parts));
        if self.numbers.get(&whole) == Some(&self.sum(&parts)) {
            self.relations.push(Relation::total(whole, parts));
        }
    }

    /// A whole and some of its parts: what is left is printed nowhere; it is named. A part may not be told to be larger than its
    /// whole, so where it is there is nothing a reader could reckon.
    pub(super) fn within(&mut self, whole: &str, parts: impl IntoIterator<Item = String>) -> Option<String> {
        self.left_over(whole, parts, Cell::unprinted)
    }

    /// The same, where what is left may be small and known: that few complaints are not about something tells of none of them.
    pub(super) fn no_more_than(&mut self, whole: &str, parts: impl IntoIterator<Item = String>) {
        self.left_over(whole, parts, Cell::beside);
    }

    /// A whole and the parts that overlap in it: they come to it or to more. By how much is printed nowhere; it is named, and
    /// may be small and known. (R86)
    pub(super) fn covered(&mut self, whole: &str, parts: impl IntoIterator<Item = String>) -> Option<String> {
        let (whole, parts) = (self.called(whole), self.printed(parts));
        let more = self.sum(&parts).checked_sub(*self.numbers.get(&whole)?).filter(|_| !parts.is_empty())?;
        let name = format!("beyond {whole} in {}", parts.join(" and "));
        self.unless_printed(&name, more, Cell::beside);
        self.relations.push(Relation::balance(parts, [whole, name.clone()]));
        Some(name)
    }

    /// Two sums that are equal.
    pub(super) fn balance(&mut self, left: [String; 2], right: [String; 2]) {
        let called = |name: String| self.called(&name);
        let (left, right) = (left.map(called), right.map(called));
        if self.earlier.is_none() || self.sum(&left) == self.sum(&right) {
            self.relations.push(Relation::balance(left, right));
        }
    }

    /// `before` and `came` are together `went` and `after`, of which `before` need not be printed. Says whether it can be.
    pub(super) fn carried(&mut self, before: &str, came: &str, went: &str, after: &str) -> bool {
        let names = [before, came, went, after].map(|name| self.called(name));
        let [before, came, went, after] = &names;
        let number = |name: &String| self.numbers.get(name).copied();
        let (Some(came_number), Some(went_number), Some(left)) = (number(came), number(went), number(after)) else {
            return false;
        };
        let Some(opened) = (went_number + left).checked_sub(came_number) else { return false };
        if number(before).is_some_and(|printed| printed != opened) {
            return false;
        }
        self.unless_printed(before, opened, Cell::unprinted);
        self.relations.push(Relation::balance([before.clone(), came.clone()], [went.clone(), after.clone()]));
        true
    }

    pub(super) fn into_tables(self) -> (BTreeMap<String, Cell>, Vec<Relation<String>>) {
        (self.cells, self.relations)
    }

    /// What a number is called among all of them: an earlier edition's own, where it was counted again since.
    fn called(&self, name: &str) -> String {
        match &self.earlier {
            Some(earlier) if earlier.recounted.contains(name) => format!("{name} in edition {}", earlier.edition),
            _ => name.to_owned(),
        }
    }

    /// The same for a sum: where an earlier edition's is another than that of the name, it is its own from here on.
    fn called_as(&mut self, name: &str, sum: u64) -> String {
        let differs = self.numbers.get(&self.called(name)).is_some_and(|number| *number != sum);
        if let Some(earlier) = self.earlier.as_mut().filter(|_| differs) {
            earlier.recounted.insert(name.to_owned());
        }
        self.called(name)
    }

    fn printed(&self, parts: impl IntoIterator<Item = String>) -> Vec<String> {
        parts.into_iter().map(|part| self.called(&part)).filter(|part| self.numbers.contains_key(part)).collect()
    }

    fn sum(&self, parts: &[String]) -> u64 {
        parts.iter().filter_map(|part| self.numbers.get(part)).sum()
    }

    /// What is left of a whole, by a name that begins with no period: of a year it adds up without being told to.
    fn left_over(
        &mut self,
        whole: &str,
        parts: impl IntoIterator<Item = String>,
        unseen: fn(u64) -> Cell,
    ) -> Option<String> {
        let (whole, parts) = (self.called(whole), self.printed(parts));
        let rest = self.numbers.get(&whole)?.checked_sub(self.sum(&parts)).filter(|_| !parts.is_empty())?;
        let name = format!("left of {whole} by {}", parts.join(" and "));
        self.unless_printed(&name, rest, unseen);
        self.relations.push(Relation::total(whole, parts.into_iter().chain([name.clone()])));
        Some(name)
    }

    /// A number that stands in no table, unless it does; of an earlier edition it is no more to be kept.
    fn unless_printed(&mut self, name: &str, number: u64, unseen: fn(u64) -> Cell) {
        if !self.numbers.contains_key(name) {
            let cell = if self.earlier.is_some() { Cell::beside(number) } else { unseen(number) };
            self.numbers.insert(name.to_owned(), number);
            self.cells.insert(name.to_owned(), cell);
        }
    }
}
