//! A picture read back: its texts with the room they take, its shapes with what they are said to be.

use roxmltree::{Document, Node};

/// A text of the picture.
#[derive(Debug, Clone)]
pub struct Text {
    pub words: String,
    pub left: f64,
    pub right: f64,
    pub base: f64,
}

pub fn number(node: Node<'_, '_>, name: &str) -> f64 {
    node.attribute(name).unwrap().parse().unwrap()
}

/// Letters that are narrow in every font.
const NARROW: &str = "fijlrt .,:;'|()-";

/// The texts, with room for a wide font: DejaVu Sans is about 0.6 of its size for each letter, and 0.4 for narrow ones.
pub fn texts(document: &Document<'_>) -> Vec<Text> {
    let size = number(document.root_element(), "font-size");
    let of = |node: Node<'_, '_>| {
        let words = node.text().unwrap_or("").to_owned();
        let of_letter = |letter: char| if NARROW.contains(letter) { 0.4 } else { 0.55 };
        let width = words.chars().map(of_letter).sum::<f64>() * size;
        let x = number(node, "x");
        let left = match node.attribute("text-anchor").unwrap() {
            "start" => x,
            "middle" => x - width / 2.0,
            _ => x - width,
        };
        Text { words, left, right: left + width, base: number(node, "y") }
    };
    document.descendants().filter(|node| node.has_tag_name("text")).map(of).collect()
}

/// The middles of the shapes that say what they are, with what they say.
pub fn told(document: &Document<'_>) -> Vec<(String, f64, f64)> {
    let shapes = document.descendants().filter(|node| node.has_tag_name("circle") || node.has_tag_name("polygon"));
    let told = shapes.filter_map(|node| {
        let title = node.children().find(|child| child.has_tag_name("title"))?.text()?.to_owned();
        let (x, y) = middle(node);
        Some((title, x, y))
    });
    told.collect()
}

fn middle(node: Node<'_, '_>) -> (f64, f64) {
    if node.has_tag_name("circle") {
        return (number(node, "cx"), number(node, "cy"));
    }
    let corners = corners(node);
    let between = |of: fn(&(f64, f64)) -> f64| {
        let all: Vec<f64> = corners.iter().map(of).collect();
        (all.iter().copied().fold(f64::MAX, f64::min) + all.iter().copied().fold(f64::MIN, f64::max)) / 2.0
    };
    (between(|corner| corner.0), between(|corner| corner.1))
}

pub fn corners(node: Node<'_, '_>) -> Vec<(f64, f64)> {
    let pair = |text: &str| {
        let (x, y) = text.split_once(',').unwrap();
        (x.parse().unwrap(), y.parse().unwrap())
    };
    node.attribute("points").unwrap().split(' ').map(pair).collect()
}

/// The scale at the left, from the words of its ticks: value to height.
pub fn scale(document: &Document<'_>) -> impl Fn(f64) -> f64 {
    let texts = texts(document);
    let ticks: Vec<(f64, f64)> = texts
        .iter()
        .filter_map(|text| Some((text.words.trim_end_matches('%').parse::<f64>().ok()?, text.base - 6.0)))
        .collect();
    let (first, last) = (ticks[0], ticks[1]);
    move |value| first.1 + (value - first.0) * (last.1 - first.1) / (last.0 - first.0)
}
