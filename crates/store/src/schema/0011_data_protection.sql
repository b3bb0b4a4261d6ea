-- Holding and erasing what is kept of people.
ALTER TABLE cases ADD COLUMN records_held BOOLEAN NOT NULL DEFAULT FALSE;
-- Set once text and people were taken out of the case.
ALTER TABLE cases ADD COLUMN erased_at BIGINT;
CREATE INDEX cases_kept ON cases (organisation_id, closed_on, case_no) WHERE erased_at IS NULL AND NOT is_open;
-- What left something behind in the files of the database, until they are cleared.
CREATE INDEX events_taken_out ON events (at) WHERE kind IN ('erased', 'person-corrected');
-- When the files of the database were last cleared of what was taken out of its tables; one row.
CREATE TABLE clearings (
    cleared_at BIGINT NOT NULL PRIMARY KEY
);
