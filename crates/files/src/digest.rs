//! The digest that bytes are kept under.

use std::fmt;
use std::io::{self, Read};

use sha2::Digest as _;
use sha2::Sha256;

/// How much is read at once, in bytes.
pub(crate) const PORTION: usize = 64 * 1024;

/// SHA-256 of a file's bytes.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Digest([u8; 32]);

impl Digest {
    pub(crate) fn of(hash: Sha256) -> Self {
        Self(hash.finalize().into())
    }

    /// The digest of all that a reader gives, and how many bytes that is.
    ///
    /// # Errors
    /// The reader's.
    pub fn of_reader(mut bytes: impl Read) -> io::Result<(Self, u64)> {
        let (mut hash, mut size, mut portion) = (Sha256::new(), 0_u64, vec![0; PORTION]);
        loop {
            let read = match bytes.read(&mut portion) {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                read => read?,
            };
            let Some(come) = portion.get(..read).filter(|come| !come.is_empty()) else {
                return Ok((Self::of(hash), size));
            };
            hash.update(come);
            size = size.saturating_add(u64::try_from(read).unwrap_or(u64::MAX));
        }
    }

    /// From 64 hexadecimal digits in lower case; `None` for any other text.
    pub fn from_hex(digits: &str) -> Option<Self> {
        let lower = digits.bytes().all(|digit| matches!(digit, b'0'..=b'9' | b'a'..=b'f'));
        let mut bytes = [0; 32];
        (lower && hex::decode_to_slice(digits, &mut bytes).is_ok()).then_some(Self(bytes))
    }

    /// 64 hexadecimal digits in lower case.
    pub fn to_hex(self) -> String {
        hex::encode(self.0)
    }

    /// Its path below the place of an organisation: `ab/abcdef…`, so that no folder holds all files.
    pub(crate) fn path(self) -> (String, String) {
        let digits = self.to_hex();
        (digits.chars().take(2).collect(), digits)
    }
}

impl fmt::Debug for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.to_hex())
    }
}

impl fmt::Display for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.to_hex())
    }
}
