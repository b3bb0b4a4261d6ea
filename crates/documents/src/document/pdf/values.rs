//! A document as the values that the template prints. Every text is cleaned here, and only here.

use typst::foundations::{Array, Bytes, Datetime, Dict, IntoValue, Value};

use super::fonts::{Glyphs, REPLACEMENT};
use super::widths::Measures;
use crate::document::cell::{MASK, MASK_WORDS};
use crate::document::text::{heading, lines, printable};
use crate::document::{Block, Document, Entry, Figure, Row, Table};

/// The longest text of a running header, in characters.
const LONGEST_RUNNING: usize = 70;
/// The longest text of a row that is kept on one page, in characters.
const LONGEST_KEPT: usize = 600;
/// Longer words of running text are broken where the line ends.
const LONGEST_IN_LINE: u32 = 30;
/// Longer words of a title or a key figure are.
const LONGEST_IN_SHORT_LINE: u32 = 14;
const LACKING: &str =
    "Some letters are not in the typeface of this file and are shown as ◊. The web page has them all.";

/// What the template reads from `sys.inputs`.
pub(super) fn inputs(document: &Document, glyphs: Glyphs) -> Dict {
    let mut writer = Writer { glyphs, is_lacking: false };
    let (language, region) = language_and_region(&document.language);
    let title = writer.plain(&heading(&document.title));
    let date = &document.dated_on;
    let made_on = Datetime::from_ymd(date.year().into(), unsigned(date.month()), unsigned(date.day()));
    let mut blocks = writer.blocks(document);
    if writer.is_lacking {
        blocks.push(dict([("kind", "note".into_value()), ("text", LACKING.into_value())]).into_value());
    }
    dict([
        ("language", language.into_value()),
        ("region", region.into_value()),
        ("author", writer.plain(document.author.as_deref().unwrap_or(&document.organisation)).into_value()),
        ("date", made_on.into_value()),
        ("running", shortened(&title).into_value()),
        ("running-period", shortened(&writer.plain(&document.period)).into_value()),
        ("title", title.into_value()),
        ("heading", writer.text(&heading(&document.title), LONGEST_IN_SHORT_LINE)),
        ("organisation", writer.text(&document.organisation, LONGEST_IN_LINE)),
        ("period", writer.text(&document.period, LONGEST_IN_LINE)),
        ("facts", writer.entries(&document.facts)),
        ("blocks", blocks.into_value()),
    ])
}

struct Writer {
    glyphs: Glyphs,
    /// Whether a letter had to be replaced.
    is_lacking: bool,
}

impl Writer {
    fn blocks(&mut self, document: &Document) -> Array {
        let mut blocks = Array::new();
        for (level, section) in document.sections_with_levels() {
            let text = self.text(&heading(&section.heading), LONGEST_IN_LINE);
            blocks.push(block("heading", [("level", i64::from(level).into_value()), ("text", text)]));
            for one in &section.blocks {
                self.block(one, &mut blocks);
            }
        }
        blocks
    }

    fn block(&mut self, one: &Block, blocks: &mut Array) {
        match one {
            Block::Paragraph(text) => {
                for line in lines(text) {
                    blocks.push(block("paragraph", [("text", self.text(&line, LONGEST_IN_LINE))]));
                }
            }
            Block::List(items) => blocks.push(block("list", [("items", self.texts(items))])),
            Block::KeyFigures(entries) => blocks.push(block("key-figures", [("entries", self.entries(entries))])),
            Block::Definitions(entries) => blocks.push(block("definitions", [("entries", self.entries(entries))])),
            Block::Table(table) => blocks.push(self.table(table)),
            Block::Figure(figure) => blocks.push(self.figure(figure)),
            Block::Note(text) => blocks.push(block("note", [("text", self.text(text, LONGEST_IN_LINE))])),
            Block::Warning(text) => blocks.push(block("warning", [("text", self.text(text, LONGEST_IN_LINE))])),
        }
    }

