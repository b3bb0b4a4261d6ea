//! Returns: every figure against a plain computation from random cases, the published examples, bad periods, missing bases.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::as_conversions, clippy::panic)]

mod disp;
mod energy;
mod ko41;
mod periods;
mod spso;
mod tsm;
mod world;
