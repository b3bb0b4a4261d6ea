//! The one binary `redress`.
fn main() {}
