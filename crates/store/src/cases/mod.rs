//! A case in its tables: found by reference, written beside its events, listed, checked.

mod list;
mod people;
mod projection;
mod tables;
mod write;

pub use list::{CaseFilter, CaseLine, Cursor, Sort, list_cases, list_cases_by_number};
pub use people::{Person, find_people, person_digest};
pub(crate) use projection::rows;
pub(crate) use tables::all as all_tables;
pub use write::{find_case_no, put_case};
