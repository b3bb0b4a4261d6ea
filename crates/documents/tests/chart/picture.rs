//! What holds for every picture: well-formed, safe in a strict page, legible, nothing over anything.

use proptest::prelude::*;
use redress_documents::chart::Figure;
use roxmltree::Document;

use crate::drawn::{corners, number, texts};
use crate::samples::every_kind;

const KNOWN: [&str; 9] = ["svg", "title", "desc", "rect", "text", "polyline", "polygon", "circle", ""];

/// Relative luminance by WCAG 2.2.
fn luminance(colour: &str) -> f64 {
    let part = |at: usize| {
        let value = f64::from(u8::from_str_radix(&colour[at..at + 2], 16).unwrap()) / 255.0;
        if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
    };
    0.2126 * part(1) + 0.7152 * part(3) + 0.0722 * part(5)
}

fn check(figure: &Figure) {
    let document = Document::parse(&figure.svg).unwrap_or_else(|error| panic!("{error}: {}", figure.svg));
    let root = document.root_element();
    assert_eq!(root.attribute("role"), Some("img"));
    let names: Vec<&str> = root.attribute("aria-labelledby").unwrap().split(' ').collect();
    let text_of = |id: &str| {
        let node = document.descendants().find(|node| node.attribute("id") == Some(id)).unwrap();
        node.text().unwrap_or_default().to_owned()
    };
    assert!(names.iter().all(|name| name.starts_with(&format!("{}-", figure.id))));
    // What XML does not allow is replaced, so the rest is compared.
    let letters = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
    assert_eq!(letters(&text_of(names[1])), letters(&figure.sentence));

    let view: Vec<f64> = root.attribute("viewBox").unwrap().split(' ').map(|part| part.parse().unwrap()).collect();
    assert_eq!(view[2], 720.0);
    assert!(number(root, "font-size") >= 14.0);
    for node in document.descendants().filter(|node| node.is_element()) {
        assert!(KNOWN.contains(&node.tag_name().name()), "{:?}", node.tag_name());
        for attribute in node.attributes() {
            assert!(attribute.name() != "style" && !attribute.name().starts_with("on"));
        }
        for colour in ["fill", "stroke"].into_iter().filter_map(|name| node.attribute(name)) {
            let paper = colour == "none" || colour == "#ffffff";
            assert!(paper || 1.05 / (luminance(colour) + 0.05) >= 3.0, "{colour} is too pale");
        }
        if node.has_tag_name("polygon") || node.has_tag_name("polyline") {
            for (x, y) in corners(node) {
                assert!(
                    (-1.0..=721.0).contains(&x) && (-1.0..=view[3] + 1.0).contains(&y),
                    "{x},{y} in {}",
                    figure.svg
                );
            }
        }
    }
    nothing_overlaps(figure, &document, view[3]);
}

fn nothing_overlaps(figure: &Figure, document: &Document<'_>, height: f64) {
    let size = number(document.root_element(), "font-size");
    let texts = texts(document);
    for (at, text) in texts.iter().enumerate() {
        assert!(text.left >= -1.0 && text.right <= 721.0 && text.base <= height, "{text:?} in {}", figure.id);
        for other in &texts[at + 1..] {
            let beside = text.right <= other.left || other.right <= text.left;
            let apart = (text.base - other.base).abs() >= size;
            assert!(beside || apart, "{text:?} over {other:?} in {}", figure.id);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]
    #[test]
    fn every_picture_is_well_formed_safe_legible_and_without_overlaps(
        values in prop_oneof![
            prop::collection::vec(0..40_u32, 0..20),
            prop::collection::vec(0..2_000_000_u32, 0..40),
            prop::collection::vec(0..900_u32, 100..140),
        ],
        target in 0..60_u32,
    ) {
        every_kind(&values, target, "").iter().for_each(check);
    }

    #[test]
    fn hostile_labels_stay_text(label in "[<>&\"'a-z/\\u{0}\\u{1b}\\u{fffe}\\u{202e}\n=;é漢]{1,40}") {
        for figure in every_kind(&[3, 9, 4, 0, 7, 2, 12], 5, &label) {
            check(&figure);
        }
    }
}

#[test]
fn a_script_in_a_label_stays_a_label() {
    let label = "</text></svg><script>alert(1)</script>";
    for figure in every_kind(&[3, 9, 4], 5, label) {
        check(&figure);
        assert!(!figure.svg.contains("<script"));
        assert_eq!(figure.title, label);
    }
    let figure = &every_kind(&[], 5, "")[0];
    check(figure);
}

#[test]
fn names_within_a_picture_are_made_of_the_figures_name() {
    let flow = redress_documents::chart::Flow { counted: "complaints".into(), stages: Vec::new() };
    let figure = Figure::flow("a\" onload=\"x b", "Flow", &flow);
    assert_eq!(figure.id, "a--onload--x-b");
    check(&figure);
}
