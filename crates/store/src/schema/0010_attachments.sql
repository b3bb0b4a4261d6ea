-- Files kept with cases. Their bytes stand apart, under their digests.
CREATE TABLE attachments (
    organisation_id TEXT NOT NULL,
    case_no BIGINT NOT NULL,
    number BIGINT NOT NULL,
    name TEXT NOT NULL,
    media_type TEXT NOT NULL,
    size_bytes BIGINT NOT NULL,
    -- Hexadecimal SHA-256 of the bytes.
    digest TEXT NOT NULL,
    used_as TEXT NOT NULL,
    added_by TEXT NOT NULL,
    added_at BIGINT NOT NULL,
    PRIMARY KEY (organisation_id, case_no, number),
    FOREIGN KEY (organisation_id, case_no) REFERENCES cases (organisation_id, case_no)
);
CREATE INDEX attachments_digest ON attachments (organisation_id, digest);
-- Bytes there are or are about to be, with what the virus scanner said of them. No part of the history: a file is entered
-- before its bytes take their place and left out after they are removed, so that none is ever forgotten.
CREATE TABLE kept_files (
    organisation_id TEXT NOT NULL REFERENCES organisations (organisation_id),
    digest TEXT NOT NULL,
    arrived_at BIGINT NOT NULL,
    -- 'waiting', 'clean' or 'infected'.
    scan TEXT NOT NULL,
    scanned_at BIGINT,
    -- The scanner's name for what it found.
    found TEXT,
    PRIMARY KEY (organisation_id, digest)
);
CREATE INDEX kept_files_waiting ON kept_files (organisation_id, digest) WHERE scan = 'waiting';
