//! The cheapest other filling of the tables in which one small number differs: what has to be masked beside it.

use std::collections::{BTreeMap, BTreeSet};

use microlp::{ComparisonOp, OptimizationDirection, Problem, SolveOptions, Variable};

use super::tables::{Equation, Noughts, Shift, Tables};

/// The most by which a number differs in the fillings that are looked for; in practice it is one or two.
const STEPS_LIMIT: i32 = 8;
/// How many branches the solver may try before the answer it has must do.
const BRANCHES_LIMIT: u64 = 200;
/// What it costs to shift a hidden number by one, and a printed one, to which its own size is added up to a limit: few are
/// masked, and the small rather than the totals.
const HIDDEN_COST: i32 = 1;
const PRINTED_COST: i32 = 100;
const SIZE_COST_LIMIT: i32 = 900;

/// An allowed shift that changes `target`, chosen so that little is masked beside `hidden`. What readers know already stays, and
/// noughts stay unless they tell the number: then those beside it are masked as well. Where what readers know tells it, nothing can
/// be done any more, and nothing moves.
pub(super) fn cheapest(tables: &Tables, target: usize, hidden: &BTreeSet<usize>) -> Shift {
    let usual = |cell: usize| !tables.is_known(cell) && !tables.is_nought(cell);
    among(tables, target, hidden, Noughts::Printed, usual)
        .or_else(|| doubled(tables, target, usual))
        .or_else(|| {
            let mut shift = among(tables, target, hidden, Noughts::Masked, |cell| !tables.is_known(cell))?;
            tables.noughts_beside(target).for_each(|nought| _ = shift.entry(nought).or_default());
            Some(shift)
        })
        .unwrap_or_default()
}

/// All that hangs together with `target` twice as large, where that is allowed.
fn doubled(tables: &Tables, target: usize, may_move: impl Fn(usize) -> bool) -> Option<Shift> {
    let linked = linked(&tables.equations_around(target, &may_move), target);
    let shift = tables.doubling(linked.into_iter().filter(|cell| may_move(*cell)));
    tables.allow(&shift, Noughts::Printed).then_some(shift)
}

fn linked(equations: &[&Equation], target: usize) -> BTreeSet<usize> {
    equations.iter().flat_map(|equation| equation.keys().copied()).chain([target]).collect()
}

/// The cheapest shift of cells that may move.
fn among(
    tables: &Tables,
    target: usize,
    hidden: &BTreeSet<usize>,
    noughts: Noughts,
    may_move: impl Fn(usize) -> bool,
) -> Option<Shift> {
    let equations = tables.equations_around(target, &may_move);
    let moving = linked(&equations, target).into_iter().filter(|cell| may_move(*cell));
    let costs: BTreeMap<usize, i32> = moving.map(|cell| (cell, cost(tables, cell, hidden))).collect();
    let find = |direction| {
        let shift = search(tables, &equations, &costs, noughts, (target, direction))?;
        let also_masked = shift.keys().filter(|cell| !hidden.contains(cell)).filter_map(|cell| costs.get(cell));
        let price = also_masked.copied().map(i64::from).sum::<i64>();
        (shift.contains_key(&target) && tables.allow(&shift, noughts)).then_some((price, shift))
    };
    let up = find(Direction::Up);
    if up.as_ref().is_some_and(|(price, _)| *price == 0) {
        return up.map(|(_, shift)| shift);
    }
    let cheaper = up.into_iter().chain(find(Direction::Down)).min_by_key(|(price, _)| *price);
    cheaper.map(|(_, shift)| shift)
}

fn cost(tables: &Tables, cell: usize, hidden: &BTreeSet<usize>) -> i32 {
    if hidden.contains(&cell) {
        return HIDDEN_COST;
    }
    PRINTED_COST + i32::try_from(tables.number(cell)).unwrap_or(SIZE_COST_LIMIT).min(SIZE_COST_LIMIT)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Direction {
    Up,
    Down,
}

/// A cell in the integer program: by how much it rises, and by how much it falls.
struct Change {
    up: Variable,
    down: Variable,
}

/// Asks the solver. What it says is only a proposal: it computes with fractions.
fn search(
    tables: &Tables,
    equations: &[&Equation],
    costs: &BTreeMap<usize, i32>,
    noughts: Noughts,
    (target, direction): (usize, Direction),
) -> Option<Shift> {
    let mut problem = Problem::new(OptimizationDirection::Minimize);
    let mut add = |cell: usize, cost: i32| {
        let room = i32::try_from(tables.room_below(cell, noughts)).unwrap_or(STEPS_LIMIT).min(STEPS_LIMIT);
        let (up, down) = match direction {
            _ if cell != target => ((0, STEPS_LIMIT), (0, room)),
            Direction::Up => ((1, STEPS_LIMIT), (0, 0)),
            Direction::Down => ((0, 0), (1, room)),
        };
        let mut variable = |bounds| problem.add_integer_var(f64::from(cost), bounds);
        Change { up: variable(up), down: variable(down) }
    };
    let changes: BTreeMap<usize, Change> = costs.iter().map(|(&cell, &cost)| (cell, add(cell, cost))).collect();
    for equation in equations {
        let terms = equation.iter().filter_map(|(cell, times)| Some((changes.get(cell)?, f64::from(*times))));
        let terms: Vec<_> = terms.flat_map(|(change, times)| [(change.up, times), (change.down, -times)]).collect();
        problem.add_constraint(terms, ComparisonOp::Eq, 0.0);
    }
    let mut options = SolveOptions::default();
    options.node_limit = Some(BRANCHES_LIMIT);
    let solution = problem.solve_with(options).ok()?.into_solution().ok()?;
    let steps = |variable| whole(solution.var_value(variable));
    let by = |change: &Change| Some(i128::from(steps(change.up)?) - i128::from(steps(change.down)?));
    let shift: Option<Shift> = changes.iter().map(|(cell, change)| Some((*cell, by(change)?))).collect();
    Some(shift?.into_iter().filter(|(_, by)| *by != 0).collect())
}

/// The whole number of steps next to a fraction.
fn whole(value: f64) -> Option<i32> {
    (0..=STEPS_LIMIT).find(|steps| (f64::from(*steps) - value).abs() < 0.5)
}
