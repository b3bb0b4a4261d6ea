//! Every SQL text, on SQLite and PostgreSQL: rows, events, migrations, search.
//!
//! A [`Store`] owns one writing thread and a few reading threads; each has its own connection.
//! Work is handed to them as closures over a [`Tx`] or a [`Reader`]. The SQL is one text for both
//! engines; what cannot be stands in `dialect`.

mod absences;
mod answers;
mod backup;
mod cases;
mod chain;
mod changes;
mod checkpoints;
mod dialect;
mod engine;
mod error;
mod events;
mod figures;
mod heads;
mod improvements;
mod learning;
mod organisation_events;
mod organisations;
mod rate_bases;
mod redactions;
mod register;
mod reports;
mod returns;
mod schema;
mod search;
mod store;
mod table;
mod users;
mod verify;
mod viewer;
mod window;

pub use absences::{add_absence, remove_absence};
pub use answers::{Answer, add_answer, find_answer};
pub use backup::{BackupAbout, BackupError, Restored, Saved, back_up, restore};
pub use cases::{
    CaseFilter, CaseLine, Cause, Cursor, NewCase, Person, Sort, find_case_no, find_cases_of, find_earlier, find_people,
    list_cases, list_cases_by_number, list_linked, person_digest, put_case, put_new_cases, taken_references,
};
pub use changes::{UntoldChange, count_untold_changes, improvement_of_case, list_untold_changes};
pub use checkpoints::{Witness, add_checkpoint, event_hash, find_checkpoint, list_checkpoints};
pub use engine::{DatabaseUrl, Engine, Reader, Row, Tx, Val};
pub use error::StoreError;
pub use events::{NewEvent, StoredEvent, Stream, append_events, append_openings, case_events, each_event};
pub use figures::{
    BehindAsked, CaseBehind, ChainPosition, Days, FiguresAsked, Known, bare_scan, cases_behind, chain_position,
    figures, known_on,
};
pub use heads::Head;
pub use improvements::{
    Behind, FaultCount, FoundTheme, ImprovementFilter, LessonFilter, any_reference, faults_by_month, find_kept,
    first_received_on, found_themes, improvement_cases, improvements_for, improvements_from, is_kept, list_behind,
    list_improvements, list_lessons, list_newest_behind, list_themes, months_with_open_cases, number_of, put_kept,
    service_area_in_use, visible_references,
};
pub use learning::{LearningLine, list_learning_of, list_learnt, list_outstanding};
pub use organisation_events::{
    Adopted, OrganisationFact, ReportStep, append_organisation_fact, source_digest, user_digest,
};
pub use organisations::{
    Organisation, StoredProcedure, add_closure, add_organisation, add_procedure, find_organisation, find_procedure,
    find_revision, list_closures, list_organisations, list_procedures, set_adoption, set_procedure,
};
pub use rate_bases::{find_rate_base, list_rate_bases, put_rate_base};
pub use redactions::{Redaction, redact_event};
pub use register::{each_register_case, find_register_case, register_columns};
pub use reports::{
    Edition, EditionLine, EditionText, StoredDraft, Withheld, add_edition, add_withheld, draft_digest, edition_digest,
    find_draft, find_edition, find_published_tables, list_all_editions, list_drafts, list_editions,
    list_published_periods, newest_editions, put_draft, put_published_tables,
};
pub use returns::{disp_facts, energy_facts, ko41_facts, tsm_facts};
pub use schema::schema_fingerprint;
pub use search::{fold as folded_words, search};
pub use store::{Store, StoreOptions};
pub use users::{
    Session, User, add_session, add_token, add_user, any_user, find_session, find_token, find_user, find_user_by_email,
    list_staff, remove_session, touch_session,
};
pub use verify::{Verified, VerifyError, verify, verify_against};
pub use viewer::Viewer;
pub use window::Window;
