-- How a case is classed for returns, what its person is told of changes, and what rates are reckoned on.
CREATE TABLE case_splits (
    organisation_id TEXT NOT NULL,
    case_no BIGINT NOT NULL,
    -- Id of a split of the case's procedure, and of one of its options.
    split TEXT NOT NULL,
    option_id TEXT NOT NULL,
    PRIMARY KEY (organisation_id, case_no, split, option_id),
    FOREIGN KEY (organisation_id, case_no) REFERENCES cases (organisation_id, case_no)
);
-- Whether the person would like to know what changes; absent until they are asked.
ALTER TABLE cases ADD COLUMN wants_to_know BOOLEAN;
CREATE INDEX cases_wants_to_know ON cases (organisation_id, case_no) WHERE wants_to_know;
CREATE TABLE changes_told (
    organisation_id TEXT NOT NULL,
    case_no BIGINT NOT NULL,
    number BIGINT NOT NULL,
    on_date TEXT NOT NULL,
    means TEXT NOT NULL,
    what TEXT NOT NULL,
    -- Number of the improvement action it came of.
    improvement BIGINT,
    PRIMARY KEY (organisation_id, case_no, number),
    FOREIGN KEY (organisation_id, case_no) REFERENCES cases (organisation_id, case_no)
);
-- How many homes, residents or staff there are, as of a day.
CREATE TABLE rate_bases (
    organisation_id TEXT NOT NULL REFERENCES organisations (organisation_id),
    kind TEXT NOT NULL,
    as_of TEXT NOT NULL,
    number BIGINT NOT NULL,
    PRIMARY KEY (organisation_id, kind, as_of)
);
