//! Builders, fake clock, both-engine harness; only for tests.

pub mod commands;
pub mod engines;
pub mod house;
pub mod pg_cluster;
