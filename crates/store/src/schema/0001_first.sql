-- The end of each organisation's chain of events and of its case numbers.
CREATE TABLE heads (
    organisation_id TEXT NOT NULL PRIMARY KEY,
    seq BIGINT NOT NULL,
    hash BYTEA NOT NULL,
    last_case BIGINT NOT NULL
);
CREATE TABLE organisations (
    organisation_id TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    charity_number TEXT,
    calendar TEXT NOT NULL,
    fiscal_year_start TEXT NOT NULL,
    procedure_id TEXT,
    procedure_version TEXT,
    -- Number of facts of its own history: who keeps the settings in memory sees by it that they have changed.
    revision BIGINT NOT NULL,
    created_at BIGINT NOT NULL
);
CREATE TABLE closures (
    organisation_id TEXT NOT NULL REFERENCES organisations (organisation_id),
    on_date TEXT NOT NULL,
    label TEXT NOT NULL,
    PRIMARY KEY (organisation_id, on_date)
);
CREATE TABLE procedures (
    organisation_id TEXT NOT NULL REFERENCES organisations (organisation_id),
    procedure_id TEXT NOT NULL,
    version TEXT NOT NULL,
    source TEXT NOT NULL,
    adopted_body TEXT,
    adopted_signatory TEXT,
    adopted_on TEXT,
    stored_at BIGINT NOT NULL,
    PRIMARY KEY (organisation_id, procedure_id, version)
);
CREATE TABLE users (
    organisation_id TEXT NOT NULL REFERENCES organisations (organisation_id),
    user_id TEXT NOT NULL,
    name TEXT NOT NULL,
    -- Kept in lower case; one person signs in with one address.
    email TEXT NOT NULL UNIQUE,
    -- Absent until a password is set.
    password_hash TEXT,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (organisation_id, user_id)
);
CREATE TABLE user_roles (
    organisation_id TEXT NOT NULL,
    user_id TEXT NOT NULL,
    role TEXT NOT NULL,
    PRIMARY KEY (organisation_id, user_id, role),
    FOREIGN KEY (organisation_id, user_id) REFERENCES users (organisation_id, user_id)
);
-- Only digests are kept: who reads the table cannot sign in with it.
CREATE TABLE tokens (
    token_digest BYTEA NOT NULL PRIMARY KEY,
    organisation_id TEXT NOT NULL,
    user_id TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    FOREIGN KEY (organisation_id, user_id) REFERENCES users (organisation_id, user_id)
);
CREATE TABLE sessions (
    session_digest BYTEA NOT NULL PRIMARY KEY,
    organisation_id TEXT NOT NULL,
    user_id TEXT NOT NULL,
    csrf TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    seen_at BIGINT NOT NULL,
    FOREIGN KEY (organisation_id, user_id) REFERENCES users (organisation_id, user_id)
);
CREATE INDEX sessions_seen ON sessions (seen_at);
-- History: of a case where case_no is given, else of the organisation itself.
CREATE TABLE events (
    organisation_id TEXT NOT NULL,
    seq BIGINT NOT NULL,
    case_no BIGINT,
    case_version BIGINT,
    kind TEXT NOT NULL,
    at BIGINT NOT NULL,
    actor TEXT NOT NULL,
    payload TEXT NOT NULL,
    salt BYTEA NOT NULL,
    digest BYTEA NOT NULL,
    hash BYTEA NOT NULL,
    PRIMARY KEY (organisation_id, seq)
);
CREATE UNIQUE INDEX events_case ON events (organisation_id, case_no, case_version);
CREATE TABLE cases (
    organisation_id TEXT NOT NULL,
    case_no BIGINT NOT NULL,
    reference TEXT NOT NULL,
    version BIGINT NOT NULL,
    procedure_id TEXT NOT NULL,
    procedure_version TEXT NOT NULL,
    received_on TEXT NOT NULL,
    received_at BIGINT NOT NULL,
    entered_at BIGINT NOT NULL,
    channel TEXT NOT NULL,
    brought_by TEXT NOT NULL,
    service_area TEXT,
    summary TEXT,
    outcome_wanted TEXT,
    triage_class TEXT,
    counts BOOLEAN NOT NULL,
    is_open BOOLEAN NOT NULL,
    route TEXT NOT NULL,
    stage TEXT,
    owner_id TEXT,
    outcome TEXT,
    next_step TEXT,
    next_label TEXT,
    -- Deadline of the next step; a day ends at its last microsecond.
    next_due_at BIGINT,
    next_due_on TEXT,
    external_closed_on TEXT,
    external_outcome TEXT,
    PRIMARY KEY (organisation_id, case_no),
    FOREIGN KEY (organisation_id) REFERENCES organisations (organisation_id)
);
CREATE UNIQUE INDEX cases_reference ON cases (organisation_id, reference);
CREATE INDEX cases_work ON cases (organisation_id, is_open, next_due_at, case_no);
CREATE INDEX cases_due ON cases (organisation_id, (COALESCE(next_due_at, 9223372036854775807)), case_no);
CREATE INDEX cases_owner ON cases (organisation_id, owner_id, is_open, next_due_at, case_no);
CREATE INDEX cases_received ON cases (organisation_id, received_on, case_no);
CREATE INDEX cases_external ON cases (organisation_id, external_closed_on) WHERE external_closed_on IS NOT NULL;
CREATE TABLE handlings (
    organisation_id TEXT NOT NULL,
    case_no BIGINT NOT NULL,
    number BIGINT NOT NULL,
    route TEXT NOT NULL,
    stage TEXT,
    received_on TEXT NOT NULL,
    closed_on TEXT,
    extended_to TEXT,
    outcome TEXT,
    effect TEXT,
    code TEXT,
    -- Working days taken and whether that was in time, frozen at the close.
    days BIGINT,
    met BOOLEAN,
    -- Whether the figures count it: not when triaged as no failure, nor when reclassified.
    counts BOOLEAN NOT NULL,
    first_contact BOOLEAN NOT NULL,
    owner_id TEXT,
    finding TEXT,
    explanation TEXT,
    action_taken TEXT,
    learning TEXT,
    PRIMARY KEY (organisation_id, case_no, number),
    FOREIGN KEY (organisation_id, case_no) REFERENCES cases (organisation_id, case_no)
);
CREATE INDEX handlings_received ON handlings (organisation_id, received_on, closed_on, route, counts);
CREATE INDEX handlings_closed ON handlings (organisation_id, closed_on, received_on, route, counts);
CREATE TABLE clocks (
    organisation_id TEXT NOT NULL,
    case_no BIGINT NOT NULL,
    handling BIGINT NOT NULL,
    rule TEXT NOT NULL,
    timescale BOOLEAN NOT NULL,
    started_at BIGINT NOT NULL,
    started_on TEXT NOT NULL,
    due_at BIGINT NOT NULL,
    due_on TEXT NOT NULL,
    extended_to TEXT,
    stopped_at BIGINT,
    verdict TEXT,
    taken BIGINT,
    PRIMARY KEY (organisation_id, case_no, handling, rule),
    FOREIGN KEY (organisation_id, case_no) REFERENCES cases (organisation_id, case_no)
);
CREATE TABLE actions (
    organisation_id TEXT NOT NULL,
    case_no BIGINT NOT NULL,
    number BIGINT NOT NULL,
    handling BIGINT NOT NULL,
    kind TEXT NOT NULL,
    what TEXT NOT NULL,
    owner_id TEXT NOT NULL,
    due_at BIGINT NOT NULL,
    due_on TEXT NOT NULL,
    done_on TEXT,
    done_note TEXT,
    PRIMARY KEY (organisation_id, case_no, number),
    FOREIGN KEY (organisation_id, case_no) REFERENCES cases (organisation_id, case_no)
);
CREATE TABLE learning (
    organisation_id TEXT NOT NULL,
    case_no BIGINT NOT NULL,
    handling BIGINT NOT NULL,
    opened_at BIGINT NOT NULL,
    outstanding BOOLEAN NOT NULL,
    owner_id TEXT,
    due_at BIGINT,
    due_on TEXT,
    reason TEXT,
    root_cause TEXT,
    preventive_action TEXT,
    preventive_owner TEXT,
    preventive_due_on TEXT,
    service_area TEXT,
    PRIMARY KEY (organisation_id, case_no),
    FOREIGN KEY (organisation_id, case_no) REFERENCES cases (organisation_id, case_no)
);
CREATE INDEX learning_outstanding ON learning (organisation_id, outstanding, due_at, case_no);
-- Who the people are, apart from what happened; events hold a salted digest of each.
CREATE TABLE people (
    organisation_id TEXT NOT NULL,
    case_no BIGINT NOT NULL,
    number BIGINT NOT NULL,
    name TEXT NOT NULL,
    email TEXT,
    phone TEXT,
    address TEXT,
    salt BYTEA NOT NULL,
    PRIMARY KEY (organisation_id, case_no, number),
    FOREIGN KEY (organisation_id, case_no) REFERENCES cases (organisation_id, case_no)
);
-- Answers to requests that carried a key, so that a repeat does nothing twice.
CREATE TABLE answers (
    organisation_id TEXT NOT NULL,
    user_id TEXT NOT NULL,
    request_key TEXT NOT NULL,
    request_digest BYTEA NOT NULL,
    reference TEXT NOT NULL,
    version BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (organisation_id, user_id, request_key)
);
CREATE INDEX answers_created ON answers (created_at);
