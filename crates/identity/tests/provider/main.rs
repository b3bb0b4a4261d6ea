//! Signing in at a provider: what is believed, and what is not.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::as_conversions, clippy::panic)]

mod believed;
mod refused;
mod world;
