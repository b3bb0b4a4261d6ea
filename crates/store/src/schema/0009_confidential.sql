-- Confidential cases, who may see them, who had one opened in need; and who read what.
ALTER TABLE cases ADD COLUMN confidential BOOLEAN NOT NULL DEFAULT FALSE;
CREATE INDEX cases_confidential ON cases (organisation_id, case_no) WHERE confidential;
-- Who may see a confidential case beside those who watch over all of them; until a moment, or for good.
CREATE TABLE case_admitted (
    organisation_id TEXT NOT NULL,
    case_no BIGINT NOT NULL,
    user_id TEXT NOT NULL,
    until BIGINT,
    PRIMARY KEY (organisation_id, case_no, user_id),
    FOREIGN KEY (organisation_id, case_no) REFERENCES cases (organisation_id, case_no)
);
CREATE TABLE case_openings (
    organisation_id TEXT NOT NULL,
    case_no BIGINT NOT NULL,
    number BIGINT NOT NULL,
    user_id TEXT NOT NULL,
    reason TEXT NOT NULL,
    opened_at BIGINT NOT NULL,
    until BIGINT NOT NULL,
    -- Who of those that keep watch has looked at it, and when.
    seen_by TEXT,
    seen_at BIGINT,
    PRIMARY KEY (organisation_id, case_no, number),
    FOREIGN KEY (organisation_id, case_no) REFERENCES cases (organisation_id, case_no)
);
CREATE INDEX case_openings_at ON case_openings (organisation_id, opened_at);
CREATE INDEX case_openings_unseen ON case_openings (organisation_id, opened_at) WHERE seen_by IS NULL;
-- Numbered without a gap from the oldest that is kept; each row with a digest of what it says.
CREATE TABLE reads (
    organisation_id TEXT NOT NULL REFERENCES organisations (organisation_id),
    number BIGINT NOT NULL,
    read_at BIGINT NOT NULL,
    read_by TEXT NOT NULL,
    via TEXT NOT NULL,
    kind TEXT NOT NULL,
    case_no BIGINT,
    -- Compartments of the case that were open to them, by id with a space between.
    opened TEXT,
    -- What was searched, asked for or written out.
    question TEXT,
    digest BYTEA NOT NULL,
    PRIMARY KEY (organisation_id, number)
);
CREATE INDEX reads_case ON reads (organisation_id, case_no, number);
CREATE INDEX reads_by ON reads (organisation_id, read_by, number);
CREATE INDEX reads_at ON reads (organisation_id, read_at);
