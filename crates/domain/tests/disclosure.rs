//! Masking small numbers: every filling a reader could think of is counted out by brute force, and larger tables are solved as a
//! reader with linear algebra would.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::as_conversions, clippy::panic)]

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use redress_domain::disclosure::{Cell, Mask, Relation, TablesError, mask};

/// Tables as a test states them: the cells, and each relation as the cells on its two sides.
#[derive(Debug, Clone, Default)]
struct Tables {
    cells: BTreeMap<String, Cell>,
    numbers: BTreeMap<String, u64>,
    relations: Vec<(Vec<String>, Vec<String>)>,
}

impl Tables {
    fn cell(&mut self, key: &str, number: u64) -> String {
        self.cells.insert(key.into(), Cell::printed(number));
        self.numbers.insert(key.into(), number);
        key.into()
    }

    fn unprinted(&mut self, key: &str, number: u64) -> String {
        let key = self.cell(key, number);
        self.cells.insert(key.clone(), Cell::unprinted(number));
        key
    }

    /// Adds the sum of `parts` as a cell, and the relation between them.
    fn total(&mut self, key: &str, parts: Vec<String>) -> String {
        let sum = parts.iter().map(|part| self.numbers[part]).sum();
        let total = self.cell(key, sum);
        self.relations.push((vec![total.clone()], parts));
        total
    }

    fn mask(&self, below: u64) -> Mask<String> {
        let relations: Vec<_> =
            self.relations.iter().cloned().map(|(left, right)| Relation::balance(left, right)).collect();
        mask(below, &self.cells, &relations).unwrap()
    }

    fn small(&self, below: u64) -> BTreeSet<String> {
        let small = self.numbers.iter().filter(|(key, number)| (1..below).contains(*number) && self.is_printed(key));
        small.map(|(key, _)| key.clone()).collect()
    }

    fn is_printed(&self, key: &str) -> bool {
        self.cells[key] == Cell::printed(self.numbers[key])
    }

    /// Everything a reader does not see: what is masked, and what no table shows.
    fn hidden(&self, mask: &Mask<String>) -> Vec<String> {
        self.cells.keys().filter(|key| !self.is_printed(key) || mask.masked().contains(*key)).cloned().collect()
    }

    /// The equations over the hidden cells, with what the printed ones leave for them to add up to.
    fn equations(&self, hidden: &[String]) -> Vec<Equation> {
        let equation = |(left, right): &(Vec<String>, Vec<String>)| {
            let mut times = vec![0; hidden.len()];
            let mut rest = 0;
            for (keys, sign) in [(left, 1), (right, -1)] {
                for key in keys {
                    match hidden.iter().position(|other| other == key) {
                        Some(at) => times[at] += sign,
                        None => rest -= sign * self.numbers[key] as i64,
                    }
                }
            }
            (times, rest)
        };
        self.relations.iter().map(equation).collect()
    }
}

/// An equation over the hidden cells: how often each counts, and what they add up to.
type Equation = (Vec<i64>, i64);

/// Goes through every filling with each number in its range, and notes the values each cell takes.
fn fill(equations: &[Equation], ranges: &[(i64, i64)], filled: &mut Vec<i64>, values: &mut [BTreeSet<i64>]) {
    let at = filled.len();
    // What cannot come right any more, whatever the cells still to be filled, is not followed.
    let open = |(times, sum): &Equation| {
        let so_far: i64 = filled.iter().zip(times).map(|(number, times)| number * times).sum();
        let ends = |(times, (low, high)): (&i64, &(i64, i64))| {
            ((times * low).min(times * high), (times * low).max(times * high))
        };
        let rest =
            times.iter().zip(ranges).skip(at).map(ends).fold((0, 0), |sum, ends| (sum.0 + ends.0, sum.1 + ends.1));
        (so_far + rest.0..=so_far + rest.1).contains(sum)
    };
    if !equations.iter().all(open) {
        return;
    }
    let Some((low, high)) = ranges.get(at) else {
        return filled.iter().zip(values).for_each(|(number, values)| _ = values.insert(*number));
    };
    for number in *low..=*high {
        filled.push(number);
        fill(equations, ranges, filled, values);
        filled.pop();
    }
}

