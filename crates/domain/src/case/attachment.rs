//! Files kept with a case: what each is, whose it is, what it is for (R32).
//!
//! The bytes stand apart, under their digest; here is what is recorded of them, so that a changed byte is noticed.

use serde::{Deserialize, Serialize};

use super::recorded::By;
use crate::time::Instant;

/// Most files that one case keeps at a time.
pub const ATTACHMENTS_LIMIT: usize = 100;

/// What a file is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum AttachmentUse {
    /// Sent or handed over by the complainant.
    FromComplainant,
    /// What a finding rests on (R78).
    Evidence,
    /// A letter as it went out.
    LetterSent,
    /// A consent as it was signed (R26).
    Consent,
    Other,
}

/// A file that is to be kept with a case. Size, type and digest were found from its bytes, not claimed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attach {
    /// As it is shown, cleaned of what is not seen and of paths.
    pub name: String,
    /// Media type (RFC 6838), told from the bytes.
    pub media_type: String,
    pub size_bytes: u64,
    /// Hexadecimal SHA-256 of the bytes.
    pub digest: String,
    pub used_as: AttachmentUse,
}

/// What the history holds of a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attached {
    /// From 1 within the case; never given again.
    pub number: u32,
    pub name: String,
    pub media_type: String,
    pub size_bytes: u64,
    /// Hexadecimal SHA-256 of the bytes.
    pub digest: String,
    pub used_as: AttachmentUse,
}

/// A file that a case keeps.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attachment {
    pub file: Attached,
    pub by: By,
    pub at: Instant,
}

/// The files of a case.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Attachments {
    /// Those it keeps, in order of number.
    pub kept: Vec<Attachment>,
    /// Number of the last one there ever was.
    pub last: u32,
}

impl Attachments {
    /// The file of a number, if it is kept.
    pub fn find(&self, number: u32) -> Option<&Attachment> {
        self.kept.iter().find(|attachment| attachment.file.number == number)
    }
}
