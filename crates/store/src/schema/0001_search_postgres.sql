CREATE TABLE case_search (
    organisation_id TEXT NOT NULL,
    case_no BIGINT NOT NULL,
    words TEXT NOT NULL,
    PRIMARY KEY (organisation_id, case_no)
);
-- The text is folded by the program already, so plain splitting at spaces is right.
CREATE INDEX case_search_words ON case_search
    USING gin (array_to_tsvector(string_to_array(words, ' ')));
