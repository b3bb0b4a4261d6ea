//! The figures of a period: as known on earlier days, the cases behind each, for whoever may see them.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::as_conversions, clippy::panic)]

mod behind;
mod erasing;
mod known;
mod world;
