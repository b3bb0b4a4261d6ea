//! Writing registers as CSV.

use std::io::Write;

use redress_domain::register::{Column, ExportRow};

/// Why a file could not be written.
#[derive(Debug, thiserror::Error)]
#[error("The file cannot be written: {0}. Check that there is room and that the place may be written to.")]
pub struct WriteError(#[from] csv::Error);

impl WriteError {
    /// The stable name of the error, for programs.
    pub fn code(&self) -> &'static str {
        "file-not-written"
    }
}

impl From<std::io::Error> for WriteError {
    fn from(error: std::io::Error) -> Self {
        WriteError(error.into())
    }
}

/// Writes a register with its heading row; the rows have the same columns. The same rows in the same order give the same bytes.
///
/// Lines end as RFC 4180 has them, with a carriage return and a line feed.
///
/// # Errors
/// [`WriteError`] when the output does not take the bytes.
pub fn write_register_csv(
    output: impl Write,
    columns: &[Column],
    rows: impl IntoIterator<Item = ExportRow>,
) -> Result<(), WriteError> {
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(output);
    writer.write_record(columns.iter().map(|column| column.name()))?;
    for row in rows {
        writer.write_record(row.cells())?;
    }
    writer.flush()?;
    Ok(())
}