/// Every masked cell, and every small number that is not even printed, has two values: looked for among all fillings near the
/// numbers, then further away. The reader knows even that a masked number is no nought, because those are printed.
fn assert_nothing_can_be_worked_back(tables: &Tables, below: u64, mask: &Mask<String>) {
    let hidden = tables.hidden(mask);
    let equations = tables.equations(&hidden);
    let numbers: Vec<i64> = hidden.iter().map(|key| tables.numbers[key] as i64).collect();
    let secret = |at: &usize| mask.masked().contains(&hidden[*at]) || (1..below as i64).contains(&numbers[*at]);
    let mut worked_back = Vec::new();
    for width in [1, 2, 4, 8] {
        let range =
            |(key, number): (&String, &i64)| ((number - width).max(i64::from(tables.is_printed(key))), number + width);
        let ranges: Vec<_> = hidden.iter().zip(&numbers).map(range).collect();
        let mut values = vec![BTreeSet::new(); hidden.len()];
        fill(&equations, &ranges, &mut Vec::new(), &mut values);
        worked_back = (0..hidden.len()).filter(secret).filter(|at| values[*at].len() < 2).collect();
        if worked_back.is_empty() {
            return;
        }
    }
    let keys: Vec<_> = worked_back.into_iter().map(|at| &hidden[at]).collect();
    panic!("{keys:?} can be worked back in {tables:?}\n{mask:?}");
}

/// Rows and columns with their totals.
fn two_way(rows: &[Vec<u64>]) -> Tables {
    let mut tables = Tables::default();
    let cells: Vec<Vec<String>> = rows
        .iter()
        .enumerate()
        .map(|(row, numbers)| {
            numbers.iter().enumerate().map(|(column, n)| tables.cell(&format!("r{row}c{column}"), *n)).collect()
        })
        .collect();
    let totals = cells.iter().enumerate().map(|(row, parts)| tables.total(&format!("r{row}"), parts.clone())).collect();
    for column in 0..rows[0].len() {
        tables.total(&format!("c{column}"), cells.iter().map(|row| row[column].clone()).collect());
    }
    tables.total("all", totals);
    let columns = (0..rows[0].len()).map(|column| format!("c{column}")).collect();
    tables.relations.push((vec!["all".into()], columns));
    tables
}

/// The report's own shape. For each stage: what was closed by outcome and by being in time, what was extended (and, unprinted,
/// what was not), and opening, received, closed, closing; then a total row over the stages.
#[derive(Debug, Clone)]
struct Stage {
    outcomes: Vec<u64>,
    late: u64,
    extended: u64,
    opening: u64,
    closing: u64,
}

fn report(stages: &[Stage]) -> Tables {
    let mut tables = Tables::default();
    let mut rows = Vec::new();
    for (n, stage) in stages.iter().enumerate() {
        let name = |what: &str| format!("s{n} {what}");
        let of = |part: u64, closed: u64| part.min(closed);
        let closed: u64 = stage.outcomes.iter().sum();
        let outcomes: Vec<_> =
            stage.outcomes.iter().enumerate().map(|(o, n)| tables.cell(&name(&format!("outcome {o}")), *n)).collect();
        tables.total(&name("closed"), outcomes);
        let mut split = |part: &str, number: u64, rest: &str, printed: bool| {
            let key = tables.cell(&name(part), of(number, closed));
            let number = closed - of(number, closed);
            let rest = if printed { tables.cell(&name(rest), number) } else { tables.unprinted(&name(rest), number) };
            tables.relations.push((vec![name("closed")], vec![key, rest]));
        };
        split("missed", stage.late, "met", true);
        split("extended", stage.extended, "not extended", false);
        // Opening is raised where more was closed than there was, so that nothing is negative.
        let opening = stage.opening.max((stage.closing + closed).saturating_sub(8));
        let opening = opening.min(stage.closing + closed);
        let flow = [("opening", opening), ("received", stage.closing + closed - opening), ("closing", stage.closing)];
        flow.into_iter().for_each(|(key, number)| _ = tables.cell(&name(key), number));
        tables.relations.push((vec![name("opening"), name("received")], vec![name("closed"), name("closing")]));
        rows = ["closed", "met", "missed", "extended", "opening", "received", "closing"].map(String::from).to_vec();
        rows.extend((0..stage.outcomes.len()).map(|o| format!("outcome {o}")));
    }
    for row in rows {
        tables.total(&format!("total {row}"), (0..stages.len()).map(|n| format!("s{n} {row}")).collect());
    }
    tables
}

