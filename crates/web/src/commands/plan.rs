//! Promises, the action plan, and completing an action (R24, R36, R37, R50).

use redress_domain::calendar::DayOne;
use redress_domain::case::{Command, CommandKind, PlanStep};
use redress_domain::procedure::StepKind;
use redress_domain::time::long_date;

use super::{Ask, Asked, CommandForm, Purpose, empty, on_today};
use crate::components::{Another, Block, Group, Note};
use crate::flash::Flash;
use crate::forms::{Filling, Read, Typed, ask_agreement, read_agreement};

/// Rows a plan begins with, and most it can be asked for.
const ROWS: usize = 3;
const ROWS_LIMIT: usize = 30;

/// Something said to the person, with its date.
pub(super) const PROMISES: CommandForm = CommandForm {
    slug: "promises",
    kind: CommandKind::MakePromise,
    purpose: Purpose::Everyday,
    step: Some(StepKind::Contact),
    title: |view| format!("Record a promise to the {}", view.procedure.terms.person),
    button: "Record the promise",
    begin: empty,
    blocks: |_, fill| {
        vec![
            fill.line("what", "What was promised?").hint("For example: ring back with the dates").into(),
            fill.when("due_on", "By when?").time_optional().into(),
            fill.tick("appointment", "Is it an appointment?", "Yes, somebody comes or meets them then")
                .hint("It is done when it has taken place, not when it is booked.")
                .into(),
        ]
    },
    read: |_, mut read| {
        let what = read.required("what", "Enter what was promised.");
        let due = read.due("due_on", "Enter the day it was promised for.");
        let appointment = read.ticked("appointment");
        let command = what.zip(due).map(|(what, due)| Command::MakePromise { what, due, appointment });
        read.finish(command)
    },
    done: Flash::Promised,
};

/// The plan that is agreed before work on it begins.
pub(super) const PLAN: CommandForm = CommandForm {
    slug: "plan",
    kind: CommandKind::AgreePlan,
    purpose: Purpose::Matter,
    step: Some(StepKind::Plan),
    title: |view| {
        let agreed = view.case.current().is_some_and(|handling| handling.plan_agreed);
        if agreed { "Agree further steps".to_owned() } else { "Agree an action plan".to_owned() }
    },
    button: "Record the plan as agreed",
    begin: |ask| {
        let me = ask.visitor.who.staff.id.as_str();
        let typed = Typed::default().with_date("agreed_on", ask.visitor.today());
        (0..ROWS).fold(typed, |typed, row| typed.with(&format!("steps.{row}.owner"), me))
    },
    blocks: plan_blocks,
    read: read_plan,
    done: Flash::Planned,
};

fn plan_blocks(ask: &Ask<'_>, fill: &Filling<'_>) -> Vec<Block> {
    let rows = rows(fill.typed);
    let mut blocks: Vec<Block> = vec![Note { text: limit(ask) }.into()];
    blocks.extend((0..rows).map(|row| step_block(ask, fill, row)));
    blocks.push(Another { rows, label: "Add another step" }.into());
    blocks.push(ask_agreement(fill, ask.person(), ask.anonymous(), false));
    blocks
}

/// How many steps are asked for: one more when the button was pressed.
fn rows(typed: &Typed) -> usize {
    let asked: usize = typed.get("rows").parse().unwrap_or(ROWS);
    let more = usize::from(!typed.is_empty("another"));
    asked.saturating_add(more).clamp(ROWS, ROWS_LIMIT)
}

fn limit(ask: &Ask<'_>) -> String {
    let days = ask.view.procedure.actions.days;
    let latest = ask.view.settings.calendar.due(ask.visitor.today(), days, DayOne::DayAfter);
    let latest =
        latest.map_or_else(|_| String::new(), |latest| format!(": of a plan agreed today, {}", long_date(latest)));
    format!(
        "Agree the steps with the {} before work on them begins. Each is done within {days} working days{latest}.",
        ask.person()
    )
}

