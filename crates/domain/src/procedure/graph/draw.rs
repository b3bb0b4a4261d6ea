//! Drawing the stage map from top to bottom.

use super::canvas::{Canvas, Frame, Type, WIDTH};
use super::{MapStage, StageMap};

const HEADING: Type = Type { size: 17, bold: true };
const LABEL: Type = Type { size: 14, bold: true };
const BODY: Type = Type { size: 14, bold: false };

/// Left edge of text in a box, and what stays free on its right.
const INSET: u32 = 14;
/// Left edge of text that has a sign in front.
const BEHIND_SIGN: u32 = 42;
/// Middle of such a sign.
const SIGN: u32 = 24;

pub(super) fn svg(map: &StageMap, class: &str) -> String {
    let mut canvas = Canvas::default();
    canvas.skip(4);
    for stage in &map.stages {
        for way in &stage.ways_in {
            canvas.text(INSET, INSET, BODY, way);
        }
        canvas.skip(2);
        canvas.arrow(WIDTH / 2, 24);
        draw_stage(&mut canvas, stage);
        canvas.skip(14);
    }
    if !map.outside.is_empty() {
        canvas.text(INSET, INSET, BODY, "When the last stage has ended");
        canvas.skip(2);
        canvas.arrow(WIDTH / 2, 24);
        canvas.boxed(Frame::Dashed, |canvas| {
            canvas.skip(8);
            canvas.text(INSET, INSET, LABEL, "Outside the organisation");
            for body in &map.outside {
                canvas.text(INSET, INSET, BODY, body);
            }
            canvas.skip(8);
        });
    }
    canvas.finish(class, &format!("Stage map: {}", map.title), &description(map))
}

fn draw_stage(canvas: &mut Canvas, stage: &MapStage) {
    canvas.boxed(Frame::Plain, |canvas| {
        canvas.boxed(Frame::Tinted, |canvas| {
            canvas.skip(8);
            canvas.text(INSET, INSET, HEADING, &stage.label);
            canvas.text(INSET, INSET, BODY, &stage.handled_by);
            for decider in &stage.deciders {
                canvas.skip(4);
                canvas.text(INSET, INSET, BODY, decider);
            }
            canvas.skip(8);
        });
        canvas.skip(10);
        for (number, step) in (1..).zip(&stage.steps) {
            canvas.ringed(SIGN, number, BODY.size);
            canvas.text(BEHIND_SIGN, INSET, BODY, &step.label);
            canvas.skip(8);
        }
        if !stage.clocks.is_empty() {
            canvas.text(INSET, INSET, LABEL, "Time limits");
            for clock in &stage.clocks {
                canvas.skip(2);
                canvas.clock_face(SIGN, BODY.size);
                canvas.text(BEHIND_SIGN, INSET, BODY, &format!("{}: {}", clock.label, clock.length));
            }
            canvas.skip(8);
        }
        canvas.text(INSET, INSET, LABEL, "Ends as");
        canvas.text(INSET, INSET, BODY, &stage.outcomes.join(", "));
        canvas.skip(10);
    });
}

/// One sentence for those who do not see the picture; the whole of it stands beside it as a list.
fn description(map: &StageMap) -> String {
    let stages: Vec<&str> = map.stages.iter().map(|stage| stage.label.as_str()).collect();
    let outside = if map.outside.is_empty() { "" } else { " At the end, bodies outside the organisation." };
    format!(
        "The stages from top to bottom: {}. Each with its steps, time limits and outcomes.{outside}",
        stages.join(", then ")
    )
}
