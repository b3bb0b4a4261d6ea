//! Published tables as numbered cells and equations, and which shifts of the hidden numbers their equations allow.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Debug;

use super::{Cell, Relation, Seen, TablesError};

/// By how much the number of each cell differs in another filling of the tables; cells that stay are not named.
pub(super) type Shift = BTreeMap<usize, i128>;

/// An equation between cells: how often each is added (or taken away) to make nought.
pub(super) type Equation = BTreeMap<usize, i32>;

/// Whether noughts are printed, which tells of a masked number that it is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Noughts {
    Printed,
    Masked,
}

pub(super) struct Tables {
    cells: Vec<Cell>,
    equations: Vec<Equation>,
}

impl Tables {
    pub(super) fn new<K: Clone + Debug + Ord>(
        cells: &BTreeMap<K, Cell>,
        relations: &[Relation<K>],
    ) -> Result<Self, TablesError<K>> {
        let numbered: BTreeMap<&K, (usize, Cell)> =
            cells.iter().enumerate().map(|(at, (key, cell))| (key, (at, *cell))).collect();
        let equations = relations.iter().map(|relation| equation(&numbered, relation)).collect::<Result<_, _>>()?;
        Ok(Self { cells: cells.values().copied().collect(), equations })
    }

    pub(super) fn unprinted(&self) -> BTreeSet<usize> {
        self.cells.iter().enumerate().filter(|(_, cell)| !cell.is_in_a_table()).map(|(at, _)| at).collect()
    }

    /// The cells from 1 to `below - 1` and those masked before, the smallest first: they have the least room.
    pub(super) fn secret(&self, below: u64) -> Vec<usize> {
        let small = |cell: &Cell| match cell.seen {
            Seen::Printed | Seen::Unprinted => cell.number > 0 && cell.number < below,
            Seen::Masked => true,
            Seen::Beside | Seen::Known => false,
        };
        let mut found: Vec<_> = self.cells.iter().enumerate().filter(|(_, cell)| small(cell)).collect();
        found.sort_by_key(|(_, cell)| cell.number);
        found.into_iter().map(|(at, _)| at).collect()
    }

    pub(super) fn number(&self, cell: usize) -> u64 {
        self.cells.get(cell).map_or(0, |cell| cell.number)
    }

    /// By how much the number of a cell can fall. Who sees noughts printed knows that a masked number is none.
    pub(super) fn room_below(&self, cell: usize, noughts: Noughts) -> u64 {
        let printed = |cell: &&Cell| noughts == Noughts::Printed && cell.is_in_a_table();
        self.cells.get(cell).map_or(0, |cell| cell.number.saturating_sub(u64::from(printed(&cell))))
    }

    /// The noughts that stand in one relation with a cell.
    pub(super) fn noughts_beside(&self, cell: usize) -> impl Iterator<Item = usize> {
        let beside = self.equations.iter().filter(move |equation| equation.contains_key(&cell));
        beside.flat_map(|equation| equation.keys().copied()).filter(|other| self.is_nought(*other))
    }

    /// Whether readers know its number already.
    pub(super) fn is_known(&self, cell: usize) -> bool {
        self.cells.get(cell).is_some_and(|cell| cell.seen == Seen::Known)
    }

    /// Whether it is a nought that is printed.
    pub(super) fn is_nought(&self, cell: usize) -> bool {
        self.cells.get(cell).is_some_and(|cell| cell.number == 0 && cell.is_in_a_table())
    }

    /// The equations that tie a cell to others, directly or through a chain of cells that may move.
    pub(super) fn equations_around(&self, cell: usize, may_move: impl Fn(usize) -> bool) -> Vec<&Equation> {
        let mut reached = BTreeSet::from([cell]);
        let mut waiting: Vec<&Equation> = self.equations.iter().collect();
        let mut found = Vec::new();
        loop {
            let (linked, rest): (Vec<_>, Vec<_>) =
                waiting.into_iter().partition(|equation| equation.keys().any(|cell| reached.contains(cell)));
            if linked.is_empty() {
                return found;
            }
            reached.extend(linked.iter().flat_map(|equation| equation.keys()).filter(|cell| may_move(**cell)));
            found.extend(linked);
            waiting = rest;
        }
    }

    /// Does every equation still hold after this shift, and does no number fall below what a reader knows?
    pub(super) fn allow(&self, shift: &Shift, noughts: Noughts) -> bool {
        let change = |cell: &usize| shift.get(cell).copied().unwrap_or(0);
        let holds = |equation: &Equation| {
            equation.iter().map(|(cell, times)| i128::from(*times) * change(cell)).sum::<i128>() == 0
        };
        let room = |cell: &usize| i128::from(self.room_below(*cell, noughts));
        self.equations.iter().all(holds) && shift.iter().all(|(cell, by)| room(cell) + by >= 0)
    }

    /// The shift that doubles these cells: always allowed for all that hang together, because each relation holds for twice the
    /// numbers as well.
    pub(super) fn doubling(&self, cells: impl IntoIterator<Item = usize>) -> Shift {
        let doubled = |cell| (cell, i128::from(self.number(cell)));
        cells.into_iter().map(doubled).filter(|(_, by)| *by > 0).collect()
    }
}

/// One relation as an equation that was seen to hold.
fn equation<K: Clone + Debug + Ord>(
    cells: &BTreeMap<&K, (usize, Cell)>,
    relation: &Relation<K>,
) -> Result<Equation, TablesError<K>> {
    let mut equation = Equation::new();
    let mut sum = 0_i128;
    let left = relation.left.iter().map(|key| (key, 1));
    for (key, times) in left.chain(relation.right.iter().map(|key| (key, -1))) {
        let (at, cell) = cells.get(key).copied().ok_or_else(|| TablesError::UnknownCell(key.clone()))?;
        sum += i128::from(times) * i128::from(cell.number);
        *equation.entry(at).or_default() += times;
    }
    equation.retain(|_, times| *times != 0);
    if sum == 0 { Ok(equation) } else { Err(TablesError::DoesNotHold(relation.clone())) }
}
