//! Databases as older programs left them: what each step of the schema added, taken away again.

use redress_store::Engine;

use crate::engines::TestDatabase;

/// What undoes each step but the first, newest first.
const UNDONE: [(i64, &[&str]); 17] = [
    (
        18,
        &[
            "DROP INDEX handlings_faults",
            "CREATE INDEX handlings_faults ON handlings
                 (organisation_id, closed_on, code, service_area, case_no, number, effect, counts)
                 WHERE counts AND effect IN ('upheld', 'partly-upheld')",
        ],
    ),
    (17, &[]),
    (
        16,
        &[
            "DROP INDEX handlings_late",
            "DROP INDEX cases_cause",
            "CREATE INDEX cases_cause ON cases (organisation_id, service_area, code, closed_on)",
        ],
    ),
    (15, &["ALTER TABLE tokens DROP COLUMN expires_at"]),
    (14, &["DROP INDEX handlings_silent"]),
    (
        13,
        &[
            "DROP INDEX people_sealed_with",
            "DROP INDEX people_phone",
            "DROP INDEX people_email",
            "DROP INDEX people_name",
            "ALTER TABLE people DROP COLUMN phone_digest",
            "ALTER TABLE people DROP COLUMN email_digest",
            "ALTER TABLE people DROP COLUMN name_digest",
            "ALTER TABLE people DROP COLUMN sealed_with",
            "CREATE INDEX people_email ON people (organisation_id, email)",
            "CREATE INDEX people_phone ON people (organisation_id, phone)",
            "DROP TABLE sealing_keys",
        ],
    ),
    (12, &["DROP TABLE ceremonies", "DROP TABLE identities", "DROP TABLE passkeys"]),
    (
        11,
        &[
            "DROP TABLE clearings",
            "DROP INDEX events_taken_out",
            "DROP INDEX cases_kept",
            "ALTER TABLE cases DROP COLUMN erased_at",
            "ALTER TABLE cases DROP COLUMN records_held",
        ],
    ),
    (10, &["DROP TABLE kept_files", "DROP TABLE attachments"]),
    (
        9,
        &[
            "DROP TABLE reads",
            "DROP TABLE case_openings",
            "DROP TABLE case_admitted",
            "DROP INDEX cases_confidential",
            "ALTER TABLE cases DROP COLUMN confidential",
        ],
    ),
    (
        8,
        &[
            "DROP TABLE sign_in_tries",
            "DROP TABLE second_factor_roles",
            "DROP TABLE recovery_codes",
            "DROP TABLE second_factors",
            "DROP TABLE sign_in_links",
            "DROP INDEX tokens_user",
            "DROP INDEX sessions_user",
            "ALTER TABLE sessions DROP COLUMN still_due",
            "ALTER TABLE sessions DROP COLUMN browser",
            "ALTER TABLE sessions DROP COLUMN signed_in_with",
        ],
    ),
    (7, &["DROP TABLE checkpoints"]),
    (
        6,
        &[
            "DROP TABLE rate_bases",
            "DROP TABLE changes_told",
            "DROP INDEX cases_wants_to_know",
            "ALTER TABLE cases DROP COLUMN wants_to_know",
            "DROP TABLE case_splits",
        ],
    ),
    (
        5,
        &[
            "DROP INDEX events_learnt",
            "DROP INDEX handlings_faults",
            "DROP TABLE lesson_cases",
            "DROP TABLE lessons",
            "DROP TABLE improvement_cases_before",
            "DROP TABLE improvement_cases",
            "DROP TABLE improvement_notes",
            "DROP TABLE improvements",
            "DROP TABLE theme_cases",
            "DROP TABLE themes",
        ],
    ),
    (
        4,
        &[
            "DROP TABLE published_tables",
            "DROP TABLE report_withheld",
            "DROP TABLE report_editions",
            "DROP TABLE report_drafts",
        ],
    ),
    (
        3,
        &[
            "DROP INDEX handlings_received",
            "DROP INDEX handlings_open",
            "DROP INDEX handlings_closed",
            "DROP INDEX handlings_reclassified",
            "DROP INDEX clocks_due",
            "DROP INDEX actions_due",
            "DROP INDEX cases_changed",
            "DROP INDEX cases_settled",
            "DROP INDEX cases_unstated",
            "DROP INDEX cases_outside",
            "DROP INDEX cases_external",
            "DROP INDEX cases_repeats",
            "ALTER TABLE cases DROP COLUMN changed_at",
            "ALTER TABLE cases DROP COLUMN in_figures",
            "ALTER TABLE cases DROP COLUMN referred_outside_on",
            "ALTER TABLE handlings DROP COLUMN reference",
            "ALTER TABLE handlings DROP COLUMN channel",
            "ALTER TABLE handlings DROP COLUMN service_area",
            "ALTER TABLE handlings DROP COLUMN met_unextended",
            "ALTER TABLE handlings DROP COLUMN due_on",
            "ALTER TABLE handlings DROP COLUMN compensation_pence",
            "ALTER TABLE handlings DROP COLUMN natures",
            "ALTER TABLE clocks DROP COLUMN counts",
            "ALTER TABLE actions DROP COLUMN counts",
            "CREATE INDEX handlings_received ON handlings (organisation_id, received_on, closed_on, route, counts)",
            "CREATE INDEX handlings_closed ON handlings (organisation_id, closed_on, received_on, route, counts)",
            "CREATE INDEX cases_external ON cases (organisation_id, external_closed_on) WHERE external_closed_on IS NOT NULL",
            "CREATE INDEX cases_repeats ON cases (organisation_id, closed_on) WHERE repeat_of IS NOT NULL",
        ],
    ),
    (
        2,
        &[
            "DROP TABLE absences",
            "DROP INDEX people_phone",
            "DROP INDEX people_email",
            "DROP TABLE links",
            "DROP TABLE case_subjects",
            "DROP INDEX cases_repeats",
            "DROP INDEX cases_cause",
            "ALTER TABLE handlings DROP COLUMN handled_by",
            "ALTER TABLE cases DROP COLUMN first_contact",
            "ALTER TABLE cases DROP COLUMN merged_into",
            "ALTER TABLE cases DROP COLUMN repeat_of",
            "ALTER TABLE cases DROP COLUMN closed_on",
            "ALTER TABLE cases DROP COLUMN code",
        ],
    ),
];

/// What only PostgreSQL was told by step 17.
const RESET: &str = "RESET (autovacuum_vacuum_scale_factor, autovacuum_vacuum_insert_scale_factor)";
const TOLD: [&str; 4] = ["cases", "handlings", "clocks", "actions"];

impl TestDatabase {
    /// Gives the database the shape it had after a step; what is in it stays, as far as that shape can hold it.
    pub fn take_back_to(&self, step: i64) {
        if step < 17 && self.store().engine() == Engine::Postgres {
            TOLD.iter().for_each(|table| self.tamper(&format!("ALTER TABLE {table} {RESET}")));
        }
        for (number, undo) in UNDONE.iter().filter(|(number, _)| *number > step) {
            undo.iter().for_each(|sql| self.tamper(sql));
            self.tamper(&format!("DELETE FROM schema_migrations WHERE number = {number}"));
        }
    }
}