fn stage(outcomes: usize, most: u64) -> impl Strategy<Value = Stage> {
    (prop::collection::vec(0..=most, outcomes), 0..=3_u64, 0..=3_u64, 0..=most, 0..=most)
        .prop_map(|(outcomes, late, extended, opening, closing)| Stage { outcomes, late, extended, opening, closing })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// R110
    #[test]
    fn no_masked_number_of_a_two_way_table_can_be_worked_back(
        rows in prop::collection::vec(prop::collection::vec(0..=8_u64, 3), 3), below in 2..=5_u64,
    ) {
        let tables = two_way(&rows);
        let mask = tables.mask(below);
        prop_assert!(tables.small(below).is_subset(mask.masked()));
        assert_nothing_can_be_worked_back(&tables, below, &mask);
    }

    /// R110
    #[test]
    fn no_masked_number_of_a_report_can_be_worked_back(
        stages in prop::collection::vec(stage(2, 4), 2), below in 2..=4_u64,
    ) {
        let tables = report(&stages);
        let mask = tables.mask(below);
        prop_assert!(tables.small(below).is_subset(mask.masked()));
        assert_nothing_can_be_worked_back(&tables, below, &mask);
    }

    #[test]
    fn noughts_stay_printed_and_nothing_is_masked_where_nothing_is_small(
        stages in prop::collection::vec(stage(4, 9), 3), below in 0..=6_u64,
    ) {
        let tables = report(&stages);
        let mask = tables.mask(below);
        let noughts = tables.numbers.iter().filter(|(_, number)| **number == 0);
        prop_assert!(noughts.clone().all(|(key, _)| !mask.masked().contains(key)));
        let secret = tables.numbers.values().any(|number| (1..below).contains(number));
        prop_assert_eq!(mask.masked().is_empty(), !secret);
    }
}

/// Which unknowns a system of equations settles, by elimination in the field of a large prime.
fn settled(equations: &[Equation], unknowns: usize) -> Vec<usize> {
    const PRIME: i64 = 2_147_483_647;
    let inverse = |number: i64| {
        let (mut power, mut square, mut rest) = (1, number, PRIME - 2);
        while rest > 0 {
            power = if rest & 1 == 1 { power * square % PRIME } else { power };
            square = square * square % PRIME;
            rest >>= 1;
        }
        power
    };
    let mut rows: Vec<Vec<i64>> =
        equations.iter().map(|(times, _)| times.iter().map(|n| n.rem_euclid(PRIME)).collect()).collect();
    let mut pivots = Vec::new();
    for column in 0..unknowns {
        let Some(found) = (pivots.len()..rows.len()).find(|row| rows[*row][column] != 0) else { continue };
        let at = pivots.len();
        rows.swap(at, found);
        let scale = inverse(rows[at][column]);
        rows[at].iter_mut().for_each(|n| *n = *n * scale % PRIME);
        let pivot = rows[at].clone();
        for row in (0..rows.len()).filter(|row| *row != at) {
            let times = rows[row][column];
            rows[row].iter_mut().zip(&pivot).for_each(|(n, p)| *n = (*n - times * p).rem_euclid(PRIME));
        }
        pivots.push(column);
    }
    pivots.iter().zip(&rows).filter(|(_, row)| row.iter().filter(|n| **n != 0).count() == 1).map(|(c, _)| *c).collect()
}

