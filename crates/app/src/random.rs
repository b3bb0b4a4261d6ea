//! Random bytes from the operating system.

use redress_store::StoreError;

/// Bytes nobody can guess.
///
/// # Errors
/// When the operating system has none, which it always has after start-up.
pub fn random<const N: usize>() -> Result<[u8; N], StoreError> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).map_err(|error| StoreError::unavailable(format!("no randomness: {error}")))?;
    Ok(bytes)
}

/// A secret of 256 bits as text, and the digest under which it is stored.
///
/// # Errors
/// As [`random`].
pub fn secret() -> Result<(String, [u8; 32]), StoreError> {
    let text = hex::encode(random::<32>()?);
    let digest = digest_of(&text);
    Ok((text, digest))
}

/// The digest under which a secret is stored. It has 256 bits of its own, so a quick hash is enough.
pub fn digest_of(secret: &str) -> [u8; 32] {
    use sha2::{Digest, Sha256};
    Sha256::digest(secret.as_bytes()).into()
}
