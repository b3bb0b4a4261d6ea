//! Things worth knowing that forbid nothing: shown beside the case (R24, R36, R38).

use super::state::{Action, ActionKind, Case};
use crate::procedure::{Guard, Procedure};
use crate::time::long_date;

/// What somebody working on the case should be warned of, in sentences.
pub fn warnings(procedure: &Procedure, case: &Case) -> Vec<String> {
    let Some(handling) = case.current().filter(|handling| handling.closed_on.is_none()) else { return Vec::new() };
    let mut warnings: Vec<String> = case.actions.iter().filter_map(|action| after_deadline(case, action)).collect();
    let stage = handling.stage.as_deref().and_then(|id| procedure.stage(id));
    let asks_compensation = stage.is_some_and(|stage| stage.closing.contains(&Guard::Compensation));
    if asks_compensation && procedure.compensation.bands.is_empty() && handling.compensation.is_none() {
        warnings.push("No compensation scheme is on file: give the basis of any amount in your own words.".to_owned());
    }
    warnings
}

/// A promise or a step of a plan that comes after the time limit of its handling.
fn after_deadline(case: &Case, action: &Action) -> Option<String> {
    let limit = case.timescale(action.handling)?.due;
    if action.done_on.is_some() || action.due.deadline() <= limit.deadline() {
        return None;
    }
    let kind = match action.kind {
        ActionKind::Promise => "The promise",
        ActionKind::Plan => "The step",
    };
    Some(format!(
        "{kind} '{}' is for {}, after the time limit of {}.",
        action.what,
        long_date(action.due.date()),
        long_date(limit.date())
    ))
}
