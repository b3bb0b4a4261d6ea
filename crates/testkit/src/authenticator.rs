//! An authenticator as people have it on their phones: another implementation than ours.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use redress_domain::time::Instant;
use totp_rs::{Builder, Secret};

/// The code it shows at an instant, for a key as it was typed.
pub fn code(key: &str, at: Instant) -> String {
    let key = Secret::try_from_base32(key.replace(' ', "")).unwrap();
    let totp = Builder::new().with_secret(key).build().unwrap();
    totp.generate(u64::try_from(at.as_micros() / 1_000_000).unwrap()).to_string()
}
