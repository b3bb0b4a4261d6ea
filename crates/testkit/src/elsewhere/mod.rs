//! Who vouches for people elsewhere: a provider that does as it is told, and a device with a passkey.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]

mod device;
mod provider;
mod signer;

pub use device::Device;
pub use provider::Provider;
pub use signer::{Signer, base64url, unsigned, with_secret};
