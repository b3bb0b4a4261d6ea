-- Signed statements of where each organisation's history stood.
CREATE TABLE checkpoints (
    organisation_id TEXT NOT NULL REFERENCES organisations (organisation_id),
    number BIGINT NOT NULL,
    -- The signed file, character for character.
    document TEXT NOT NULL,
    PRIMARY KEY (organisation_id, number)
);
