//! How a decision is reached: the guide of appendix 1 as questions, and the evidence it rests on (R75, R76, R78).

use redress_domain::case::{Considered, Evidence};

use super::Ask;
use crate::components::{Another, Block, Group, Note};
use crate::forms::{Filling, Read, Typed, label_items};

/// Most pieces of evidence one form asks for.
const ROWS_LIMIT: usize = 20;

/// What stands in the form to begin with: what was considered before, else the facts as they were clarified.
pub(super) fn begin(ask: &Ask<'_>, typed: Typed) -> Typed {
    let handling = ask.handling();
    let Some(before) = handling.and_then(|handling| handling.decision.as_ref()).map(|decided| &decided.considered)
    else {
        let clarified = handling.and_then(|handling| handling.clarified_issue.clone());
        return typed.with("facts", clarified.unwrap_or_default());
    };
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    let quickly = before.quickly_deliverable.map_or("", |quickly| if quickly { "yes" } else { "no" });
    let typed = typed
        .with("facts", text(&before.facts))
        .with("quickly_deliverable", quickly)
        .with("options", text(&before.options))
        .with("no_evidence_reason", text(&before.no_evidence_reason))
        .with("rows", before.evidence.len().max(1).to_string());
    let typed = before.reasonableness.iter().fold(typed, |typed, id| typed.with("reasonableness", id));
    before.evidence.iter().enumerate().fold(typed, |typed, (row, evidence)| {
        typed.with(&field(row, "kind"), &evidence.kind).with(&field(row, "reference"), &evidence.reference)
    })
}

/// The facts as the person sees them, what they want, and what could be done.
pub(super) fn ask_matter(ask: &Ask<'_>, fill: &Filling<'_>) -> Group {
    let person = ask.person();
    let case = &ask.view.case;
    let clarified = ask.handling().and_then(|handling| handling.clarified_remedy.as_deref());
    let wanted = clarified.or(case.outcome_wanted.as_deref()).unwrap_or("They have not said.");
    Group::new(
        "1. What is it about?",
        vec![
            fill.area("facts", format!("The facts as the {person} sees them (optional)")).into(),
            Note { text: format!("What the {person} would like done: {wanted}") }.into(),
            fill.yes_no("quickly_deliverable", "Can that be done quickly and simply? (optional)").into(),
            fill.area("options", "What other ways are there, and is there a middle way? (optional)")
                .with_rows(3)
                .into(),
        ],
    )
}

/// What was weighed, and the evidence; `None` where the procedure asks for neither.
pub(super) fn ask_weighed(ask: &Ask<'_>, fill: &Filling<'_>) -> Option<Group> {
    let procedure = &ask.view.procedure;
    let mut blocks: Vec<Block> = Vec::new();
    if !procedure.reasonableness.is_empty() {
        let weighed = label_items(&procedure.reasonableness);
        blocks.push(fill.checkboxes("reasonableness", "What was weighed? (optional)", weighed).small().into());
    }
    if !procedure.evidence.is_empty() {
        let rows = rows(fill.typed);
        blocks.push(
            Note { text: "Where no fault is found, say on what that rests, or why nothing can be shown.".to_owned() }
                .into(),
        );
        blocks.extend((0..rows).flat_map(|row| ask_evidence(ask, fill, row)));
        blocks.push(Another { rows, label: "Add more evidence" }.into());
        blocks.push(fill.area("no_evidence_reason", "If there is no evidence: why not?").with_rows(2).into());
    }
    (!blocks.is_empty()).then(|| Group::new("2. What counts?", blocks))
}

fn ask_evidence(ask: &Ask<'_>, fill: &Filling<'_>, row: usize) -> [Block; 2] {
    let number = row.saturating_add(1);
    let kinds = ask.view.procedure.evidence.iter().map(|kind| (kind.id.clone(), kind.label.clone())).collect();
    [
        fill.select(&field(row, "kind"), format!("Evidence {number} (optional)"), "Choose what it is", kinds).into(),
        fill.line(&field(row, "reference"), format!("Evidence {number}: which section of it?")).into(),
    ]
}

/// How many pieces of evidence are asked for: one more when the button was pressed.
fn rows(typed: &Typed) -> usize {
    let asked: usize = typed.get("rows").parse().unwrap_or(1);
    asked.saturating_add(usize::from(!typed.is_empty("another"))).clamp(1, ROWS_LIMIT)
}

fn field(row: usize, name: &str) -> String {
    format!("evidence.{row}.{name}")
}

/// What was considered, as far as it was filled in.
pub(super) fn read(read: &mut Read<'_>) -> Option<Considered> {
    let evidence: Option<Vec<Option<Evidence>>> = (0..rows(read.typed())).map(|row| read_evidence(read, row)).collect();
    Some(Considered {
        facts: read.optional("facts"),
        quickly_deliverable: read.optional_yes_no("quickly_deliverable"),
        options: read.optional("options"),
        reasonableness: read.chosen("reasonableness"),
        evidence: evidence?.into_iter().flatten().collect(),
        no_evidence_reason: read.optional("no_evidence_reason"),
    })
}

/// A row that is left blank says nothing; one that is half filled is an error.
fn read_evidence(read: &mut Read<'_>, row: usize) -> Option<Option<Evidence>> {
    let (kind, reference) = (field(row, "kind"), field(row, "reference"));
    if read.typed().is_empty(&kind) && read.typed().is_empty(&reference) {
        return Some(None);
    }
    let kind = read.required(&kind, "Choose what kind of evidence it is.");
    let reference = read.required(&reference, "Say which section of it, so that it can be found.");
    Some(Some(Evidence { kind: kind?, reference: reference? }))
}
