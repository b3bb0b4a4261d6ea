//! The stage map: well-formed whatever the procedure says, and with every name in it.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]

use proptest::prelude::*;
use redress_domain::procedure::graph::StageMap;
use redress_domain::procedure::{Procedure, shipped};
use roxmltree::{Document, Node};

fn load(text: &str) -> Procedure {
    Procedure::load("own.toml", text).procedure.unwrap()
}

/// Everything there is to read, without the line breaks of the drawing.
fn words(document: &Document<'_>) -> String {
    let texts = document.descendants().filter(|node| node.has_tag_name(("http://www.w3.org/2000/svg", "text")));
    texts.filter_map(|node| node.text().map(str::to_owned)).collect::<Vec<_>>().join(" ")
}

fn number(node: &Node<'_, '_>, name: &str) -> f64 {
    node.attribute(name).unwrap_or_default().parse().unwrap()
}

/// R5, R14
#[test]
fn every_shipped_map_is_xml_and_names_each_stage_step_clock_outcome_and_outside_body() {
    for file in shipped::all() {
        let procedure = load(file.text);
        let svg = StageMap::of(&procedure).svg("");
        let document = Document::parse(&svg).unwrap();
        let words = words(&document);
        let stages = procedure.stages.iter().map(|stage| &stage.label);
        let steps = procedure.stages.iter().flat_map(|stage| &stage.steps).map(|step| &step.label);
        let clocks = procedure.clocks.iter().map(|clock| &clock.label);
        let outcomes = procedure.outcomes.iter().map(|outcome| &outcome.label);
        let bodies = procedure.external_bodies.iter().map(|body| &body.name);
        for name in stages.chain(steps).chain(clocks).chain(outcomes).chain(bodies) {
            assert!(words.contains(name), "{}: {name:?} is not in {words}", file.id);
        }
    }
}

#[test]
fn the_stages_stand_in_order_and_the_bodies_outside_at_the_end() {
    let procedure = load(shipped::find("donnington-service-failure").unwrap().text);
    let svg = StageMap::of(&procedure).svg("");
    let place = |words: &str| svg.find(&format!(">{words}")).unwrap_or_else(|| panic!("{words} is not in the map"));
    let labels = procedure.stages.iter().map(|stage| place(stage.label.split(' ').next().unwrap()));
    let places: Vec<usize> = labels.chain([place("Outside the organisation")]).collect();
    assert!(places.is_sorted(), "{places:?}");
}

#[test]
fn it_needs_nothing_else_and_says_what_it_is() {
    for file in shipped::all() {
        let svg = StageMap::of(&load(file.text)).svg("chart");
        let document = Document::parse(&svg).unwrap();
        let root = document.root_element();
        let names: Vec<&str> = root.children().filter(Node::is_element).map(|node| node.tag_name().name()).collect();
        assert_eq!(&names[..2], ["title", "desc"], "a name first");
        assert_eq!(root.attribute("class"), Some("chart"));
        for node in document.descendants().filter(Node::is_element) {
            let plain = ["svg", "title", "desc", "rect", "text", "circle", "path"].contains(&node.tag_name().name());
            assert!(plain, "no scripts, styles or links: {}", node.tag_name().name());
            assert!(node.attributes().all(|attribute| !["style", "href"].contains(&attribute.name())));
        }
    }
}

/// A line of type of this size is about six tenths of it wide for each letter.
#[test]
fn nothing_reaches_beyond_a_screen_320_pixels_wide() {
    for file in shipped::all() {
        let svg = StageMap::of(&load(file.text)).svg("");
        let document = Document::parse(&svg).unwrap();
        let height = number(&document.root_element(), "height");
        assert_eq!(document.root_element().attribute("width"), Some("320"));
        for text in document.descendants().filter(|node| node.tag_name().name() == "text") {
            let letters = u32::try_from(text.text().unwrap().chars().count()).unwrap();
            let (x, y, size) = (number(&text, "x"), number(&text, "y"), number(&text, "font-size"));
            assert!(size >= 12.0, "large enough to read");
            let beyond = x + f64::from(letters) * size * 0.6;
            assert!(beyond <= 320.0 || text.attribute("text-anchor") == Some("middle"), "{:?}", text.text());
            assert!(y <= height);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Whatever letters a label has, they stay letters.
    #[test]
    fn no_label_can_break_the_picture(label in "[\\PC&<>\"'\\[\\]]{1,60}") {
        let text = shipped::find("donnington-service-failure").unwrap().text;
        let mut file: toml::Table = toml::from_str(text).unwrap();
        file["stages"][0]["steps"][0]["label"] = toml::Value::from(label.clone());
        let Some(procedure) = Procedure::load("own.toml", &toml::to_string(&file).unwrap()).procedure else { return Ok(()) };
        let svg = StageMap::of(&procedure).svg("");
        let document = Document::parse(&svg).unwrap();
        let letters = |text: &str| -> String { text.chars().filter(|c| !c.is_whitespace()).collect() };
        let shown = label.replace(['\u{FFFE}', '\u{FFFF}'], "\u{FFFD}");
        prop_assert!(letters(&words(&document)).contains(&letters(&shown)));
    }
}
