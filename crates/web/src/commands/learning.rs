//! Completing the learning record (R71, R72).

use redress_domain::case::{Command, CommandKind, CompleteLearning, PlanStep};
use redress_domain::procedure::StepKind;

use super::{Ask, Asked, CommandForm, Purpose};
use crate::components::{Block, Item};
use crate::flash::Flash;
use crate::forms::{Filling, Read, Typed};

pub(super) const LEARNING: CommandForm = CommandForm {
    slug: "learning",
    kind: CommandKind::CompleteLearning,
    purpose: Purpose::Closing,
    step: Some(StepKind::Learn),
    title: |_| "Complete the learning record".to_owned(),
    button: "Complete the record",
    begin: |ask| {
        let area = ask.view.case.service_area.clone().unwrap_or_default();
        Typed::default().with("service_area", area).with("preventive_owner", ask.visitor.who.staff.id.as_str())
    },
    blocks: learning_blocks,
    read: read_learning,
    done: Flash::Learnt,
};

fn learning_blocks(ask: &Ask<'_>, fill: &Filling<'_>) -> Vec<Block> {
    let action = vec![
        fill.area("preventive_action", "What will prevent it?").with_rows(3).into(),
        fill.person("preventive_owner", "Who sees to it?", &ask.view.settings.staffing).into(),
        fill.date("preventive_due_on", "By what day?").into(),
    ];
    let learnt = vec![
        Item::new("action", "Yes, this will keep it from happening again").reveals(action),
        Item::new("nothing", "No, there is nothing to learn from it"),
    ];
    let mut blocks = vec![
        fill.area("reason", "Reason: why did it happen?").with_rows(3).into(),
        fill.area("root_cause", "Root cause: what lay behind it?").with_rows(3).into(),
        fill.radios("learnt", "Was something learnt?", learnt).into(),
    ];
    blocks.push(service_area(fill, &ask.view.procedure.service_areas, "Service area"));
    blocks
}

/// A list where the procedure has one, else a line to write in.
pub(crate) fn service_area(fill: &Filling<'_>, areas: &[String], label: &str) -> Block {
    if areas.is_empty() {
        return fill.line("service_area", label).into();
    }
    let chosen = fill.typed.get("service_area");
    let mut options: Vec<(String, String)> = areas.iter().map(|area| (area.clone(), area.clone())).collect();
    // An area of another version, or of a register, can be kept.
    if !chosen.is_empty() && !areas.iter().any(|area| area == chosen) {
        options.push((chosen.to_owned(), chosen.to_owned()));
    }
    fill.select("service_area", label, "Choose an area", options).into()
}

fn read_learning(_: &Ask<'_>, mut read: Read<'_>) -> Asked {
    let reason = read.required("reason", "Enter the reason why it happened.");
    let root_cause = read.required("root_cause", "Enter the root cause.");
    let service_area = read.required("service_area", "Choose the service area it belongs to.");
    let preventive_action = match read.typed().get("learnt") {
        "nothing" => Some(None),
        "action" => {
            let what = read.required("preventive_action", "Enter what will prevent it.");
            let owner = read.person("preventive_owner", "Choose who sees to it.");
            let due_on = read.date("preventive_due_on", "Enter the day by which it is done.");
            (|| Some(Some(PlanStep { what: what?, owner: owner?, due_on: due_on? })))()
        }
        _ => {
            read.refuse("learnt", "required", "Choose whether something was learnt; nothing is an answer.");
            None
        }
    };
    let learnt = (|| {
        Some(CompleteLearning {
            reason: reason?,
            root_cause: root_cause?,
            preventive_action: preventive_action?,
            service_area: service_area?,
        })
    })();
    read.finish(learnt.map(Command::CompleteLearning))
}
