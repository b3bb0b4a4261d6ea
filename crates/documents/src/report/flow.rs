//! How cases went through the stages: what came to each, left it, and is still there.

use redress_domain::statistics::{FigureId, RowId, StageFlow};

use super::cells::{capital, count_cell, drawn};
use super::summary::open_at;
use super::writer::Writer;
use crate::chart::{Figure, Flow, FlowStage};
use crate::document::Block;

pub(super) fn flow(writer: &mut Writer<'_>) -> Vec<Block> {
    let stages = &writer.report.flow;
    let columns = [
        "Open at the start",
        "Received",
        "Moved up to it",
        "Closed",
        "Settled at first contact",
        "Upheld",
        &capital(&open_at(writer.report)),
    ];
    let mut table = writer.table("What came to each stage and left it", "Stage", columns);
    for stage in stages {
        let row = if stage.stage == "first" { RowId::S1 } else { RowId::SecondStage };
        let cells = [
            writer.count(stage.opening, FigureId::Opening, row),
            count_cell(stage.received),
            writer.count(stage.moved_up, FigureId::Escalated, row),
            writer.count(stage.closed, FigureId::Closed, row),
            writer.count(stage.first_contact, FigureId::FirstContact, row),
            count_cell(stage.upheld),
            writer.count(stage.closing, FigureId::Closing, row),
        ];
        table.push(stage.label.clone(), cells);
    }
    table.push_note("Upheld includes partly upheld.");
    let mut blocks = vec![writer.finished(table)];
    let next = stages.iter().skip(1).map(Some).chain([None]);
    let drawn: Option<Vec<FlowStage>> = stages.iter().zip(next).map(|(stage, next)| drawn_stage(stage, next)).collect();
    if let Some(stages) = drawn {
        let chart = Flow { counted: writer.report.layout.terms.cases.clone(), stages };
        blocks.extend(writer.chart(|id| Figure::flow(id, "What became of them at each stage", &chart)));
        blocks.push(Block::Note(CLOSED_HERE.to_owned()));
    }
    blocks
}

const CLOSED_HERE: &str = "In the chart, what moved up to the next stage in the period is taken off what was closed at the stage \
                           before, even where that was in an earlier period.";

/// None where a number is masked, or where more came up from the stage than were closed at it, so that there is no picture.
fn drawn_stage(stage: &StageFlow, next: Option<&StageFlow>) -> Option<FlowStage> {
    let moved_on = next.map_or(Some(0), |next| next.moved_up.shown())?;
    Some(FlowStage {
        label: stage.label.clone(),
        closed: drawn(stage.closed.shown()?.checked_sub(moved_on)?),
        moved_on: drawn(moved_on),
        open: drawn(stage.closing.shown()?),
    })
}
