//! Going over to another version of the procedure, which never happens by itself (R73).

use std::collections::BTreeSet;

use super::check::required;
use super::{Context, not_barred, open_handling};
use crate::case::event::{Event, Fact};
use crate::case::refusal::{FieldError, Refusal, Rule};
use crate::case::state::Case;
use crate::procedure::Procedure;

/// Puts an open case under another version of its procedure. Clocks that run keep the dates people were given.
pub fn change(ctx: &Context<'_>, case: &Case, version: &str, reason: &str) -> Result<Vec<Event>, Refusal> {
    not_barred(ctx, case, open_handling(case)?)?;
    let other = other_version(ctx, version.trim())?;
    let reason = required("reason", reason, "why the case goes over to another version")?;
    let lacks = lacking(case, other);
    if !lacks.is_empty() {
        return Err(Rule::VersionUnfit { version: other.version.clone(), lacks }.into());
    }
    Ok(vec![Fact::ProcedureChanged { version: other.version.clone(), reason }.into()])
}

fn other_version<'a>(ctx: &Context<'a>, version: &str) -> Result<&'a Procedure, Refusal> {
    let quoted: String = version.chars().take(80).collect();
    if version == ctx.procedure.version {
        let message = format!("The case is under version '{quoted}' already.");
        return Err(FieldError::new("version", "same", message).into());
    }
    let wanted = |other: &&Procedure| other.id == ctx.procedure.id && other.version == version;
    ctx.around.other_version.filter(wanted).ok_or_else(|| {
        FieldError::new("version", "unknown", format!("There is no version '{quoted}' of this procedure here.")).into()
    })
}

/// What the case refers to that a version does not have. A clock whose rule is gone would never stop.
fn lacking(case: &Case, version: &Procedure) -> Vec<String> {
    let stages = case.handlings.iter().filter_map(|handling| handling.stage.as_ref());
    let stages = stages.filter(|id| version.stage(id).is_none()).map(|id| format!("stage '{id}'"));
    let classes = case.triage.iter().map(|triage| &triage.class);
    let classes = classes.filter(|id| version.triage_class(id).is_none()).map(|id| format!("triage class '{id}'"));
    let decided = case.handlings.iter().filter_map(|handling| handling.decision.as_ref());
    let found = case.points.iter().filter_map(|point| point.finding.as_ref()).map(|finding| &finding.outcome);
    let outcomes = decided.clone().map(|decision| &decision.outcome).chain(found);
    let outcomes = outcomes.filter(|id| version.outcome(id).is_none()).map(|id| format!("outcome '{id}'"));
    let codes = decided.filter_map(|decision| decision.code.as_ref());
    let codes = codes.filter(|id| version.code(id).is_none()).map(|id| format!("code '{id}'"));
    let clocks = case.running_clocks().into_iter().map(|clock| &clock.rule);
    let clocks = clocks.filter(|id| version.clock(id).is_none()).map(|id| format!("clock '{id}'"));
    let splits = case.splits.iter().filter(|(id, options)| {
        !version.split(id).is_some_and(|split| options.iter().all(|option| split.option(option).is_some()))
    });
    let splits = splits.map(|(id, _)| format!("split '{id}' with its options"));
    let lacking: BTreeSet<String> =
        stages.chain(classes).chain(outcomes).chain(codes).chain(clocks).chain(splits).collect();
    lacking.into_iter().collect()
}
