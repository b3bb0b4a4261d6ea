//! Which numbers of published tables are masked, so that no small number can be worked back.
//!
//! A reader knows every printed number, every relation between the cells, and that noughts are printed. Each masked number has,
//! for that reader, at least two values. Only a shift of the hidden numbers that was checked in whole numbers counts as such a
//! second value; so a mistake of the solver masks more, never less. (regimes 3c, decision 0010)

mod shift;
mod tables;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Debug;

use tables::Tables;

/// A number that stands, or could stand, in a published table. One that stands in several tables is one cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cell {
    number: u64,
    seen: Seen,
}

/// What readers see of a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Seen {
    /// It is printed unless it is masked.
    Printed,
    /// It is printed nowhere, but what is small of it is as secret as if it were.
    Unprinted,
    /// It is printed nowhere, and was left over by tables that are published already.
    Beside,
    /// It was printed before: readers know it.
    Known,
    /// It was masked before: readers must not learn it now.
    Masked,
}

impl Cell {
    fn is_in_a_table(self) -> bool {
        !matches!(self.seen, Seen::Unprinted | Seen::Beside)
    }

    /// A count that is printed unless it is masked.
    #[must_use]
    pub fn printed(number: u64) -> Self {
        Self { number, seen: Seen::Printed }
    }

    /// A count no table shows but the reader can reason about: of those closed, the ones that were *not* extended.
    #[must_use]
    pub fn unprinted(number: u64) -> Self {
        Self { number, seen: Seen::Unprinted }
    }

    /// What is left of numbers that were published already.
    #[must_use]
    pub fn beside(number: u64) -> Self {
        Self { number, seen: Seen::Beside }
    }

    /// A count that readers were told already.
    #[must_use]
    pub fn known(number: u64) -> Self {
        Self { number, seen: Seen::Known }
    }

    /// A count that was masked where it was published already: it stays masked, and is no more to be worked back than a small one.
    #[must_use]
    pub fn masked(number: u64) -> Self {
        Self { number, seen: Seen::Masked }
    }
}

/// What every reader knows: the cells on the left add up to the same number as those on the right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Relation<K> {
    left: Vec<K>,
    right: Vec<K>,
}

impl<K> Relation<K> {
    /// A total and its parts.
    #[must_use]
    pub fn total(total: K, parts: impl IntoIterator<Item = K>) -> Self {
        Self::balance([total], parts)
    }

    /// Two sums that are equal: opening and received, closed and closing.
    #[must_use]
    pub fn balance(left: impl IntoIterator<Item = K>, right: impl IntoIterator<Item = K>) -> Self {
        Self { left: left.into_iter().collect(), right: right.into_iter().collect() }
    }
}

/// Why tables cannot be masked: they are not what their relations say. A mistake of whoever built them.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TablesError<K: Debug> {
    #[error("a relation names the cell {0:?}, which no table has; add the cell or take it out of the relation")]
    UnknownCell(K),
    #[error("the numbers do not agree with the relation {0:?}; count them again before they are published")]
    DoesNotHold(Relation<K>),
}

/// Which cells are printed and which are masked; masked cells all look alike.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mask<K> {
    printed: BTreeSet<K>,
    masked: BTreeSet<K>,
}

impl<K: Ord> Mask<K> {
    /// The cells to mask.
    pub fn masked(&self) -> &BTreeSet<K> {
        &self.masked
    }

    /// May something computed from these cells be printed? A percentage asks for both its counts; a mean, a median or a total
    /// of days asks for the count of what it is over, which if printed is nought or not small.
    pub fn shows<'a>(&self, cells: impl IntoIterator<Item = &'a K>) -> bool
    where
        K: 'a,
    {
        cells.into_iter().all(|cell| self.printed.contains(cell))
    }
}

/// Masks the numbers from 1 to `below - 1` and those masked before, and as many others as it takes for none of them to be worked
/// back, unless readers know it from what they know already. Noughts stay, unless beside what readers know they tell a number. With `below` 0 or 1 nothing is masked that was not. The same tables always get the same mask.
///
/// # Errors
/// A relation names a cell that is not there, or does not hold.
pub fn mask<K: Clone + Debug + Ord>(
    below: u64,
    cells: &BTreeMap<K, Cell>,
    relations: &[Relation<K>],
) -> Result<Mask<K>, TablesError<K>> {
    let tables = Tables::new(cells, relations)?;
    let mut hidden = tables.unprinted();
    let secret = tables.secret(below);
    hidden.extend(&secret);
    let mut ambiguous = BTreeSet::new();
    for cell in secret {
        if !ambiguous.contains(&cell) {
            let shift = shift::cheapest(&tables, cell, &hidden);
            hidden.extend(shift.keys());
            ambiguous.extend(shift.into_keys());
        }
    }
    let mut mask = Mask { printed: BTreeSet::new(), masked: BTreeSet::new() };
    for (at, (key, _)) in cells.iter().enumerate().filter(|(_, (_, cell))| cell.is_in_a_table()) {
        let side = if hidden.contains(&at) { &mut mask.masked } else { &mut mask.printed };
        side.insert(key.clone());
    }
    Ok(mask)
}
