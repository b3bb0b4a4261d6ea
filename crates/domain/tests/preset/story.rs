//! A story: a complaint told in short lines, each with what a step leads to.
//!
//! ```text
//! story housing-ombudsman england-and-wales
//! 2024-12-20 log S1 2024-12-20 -> acknowledge-stage-1 2024-12-31, respond-stage-1 2025-01-15
//! 2025-01-16 extend 2025-01-29 complex ! limit-passed
//! ```

use std::collections::BTreeMap;

use redress_domain::calendar::{Calendar, Division};
use redress_domain::time::{Date, parse_date};

pub struct Story {
    pub preset: String,
    pub calendar: &'static Calendar,
    pub lines: Vec<Line>,
}

/// One step, on its day.
pub struct Line {
    pub text: String,
    pub day: Date,
    /// What is done, and with what.
    pub words: Vec<String>,
    pub then: Then,
}

/// What a step leads to.
pub enum Then {
    /// The clocks of the handling that run after it, with the due date or local time of each.
    Running(BTreeMap<String, String>),
    /// It is refused with this code, and changes nothing.
    Refused(String),
}

/// Reads every story of a text; lines that begin with `#` are notes.
pub fn stories(text: &str) -> Vec<Story> {
    let mut stories: Vec<Story> = Vec::new();
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#')) {
        match line.strip_prefix("story ") {
            Some(head) => stories.push(begun(head)),
            None => stories.last_mut().expect("a story begins with its head").lines.push(read(line)),
        }
    }
    stories
}

fn begun(head: &str) -> Story {
    let (preset, division) = head.split_once(' ').expect("a story names preset and calendar");
    let division: Division = division.parse().expect("a calendar");
    Story { preset: preset.to_owned(), calendar: Calendar::shipped(division), lines: Vec::new() }
}

fn read(line: &str) -> Line {
    let (step, then) = match (line.split_once(" -> "), line.split_once(" ! ")) {
        (Some((step, clocks)), _) => (step, Then::Running(running(clocks))),
        (None, Some((step, code))) => (step, Then::Refused(code.to_owned())),
        (None, None) => panic!("'{line}' does not say what it leads to"),
    };
    let mut words = step.split_whitespace().map(str::to_owned);
    let day = parse_date(&words.next().unwrap()).unwrap_or_else(|_| panic!("'{line}' begins with its day"));
    Line { text: line.to_owned(), day, words: words.collect(), then }
}

fn running(clocks: &str) -> BTreeMap<String, String> {
    let pair = |clock: &str| {
        let (name, due) = clock.split_once(' ').unwrap_or_else(|| panic!("'{clock}' has no due date"));
        (name.to_owned(), due.to_owned())
    };
    clocks.split(", ").filter(|clock| *clock != "none").map(pair).collect()
}
