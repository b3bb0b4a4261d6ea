//! The numbers of the table are those of the picture.

use roxmltree::Document;

use crate::drawn::{corners, scale, texts, told};
use crate::samples::{counts, every_kind};
use redress_documents::chart::{Distribution, Figure, Flow, FlowStage};

fn cell(cell: &str) -> f64 {
    cell.trim_end_matches('%').parse().unwrap()
}

const VALUES: [u32; 20] = [5, 7, 6, 4, 6, 8, 5, 7, 6, 5, 7, 6, 5, 7, 30, 6, 5, 8, 4, 6];

#[test]
fn every_point_of_the_table_is_drawn_at_the_height_of_its_value() {
    let figure = counts(&VALUES, Some(6));
    let document = Document::parse(&figure.svg).unwrap();
    let (height, told) = (scale(&document), told(&document));
    assert_eq!(figure.rows.len(), VALUES.len());
    for (row, value) in figure.rows.iter().zip(VALUES) {
        assert_eq!(cell(&row[1]), f64::from(value));
        let wanted = format!("{}: {}", row[0], row[1]);
        let (_, _, y) = told.iter().find(|(words, ..)| words.split(',').next() == Some(&wanted)).unwrap();
        assert!((y - height(f64::from(value))).abs() < 1.1, "{wanted} at {y}, not {}", height(f64::from(value)));
    }
    assert!(told.windows(2).all(|pair| pair[0].1 < pair[1].1));
}

#[test]
fn limits_and_target_are_drawn_at_their_height_and_named() {
    let figure = counts(&VALUES, Some(9));
    let document = Document::parse(&figure.svg).unwrap();
    let (height, row) = (scale(&document), &figure.rows[0]);
    let levels: Vec<f64> = document
        .descendants()
        .filter(|node| node.has_tag_name("polyline"))
        .map(corners)
        .filter(|line| line.len() == 2 && line[0].1 == line[1].1)
        .map(|line| line[0].1)
        .collect();
    let words: Vec<String> = texts(&document).into_iter().map(|text| text.words).collect();
    for (name, value) in
        [("lower limit", &row[2]), ("mean", &row[3]), ("upper limit", &row[4]), ("target", &"9".into())]
    {
        assert!(words.contains(&format!("{name} {value}")), "{name} {value} in {words:?}");
        assert!(levels.iter().any(|y| (y - height(cell(value))).abs() < 0.2), "{name}: {value} in {levels:?}");
    }
}

#[test]
fn a_signal_has_a_shape_of_its_own_and_is_explained() {
    let figure = counts(&VALUES, None);
    let document = Document::parse(&figure.svg).unwrap();
    assert_eq!(figure.rows[14][5], "concern: above the upper limit");
    let shape = |words: &str| {
        let named = |node: &roxmltree::Node<'_, '_>| node.text() == Some(words);
        document.descendants().find(named).unwrap().parent().unwrap().tag_name().name().to_owned()
    };
    assert_eq!(shape("Mar 2021: 30, concern: above the upper limit"), "polygon");
    assert_eq!(shape("Jun 2020: 8"), "circle");
    assert!(texts(&document).iter().any(|text| text.words == "concern"));
}

#[test]
fn bars_are_as_long_as_their_numbers_and_say_them() {
    let figures = every_kind(&[12, 0, 30, 3, 5, 3], 3, "");
    let width = |words: &str, svg: &str| {
        let document = Document::parse(svg).unwrap();
        let node = document.descendants().find(|node| node.text() == Some(words)).unwrap().parent().unwrap();
        let xs: Vec<f64> = corners(node).into_iter().map(|corner| corner.0).collect();
        xs.iter().copied().fold(f64::MIN, f64::max) - xs.iter().copied().fold(f64::MAX, f64::min)
    };
    let causes = &figures[3];
    assert_eq!(causes.rows[0], ["Mar 2020", "30", "56.6%", "56.6%"]);
    assert!((width("Mar 2020: 30", &causes.svg) / width("Jan 2020: 12", &causes.svg) - 2.5).abs() < 0.02);
    for row in &causes.rows {
        let words = texts(&Document::parse(&causes.svg).unwrap());
        assert!(
            row.iter().enumerate().all(|(at, cell)| at == 2 || words.iter().any(|text| &text.words == cell)),
            "{row:?}"
        );
    }
    let flow = &figures[5];
    assert_eq!(flow.rows[0], ["Jan 2020", "42", "12", "0", "30"]);
    assert!(flow.svg.contains("42 reached it: 12 closed here, 0 moved on, 30 open"));
    assert!((width("Jan 2020: 30 open", &flow.svg) / width("Jan 2020: 12 closed here", &flow.svg) - 2.5).abs() < 0.02);
}

