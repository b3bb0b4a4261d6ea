//! Reading and writing registers and reports as CSV and XLSX.

mod headings;
mod map;
mod open;
mod record;
mod register_csv;
mod register_xlsx;
mod report_table;
mod write;

pub use map::{ColumnMap, MapError};
pub use open::{RegisterKind, RegisterRows, open_register};
pub use report_table::report_csv;
pub use write::{WriteError, write_register_csv};
