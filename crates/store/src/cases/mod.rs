//! A case in its tables: found by reference, written beside its events, listed, checked.

mod counted;
mod list;
mod openings;
mod people;
mod projection;
mod remake;
mod sealed_party;
mod tables;
mod write;

pub(crate) use counted::{Counted, in_figures, natures, settled_at_first_contact};
pub use list::{
    CaseFilter, CaseLine, Cause, Cursor, Sort, find_earlier, list_cases, list_cases_by_number, list_linked,
};
pub use openings::{OpeningLine, count_unseen_openings, list_openings};
pub use people::{CaseOfPerson, Person, PersonSought, find_cases_of, find_people, list_cases_of_person, person_digest};
pub(crate) use people::{put_people, remove_people, stored_people};
pub(crate) use projection::{learning_text, rows};
pub(crate) use remake::{ProcedureOf, remake_case, remake_rows};
pub(crate) use sealed_party::{SEALED_COLUMNS, SealedParty, sealed_columns};
pub(crate) use tables::{TABLES, all as all_tables};
pub(crate) use write::make_findable_again;
pub use write::{NewCase, find_case_no, put_case, put_new_cases, taken_references};
