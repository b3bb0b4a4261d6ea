//! The words of the stage map: ways in, who handles it, who decides.

use crate::procedure::{Board, Definition, Filter, Label, Panel, Route, Stage, TieRule};
use crate::words::Word;

/// The way a route leads to a stage.
pub(super) fn way_in(route: Route, stage: &Stage, definition: &Definition) -> String {
    let position = definition.stages.iter().position(|other| other.id == stage.id);
    let before = position.and_then(|at| at.checked_sub(1)).and_then(|at| definition.stages.get(at));
    match (route, before) {
        (Route::Esc, Some(before)) => format!("Asked for after {}", before.label),
        (Route::S1, _) => format!("{} received", capital(&definition.terms.case)),
        (other, _) => other.label().to_owned(),
    }
}

/// Who may own a handling at a stage.
pub(super) fn handled_by(stage: &Stage, definition: &Definition) -> String {
    let mut words = roles(&stage.owner_roles, "or", definition);
    if !stage.owner_excluded.is_empty() {
        words.push_str(&format!("; never {}", roles(&stage.owner_excluded, "or", definition)));
    }
    if stage.independent {
        words.push_str("; nobody who acted on it before");
    }
    words
}

/// Filter, panel and board of a stage, one sentence each (R56, R59, R61).
pub(super) fn deciders(stage: &Stage, definition: &Definition) -> Vec<String> {
    let filter = stage.filter.as_ref().map(|filter| filter_words(filter, definition));
    let panel = stage.panel.as_ref().map(|panel| panel_words(panel, definition));
    let board = stage.board.as_ref().map(|board| board_words(board, definition));
    [filter, panel, board].into_iter().flatten().collect()
}

fn filter_words(filter: &Filter, definition: &Definition) -> String {
    let tests = joined(filter.tests.iter().map(|test: &Label| test.label.as_str()), "or");
    format!("Filter by {}: {tests}", roles(&filter.roles, "or", definition))
}

fn panel_words(panel: &Panel, definition: &Definition) -> String {
    let members = match panel.members.as_slice() {
        [] => String::new(),
        members => format!(": {}", roles(members, "and", definition)),
    };
    let outsiders = match panel.outsiders {
        0 => String::new(),
        all if all == panel.size => ", all of them from outside".to_owned(),
        number => format!(", {number} of them from outside"),
    };
    let tie = match panel.tie {
        TieRule::Board => "if divided, the board decides",
        TieRule::Chair => "if divided, its chair decides",
    };
    format!("Panel of {}{members}{outsiders}; {tie}", panel.size)
}

fn board_words(board: &Board, definition: &Definition) -> String {
    let recused = match board.recused.as_slice() {
        [] => String::new(),
        recused => format!("; out of the item: {}", roles(recused, "and", definition)),
    };
    format!("Board: {}{recused}", roles(&board.members, "and", definition))
}

/// Roles by their labels.
fn roles(ids: &[String], last: &str, definition: &Definition) -> String {
    let label = |id: &String| {
        let role = definition.roles.iter().find(|role| role.id == *id);
        role.map_or_else(|| id.clone(), |role| role.label.clone())
    };
    let labels: Vec<String> = ids.iter().map(label).collect();
    joined(labels.iter().map(String::as_str), last)
}

/// `a, b or c`.
fn joined<'w>(words: impl Iterator<Item = &'w str>, last: &str) -> String {
    let words: Vec<&str> = words.collect();
    match words.as_slice() {
        [first @ .., end] if !first.is_empty() => format!("{} {last} {end}", first.join(", ")),
        few => few.concat(),
    }
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
