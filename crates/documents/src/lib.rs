//! Registers as CSV and XLSX; reports as pages, PDF, spreadsheets and CSV, with their charts.

pub mod chart;
pub mod document;
mod headings;
mod map;
mod open;
mod record;
mod register_csv;
mod register_xlsx;
mod report;
mod report_file;
mod report_table;
mod return_file;
mod subject_access;
mod write;

pub use map::{ColumnMap, MapError};
pub use open::{RegisterKind, RegisterRows, open_register};
pub use report::{FigureAt, report_document, report_document_with};
pub use report_file::{ReportFileError, ReportFormat, report_file, report_file_name};
pub use report_table::{PublishedError, published_lines, report_csv};
pub use return_file::{ReturnFormat, return_document, return_file, return_file_name};
pub use subject_access::subject_access_document;
pub use write::{WriteError, write_register_csv};