fn step_block(ask: &Ask<'_>, fill: &Filling<'_>, row: usize) -> Block {
    let field = |name: &str| format!("steps.{row}.{name}");
    let number = row.saturating_add(1);
    let blocks = vec![
        fill.line(&field("what"), format!("Step {number}: what will be done?")).into(),
        fill.person(&field("owner"), format!("Step {number}: who sees to it?"), &ask.view.settings.staffing).into(),
        fill.date(&field("due_on"), format!("Step {number}: by what day?")).into(),
    ];
    Group::new(format!("Step {number}"), blocks).into()
}

fn read_plan(ask: &Ask<'_>, mut read: Read<'_>) -> Asked {
    let mut steps = Vec::new();
    // Rows that were left blank are closed up, so what the rules say of a step is said of the row it was typed in.
    let mut typed_rows = Vec::new();
    for row in 0..rows(read.typed()) {
        let field = |name: &str| format!("steps.{row}.{name}");
        if read.typed().is_empty(&field("what")) && read.typed().is_empty(&field("due_on")) {
            continue;
        }
        let what = read.required(&field("what"), "Enter what will be done.");
        let owner = read.person(&field("owner"), "Choose who sees to it.");
        let due_on = read.date(&field("due_on"), "Enter the day by which it is done.");
        typed_rows.push(row);
        steps.extend((|| Some(PlanStep { what: what?, owner: owner?, due_on: due_on? }))());
    }
    if typed_rows.is_empty() {
        read.refuse("steps.0.what", "required", "Enter at least one step.");
    }
    if typed_rows.iter().enumerate().any(|(index, row)| index != *row) {
        read.refuse("steps.0.what", "blank-row", "Fill the steps from the first one on, without a blank one between.");
    }
    let agreement = read_agreement(&mut read, ask.anonymous(), None);
    let command = agreement.map(|agreement| Command::AgreePlan { steps, agreement });
    read.finish(command)
}

/// An action was done; an appointment when it took place (R37).
pub(super) const COMPLETION: CommandForm = CommandForm {
    slug: "completion",
    kind: CommandKind::CompleteAction,
    purpose: Purpose::Matter,
    step: Some(StepKind::Plan),
    title: |_| "Record an action as done".to_owned(),
    button: "Record it as done",
    begin: on_today,
    blocks: |ask, fill| {
        let date = match ask.action().is_some_and(|action| action.appointment) {
            true => fill.date("on", "On what day did it take place?").hint(
                "It is done when it has taken place, not when it is booked. If it was rearranged, move it instead.",
            ),
            false => fill.date("on", "On what day was it done?"),
        };
        vec![what(ask).into(), date.into(), fill.area("note", "Note (optional)").with_rows(3).into()]
    },
    read: |ask, mut read| {
        let on = read.date("on", "Enter the day on which it was done.");
        let note = read.optional("note");
        let command = on.zip(ask.number).map(|(on, number)| Command::CompleteAction { number, on, note });
        read.finish(command)
    },
    done: Flash::ActionDone,
};

/// It gets another date (R37).
pub(super) const MOVE: CommandForm = CommandForm {
    slug: "move",
    kind: CommandKind::MoveAction,
    purpose: Purpose::Matter,
    step: None,
    title: |_| "Move an action to another date".to_owned(),
    button: "Move it",
    begin: empty,
    blocks: |ask, fill| {
        vec![
            what(ask).into(),
            fill.when("due_on", "To when?").time_optional().into(),
            fill.area("reason", "Why is it moved?").with_rows(3).into(),
        ]
    },
    read: |ask, mut read| {
        let to = read.due("due_on", "Enter the day to move it to.");
        let reason = read.required("reason", "Enter why it is moved.");
        let command = (|| Some(Command::MoveAction { number: ask.number?, to: to?, reason: reason? }))();
        read.finish(command)
    },
    done: Flash::ActionMoved,
};

/// The action a form is about, with owner and date.
fn what(ask: &Ask<'_>) -> Note {
    let text = ask.action().map(|action| {
        let owner = ask.view.settings.staffing.name(&action.owner);
        format!("{} - {owner}, due {}.", action.what, crate::words::long_due(action.due))
    });
    Note { text: text.unwrap_or_default() }
}
