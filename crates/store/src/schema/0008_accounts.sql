-- How people sign in: sessions that say how and where they began, links that let somebody choose a password, second factors,
-- and the brake on wrong tries. An account without a role has ended.
ALTER TABLE sessions ADD COLUMN signed_in_with TEXT NOT NULL DEFAULT 'password';
-- What the browser calls itself, in a word or two.
ALTER TABLE sessions ADD COLUMN browser TEXT NOT NULL DEFAULT '';
-- What is still asked before it opens anything: 'code' or 'set-up'; absent once it does.
ALTER TABLE sessions ADD COLUMN still_due TEXT;
CREATE INDEX sessions_user ON sessions (organisation_id, user_id);
CREATE INDEX tokens_user ON tokens (organisation_id, user_id);
-- At most one for each account: a new one takes the place of the one before.
CREATE TABLE sign_in_links (
    organisation_id TEXT NOT NULL,
    user_id TEXT NOT NULL,
    link_digest BYTEA NOT NULL UNIQUE,
    expires_at BIGINT NOT NULL,
    PRIMARY KEY (organisation_id, user_id),
    FOREIGN KEY (organisation_id, user_id) REFERENCES users (organisation_id, user_id)
);
CREATE TABLE second_factors (
    organisation_id TEXT NOT NULL,
    user_id TEXT NOT NULL,
    -- The secret of the authenticator, sealed with a key that is not in the database.
    sealed TEXT NOT NULL,
    -- The time step of the last code that was taken: no code serves twice.
    last_step BIGINT NOT NULL,
    PRIMARY KEY (organisation_id, user_id),
    FOREIGN KEY (organisation_id, user_id) REFERENCES users (organisation_id, user_id)
);
-- A code that was used is gone.
CREATE TABLE recovery_codes (
    organisation_id TEXT NOT NULL,
    user_id TEXT NOT NULL,
    code_digest BYTEA NOT NULL,
    PRIMARY KEY (organisation_id, user_id, code_digest),
    FOREIGN KEY (organisation_id, user_id) REFERENCES users (organisation_id, user_id)
);
-- Roles of which a second factor is asked.
CREATE TABLE second_factor_roles (
    organisation_id TEXT NOT NULL REFERENCES organisations (organisation_id),
    role TEXT NOT NULL,
    PRIMARY KEY (organisation_id, role)
);
-- Wrong tries, of all organisations, under keyed digests of who was tried and from where.
CREATE TABLE sign_in_tries (
    try_digest BYTEA NOT NULL PRIMARY KEY,
    tries BIGINT NOT NULL,
    -- Until when the next has to wait.
    waits_until BIGINT NOT NULL,
    -- When it is forgotten.
    forgotten_at BIGINT NOT NULL
);
CREATE INDEX sign_in_tries_forgotten ON sign_in_tries (forgotten_at);
