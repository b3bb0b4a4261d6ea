//! The tables that show a case as it stands.

use std::sync::LazyLock;

use crate::table::Kind::{Bool, Int, Text};
use crate::table::{PutSql, Table};

/// How many tables show a case.
pub(crate) const TABLES: usize = 12;

/// The tables in the order in which rows can be written; each with its statement.
pub(crate) fn all() -> [(&'static Table, &'static PutSql); TABLES] {
    static ALL: [&Table; TABLES] = [
        &CASES,
        &HANDLINGS,
        &CLOCKS,
        &ACTIONS,
        &LEARNING,
        &SUBJECTS,
        &LINKS,
        &SPLITS,
        &TOLD,
        &ADMITTED,
        &OPENINGS,
        &ATTACHMENTS,
    ];
    static SQL: LazyLock<[PutSql; TABLES]> = LazyLock::new(|| ALL.map(Table::put_sql));
    let [cases, handlings, clocks, actions, learning, subjects, links, splits, told, admitted, openings, attachments] =
        &*SQL;
    [
        (&CASES, cases),
        (&HANDLINGS, handlings),
        (&CLOCKS, clocks),
        (&ACTIONS, actions),
        (&LEARNING, learning),
        (&SUBJECTS, subjects),
        (&LINKS, links),
        (&SPLITS, splits),
        (&TOLD, told),
        (&ADMITTED, admitted),
        (&OPENINGS, openings),
        (&ATTACHMENTS, attachments),
    ]
}

static CASES: Table = Table {
    name: "cases",
    key: 2,
    columns: &[
        ("organisation_id", Text),
        ("case_no", Int),
        ("reference", Text),
        ("version", Int),
        ("procedure_id", Text),
        ("procedure_version", Text),
        ("received_on", Text),
        ("received_at", Int),
        ("entered_at", Int),
        ("channel", Text),
        ("brought_by", Text),
        ("service_area", Text),
        ("summary", Text),
        ("outcome_wanted", Text),
        ("triage_class", Text),
        ("counts", Bool),
        ("is_open", Bool),
        ("route", Text),
        ("stage", Text),
        ("owner_id", Text),
        ("outcome", Text),
        ("next_step", Text),
        ("next_label", Text),
        ("next_due_at", Int),
        ("next_due_on", Text),
        ("external_closed_on", Text),
        ("external_outcome", Text),
        ("code", Text),
        ("closed_on", Text),
        ("repeat_of", Text),
        ("merged_into", Text),
        ("first_contact", Bool),
        ("changed_at", Int),
        ("in_figures", Bool),
        ("referred_outside_on", Text),
        ("wants_to_know", Bool),
        ("confidential", Bool),
        ("records_held", Bool),
        ("erased_at", Int),
    ],
};

static HANDLINGS: Table = Table {
    name: "handlings",
    key: 3,
    columns: &[
        ("organisation_id", Text),
        ("case_no", Int),
        ("number", Int),
        ("route", Text),
        ("stage", Text),
        ("received_on", Text),
        ("closed_on", Text),
        ("extended_to", Text),
        ("outcome", Text),
        ("effect", Text),
        ("code", Text),
        ("days", Int),
        ("met", Bool),
        ("counts", Bool),
        ("first_contact", Bool),
        ("owner_id", Text),
        ("finding", Text),
        ("explanation", Text),
        ("action_taken", Text),
        ("learning", Text),
        ("handled_by", Text),
        ("reference", Text),
        ("channel", Text),
        ("service_area", Text),
        ("met_unextended", Bool),
        ("due_on", Text),
        ("compensation_pence", Int),
        ("natures", Text),
    ],
};

static CLOCKS: Table = Table {
    name: "clocks",
    key: 4,
    columns: &[
        ("organisation_id", Text),
        ("case_no", Int),
        ("handling", Int),
        ("rule", Text),
        ("timescale", Bool),
        ("started_at", Int),
        ("started_on", Text),
        ("due_at", Int),
        ("due_on", Text),
        ("extended_to", Text),
        ("stopped_at", Int),
        ("verdict", Text),
        ("taken", Int),
        ("counts", Bool),
    ],
};

static ACTIONS: Table = Table {
    name: "actions",
    key: 3,
    columns: &[
        ("organisation_id", Text),
        ("case_no", Int),
        ("number", Int),
        ("handling", Int),
        ("kind", Text),
        ("what", Text),
        ("owner_id", Text),
        ("due_at", Int),
        ("due_on", Text),
        ("done_on", Text),
        ("done_note", Text),
        ("counts", Bool),
    ],
};

static LEARNING: Table = Table {
    name: "learning",
    key: 2,
    columns: &[
        ("organisation_id", Text),
        ("case_no", Int),
        ("handling", Int),
        ("opened_at", Int),
        ("outstanding", Bool),
        ("owner_id", Text),
        ("due_at", Int),
        ("due_on", Text),
        ("reason", Text),
        ("root_cause", Text),
        ("preventive_action", Text),
        ("preventive_owner", Text),
        ("preventive_due_on", Text),
        ("service_area", Text),
    ],
};

static SUBJECTS: Table = Table {
    name: "case_subjects",
    key: 3,
    columns: &[("organisation_id", Text), ("case_no", Int), ("user_id", Text), ("barred", Bool)],
};

static LINKS: Table = Table {
    name: "links",
    key: 3,
    columns: &[("organisation_id", Text), ("case_no", Int), ("number", Int), ("other", Text), ("kind", Text)],
};

static SPLITS: Table = Table {
    name: "case_splits",
    key: 4,
    columns: &[("organisation_id", Text), ("case_no", Int), ("split", Text), ("option_id", Text)],
};

static TOLD: Table = Table {
    name: "changes_told",
    key: 3,
    columns: &[
        ("organisation_id", Text),
        ("case_no", Int),
        ("number", Int),
        ("on_date", Text),
        ("means", Text),
        ("what", Text),
        ("improvement", Int),
    ],
};

static ADMITTED: Table = Table {
    name: "case_admitted",
    key: 3,
    columns: &[("organisation_id", Text), ("case_no", Int), ("user_id", Text), ("until", Int)],
};

static OPENINGS: Table = Table {
    name: "case_openings",
    key: 3,
    columns: &[
        ("organisation_id", Text),
        ("case_no", Int),
        ("number", Int),
        ("user_id", Text),
        ("reason", Text),
        ("opened_at", Int),
        ("until", Int),
        ("seen_by", Text),
        ("seen_at", Int),
    ],
};

static ATTACHMENTS: Table = Table {
    name: "attachments",
    key: 3,
    columns: &[
        ("organisation_id", Text),
        ("case_no", Int),
        ("number", Int),
        ("name", Text),
        ("media_type", Text),
        ("size_bytes", Int),
        ("digest", Text),
        ("used_as", Text),
        ("added_by", Text),
        ("added_at", Int),
    ],
};
