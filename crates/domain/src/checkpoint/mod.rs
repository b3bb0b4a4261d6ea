//! Checkpoints: a signed statement of where an organisation's history stood, to be kept by somebody else.
//!
//! A chain of hashes shows what was changed in it, but not that its end was cut off, nor that all of it was made anew. Whoever
//! keeps a checkpoint can tell both (docs/verify.md).

mod file;
mod key;

use ring::digest::{SHA256, digest};

use crate::time::Instant;
pub use key::{PublicKey, SigningKey};

/// What a checkpoint states.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Statement {
    /// Id of the organisation.
    pub organisation: String,
    /// The first checkpoint of an organisation is 1.
    pub number: u32,
    pub made_at: Instant,
    /// Number of the last event.
    pub events: u64,
    /// Hash of the last event; zeros where there is none.
    pub head: [u8; 32],
    /// Digest of the checkpoint before; absent in the first.
    pub previous: Option<[u8; 32]>,
}

/// A checkpoint whose signature fits: it was signed with `key`, and not a byte of it was changed since. Whether the key is the
/// right one is for others to say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checkpoint {
    says: Statement,
    key: PublicKey,
    text: String,
}

/// Why bytes are no checkpoint.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CheckpointError {
    /// One line is not as a checkpoint is written.
    #[error("line {line} is not as a checkpoint is written; it has to be kept byte by byte as it was made")]
    Form { line: usize },
    /// It says something else than what was signed.
    #[error("its signature does not fit what it says: it was changed, or signed by somebody who does not have the key")]
    Forged,
}

impl CheckpointError {
    /// Stable code.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Form { .. } => "checkpoint-unreadable",
            Self::Forged => "checkpoint-forged",
        }
    }
}

impl Checkpoint {
    /// Longest file, in bytes; whatever is longer is none.
    pub const BYTES_LIMIT: u64 = 2_048;

    /// Signs a statement.
    pub fn sign(says: Statement, with: &SigningKey) -> Self {
        let key = with.public();
        let signed = file::signed(&says, &key);
        let signature = with.sign(signed.as_bytes());
        Self { text: file::complete(&signed, &signature), says, key }
    }

    /// Reads a file. There is one way to write a checkpoint, so any byte that differs is noticed.
    ///
    /// # Errors
    /// [`CheckpointError`]: what is returned is as it was signed.
    pub fn read(bytes: &[u8]) -> Result<Self, CheckpointError> {
        let text = str::from_utf8(bytes).map_err(|error| {
            let whole = bytes.get(..error.valid_up_to()).unwrap_or_default();
            CheckpointError::Form { line: whole.iter().filter(|byte| **byte == b'\n').count().saturating_add(1) }
        })?;
        let (says, key, signature) = file::read(text)?;
        let signed = file::signed(&says, &key);
        file::same(text, &file::complete(&signed, &signature))?;
        match key.fits(signed.as_bytes(), &signature) {
            true => Ok(Self { says, key, text: text.to_owned() }),
            false => Err(CheckpointError::Forged),
        }
    }

    /// What it states.
    pub fn says(&self) -> &Statement {
        &self.says
    }

    /// The key it was signed with.
    pub fn key(&self) -> PublicKey {
        self.key
    }

    /// The file, character for character.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// SHA-256 of the file, by which the next checkpoint names it.
    pub fn digest(&self) -> [u8; 32] {
        digest(&SHA256, self.text.as_bytes()).as_ref().try_into().unwrap_or_default()
    }
}
