-- Themes, improvement actions and lessons.
CREATE TABLE themes (
    organisation_id TEXT NOT NULL REFERENCES organisations (organisation_id),
    number BIGINT NOT NULL,
    version BIGINT NOT NULL,
    title TEXT NOT NULL,
    note TEXT NOT NULL,
    code TEXT,
    service_area TEXT,
    PRIMARY KEY (organisation_id, number)
);
CREATE TABLE theme_cases (
    organisation_id TEXT NOT NULL,
    theme BIGINT NOT NULL,
    case_no BIGINT NOT NULL,
    PRIMARY KEY (organisation_id, theme, case_no),
    FOREIGN KEY (organisation_id, theme) REFERENCES themes (organisation_id, number),
    FOREIGN KEY (organisation_id, case_no) REFERENCES cases (organisation_id, case_no)
);
CREATE TABLE improvements (
    organisation_id TEXT NOT NULL REFERENCES organisations (organisation_id),
    number BIGINT NOT NULL,
    version BIGINT NOT NULL,
    title TEXT NOT NULL,
    what TEXT NOT NULL,
    code TEXT,
    service_area TEXT,
    owner_id TEXT NOT NULL,
    due_on TEXT NOT NULL,
    -- Whether fewer cases are expected; the words say what, or why that cannot be counted.
    measurable BOOLEAN NOT NULL,
    expected TEXT NOT NULL,
    theme BIGINT,
    started_on TEXT NOT NULL,
    -- Open while it is neither done nor dropped; then what was done, or why it was dropped.
    done_on TEXT,
    dropped_on TEXT,
    ended_note TEXT,
    PRIMARY KEY (organisation_id, number),
    FOREIGN KEY (organisation_id, theme) REFERENCES themes (organisation_id, number)
);
CREATE INDEX improvements_open ON improvements (organisation_id, due_on, number)
    WHERE done_on IS NULL AND dropped_on IS NULL;
CREATE INDEX improvements_done ON improvements (organisation_id, done_on, number) WHERE done_on IS NOT NULL;
CREATE INDEX improvements_dropped ON improvements (organisation_id, dropped_on, number) WHERE dropped_on IS NOT NULL;
-- Moves, corrections and reviews of an improvement action, oldest first.
CREATE TABLE improvement_notes (
    organisation_id TEXT NOT NULL,
    improvement BIGINT NOT NULL,
    number BIGINT NOT NULL,
    on_date TEXT NOT NULL,
    -- moved, corrected, reopened or reviewed.
    kind TEXT NOT NULL,
    -- Set for a move; then user_id is the owner, else who did it.
    due_on TEXT,
    user_id TEXT,
    note TEXT NOT NULL,
    -- What was put right, field by field, as JSON.
    changes TEXT,
    PRIMARY KEY (organisation_id, improvement, number),
    FOREIGN KEY (organisation_id, improvement) REFERENCES improvements (organisation_id, number)
);
-- The cases whose learning led to an improvement action.
CREATE TABLE improvement_cases (
    organisation_id TEXT NOT NULL,
    improvement BIGINT NOT NULL,
    case_no BIGINT NOT NULL,
    PRIMARY KEY (organisation_id, improvement, case_no),
    FOREIGN KEY (organisation_id, improvement) REFERENCES improvements (organisation_id, number),
    FOREIGN KEY (organisation_id, case_no) REFERENCES cases (organisation_id, case_no)
);
CREATE INDEX improvement_cases_case ON improvement_cases (organisation_id, case_no, improvement);
-- Those it named before it was put right: its history still speaks of them.
CREATE TABLE improvement_cases_before (
    organisation_id TEXT NOT NULL,
    improvement BIGINT NOT NULL,
    case_no BIGINT NOT NULL,
    PRIMARY KEY (organisation_id, improvement, case_no),
    FOREIGN KEY (organisation_id, improvement) REFERENCES improvements (organisation_id, number),
    FOREIGN KEY (organisation_id, case_no) REFERENCES cases (organisation_id, case_no)
);
CREATE TABLE lessons (
    organisation_id TEXT NOT NULL REFERENCES organisations (organisation_id),
    number BIGINT NOT NULL,
    version BIGINT NOT NULL,
    title TEXT NOT NULL,
    happened TEXT NOT NULL,
    changed TEXT NOT NULL,
    code TEXT,
    service_area TEXT,
    improvement BIGINT,
    drafted_on TEXT NOT NULL,
    -- draft, staff, public or withdrawn: who can read it.
    state TEXT NOT NULL,
    -- Since when it is so; absent for a draft.
    state_on TEXT,
    -- Why it was withdrawn.
    state_note TEXT,
    PRIMARY KEY (organisation_id, number),
    FOREIGN KEY (organisation_id, improvement) REFERENCES improvements (organisation_id, number)
);
CREATE INDEX lessons_state ON lessons (organisation_id, state, state_on);
CREATE TABLE lesson_cases (
    organisation_id TEXT NOT NULL,
    lesson BIGINT NOT NULL,
    case_no BIGINT NOT NULL,
    PRIMARY KEY (organisation_id, lesson, case_no),
    FOREIGN KEY (organisation_id, lesson) REFERENCES lessons (organisation_id, number),
    FOREIGN KEY (organisation_id, case_no) REFERENCES cases (organisation_id, case_no)
);
-- Failures by the day they were closed: repeats and rates are counted from it at the cost of the time looked at.
CREATE INDEX handlings_faults ON handlings (organisation_id, closed_on, code, service_area, case_no, number, effect, counts)
    WHERE counts AND effect IN ('upheld', 'partly-upheld');
-- When learning records were completed: the meeting asks for those since the last one.
CREATE INDEX events_learnt ON events (organisation_id, at) WHERE kind = 'learning-completed';
