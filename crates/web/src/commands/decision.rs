//! The decision on the case and on compensation (R38, R54, R55).

use redress_domain::case::{Command, CommandKind, Compensation, Decide};
use redress_domain::procedure::{Code, Procedure, StepKind};

use super::{Ask, Asked, CommandForm, empty};
use crate::components::{Block, Choice, Item};
use crate::flash::Flash;
use crate::forms::{Filling, Read, Typed, ask_agreement, read_agreement};
use crate::words::pounds;

/// Compensation was considered: none, or an amount.
pub(super) const COMPENSATION: CommandForm = CommandForm {
    slug: "compensation",
    kind: CommandKind::DecideCompensation,
    step: Some(StepKind::Decide),
    title: |_| "Decide on compensation".to_owned(),
    button: "Record the decision on compensation",
    begin: empty,
    blocks: |ask, fill| vec![ask_compensation(fill, &ask.view.procedure, &ask.view.settings.staffing).into()],
    read: |_, mut read| {
        let decision = read_compensation(&mut read);
        read.finish(decision.map(|decision| Command::DecideCompensation { decision }))
    },
    done: Flash::Compensated,
};

/// None or an amount, its basis and who approves it.
pub(crate) fn ask_compensation(
    fill: &Filling<'_>,
    procedure: &Procedure,
    staffing: &redress_domain::staff::Staffing,
) -> Choice {
    let amount = vec![
        fill.line("amount", "Amount in pounds").in_pounds().into(),
        fill.area("basis", "What is it based on?").hint(scheme(procedure)).with_rows(2).into(),
        fill.person("approver", "Who approved it?", staffing).into(),
    ];
    let items = vec![Item::new("none", "None is due"), Item::new("amount", "An amount").reveals(amount)];
    fill.radios("compensation", "Compensation", items)
}

fn scheme(procedure: &Procedure) -> String {
    let bands = &procedure.compensation.bands;
    if bands.is_empty() {
        return "No compensation scheme is on file: give the basis in your own words.".to_owned();
    }
    let bands: Vec<String> = bands
        .iter()
        .map(|band| format!("{} to {}: {}", pounds(band.from_pence), pounds(band.to_pence), band.basis))
        .collect();
    format!("The scheme: {}.", bands.join("; "))
}

pub(crate) fn read_compensation(read: &mut Read<'_>) -> Option<Compensation> {
    match read.typed().get("compensation") {
        "none" => Some(Compensation::None),
        "amount" => {
            let pence = read.pence("amount");
            let basis = read.required("basis", "Enter what the amount is based on.");
            let approver = read.person("approver", "Choose who approved it.");
            Some(Compensation::Amount { pence: pence?, basis: basis?, approver: approver? })
        }
        _ => {
            read.refuse("compensation", "required", "Choose whether compensation is due; none is an answer.");
            None
        }
    }
}

/// Outcome, one code, and what the report tells of it.
pub(super) const DECISION: CommandForm = CommandForm {
    slug: "decision",
    kind: CommandKind::Decide,
    step: Some(StepKind::Decide),
    title: |view| {
        let decided = view.case.current().is_some_and(|handling| handling.decision.is_some());
        if decided { "Decide again".to_owned() } else { "Record the decision".to_owned() }
    },
    button: "Record the decision",
    begin: begin_decision,
    blocks: decision_blocks,
    read: read_decision,
    done: Flash::Decided,
};

/// What was decided before stands in the form when it is decided again.
fn begin_decision(ask: &Ask<'_>) -> Typed {
    let typed = Typed::default().with_date("agreed_on", ask.visitor.today());
    let Some(decided) = ask.view.case.current().and_then(|handling| handling.decision.as_ref()) else { return typed };
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    typed
        .with("outcome", decided.outcome.clone())
        .with("code", text(&decided.code))
        .with("finding", text(&decided.finding))
        .with("explanation", text(&decided.explanation))
        .with("action_taken", text(&decided.action_taken))
}

fn decision_blocks(ask: &Ask<'_>, fill: &Filling<'_>) -> Vec<Block> {
    let procedure = &ask.view.procedure;
    let outcomes = procedure.outcomes.iter().map(|outcome| Item::new(&outcome.id, &outcome.label)).collect();
    let mut blocks: Vec<Block> = vec![
        fill.radios("outcome", "Outcome", outcomes).into(),
        fill.radios("code", "Decision code", code_items(&procedure.codes)).hint("Exactly one.").small().into(),
        fill.area("finding", "Finding: what went wrong, or did not")
            .hint("Needed where it is upheld; the report tells it.")
            .into(),
        fill.area("explanation", "Explanation: why it happened (optional)").with_rows(3).into(),
        fill.area("action_taken", "What was done about it (optional)").with_rows(3).into(),
    ];
    let settled = ask.view.case.current().is_some_and(|handling| handling.settled_at_first_contact.is_some());
    if !settled {
        blocks.push(ask_agreement(fill, ask.person(), ask.anonymous(), true));
    }
    blocks
}

/// The codes with what each means.
pub(crate) fn code_items(codes: &[Code]) -> Vec<Item> {
    codes.iter().map(|code| Item::new(&code.id, &code.label).hint(&code.meaning)).collect()
}

fn read_decision(ask: &Ask<'_>, mut read: Read<'_>) -> Asked {
    let outcome = read.required("outcome", "Choose the outcome.");
    let settled = ask.view.case.current().is_some_and(|handling| handling.settled_at_first_contact.is_some());
    // Where agreement is needed closing asks for it: withdrawn and reclassified cases need none.
    let typed = read.typed();
    let answered = !typed.is_empty("agreement") || !typed.is_empty("agreement_statement");
    let agreement =
        if answered && !settled { read_agreement(&mut read, ask.anonymous(), None).map(Some) } else { Some(None) };
    let decide = (|| {
        Some(Decide {
            outcome: outcome?,
            code: read.optional("code"),
            finding: read.optional("finding"),
            explanation: read.optional("explanation"),
            action_taken: read.optional("action_taken"),
            agreement: agreement?,
        })
    })();
    read.finish(decide.map(Command::Decide))
}
