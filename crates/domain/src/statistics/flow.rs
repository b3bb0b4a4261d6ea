//! What came to each stage and left it, for the picture of how cases go through them.

use super::model::StageFlow;
use super::row::RowId;
use super::rules::Rules;
use super::{Count, Facts};
use crate::procedure::{OutcomeEffect, Procedure, Route};

/// The first stage, and the later ones together where the procedure has any or history holds any.
pub(super) fn flow(facts: &Facts, procedure: &Procedure, rules: &Rules) -> Vec<StageFlow> {
    let first = stage_flow("first", label(&[Route::S1], procedure, rules), RowId::S1, facts, rules);
    let later = [Route::S2, Route::Esc];
    let second = stage_flow("second", label(&later, procedure, rules), RowId::SecondStage, facts, rules);
    let has_second = later.iter().any(|route| procedure.stage_for(*route).is_some());
    let saw_second = [second.opening, second.received, second.moved_up].iter().any(|count| *count != Count::Shown(0));
    [Some(first), (has_second || saw_second).then_some(second)].into_iter().flatten().collect()
}

/// The one stage that these routes lead to; where they lead to several, or to none, what the tables call the last of them.
fn label(routes: &[Route], procedure: &Procedure, rules: &Rules) -> String {
    let mut stages = procedure.stages.iter().filter(|stage| routes.iter().any(|route| stage.routes.contains(route)));
    match (stages.next(), stages.next()) {
        (Some(stage), None) => stage.label.clone(),
        _ => routes.last().map_or_else(String::new, |route| rules.label((*route).into())),
    }
}

fn stage_flow(stage: &str, label: String, row: RowId, facts: &Facts, rules: &Rules) -> StageFlow {
    let tally = facts.closed.of_row(row);
    let moved_up = if row == RowId::S1 { 0 } else { facts.received.routes.esc };
    StageFlow {
        stage: stage.to_owned(),
        label,
        opening: facts.opening.of_row(row).into(),
        received: facts.received.routes.of_row(row).saturating_sub(moved_up).into(),
        moved_up: moved_up.into(),
        closed: tally.closed().into(),
        first_contact: tally.first_contact.into(),
        upheld: tally.with_effect(rules, OutcomeEffect::is_fault).into(),
        closing: facts.open.routes.of_row(row).into(),
    }
}
