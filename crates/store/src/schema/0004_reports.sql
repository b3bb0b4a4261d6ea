-- Reports as they are written, approved and published.
CREATE TABLE report_drafts (
    organisation_id TEXT NOT NULL REFERENCES organisations (organisation_id),
    period TEXT NOT NULL,
    -- Number of its changes: nobody overwrites what another has written meanwhile.
    revision BIGINT NOT NULL,
    -- Author, texts, what is told of upheld cases, and how far it has come; JSON.
    draft TEXT NOT NULL,
    PRIMARY KEY (organisation_id, period)
);
-- Published editions, never changed.
CREATE TABLE report_editions (
    organisation_id TEXT NOT NULL REFERENCES organisations (organisation_id),
    period TEXT NOT NULL,
    version BIGINT NOT NULL,
    published_at BIGINT NOT NULL,
    -- The end of the chain of events when the figures were computed.
    seq BIGINT NOT NULL,
    hash BYTEA NOT NULL,
    -- Why it was published again; absent for the first version.
    reason TEXT,
    -- The reports as JSON, character for character.
    internal TEXT NOT NULL,
    public TEXT NOT NULL,
    PRIMARY KEY (organisation_id, period, version)
);
-- Versions whose public edition is taken back from its readers. The edition itself stays.
CREATE TABLE report_withheld (
    organisation_id TEXT NOT NULL,
    period TEXT NOT NULL,
    version BIGINT NOT NULL,
    withheld_at BIGINT NOT NULL,
    reason TEXT NOT NULL,
    PRIMARY KEY (organisation_id, period, version),
    FOREIGN KEY (organisation_id, period, version) REFERENCES report_editions (organisation_id, period, version)
);
-- Tables of a period as they were published elsewhere, kept as given: figures line by line, as JSON.
CREATE TABLE published_tables (
    organisation_id TEXT NOT NULL REFERENCES organisations (organisation_id),
    period TEXT NOT NULL,
    lines TEXT NOT NULL,
    kept_at BIGINT NOT NULL,
    PRIMARY KEY (organisation_id, period)
);
