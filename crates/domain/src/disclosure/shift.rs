//! The cheapest other filling of the tables in which one small number differs: what has to be masked beside it.

use std::collections::{BTreeMap, BTreeSet};

use microlp::{ComparisonOp, OptimizationDirection, Problem, SolveOptions, SolveOutcome, Variable};

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
/// be done any more, and nothing moves. Where the solver gives up before it knows, all that is linked is to be masked.
pub(super) fn cheapest(tables: &Tables, target: usize, hidden: &BTreeSet<usize>) -> Shift {
    let usual = |cell: usize| !tables.is_known(cell) && !tables.is_nought(cell);
    if let Found::Shift(shift) = among(tables, target, hidden, Noughts::Printed, usual) {
        return shift;
    }
    if let Some(shift) = doubled(tables, target, usual) {
        return shift;
    }
    let unknown = |cell: usize| !tables.is_known(cell);
    match among(tables, target, hidden, Noughts::Masked, unknown) {
        Found::Shift(mut shift) => {
            tables.noughts_beside(target).for_each(|nought| _ = shift.entry(nought).or_default());
            shift
        }
        Found::None => Shift::default(),
        Found::GaveUp => {
            let linked = linked(&tables.equations_around(target, unknown), target);
            linked.into_iter().filter(|cell| unknown(*cell)).map(|cell| (cell, 0)).collect()
        }
    }
}

/// What came of looking for a shift.
enum Found {
    Shift(Shift),
    /// There is none.
    None,
    /// There may be one.
    GaveUp,
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
) -> Found {
    let equations = tables.equations_around(target, &may_move);
    let moving = linked(&equations, target).into_iter().filter(|cell| may_move(*cell));
    let costs: BTreeMap<usize, i32> = moving.map(|cell| (cell, cost(tables, cell, hidden))).collect();
    let (mut cheapest, mut gave_up) = (None::<(i64, Shift)>, false);
    for direction in [Direction::Up, Direction::Down] {
        match search(tables, &equations, &costs, noughts, (target, direction)) {
            Found::Shift(shift) if shift.contains_key(&target) && tables.allow(&shift, noughts) => {
                let also_masked = shift.keys().filter(|cell| !hidden.contains(cell)).filter_map(|cell| costs.get(cell));
                let price = also_masked.copied().map(i64::from).sum::<i64>();
                if cheapest.as_ref().is_none_or(|(least, _)| price < *least) {
                    cheapest = Some((price, shift));
                }
                if price == 0 {
                    break;
                }
            }
            // A proposal that does not hold proves nothing.
            Found::Shift(_) | Found::GaveUp => gave_up = true,
            Found::None => {}
        }
    }
    match cheapest {
        Some((_, shift)) => Found::Shift(shift),
        None if gave_up => Found::GaveUp,
        None => Found::None,
    }
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
) -> Found {
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
    let solution = match problem.solve_with(options).map(SolveOutcome::into_solution) {
        Ok(Ok(solution)) => solution,
        Err(microlp::Error::Infeasible) => return Found::None,
        Ok(Err(_)) | Err(_) => return Found::GaveUp,
    };
    let steps = |variable| whole(solution.var_value(variable));
    let by = |change: &Change| Some(i128::from(steps(change.up)?) - i128::from(steps(change.down)?));
    let shift: Option<Shift> = changes.iter().map(|(cell, change)| Some((*cell, by(change)?))).collect();
    match shift {
        Some(shift) => Found::Shift(shift.into_iter().filter(|(_, by)| *by != 0).collect()),
        None => Found::GaveUp,
    }
}

/// The whole number of steps next to a fraction.
fn whole(value: f64) -> Option<i32> {
    (0..=STEPS_LIMIT).find(|steps| (f64::from(*steps) - value).abs() < 0.5)
}
