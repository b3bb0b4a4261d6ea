//! A report as a file: one report gives every format, with the same words and numbers.

use redress_domain::statistics::{Edition, Report};

use crate::document::{PdfError, to_html, to_pdf, to_xlsx};
use crate::{WriteError, report_csv, report_document};

/// A format that a report is handed out in, beside its JSON.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReportFormat {
    /// A page that stands by itself.
    Html,
    /// Tagged, for print and for reading aloud.
    Pdf,
    /// One figure a line.
    Csv,
    /// A workbook.
    Xlsx,
}

/// Why a file could not be made.
#[derive(Debug, thiserror::Error)]
pub enum ReportFileError {
    #[error(transparent)]
    Write(#[from] WriteError),
    #[error(transparent)]
    Pdf(#[from] PdfError),
}

impl ReportFileError {
    /// The stable name of the error, for programs.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Write(error) => error.code(),
            Self::Pdf(error) => error.code(),
        }
    }
}

impl ReportFormat {
    /// Every format.
    pub const ALL: [ReportFormat; 4] = [ReportFormat::Html, ReportFormat::Pdf, ReportFormat::Csv, ReportFormat::Xlsx];

    /// The end of the names of its files.
    pub fn id(self) -> &'static str {
        match self {
            Self::Html => "html",
            Self::Pdf => "pdf",
            Self::Csv => "csv",
            Self::Xlsx => "xlsx",
        }
    }

    /// The format of an id.
    pub fn from_id(id: &str) -> Option<ReportFormat> {
        Self::ALL.into_iter().find(|format| format.id() == id)
    }

    /// What the web calls it.
    pub fn content_type(self) -> &'static str {
        match self {
            Self::Html => "text/html; charset=utf-8",
            Self::Pdf => "application/pdf",
            Self::Csv => "text/csv; charset=utf-8",
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        }
    }
}

/// The report in a format. The same report gives the same bytes.
///
/// # Errors
/// [`ReportFileError`] when it is larger than the format can hold, or cannot be typeset.
pub fn report_file(report: &Report, format: ReportFormat) -> Result<Vec<u8>, ReportFileError> {
    match format {
        ReportFormat::Html => Ok(to_html(&report_document(report)).into_bytes()),
        ReportFormat::Pdf => Ok(to_pdf(&report_document(report))?),
        ReportFormat::Xlsx => Ok(to_xlsx(&report_document(report))?),
        ReportFormat::Csv => {
            let mut bytes = Vec::new();
            report_csv(report, &mut bytes)?;
            Ok(bytes)
        }
    }
}

/// A name for the file that no system takes for anything else: letters, digits, hyphens and full stops.
pub fn report_file_name(report: &Report, extension: &str) -> String {
    let plain = |text: &str| -> String {
        text.chars().map(|c| if c.is_ascii_alphanumeric() || c == '-' { c } else { '-' }).collect()
    };
    let edition = match report.edition {
        Edition::Internal => "internal",
        Edition::Public => "public",
    };
    let version = report.issue.as_ref().map_or_else(String::new, |issue| {
        let superseded = if issue.superseded_by.is_some() { "-superseded" } else { "" };
        format!("-v{}{superseded}", issue.version)
    });
    format!("{}-{}-{edition}{version}.{extension}", plain(&report.organisation), plain(&report.period.id))
}
