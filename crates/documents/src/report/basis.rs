//! How the figures are counted, what each that is printed means, and whether they agree (R92, R95, R97).

use super::writer::Writer;
use crate::document::{Block, Entry, Section};

pub(super) fn basis(writer: &Writer<'_>) -> Vec<Block> {
    let report = writer.report;
    let mut blocks = vec![Block::Paragraph(report.counting_basis.clone())];
    if report.layout.suppress_below > 1 && report.edition == redress_domain::statistics::Edition::Public {
        blocks.push(Block::Paragraph(writer.mask_words()));
    }
    blocks
}

/// The parts that can be written when everything else is.
pub(super) fn explained(writer: &Writer<'_>) -> Vec<Section> {
    let report = writer.report;
    // Rounding is of every number.
    let is_printed = |figure: &str| figure == "rounding" || writer.has_printed(figure);
    let printed = report.definitions.iter().filter(|explanation| is_printed(&explanation.figure));
    let entries =
        printed.map(|told| Entry::new(told.definition.trim_end_matches('.'), without_sources(&told.rule))).collect();
    let checks = report.checks.iter().map(|check| check.detail.clone()).collect();
    let section =
        |heading: &str, block| Section { heading: heading.to_owned(), blocks: vec![block], sections: Vec::new() };
    vec![
        section("What each figure means", Block::Definitions(entries)),
        section("Whether the figures agree", Block::List(checks)),
    ]
}

/// A rule without the rows of the requirements it follows, ` (R87, R89)`: they mean nothing to who reads the report.
fn without_sources(rule: &str) -> String {
    let mut parts = rule.split(" (R");
    let mut text = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        match part.split_once(')') {
            Some((source, rest)) if source.chars().all(|c| c.is_ascii_digit() || "R, ".contains(c)) => {
                text.push_str(rest)
            }
            _ => text.extend([" (R", part]),
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::without_sources;

    #[test]
    fn rows_of_requirements_are_left_out_and_other_brackets_stay() {
        assert_eq!(without_sources("Counted directly (R90). Days (R94, R97)"), "Counted directly. Days");
        assert_eq!(without_sources("Homes (Rented) and (a) more"), "Homes (Rented) and (a) more");
    }
}
