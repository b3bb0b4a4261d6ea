//! Labels that fit and do not overlap.

use super::svg::{FONT, LINE, WIDTH};

/// Between two labels on a line there is at least this.
const GAP: i64 = 140;

/// How wide a text is, rather too wide than too narrow: the font that is there may be another.
pub(super) fn width(text: &str) -> i64 {
    let hundredths = |c: char| match c {
        'i' | 'l' | 'j' | 't' | 'f' | 'r' | '.' | ',' | ':' | ';' | '\'' | '|' | ' ' | '(' | ')' | '-' => 42,
        'm' | 'w' | 'M' | 'W' | '@' | '%' => 100,
        c if c.is_ascii_lowercase() || c.is_ascii_digit() => 65,
        c if c.is_ascii() => 78,
        c if c <= '\u{24f}' => 78,
        _ => 105,
    };
    text.chars().map(hundredths).sum::<i64>() * FONT / 100
}

/// The text, cut short so that it is no wider.
pub(super) fn fit(text: &str, widest: i64) -> String {
    if width(text) <= widest {
        return text.to_owned();
    }
    let mut short = String::new();
    for c in text.chars() {
        if width(&short) + width(&format!("{c}…")) > widest {
            break;
        }
        short.push(c);
    }
    format!("{}…", short.trim_end())
}

/// A label under a place of an axis.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Placed {
    /// Which of the labels it is.
    pub at: usize,
    /// The middle of its text.
    pub x: i64,
    /// The text, cut short if it is very long.
    pub text: String,
}

/// As many labels as there is room for, at equal steps back from the last, since the latest is what people look for.
pub(super) fn thinned(labels: &[(i64, &str)]) -> Vec<Placed> {
    const WIDEST: i64 = 1600;
    let placed = |step: usize| -> Vec<Placed> {
        let chosen = labels.iter().enumerate().rev().step_by(step);
        chosen
            .map(|(at, (x, label))| {
                let text = fit(label, WIDEST);
                let half = width(&text) / 2;
                Placed { at, x: (*x).clamp(half, WIDTH - half), text }
            })
            .collect()
    };
    let apart = |placed: &Vec<Placed>| {
        placed
            .iter()
            .zip(placed.iter().skip(1))
            .all(|(right, left)| right.x - left.x >= (width(&right.text) + width(&left.text)) / 2 + GAP)
    };
    (1..=labels.len()).map(placed).find(apart).unwrap_or_default()
}

/// The heights of labels beside lines, moved apart where they are close, within `top` and `bottom`; in the order given.
pub(super) fn spread(wanted: &[i64], top: i64, bottom: i64) -> Vec<i64> {
    let mut order: Vec<(usize, i64)> = wanted.iter().copied().enumerate().collect();
    order.sort_by_key(|(_, y)| *y);
    let mut least = top;
    for (_, y) in &mut order {
        *y = (*y).max(least);
        least = *y + LINE;
    }
    let mut most = bottom;
    for (_, y) in order.iter_mut().rev() {
        *y = (*y).min(most);
        most = *y - LINE;
    }
    order.sort_by_key(|(at, _)| *at);
    order.into_iter().map(|(_, y)| y).collect()
}

/// With a capital letter.
pub(super) fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
