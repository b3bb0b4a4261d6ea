//! A table with its caption, headings and notes.

use super::blocks::Sections;
use super::write::{element, escaped, open};
use crate::document::cell::{MASK, MASK_WORDS};
use crate::document::{Cell, Row, Table};

/// Writes a table in a region that scrolls by keyboard where it is wider than the screen.
pub(super) fn table(html: &mut String, table: &Table, id: &str, sections: Sections) {
    let numeric = table.numeric_columns();
    html.push_str(&format!("<div class=\"rd-scroll\" tabindex=\"0\" role=\"region\" aria-labelledby=\"{id}\">\n"));
    html.push_str("<table class=\"govuk-table rd-figures\">\n");
    html.push_str(&format!("<caption class=\"govuk-table__caption govuk-table__caption--m\" id=\"{id}\">"));
    html.push_str(&escaped(table.caption()));
    html.push_str("</caption>\n<thead class=\"govuk-table__head\">\n<tr class=\"govuk-table__row\">");
    match table.corner() {
        "" => html.push_str("<td class=\"govuk-table__header\"></td>"),
        corner => html.push_str(&format!("<th scope=\"col\" class=\"govuk-table__header\">{}</th>", escaped(corner))),
    }
    for (heading, &is_number) in table.columns().iter().zip(&numeric) {
        let class = if is_number { "govuk-table__header govuk-table__header--numeric" } else { "govuk-table__header" };
        html.push_str(&format!("<th scope=\"col\" class=\"{class}\">{}</th>", escaped(heading)));
    }
    html.push_str("</tr>\n</thead>\n<tbody class=\"govuk-table__body\">\n");
    for one in table.rows() {
        row(html, one, &numeric, sections);
    }
    html.push_str("</tbody>\n</table>\n</div>\n");
    if table.is_masked() {
        element(html, "p", "govuk-body-s", &format!("{MASK} means: {MASK_WORDS}."));
    }
    for note in table.notes() {
        element(html, "p", "govuk-body-s", note);
    }
}

fn row(html: &mut String, row: &Row, numeric: &[bool], sections: Sections) {
    let bold = if row.is_total() { " govuk-!-font-weight-bold" } else { "" };
    html.push_str("<tr class=\"govuk-table__row\">");
    html.push_str(&format!("<th scope=\"row\" class=\"govuk-table__header\">{}</th>", sections.content(row.header())));
    for (cell, &is_number) in row.cells().iter().zip(numeric) {
        self::cell(html, cell, is_number, bold, sections);
    }
    html.push_str("</tr>\n");
}

fn cell(html: &mut String, cell: &Cell, is_number: bool, bold: &str, sections: Sections) {
    let side = if is_number { " govuk-table__cell--numeric" } else { "" };
    open(html, "td", &format!("govuk-table__cell{side}{bold}"));
    html.push_str(&sections.content(cell));
    html.push_str("</td>");
}