#[test]
fn days_are_counted_once_and_the_target_ends_a_bar() {
    let days = |values: &[u32], target| every_kind(values, target, "").remove(4);
    for (count, target) in [(7, 3), (95, 20), (137, 33), (60, 0), (5, 40)] {
        let values: Vec<u32> = (0..count).map(|day| day % 4 + 1).collect();
        let figure = days(&values, target);
        let listed: f64 = figure.rows.iter().map(|row| cell(&row[1])).sum();
        assert_eq!(listed, f64::from(values.iter().sum::<u32>()));
        assert!(figure.rows.len() <= 21);
        let ends: Vec<&str> = figure.rows.iter().filter_map(|row| row[0].split('-').next_back()).collect();
        assert!(target >= count || ends.contains(&target.to_string().as_str()), "{target} in {ends:?}");
        assert_ne!(figure.rows.last().unwrap()[1], "0", "nothing is told beyond the longest");
        assert!(figure.svg.contains(&format!(">target {target}<")));
    }
    let figure = days(&[0, 10, 20, 5, 4, 1], 3);
    assert_eq!(
        figure.sentence,
        "Of 40 complaints at least half took 2 working days or fewer, and the longest 5; \
         35 (87.5%) took no longer than the target of 3."
    );
}

#[test]
fn a_long_series_shows_its_latest_points_and_says_so() {
    let figure = counts(&[VALUES; 7].concat(), None);
    assert_eq!(figure.rows.len(), 120);
    assert_eq!(figure.rows.last().unwrap()[0], "Aug 2031");
    assert!(figure.sentence.ends_with("The latest 120 of 140 are drawn."), "{}", figure.sentence);
    assert_eq!(told(&Document::parse(&figure.svg).unwrap()).len(), 120);
}

/// Of none, one, two and many: what is said agrees with its number.
#[test]
fn sentences_agree_with_their_numbers() {
    let flow = |closed, open| {
        let stage = FlowStage { label: "First".to_owned(), closed, moved_on: 0, open };
        Figure::flow("f", "", &Flow { counted: "complaints".to_owned(), stages: vec![stage] }).sentence
    };
    assert_eq!(flow(0, 3), "Complaints closed: none. Still open: 3.");
    assert_eq!(flow(1, 0), "Complaints closed: 1 at “First”. Still open: none.");
    assert_eq!(flow(5, 1), "Complaints closed: 5 at “First”. Still open: 1.");
    let days = |days: &[(u32, u32)], target| {
        let (counted, unit) = ("closed".to_owned(), "working days".to_owned());
        Figure::distribution("d", "", &Distribution { counted, unit, days: days.to_vec(), target }).sentence
    };
    assert_eq!(days(&[(1, 1)], None), "There is one closed: it took 1 working day.");
    assert_eq!(days(&[(6, 1)], Some(5)), "There is one closed: it took 6 working days, against a target of 5.");
    assert_eq!(days(&[(1, 2)], None), "Of 2 closed at least half took 1 working day or fewer, and the longest 1.");
    assert_eq!(days(&[(0, 2)], None), "Of 2 closed at least half took 0 working days or fewer, and the longest 0.");
    let one = |counts: &[(&str, u32)]| {
        let counts: Vec<(String, u32)> = counts.iter().map(|(name, count)| ((*name).to_owned(), *count)).collect();
        redress_domain::spc::pareto("causes", "upheld", &counts).sentence
    };
    assert_eq!(one(&[("Delay", 0)]), "There is nothing to show yet.");
    assert_eq!(one(&[("Delay", 1)]), "There is one upheld, under Delay.");
    assert_eq!(one(&[("Delay", 2)]), "The 2 upheld all fall under Delay.");
}

#[test]
fn where_there_is_nothing_the_picture_and_the_sentence_say_so() {
    for figure in every_kind(&[], 5, "") {
        assert!(figure.svg.contains("Nothing to show yet"));
        assert!(figure.rows.is_empty() && !figure.sentence.is_empty() && !figure.columns.is_empty());
    }
}