fn keys(names: &[&str]) -> BTreeSet<String> {
    names.iter().map(|name| (*name).to_owned()).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(3))]

    #[test]
    fn a_report_of_four_hundred_cells_cannot_be_solved_and_keeps_its_mask(
        stages in prop::collection::vec(stage(8, 12), 25), below in 2..=5_u64,
    ) {
        let tables = report(&stages);
        prop_assert!(tables.cells.len() >= 400);
        let mask = tables.mask(below);
        prop_assert!(tables.small(below).is_subset(mask.masked()));
        let hidden = tables.hidden(&mask);
        let solved = settled(&tables.equations(&hidden), hidden.len());
        prop_assert!(solved.iter().all(|at| !mask.masked().contains(&hidden[*at])));
        prop_assert_eq!(tables.mask(below), mask);
    }
}

/// R110
#[test]
fn one_late_case_masks_its_chain_through_the_linked_tables() {
    let stage = |outcomes: &[u64], late| Stage { outcomes: outcomes.into(), late, extended: 0, opening: 7, closing: 9 };
    let tables = report(&[stage(&[5, 6], 1), stage(&[8, 9], 0), stage(&[7, 7], 0)]);
    let mask = tables.mask(3);
    assert_eq!(*mask.masked(), keys(&["s0 missed", "s0 met", "total missed", "total met"]));
    assert_nothing_can_be_worked_back(&tables, 3, &mask);
}

#[test]
fn what_is_left_of_a_total_is_as_secret_as_if_it_were_printed() {
    // 19 of 20 were extended: that one was not is nowhere printed, and yet small.
    let mut tables = Tables::default();
    let parts = vec![tables.cell("extended", 19), tables.unprinted("not extended", 1)];
    tables.total("closed", parts);
    let mask = tables.mask(5);
    assert_eq!(mask.masked().len(), 1);
    assert_nothing_can_be_worked_back(&tables, 5, &mask);
}

#[test]
fn two_ones_that_make_two_are_not_given_away_by_their_total() {
    // With 2 printed, who knows that noughts are never masked would know both.
    let tables = two_way(&[vec![1, 1, 0]]);
    assert!(tables.mask(2).masked().contains("r0"));
}

/// R110
#[test]
fn a_percentage_is_shown_only_where_its_counts_are() {
    let tables = two_way(&[vec![6, 9], vec![1, 9]]);
    let mask = tables.mask(5);
    let shows = |names: &[&str]| mask.shows(&keys(names));
    assert!(shows(&["all"]) && !shows(&["r1c0", "r1"]) && !shows(&["a cell of another table"]));
}

#[test]
fn nothing_is_small_below_nought_or_one() {
    let tables = two_way(&[vec![1, 2], vec![0, 1]]);
    assert!(tables.mask(0).masked().is_empty() && tables.mask(1).masked().is_empty());
}

#[test]
fn where_the_solver_finds_nothing_all_that_hangs_together_is_masked() {
    // No other filling is near: one more of `part` is twenty more of the total.
    let cells =
        BTreeMap::from([("part", Cell::printed(1)), ("whole", Cell::printed(20)), ("other", Cell::printed(30))]);
    let mask = mask(5, &cells, &[Relation::balance(["whole"], ["part"; 20])]).unwrap();
    assert_eq!(*mask.masked(), BTreeSet::from(["part", "whole"]));
}

#[test]
fn tables_that_disagree_are_refused() {
    let cells =
        BTreeMap::from([("a", Cell::printed(u64::MAX)), ("b", Cell::printed(u64::MAX)), ("sum", Cell::printed(7))]);
    let wrong = Relation::total("sum", ["a", "b"]);
    assert_eq!(mask(5, &cells, std::slice::from_ref(&wrong)), Err(TablesError::DoesNotHold(wrong)));
    assert_eq!(mask(5, &cells, &[Relation::total("sum", ["c"])]), Err(TablesError::UnknownCell("c")));
}