    fn table(&mut self, table: &Table) -> Value {
        let measures = Measures::of(table);
        let mask = table.is_masked().then(|| format!("{MASK} means: {MASK_WORDS}."));
        let notes: Vec<String> = mask.into_iter().chain(table.notes().iter().cloned()).collect();
        let word = measures.longest_word;
        let rows: Array = table.rows().iter().map(|row| self.row(row, word)).collect();
        block(
            "table",
            [
                ("caption", self.text(&heading(table.caption()), LONGEST_IN_LINE)),
                ("corner", self.text(table.corner(), word)),
                (
                    "columns",
                    table.columns().iter().map(|heading| self.text(heading, word)).collect::<Array>().into_value(),
                ),
                ("numeric", table.numeric_columns().into_iter().map(Value::Bool).collect::<Array>().into_value()),
                ("size", measures.size.into_value()),
                ("shares", measures.shares.into_iter().map(Value::Float).collect::<Array>().into_value()),
                ("rows", rows.into_value()),
                ("notes", self.texts(&notes)),
            ],
        )
    }

    fn row(&mut self, row: &Row, word: u32) -> Value {
        let printed = std::iter::once(row.header()).chain(row.cells()).map(|cell| cell.value.printed());
        let longest = printed.map(|text| text.len()).max().unwrap_or_default();
        let cells: Array = row.cells().iter().map(|cell| self.text(&cell.value.printed(), word)).collect();
        dict([
            ("header", self.text(&row.header().value.printed(), word)),
            ("cells", cells.into_value()),
            ("total", row.is_total().into_value()),
            ("breakable", (longest > LONGEST_KEPT).into_value()),
        ])
        .into_value()
    }

    fn figure(&mut self, figure: &Figure) -> Value {
        let svg = self.plain(figure.svg_element());
        block(
            "figure",
            [
                ("svg", Bytes::from_string(svg).into_value()),
                ("alternative", self.plain(&heading(&figure.alternative)).into_value()),
                ("caption", self.text(&figure.caption, LONGEST_IN_LINE)),
            ],
        )
    }

    fn entries(&mut self, entries: &[Entry]) -> Value {
        let mut pairs = Array::new();
        for Entry { label, value } in entries {
            let value = self.text(&value.value.printed(), LONGEST_IN_SHORT_LINE);
            pairs.push(dict([("label", self.text(label, LONGEST_IN_SHORT_LINE)), ("value", value)]).into_value());
        }
        pairs.into_value()
    }

    fn texts(&mut self, texts: &[String]) -> Value {
        texts.iter().map(|text| self.text(text, LONGEST_IN_LINE)).collect::<Array>().into_value()
    }

    /// A text as it is printed: a string, or its pieces where it holds a word longer than this, which may be broken between them.
    fn text(&mut self, text: &str, longest_word: u32) -> Value {
        let text = self.plain(text);
        let longest = usize::try_from(longest_word).unwrap_or(usize::MAX);
        let is_long = |word: &str| word.chars().count() > longest;
        if !text.split_whitespace().any(is_long) {
            return text.into_value();
        }
        let mut pieces = Array::new();
        for word in text.split_inclusive(char::is_whitespace) {
            if is_long(word.trim_end()) {
                pieces.extend(word.chars().map(|c| c.to_string().into_value()));
            } else {
                pieces.push(word.into_value());
            }
        }
        pieces.into_value()
    }

    /// The text in letters that the fonts have.
    fn plain(&mut self, text: &str) -> String {
        let text = printable(text);
        let printed: String = text.chars().filter_map(|c| self.glyphs.of(c)).collect();
        self.is_lacking |= printed.contains(REPLACEMENT);
        printed
    }
}

fn block<const N: usize>(kind: &str, fields: [(&str, Value); N]) -> Value {
    let mut block = dict(fields);
    block.insert("kind".into(), kind.into_value());
    block.into_value()
}

fn dict<const N: usize>(fields: [(&str, Value); N]) -> Dict {
    fields.into_iter().map(|(name, value)| (name.into(), value)).collect()
}

/// `en-GB` is English of Great Britain; what is not of this form is printed as English.
fn language_and_region(tag: &str) -> (String, Option<String>) {
    let is_code = |code: &&str| (2..=3).contains(&code.len()) && code.chars().all(|c| c.is_ascii_alphabetic());
    let mut parts = tag.split('-');
    let language = parts.next().filter(is_code).unwrap_or("en").to_ascii_lowercase();
    let region = parts.next().filter(is_code).filter(|code| code.len() == 2).map(str::to_ascii_uppercase);
    (language, region)
}

fn shortened(text: &str) -> String {
    let mut letters = text.chars();
    let start: String = letters.by_ref().take(LONGEST_RUNNING).collect();
    if letters.next().is_some() { format!("{}…", start.trim_end()) } else { start }
}

fn unsigned(number: i8) -> u8 {
    number.unsigned_abs()
}
