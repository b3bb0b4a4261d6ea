//! Figures: their pictures are read back as XML and measured; nothing here knows how they were drawn.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::as_conversions, clippy::panic)]

mod content;
mod drawn;
mod picture;
mod samples;
