//! Builders, fake clock, both-engine harness; only for tests.

pub mod authenticator;
pub mod commands;
pub mod elsewhere;
pub mod engines;
pub mod house;
pub mod older;
pub mod pg_cluster;
