-- Access tokens end. Those that were made before this step have no end; they are listed, and can be taken back.
ALTER TABLE tokens ADD COLUMN expires_at BIGINT;
