-- People are kept sealed, with keys that are not in the database (docs/decisions/0021-sealed-people.md).
-- Which keys anything is sealed with: the last is in use. More than one only while what is sealed is renewed.
CREATE TABLE sealing_keys (
    number BIGINT NOT NULL PRIMARY KEY,
    -- The beginning of a digest of the key: says which it is, and nothing of it.
    key_id TEXT NOT NULL UNIQUE,
    -- Whether the files of the database were cleared of what stood there before this key.
    files_cleared BOOLEAN NOT NULL DEFAULT FALSE
);
INSERT INTO sealing_keys (number, key_id)
SELECT ROW_NUMBER() OVER (ORDER BY f.key_id), f.key_id FROM (SELECT DISTINCT SUBSTR(sealed, 1, 8) AS key_id FROM second_factors) f;
-- Name, email, phone and address hold sealed texts where the key's id stands here; the program seals those of before.
ALTER TABLE people ADD COLUMN sealed_with TEXT;
-- Keyed digests of what somebody is looked for by, in small letters.
ALTER TABLE people ADD COLUMN name_digest BYTEA;
ALTER TABLE people ADD COLUMN email_digest BYTEA;
ALTER TABLE people ADD COLUMN phone_digest BYTEA;
DROP INDEX people_email;
DROP INDEX people_phone;
CREATE INDEX people_name ON people (organisation_id, name_digest);
CREATE INDEX people_email ON people (organisation_id, email_digest);
CREATE INDEX people_phone ON people (organisation_id, phone_digest);
CREATE INDEX people_sealed_with ON people (sealed_with, organisation_id, case_no);
