//! The presets: each regime that ships as a file, told as stories from receipt to the outside body whose due dates were worked
//! out elsewhere.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::as_conversions, clippy::panic)]

mod named;
mod oracle;
mod play;
mod shape;
mod steps;
mod story;

/// Ids of the presets.
const PRESETS: [&str; 7] =
    ["spso-model", "housing-ombudsman", "lgsco", "nhs-england", "fca-disp", "dp-complaint", "children-act"];
