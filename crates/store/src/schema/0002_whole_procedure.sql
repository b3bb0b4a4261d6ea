-- What came with the whole procedure: who a case is about, other cases, absences.
ALTER TABLE cases ADD COLUMN code TEXT;
-- When its last handling was closed.
ALTER TABLE cases ADD COLUMN closed_on TEXT;
-- An earlier case of the same cause in the same service area.
ALTER TABLE cases ADD COLUMN repeat_of TEXT;
ALTER TABLE cases ADD COLUMN merged_into TEXT;
ALTER TABLE cases ADD COLUMN first_contact BOOLEAN NOT NULL DEFAULT FALSE;
UPDATE cases SET
    code = (SELECT h.code FROM handlings h WHERE h.organisation_id = cases.organisation_id
            AND h.case_no = cases.case_no ORDER BY h.number DESC LIMIT 1),
    closed_on = (SELECT h.closed_on FROM handlings h WHERE h.organisation_id = cases.organisation_id
            AND h.case_no = cases.case_no ORDER BY h.number DESC LIMIT 1),
    first_contact = EXISTS (SELECT 1 FROM handlings h WHERE h.organisation_id = cases.organisation_id
            AND h.case_no = cases.case_no AND h.first_contact);
-- Who handled it elsewhere, of an imported handling: names between semicolons.
ALTER TABLE handlings ADD COLUMN handled_by TEXT;
CREATE INDEX cases_cause ON cases (organisation_id, service_area, code, closed_on);
-- An open case whose next step is due on no day sorts behind those that are.
UPDATE cases SET next_due_at = 253402207199999999 WHERE is_open AND next_due_at IS NULL;
CREATE INDEX cases_repeats ON cases (organisation_id, closed_on) WHERE repeat_of IS NOT NULL;
-- Members of staff whom a case is about: to them it does not exist while they are barred.
CREATE TABLE case_subjects (
    organisation_id TEXT NOT NULL,
    case_no BIGINT NOT NULL,
    user_id TEXT NOT NULL,
    barred BOOLEAN NOT NULL,
    PRIMARY KEY (organisation_id, case_no, user_id),
    FOREIGN KEY (organisation_id, case_no) REFERENCES cases (organisation_id, case_no)
);
CREATE INDEX case_subjects_user ON case_subjects (organisation_id, user_id, barred);
-- A person who comes again is known by how they can be reached.
CREATE INDEX people_email ON people (organisation_id, email);
CREATE INDEX people_phone ON people (organisation_id, phone);
CREATE TABLE links (
    organisation_id TEXT NOT NULL,
    case_no BIGINT NOT NULL,
    number BIGINT NOT NULL,
    -- Reference of the other case.
    other TEXT NOT NULL,
    kind TEXT NOT NULL,
    PRIMARY KEY (organisation_id, case_no, number),
    FOREIGN KEY (organisation_id, case_no) REFERENCES cases (organisation_id, case_no)
);
CREATE INDEX links_other ON links (organisation_id, other);
CREATE TABLE absences (
    organisation_id TEXT NOT NULL,
    user_id TEXT NOT NULL,
    from_on TEXT NOT NULL,
    to_on TEXT NOT NULL,
    PRIMARY KEY (organisation_id, user_id, from_on),
    FOREIGN KEY (organisation_id, user_id) REFERENCES users (organisation_id, user_id)
);
