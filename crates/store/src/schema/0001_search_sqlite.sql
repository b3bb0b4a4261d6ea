-- Row numbers of case_search are number * 2^32 + case number.
CREATE TABLE search_organisations (
    number INTEGER PRIMARY KEY,
    organisation_id TEXT NOT NULL UNIQUE
);
-- The text is folded by the program already, so plain splitting at spaces is right.
CREATE VIRTUAL TABLE case_search USING fts5 (
    words, content = '', contentless_delete = 1, detail = none, tokenize = 'ascii'
);
-- Merge less eagerly than by default: measured to make writing a third cheaper.
INSERT INTO case_search (case_search, rank) VALUES ('automerge', 8);
