//! Points of complaint: adding one beside the others, and the finding on each.

use redress_domain::case::{AddPoint, Command, CommandKind, DecidePoint};
use redress_domain::procedure::{NewIssue, StepKind};

use super::{Ask, Asked, CommandForm, Purpose, empty, service_area};
use crate::components::{Block, Item, Note};
use crate::flash::Flash;
use crate::forms::{Filling, Read, Typed, label_items};

/// A point beside the others.
pub(super) const POINTS: CommandForm = CommandForm {
    slug: "points",
    kind: CommandKind::AddPoint,
    purpose: Purpose::Matter,
    step: None,
    title: |_| "Add a point of complaint".to_owned(),
    button: "Add the point",
    begin: empty,
    blocks: add_blocks,
    read: read_add,
    done: Flash::PointAdded,
};

fn add_blocks(ask: &Ask<'_>, fill: &Filling<'_>) -> Vec<Block> {
    let procedure = &ask.view.procedure;
    let mut blocks: Vec<Block> = vec![
        Note {
            text:
                "Where there are several things to look into, each gets a finding of its own. Enter every one of them \
                   as a point, the first as well."
                    .to_owned(),
        }
        .into(),
        fill.area("what", "What went wrong?").with_rows(3).into(),
    ];
    if !procedure.natures.is_empty() {
        let natures = procedure.natures.iter().map(|nature| (nature.id.clone(), nature.label.clone())).collect();
        blocks.push(fill.select("nature", "What is it about? (optional)", "Choose what it is about", natures).into());
    }
    blocks.push(service_area(fill, &procedure.service_areas, "Service area (optional)"));
    if procedure.points.new_issue == NewIssue::JoinIfRelated {
        let related = vec![
            Item::new("yes", "Yes"),
            Item::new("no", "No").hint("Then it belongs in a case of its own, linked to this one."),
        ];
        blocks.push(fill.radios("related", "Does it belong to the matter in hand?", related).into());
    }
    blocks
}

fn read_add(ask: &Ask<'_>, mut read: Read<'_>) -> Asked {
    let what = read.required("what", "Enter what went wrong.");
    let related = match ask.view.procedure.points.new_issue {
        NewIssue::JoinIfRelated => read.yes_no("related", "Choose whether it belongs to the matter in hand."),
        NewIssue::NewCase => Some(true),
    };
    let (nature, service_area) = (read.optional("nature"), read.optional("service_area"));
    let point = (|| Some(AddPoint { what: what?, nature, service_area, related: related? }))();
    read.finish(point.map(Command::AddPoint))
}

/// The finding on one point.
pub(super) const DECISION: CommandForm = CommandForm {
    slug: "decision",
    kind: CommandKind::DecidePoint,
    purpose: Purpose::Matter,
    step: Some(StepKind::Decide),
    title: |_| "Record the finding on a point".to_owned(),
    button: "Record the finding",
    begin: begin_decision,
    blocks: decision_blocks,
    read: read_decision,
    done: Flash::PointDecided,
};

fn begin_decision(ask: &Ask<'_>) -> Typed {
    let Some(finding) = ask.point().and_then(|point| point.finding.as_ref()) else { return Typed::default() };
    let typed =
        Typed::default().with("outcome", &finding.outcome).with("finding", finding.finding.clone().unwrap_or_default());
    finding.remedies.iter().fold(typed, |typed, id| typed.with("remedies", id))
}

fn decision_blocks(ask: &Ask<'_>, fill: &Filling<'_>) -> Vec<Block> {
    let procedure = &ask.view.procedure;
    let what = ask.point().map(|point| format!("Point {}: {}", point.number, point.what)).unwrap_or_default();
    let outcomes = procedure.outcomes.iter().map(|outcome| Item::new(&outcome.id, &outcome.label)).collect();
    let mut blocks: Vec<Block> = vec![
        Note { text: what }.into(),
        fill.radios("outcome", "Outcome on this point", outcomes).into(),
        fill.area("finding", "Finding: what went wrong, or did not").hint("Needed where it is upheld.").into(),
    ];
    if !procedure.remedies.is_empty() {
        let remedies = label_items(&procedure.remedies);
        blocks.push(fill.checkboxes("remedies", "What puts it right? (optional)", remedies).small().into());
    }
    blocks
}

fn read_decision(ask: &Ask<'_>, mut read: Read<'_>) -> Asked {
    let outcome = read.required("outcome", "Choose the outcome on this point.");
    let (finding, remedies) = (read.optional("finding"), read.chosen("remedies"));
    let decide = (|| Some(DecidePoint { number: ask.number?, outcome: outcome?, finding, remedies }))();
    read.finish(decide.map(Command::DecidePoint))
}
