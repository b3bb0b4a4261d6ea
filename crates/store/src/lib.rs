//! Every SQL text, on SQLite and PostgreSQL: rows, events, migrations, search.
//!
//! A [`Store`] owns one writing thread and a few reading threads; each has its own connection.
//! Work is handed to them as closures over a [`Tx`] or a [`Reader`]. The SQL is one text for both
//! engines; what cannot be stands in `dialect`.

mod absences;
mod account_checks;
mod answers;
mod attachments;
mod backup;
mod cases;
mod ceremonies;
mod chain;
mod changes;
mod checkpoints;
mod dialect;
mod engine;
mod erasing;
mod error;
mod events;
mod figures;
mod heads;
mod identities;
mod improvements;
mod learning;
mod organisation_events;
mod organisations;
mod passkeys;
pub mod privacy;
mod rate_bases;
mod reads;
mod redactions;
mod register;
mod reports;
mod returns;
mod schema;
mod sealing;
mod search;
mod second_factors;
mod sessions;
mod sign_in_links;
mod sign_in_tries;
mod store;
mod table;
mod tokens;
mod users;
mod verify;
mod viewer;
mod window;

pub use absences::{add_absence, remove_absence};
pub use answers::{Answer, add_answer, find_answer};
pub use attachments::{
    KeptAttachment, Scan, enter_file, file_is_entered, find_digest, find_scan, is_referred_to, leave_file_out,
    list_attachments, list_kept_files, list_scans, list_unreferred, list_waiting, set_scan,
};
pub use backup::{
    BackupAbout, BackupError, FilePart, ReadFile, Restored, Saved, back_up, back_up_with_files, restore,
    restore_with_files,
};
pub use cases::{
    CaseFilter, CaseLine, CaseOfPerson, Cause, Cursor, NewCase, OpeningLine, Person, PersonSought, Sort,
    count_unseen_openings, find_case_no, find_cases_of, find_earlier, find_people, list_cases, list_cases_by_number,
    list_cases_of_person, list_linked, list_openings, person_digest, put_case, put_new_cases, taken_references,
};
pub use ceremonies::{add_ceremony, take_ceremony};
pub use changes::{UntoldChange, count_untold_changes, improvement_of_case, list_untold_changes};
pub use checkpoints::{Witness, add_checkpoint, event_hash, find_checkpoint, list_checkpoints};
pub use engine::{DatabaseUrl, Engine, Reader, Row, Tx, Val};
pub use erasing::{ErasedCase, KeptCase, clearing_is_due, erase_case, list_erased, list_kept};
pub use error::StoreError;
pub use events::{NewEvent, StoredEvent, Stream, append_events, append_openings, case_events, each_event};
pub use figures::{
    BehindAsked, CaseBehind, ChainPosition, Days, FiguresAsked, Known, bare_scan, cases_behind, chain_position,
    figures, known_on,
};
pub use heads::Head;
pub use identities::{Identity, add_identity, find_identity, identity_digest, remove_identities_of};
pub use improvements::{
    Behind, FaultCount, FoundTheme, ImprovementFilter, LessonFilter, any_reference, faults_by_month, find_kept,
    first_received_on, found_themes, improvement_cases, improvements_for, improvements_from, is_kept, list_behind,
    list_improvements, list_lessons, list_newest_behind, list_themes, months_with_open_cases, number_of, put_kept,
    service_area_in_use, visible_references,
};
pub use learning::{LearningLine, list_learning_of, list_learnt, list_outstanding};
pub use organisation_events::{
    AccountChange, Adopted, OrganisationFact, ReportStep, append_organisation_fact, source_digest, user_digest,
};
pub use organisations::{
    Organisation, StoredProcedure, add_closure, add_organisation, add_procedure, find_organisation, find_procedure,
    find_revision, list_closures, list_organisations, list_procedures, set_adoption, set_procedure,
};
pub use passkeys::{
    PASSKEYS_LIMIT, Passkey, add_passkey, find_passkey, list_passkeys, note_passkey_use, passkey_digest,
    remove_passkey, remove_passkeys_of,
};
pub use rate_bases::{find_rate_base, list_rate_bases, put_rate_base};
pub use reads::{NewRead, ReadFilter, ReadLine, add_read, count_reads_since, list_reads};
pub use redactions::Redacted;
pub use register::{each_register_case, find_register_case, register_columns};
pub use reports::{
    Edition, EditionLine, EditionText, StoredDraft, Withheld, add_edition, add_withheld, draft_digest, edition_digest,
    find_draft, find_edition, find_published_tables, list_all_editions, list_drafts, list_editions,
    list_published_periods, newest_editions, put_draft, put_published_tables,
};
pub use returns::{disp_facts, energy_facts, ko41_facts, tsm_facts};
pub use schema::schema_fingerprint;
pub use sealing::{
    KeyFile, KeyPlace, Keyring, Keys, KeysInMemory, SealedUnder, Secret, forget_older_keys, list_sealed,
    put_new_private, register_key, renew_people,
};
pub use search::{fold as folded_words, search};
pub use second_factors::{
    SecondFactor, count_recovery_codes, find_second_factor, list_sealed_with, list_second_factor_roles,
    put_second_factor, put_second_factor_roles, remove_second_factor, replace_sealed, sealed_digest,
    take_recovery_code, take_step,
};
pub use sessions::{
    Session, add_session, find_session, list_sessions, remove_session, remove_sessions_of, touch_session,
};
pub use sign_in_links::{SignInLink, find_sign_in_link, put_sign_in_link, remove_sign_in_link};
pub use sign_in_tries::{Tries, hold_tries, remove_tries, set_tries};
pub use store::{Store, StoreOptions};
pub use tokens::{Token, add_token, find_token, list_tokens, remove_token, remove_tokens_of};
pub use users::{
    AccountLine, User, add_user, any_user, find_account, find_user, find_user_by_email, list_accounts, list_staff,
    set_password, set_roles,
};
pub use verify::{Verified, VerifyError, verify, verify_against};
pub use viewer::{Sight, Viewer};
pub use window::Window;
