//! Proofs of who somebody is that are made elsewhere: by an OpenID Connect provider, or by a passkey.
//!
//! It knows no accounts: it says who the provider, or the key, vouches for. Calls block and are to be made off the threads that
//! answer requests.

mod address;
mod outgoing;
pub mod passkeys;
pub mod provider;

pub use address::{NotAnAddress, PublicAddress};
