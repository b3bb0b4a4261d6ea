//! What a serving process endures: being killed at any moment, a full disk, a disk that cannot flush.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod caller;
mod disk;
mod house;
mod killed;
