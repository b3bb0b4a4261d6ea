//! The period report as a document: its title block, its sections in the order of its layout, every number numbered, typed and
//! defined (R81-R111).

mod basis;
mod cells;
mod ending;
mod flow;
mod measures;
mod months;
mod narratives;
mod open;
mod outcomes;
mod splits;
mod summary;
mod timescales;
mod title;
mod trend;
mod volumes;
mod writer;

use redress_domain::procedure::SectionId;
use redress_domain::statistics::{self, FigureId, PartOf, Report, RowId};

use self::writer::Writer;
use crate::document::{Block, Document, Section};

/// A number of a report, for whoever asks which cases are behind it (R83).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FigureAt<'a> {
    /// Id of the period it is of: the reported one, or an earlier one of the trend.
    pub period: &'a str,
    /// What it counts.
    pub figure: FigureId,
    /// The row it stands in; the total where a figure is not told by rows.
    pub row: RowId,
    /// The channel, service area, nature or cause it is of, where it is of one.
    pub part: Option<PartOf>,
}

/// The report to be read, without links: for files.
pub fn report_document(report: &Report) -> Document {
    report_document_with(report, &|_| None)
}

/// The report to be read, each number that stands for cases leading to the path that `link` gives for it: for pages.
pub fn report_document_with(report: &Report, link: &dyn Fn(&FigureAt<'_>) -> Option<String>) -> Document {
    let mut writer = Writer::new(report, link);
    let changes = title::changes(&mut writer);
    let mut sections: Vec<(SectionId, Section)> =
        report.layout.sections.iter().map(|section| (section.id, written(section, &mut writer))).collect();
    // What the figures mean is known when all of them are printed.
    for (_, basis) in sections.iter_mut().filter(|(id, _)| *id == SectionId::Basis) {
        basis.sections = basis::explained(&writer);
    }
    let sections = changes.into_iter().chain(sections.into_iter().map(|(_, section)| section));
    let says_something = |section: &Section| !section.blocks.is_empty() || !section.sections.is_empty();
    title::document(report, sections.filter(says_something).collect())
}

/// Heading, opening words, the author's text, then the figures.
fn written(section: &statistics::Section, writer: &mut Writer<'_>) -> Section {
    let body = body(section.id, writer);
    let text = writer.report.texts.get(&section.id).map(String::as_str).unwrap_or_default();
    let said = section.intro.iter().map(String::as_str).chain([text]).flat_map(paragraphs);
    Section {
        heading: section.title.clone(),
        blocks: said.map(Block::Paragraph).chain(body.blocks).collect(),
        sections: body.sections,
    }
}

/// What a section has of its own.
#[derive(Debug, Default)]
struct Body {
    blocks: Vec<Block>,
    sections: Vec<Section>,
}

impl From<Vec<Block>> for Body {
    fn from(blocks: Vec<Block>) -> Body {
        Body { blocks, sections: Vec::new() }
    }
}

fn body(id: SectionId, writer: &mut Writer<'_>) -> Body {
    match id {
        SectionId::Purpose => Body::default(),
        SectionId::Summary => summary::summary(writer).into(),
        SectionId::Volumes => volumes::volumes(writer).into(),
        SectionId::Outcomes => outcomes::outcomes(writer).into(),
        SectionId::Timescales => timescales::timescales(writer),
        SectionId::Measures => measures::measures(writer).into(),
        SectionId::Trend => trend::trend(writer),
        SectionId::ServiceAreas => splits::service_areas(writer).into(),
        SectionId::Channels => splits::channels(writer).into(),
        SectionId::Natures => splits::natures(writer).into(),
        SectionId::Causes => splits::causes(writer).into(),
        SectionId::Flow => flow::flow(writer).into(),
        SectionId::OpenCases => open::open_cases(writer).into(),
        SectionId::Narratives => narratives::narratives(writer),
        SectionId::Repeats => ending::repeats(writer).into(),
        SectionId::Outside => ending::outside(writer).into(),
        SectionId::NextSteps => ending::next_steps(writer).into(),
        SectionId::Basis => basis::basis(writer).into(),
    }
}

/// A blank line separates paragraphs; within one, lines run on.
fn paragraphs(text: &str) -> Vec<String> {
    let mut paragraphs = vec![String::new()];
    for line in text.lines().map(str::trim) {
        match paragraphs.last_mut() {
            Some(last) if !line.is_empty() => {
                if !last.is_empty() {
                    last.push(' ');
                }
                last.push_str(line);
            }
            _ => paragraphs.push(String::new()),
        }
    }
    paragraphs.retain(|paragraph| !paragraph.is_empty());
    paragraphs
}

#[cfg(test)]
mod tests {
    use super::paragraphs;

    #[test]
    fn a_blank_line_separates_paragraphs() {
        assert_eq!(paragraphs("One\ntwo\n\n \r\nThree\r\n"), ["One two", "Three"]);
        assert!(paragraphs(" \n\n").is_empty());
    }
}
