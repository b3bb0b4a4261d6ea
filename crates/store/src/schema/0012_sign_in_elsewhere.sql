-- Proofs of who somebody is that are made elsewhere: by a key on a device of theirs, or by the organisation's own sign-in.
CREATE TABLE passkeys (
    organisation_id TEXT NOT NULL,
    user_id TEXT NOT NULL,
    number BIGINT NOT NULL,
    -- What its owner calls it: "My phone".
    name TEXT NOT NULL,
    -- The device's name for the key, unlike that of any other.
    credential_id BYTEA NOT NULL UNIQUE,
    -- The device's name for its owner: random, the same for all keys of one person, and of no meaning elsewhere.
    user_handle BYTEA NOT NULL,
    -- The public key, with what was said of it when it was added.
    public_key TEXT NOT NULL,
    -- What moves on with each use: how often the device has signed, whether it keeps a copy elsewhere, when it was used last.
    sign_count BIGINT NOT NULL,
    backed_up BOOLEAN NOT NULL,
    used_at BIGINT,
    added_at BIGINT NOT NULL,
    PRIMARY KEY (organisation_id, user_id, number),
    FOREIGN KEY (organisation_id, user_id) REFERENCES users (organisation_id, user_id)
);
-- Who somebody is at a provider: its number for them, which it gives to nobody else. At most one for each provider.
CREATE TABLE identities (
    issuer TEXT NOT NULL,
    subject TEXT NOT NULL,
    organisation_id TEXT NOT NULL,
    user_id TEXT NOT NULL,
    linked_at BIGINT NOT NULL,
    PRIMARY KEY (issuer, subject),
    UNIQUE (organisation_id, user_id, issuer),
    FOREIGN KEY (organisation_id, user_id) REFERENCES users (organisation_id, user_id)
);
-- What has begun and waits for an answer from elsewhere; each serves once.
CREATE TABLE ceremonies (
    ceremony_digest BYTEA NOT NULL PRIMARY KEY,
    state TEXT NOT NULL,
    expires_at BIGINT NOT NULL
);
CREATE INDEX ceremonies_expires ON ceremonies (expires_at);
