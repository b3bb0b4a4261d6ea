//! The case engine, from command to event to case, by the shipped procedures.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::as_conversions, clippy::panic)]

mod orders;
mod world;

mod closing;
mod contact;
mod decision;
mod escalation;
mod extension;
mod first_contact;
mod handover;
mod imported;
mod learning;
mod permissions;
mod plan;
mod properties;
mod refusals;
mod small_world;
mod triage;
