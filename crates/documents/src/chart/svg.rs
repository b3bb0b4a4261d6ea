//! Writing SVG: shapes with presentation attributes alone, every text escaped.

use std::fmt::{Display, Write};

/// Pictures are this wide; they are scaled to the place they stand in.
pub(super) const WIDTH: i64 = 7200;
/// Large enough that a picture on a phone can be read.
pub(super) const FONT: i64 = 180;
/// From one line of text to the next.
pub(super) const LINE: i64 = 280;

/// What is written and what separates.
pub(super) const INK: &str = "#0b0c0c";
/// Axes and limits.
pub(super) const GREY: &str = "#484949";
/// What is counted.
pub(super) const BLUE: &str = "#1d4f91";
/// A target, and the line of running shares.
pub(super) const BROWN: &str = "#8a4b00";
/// An improvement.
pub(super) const GREEN: &str = "#0a5a35";
/// A concern.
pub(super) const RED: &str = "#942514";
/// A signal that is neither.
pub(super) const VIOLET: &str = "#54319f";
const PAPER: &str = "#ffffff";

/// A length in tenths of the picture's unit, so that everything is reckoned in whole numbers.
#[derive(Clone, Copy)]
struct Tenths(i64);

impl Display for Tenths {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (sign, size) = (if self.0 < 0 { "-" } else { "" }, self.0.unsigned_abs());
        match size % 10 {
            0 => write!(f, "{sign}{}", size / 10),
            tenth => write!(f, "{sign}{}.{tenth}", size / 10),
        }
    }
}

/// Where a text is held.
#[derive(Debug, Clone, Copy)]
pub(super) enum Anchor {
    Start,
    Middle,
    End,
}

/// How a line is drawn.
#[derive(Debug, Clone, Copy)]
pub(super) struct Stroke {
    pub colour: &'static str,
    pub width: i64,
    pub dashes: Option<&'static str>,
}

impl Stroke {
    pub const fn solid(colour: &'static str, width: i64) -> Stroke {
        Stroke { colour, width, dashes: None }
    }
}

/// A picture being drawn. All lengths are in tenths.
#[derive(Debug)]
pub(super) struct Svg {
    height: i64,
    body: String,
}

impl Svg {
    /// A picture of that height.
    pub fn new(height: i64) -> Svg {
        Svg { height, body: String::new() }
    }

    /// What is drawn where there is nothing to draw.
    pub fn empty() -> Svg {
        let mut svg = Svg::new(1600);
        svg.closed(&[(10, 10), (WIDTH - 10, 10), (WIDTH - 10, 1590), (10, 1590)], None, EMPTY_EDGE, "");
        svg.text(WIDTH / 2, 860, Anchor::Middle, "Nothing to show yet");
        svg
    }

    /// A text on its base line.
    pub fn text(&mut self, x: i64, y: i64, anchor: Anchor, text: &str) {
        let anchor = match anchor {
            Anchor::Start => "start",
            Anchor::Middle => "middle",
            Anchor::End => "end",
        };
        let (x, y, text) = (Tenths(x), Tenths(y), escaped(text));
        self.push(format_args!("<text x=\"{x}\" y=\"{y}\" text-anchor=\"{anchor}\">{text}</text>"));
    }

    /// An open line through points.
    pub fn line(&mut self, points: &[(i64, i64)], stroke: Stroke) {
        let stroke = attributes(stroke);
        self.push(format_args!("<polyline points=\"{}\" fill=\"none\"{stroke}/>", listed(points)));
    }

    /// A closed shape, filled or of paper; a pointer resting on it is told `told`.
    pub fn closed(&mut self, points: &[(i64, i64)], fill: Option<&str>, stroke: Stroke, told: &str) {
        let (fill, stroke, told) = (fill.unwrap_or(PAPER), attributes(stroke), title(told));
        self.push(format_args!("<polygon points=\"{}\" fill=\"{fill}\"{stroke}>{told}</polygon>", listed(points)));
    }

    /// A circle, filled or of paper.
    pub fn circle(&mut self, (x, y): (i64, i64), radius: i64, fill: Option<&str>, stroke: Stroke, told: &str) {
        let (fill, stroke, told) = (fill.unwrap_or(PAPER), attributes(stroke), title(told));
        let (x, y, radius) = (Tenths(x), Tenths(y), Tenths(radius));
        self.push(format_args!("<circle cx=\"{x}\" cy=\"{y}\" r=\"{radius}\" fill=\"{fill}\"{stroke}>{told}</circle>"));
    }

    /// The element, its names beginning with `id`.
    pub fn finish(self, id: &str, title: &str, description: &str) -> String {
        let (width, height, font) = (Tenths(WIDTH), Tenths(self.height), Tenths(FONT));
        let (title, description, body) = (escaped(title), escaped(description), self.body);
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"rd-figure__picture\" viewBox=\"0 0 {width} {height}\" \
             role=\"img\" aria-labelledby=\"{id}-title {id}-desc\" \
             font-family=\"Atkinson Hyperlegible Next, sans-serif\" font-size=\"{font}\" fill=\"{INK}\">\
             <title id=\"{id}-title\">{title}</title><desc id=\"{id}-desc\">{description}</desc>\
             <rect width=\"{width}\" height=\"{height}\" fill=\"{PAPER}\"/>{body}</svg>"
        )
    }

    fn push(&mut self, element: std::fmt::Arguments<'_>) {
        // Writing to a string does not fail.
        let _ = self.body.write_fmt(element);
    }
}

const EMPTY_EDGE: Stroke = Stroke { colour: GREY, width: 10, dashes: Some("6 6") };

fn listed(points: &[(i64, i64)]) -> String {
    let points: Vec<String> = points.iter().map(|(x, y)| format!("{},{}", Tenths(*x), Tenths(*y))).collect();
    points.join(" ")
}

fn attributes(stroke: Stroke) -> String {
    let dashes = stroke.dashes.map_or_else(String::new, |dashes| format!(" stroke-dasharray=\"{dashes}\""));
    format!(" stroke=\"{}\" stroke-width=\"{}\"{dashes}", stroke.colour, Tenths(stroke.width))
}

fn title(told: &str) -> String {
    if told.is_empty() { String::new() } else { format!("<title>{}</title>", escaped(told)) }
}

/// Text that cannot end its element; what XML does not allow at all becomes a question mark.
fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            '\u{fffe}' | '\u{ffff}' => safe.push('?'),
            control if control.is_control() => safe.push(' '),
            plain => safe.push(plain),
        }
    }
    safe
}
