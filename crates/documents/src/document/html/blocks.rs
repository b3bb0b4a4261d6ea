//! Sections and what stands in them.

use super::table::table;
use super::write::{attribute, element, escaped, open};
use crate::document::cell::{MASK, MASK_WORDS, NO_VALUE, NO_VALUE_WORDS};
use crate::document::text::{heading, lines};
use crate::document::{Block, Cell, Document, Entry, Figure, Table, Value};

/// How sections are written.
#[derive(Debug, Clone, Copy)]
pub(super) struct Sections {
    /// Whether cells lead to what is behind them, and what a picture says as well is folded away: only within the application.
    pub(super) is_within: bool,
}

/// The level of headings that a document's contents name.
const PART: u8 = 2;
/// With so many parts a document begins with its contents.
const LONG: usize = 4;

impl Sections {
    pub(super) fn written(self, document: &Document) -> String {
        let mut html = contents(document);
        let mut tables = 0_u32;
        let mut parts = 1..;
        for (level, section) in document.sections_with_levels() {
            let part = if level == PART { parts.next() } else { None };
            match part {
                Some(part) => {
                    html.push_str("<h2 class=\"govuk-heading-m\"");
                    attribute(&mut html, "id", &part_id(part));
                    html.push_str(&format!(">{}</h2>\n", escaped(&heading(&section.heading))));
                }
                None => element(&mut html, &format!("h{level}"), "govuk-heading-s", &heading(&section.heading)),
            }
            for block in &section.blocks {
                match block {
                    Block::Table(one) => {
                        tables = tables.saturating_add(1);
                        let id = format!("report-table-{tables}");
                        if self.is_within && one.is_folded() {
                            folded(&mut html, one, &id, self);
                        } else {
                            table(&mut html, one, &id, self);
                        }
                    }
                    other => self.block(&mut html, other),
                }
            }
        }
        html
    }

    fn block(self, html: &mut String, block: &Block) {
        match block {
            Block::Paragraph(text) => lines(text).iter().for_each(|line| element(html, "p", "govuk-body", line)),
            Block::List(items) => list(html, items),
            Block::KeyFigures(entries) => self.key_figures(html, entries),
            Block::Definitions(entries) => self.definitions(html, entries),
            Block::Figure(one) => figure(html, one),
            Block::Note(text) => element(html, "div", "govuk-inset-text", text),
            Block::Warning(text) => warning(html, text),
            Block::Table(_) => {}
        }
    }

    /// The label is read first; the styles show the number first.
    fn key_figures(self, html: &mut String, entries: &[Entry]) {
        html.push_str("<dl class=\"rd-stats\">\n");
        for entry in entries {
            html.push_str("<div class=\"rd-stat\">");
            element(html, "dt", "rd-stat__label", &entry.label);
            html.push_str(&format!("<dd class=\"rd-stat__number\">{}</dd></div>\n", self.content(&entry.value)));
        }
        html.push_str("</dl>\n");
    }

    fn definitions(self, html: &mut String, entries: &[Entry]) {
        html.push_str("<dl class=\"govuk-summary-list\">\n");
        for entry in entries {
            html.push_str("<div class=\"govuk-summary-list__row\">");
            element(html, "dt", "govuk-summary-list__key", &entry.label);
            html.push_str(&format!(
                "<dd class=\"govuk-summary-list__value\">{}</dd></div>\n",
                self.content(&entry.value)
            ));
        }
        html.push_str("</dl>\n");
    }

    /// What stands in a cell, words for screen readers and its link included.
    pub(super) fn content(self, cell: &Cell) -> String {
        let shown = match &cell.value {
            Value::Masked => said(MASK, MASK_WORDS),
            Value::NotApplicable => said(NO_VALUE, NO_VALUE_WORDS),
            value => escaped(&value.printed()).into_owned(),
        };
        // Only a path of ours: no cell leads to another site or to a script.
        let is_ours = |href: &&String| href.starts_with('/') && !href.starts_with("//");
        match cell.href.as_ref().filter(is_ours).filter(|_| self.is_within) {
            Some(href) => {
                let mut link = String::from("<a class=\"govuk-link\"");
                attribute(&mut link, "href", href);
                format!("{link}>{shown}</a>")
            }
            None => shown,
        }
    }
}

fn part_id(part: u32) -> String {
    format!("report-part-{part}")
}

/// Links to the parts of a long document.
fn contents(document: &Document) -> String {
    let parts: Vec<String> = document.sections.iter().map(|section| heading(&section.heading)).collect();
    if parts.len() < LONG {
        return String::new();
    }
    let mut html = String::from("<nav aria-label=\"Contents\" class=\"rd-no-print\">\n<ul class=\"rd-inline-list\">\n");
    for (part, name) in (1..).zip(parts) {
        html.push_str("<li><a class=\"govuk-link\"");
        attribute(&mut html, "href", &format!("#{}", part_id(part)));
        html.push_str(&format!(">{}</a></li>\n", escaped(&name)));
    }
    html.push_str("</ul>\n</nav>\n");
    html
}

/// A sign that is seen and the words that are heard in its place.
fn said(sign: &str, words: &str) -> String {
    format!("<span aria-hidden=\"true\">{sign}</span><span class=\"govuk-visually-hidden\">{words}</span>")
}

/// Behind a line that says what it is.
fn folded(html: &mut String, one: &Table, id: &str, sections: Sections) {
    html.push_str("<details class=\"govuk-details\">\n<summary class=\"govuk-details__summary\">");
    html.push_str("<span class=\"govuk-details__summary-text\">The same as a table");
    html.push_str(&format!(
        "<span class=\"govuk-visually-hidden\">: {}</span></span></summary>\n",
        escaped(one.caption())
    ));
    html.push_str("<div class=\"govuk-details__text\">\n");
    table(html, one, id, sections);
    html.push_str("</div>\n</details>\n");
}

fn list(html: &mut String, items: &[String]) {
    html.push_str("<ul class=\"govuk-list govuk-list--bullet\">\n");
    items.iter().for_each(|item| element(html, "li", "", item));
    html.push_str("</ul>\n");
}

/// As one image with its words: what stands inside the SVG is not read out piece by piece.
fn figure(html: &mut String, figure: &Figure) {
    html.push_str("<figure class=\"rd-figure\">\n<div role=\"img\"");
    attribute(html, "aria-label", &heading(&figure.alternative));
    html.push('>');
    html.push_str(figure.svg_element());
    html.push_str("</div>\n");
    element(html, "figcaption", "govuk-body-s", &figure.caption);
    html.push_str("</figure>\n");
}

fn warning(html: &mut String, text: &str) {
    open(html, "div", "govuk-warning-text");
    html.push_str("<span class=\"govuk-warning-text__icon\" aria-hidden=\"true\">!</span>");
    html.push_str("<strong class=\"govuk-warning-text__text\"><span class=\"govuk-visually-hidden\">Warning</span> ");
    html.push_str(&escaped(text));
    html.push_str("</strong></div>\n");
}
