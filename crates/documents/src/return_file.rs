//! A return as a file: CSV with a figure a line, a workbook with a sheet for each table, and the document that pages show.

use redress_domain::register::neutralised;
use redress_domain::returns::{Return, ReturnCell, ReturnTable};

use crate::WriteError;
use crate::document::{Block, Cell, Document, Entry, Section, Table, Value, to_xlsx};

/// A format that a return is handed out in, beside its JSON.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReturnFormat {
    /// One figure, check or statement a line.
    Csv,
    /// A workbook with a sheet for each table, for the checks, and for what was verified.
    Xlsx,
}

impl ReturnFormat {
    /// The end of the names of its files.
    pub fn id(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Xlsx => "xlsx",
        }
    }

    /// The format of an id.
    pub fn from_id(id: &str) -> Option<ReturnFormat> {
        [Self::Csv, Self::Xlsx].into_iter().find(|format| format.id() == id)
    }

    /// What the web calls it.
    pub fn content_type(self) -> &'static str {
        match self {
            Self::Csv => "text/csv; charset=utf-8",
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        }
    }
}

/// The return in a format. The same return gives the same bytes.
///
/// # Errors
/// [`WriteError`] when it is larger than the format can hold.
pub fn return_file(made: &Return, format: ReturnFormat) -> Result<Vec<u8>, WriteError> {
    match format {
        ReturnFormat::Csv => csv(made),
        ReturnFormat::Xlsx => to_xlsx(&return_document(made)),
    }
}

/// A name for the file that no system takes for anything else: letters, digits, hyphens and a full stop.
pub fn return_file_name(made: &Return, extension: &str) -> String {
    let plain = |text: &str| -> String {
        text.chars().map(|c| if c.is_ascii_alphanumeric() || c == '-' { c } else { '-' }).collect()
    };
    format!("{}-{}-{}.{extension}", plain(&made.organisation), plain(&made.id), plain(&made.period.id))
}

/// Every figure as `table,row,measure,value` with the labels that people read, then the checks and what was verified.
fn csv(made: &Return) -> Result<Vec<u8>, WriteError> {
    let mut bytes = Vec::new();
    let mut writer = csv::Writer::from_writer(&mut bytes);
    let mut line = |cells: [&str; 6]| writer.write_record(cells.map(|cell| neutralised(cell).into_owned()));
    line(["table", "row", "measure", "value", "row_label", "measure_label"])?;
    line(["return", &made.id, "period", &made.period.id, &made.title, "Period"])?;
    line(["return", &made.id, "organisation", &made.organisation, &made.title, "Organisation"])?;
    line(["return", &made.id, "nil", yes_or_no(made.nil), &made.title, "Nil return"])?;
    for table in &made.tables {
        for row in &table.rows {
            for (column, cell) in table.columns.iter().zip(&row.cells) {
                line([&table.id, &row.id, &column.id, &cell.printed(), &row.label, &column.label])?;
            }
        }
    }
    for check in &made.checks {
        line(["checks", &check.id, "holds", yes_or_no(check.holds), &check.detail, "Holds"])?;
    }
    for said in &made.verified {
        line(["verified", &said.source, "verified", yes_or_no(said.verified), &said.statement, "Verified"])?;
    }
    writer.flush()?;
    drop(writer);
    Ok(bytes)
}

/// The return as it is read.
pub fn return_document(made: &Return) -> Document {
    let tables = made.tables.iter().map(|table| Section {
        heading: table.title.clone(),
        blocks: vec![Block::Table(figures(table))],
        sections: Vec::new(),
    });
    let nil = made.nil.then(|| Section {
        heading: "Nil return".to_owned(),
        blocks: vec![Block::Note("There is nothing to report for this period.".to_owned())],
        sections: Vec::new(),
    });
    Document {
        language: "en-GB".to_owned(),
        title: made.title.clone(),
        organisation: made.organisation_name.clone(),
        period: made.period.label.clone(),
        facts: vec![
            Entry::new("Collected by", made.authority.as_str()),
            Entry::new("Nil return", yes_or_no(made.nil)),
            Entry::new("Procedure", format!("{}, version {}", made.procedure.id, made.procedure.version)),
        ],
        author: None,
        dated_on: made.period.to,
        sections: nil.into_iter().chain(tables).chain([checks(made), verified(made)]).collect(),
    }
}

fn figures(table: &ReturnTable) -> Table {
    let columns = table.columns.iter().map(|column| column.label.as_str());
    let mut written = Table::new(table.title.clone(), "", columns);
    for row in &table.rows {
        let cells = row.cells.iter().copied().map(cell);
        if row.id == "total" {
            written.push_total(row.label.as_str(), cells);
        } else {
            written.push(row.label.as_str(), cells);
        }
    }
    written
}

fn cell(cell: ReturnCell) -> Cell {
    match cell {
        ReturnCell::Count(count) => count.into(),
        ReturnCell::Decimal(_) | ReturnCell::Pence(_) => Cell::decimal(cell.printed()),
        ReturnCell::Nothing => Value::NotApplicable.into(),
    }
}

fn checks(made: &Return) -> Section {
    let mut table = Table::new("Checks", "Check", ["Holds", "What was compared"]);
    for check in &made.checks {
        let cells: [Cell; 2] = [yes_or_no(check.holds).into(), check.detail.as_str().into()];
        table.push(check.id.as_str(), cells);
    }
    Section { heading: "Checks".to_owned(), blocks: vec![Block::Table(table)], sections: Vec::new() }
}

fn verified(made: &Return) -> Section {
    let mut table = Table::new("What was verified", "Statement", ["Verified", "Source"]);
    for said in &made.verified {
        let told = if said.verified { "Yes" } else { "No: check it against the published text" };
        table.push(said.statement.as_str(), [told.into(), said.source.as_str().into()]);
    }
    Section { heading: "What was verified".to_owned(), blocks: vec![Block::Table(table)], sections: Vec::new() }
}

fn yes_or_no(holds: bool) -> &'static str {
    if holds { "Yes" } else { "No" }
}
