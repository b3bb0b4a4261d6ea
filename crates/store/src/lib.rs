//! Every SQL text, on SQLite and PostgreSQL: rows, events, migrations, search.
//!
//! A [`Store`] owns one writing thread and a few reading threads; each has its own connection.
//! Work is handed to them as closures over a [`Tx`] or a [`Reader`]. The SQL is one text for both
//! engines; what cannot be stands in `dialect`.

mod absences;
mod answers;
mod cases;
mod dialect;
mod engine;
mod error;
mod events;
mod figures;
mod heads;
mod learning;
mod organisation_events;
mod organisations;
mod register;
mod schema;
mod search;
mod store;
mod table;
mod users;
mod verify;
mod viewer;

pub use absences::{add_absence, remove_absence};
pub use answers::{Answer, add_answer, find_answer};
pub use cases::{
    CaseFilter, CaseLine, Cause, Cursor, Person, Sort, find_case_no, find_cases_of, find_earlier, find_people,
    list_cases, list_cases_by_number, list_linked, person_digest, put_case,
};
pub use engine::{DatabaseUrl, Engine, Reader, Row, Tx, Val};
pub use error::StoreError;
pub use events::{NewEvent, Stream, append_events, case_events};
pub use figures::{Days, Figure, cases_behind, figures};
pub use heads::Head;
pub use learning::{LearningLine, list_learning};
pub use organisation_events::{Adopted, OrganisationFact, append_organisation_fact, source_digest, user_digest};
pub use organisations::{
    Organisation, StoredProcedure, add_closure, add_organisation, add_procedure, find_organisation, find_procedure,
    find_revision, list_closures, list_organisations, list_procedures, set_adoption, set_procedure,
};
pub use register::{each_register_case, find_register_case, register_columns};
pub use schema::schema_fingerprint;
pub use search::search;
pub use store::{Store, StoreOptions};
pub use users::{
    Session, User, add_session, add_token, add_user, any_user, find_session, find_token, find_user, find_user_by_email,
    list_staff, remove_session, touch_session,
};
pub use verify::{Verified, VerifyError, verify};
pub use viewer::Viewer;
