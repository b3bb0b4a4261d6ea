//! The marks of points, each with a shape of its own, and the legend that explains those that are there.

use redress_domain::spc::{Meaning, Signal};

use super::labels::width;
use super::svg::{Anchor, BLUE, GREEN, LINE, RED, Stroke, Svg, VIOLET, WIDTH};

/// What a point is marked as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Mark {
    pub signal: Option<Meaning>,
    /// Rests on few.
    pub few: bool,
}

/// The radius of a dot where there is room, and where points stand close.
pub(super) const RADIUS: i64 = 45;
const CLOSE_RADIUS: i64 = 28;

/// The radius for so many points.
pub(super) fn radius(points: usize) -> i64 {
    if points > 60 { CLOSE_RADIUS } else { RADIUS }
}

impl Mark {
    /// For a point.
    pub fn of(signal: Option<Signal>, few: bool) -> Mark {
        Mark { signal: signal.map(|signal| signal.meaning), few }
    }

    /// Draws it: a dot, a diamond for an improvement, a triangle for a concern, a square for what is neither; hollow where
    /// it rests on few. `r` is the radius of the dot, the others are larger.
    pub fn draw(self, svg: &mut Svg, (x, y): (i64, i64), r: i64, told: &str) {
        let colour = self.colour();
        let fill = (!self.few).then_some(colour);
        let edge = Stroke::solid(colour, 20);
        let d = 2 * r;
        let shape = match self.signal {
            None => return svg.circle((x, y), r, fill, edge, told),
            Some(Meaning::Improvement) => vec![(x, y - d), (x + d, y), (x, y + d), (x - d, y)],
            Some(Meaning::Concern) => vec![(x, y - d), (x + d, y + d - 20), (x - d, y + d - 20)],
            Some(Meaning::Neither) => {
                let half = d - 20;
                vec![(x - half, y - half), (x + half, y - half), (x + half, y + half), (x - half, y + half)]
            }
        };
        svg.closed(&shape, fill, edge, told);
    }

    fn colour(self) -> &'static str {
        match self.signal {
            None => BLUE,
            Some(Meaning::Improvement) => GREEN,
            Some(Meaning::Concern) => RED,
            Some(Meaning::Neither) => VIOLET,
        }
    }
}

/// The marks to explain, each once.
pub(super) fn explained(marks: &[Mark]) -> Vec<(Mark, &'static str)> {
    let full = |signal| Mark { signal, few: false };
    let known = [
        (full(Some(Meaning::Concern)), "concern"),
        (full(Some(Meaning::Improvement)), "improvement"),
        (full(Some(Meaning::Neither)), "signal of a change"),
    ];
    let mut found: Vec<(Mark, &str)> =
        known.into_iter().filter(|(known, _)| marks.iter().any(|mark| mark.signal == known.signal)).collect();
    if marks.iter().any(|mark| mark.few) {
        found.push((Mark { signal: None, few: true }, "few counted"));
    }
    found
}

/// Entries, each drawn by `draw` around a place, on as many lines as they need.
pub(super) fn legend<T: Copy>(
    svg: &mut Svg,
    entries: &[(T, &str)],
    left: i64,
    top: i64,
    draw: impl Fn(&mut Svg, T, (i64, i64)),
) {
    for ((entry, text), (x, line)) in entries.iter().zip(places(entries, left)) {
        let y = top + line * LINE;
        draw(svg, *entry, (x + 90, y - 60));
        svg.text(x + 260, y, Anchor::Start, text);
    }
}

/// How high a legend is.
pub(super) fn legend_height<T>(entries: &[(T, &str)], left: i64) -> i64 {
    places(entries, left).last().map_or(0, |(_, line)| (line + 1) * LINE)
}

fn places<T>(entries: &[(T, &str)], left: i64) -> Vec<(i64, i64)> {
    let (mut x, mut line) = (left, 0);
    let place = |(_, text): &(T, &str)| {
        let wide = 260 + width(text) + 300;
        if x > left && x + wide > WIDTH {
            (x, line) = (left, line + 1);
        }
        let place = (x, line);
        x += wide;
        place
    };
    entries.iter().map(place).collect()
}
