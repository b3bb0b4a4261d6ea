//! What is logged while serving: to standard error, without personal data.

use std::io::{self, IsTerminal};

use tracing_subscriber::EnvFilter;
use tracing_subscriber::filter::LevelFilter;

use crate::failure::Failure;

/// The variable that says what is logged: a level, or levels of parts (`warn,redress_http_kit=debug`).
const VARIABLE: &str = "REDRESS_LOG";

/// Starts logging; `info` where the variable says nothing.
///
/// # Errors
/// A wrong usage when the variable cannot be read.
pub fn start() -> Result<(), Failure> {
    let filter =
        EnvFilter::builder().with_default_directive(LevelFilter::INFO.into()).with_env_var(VARIABLE).try_from_env();
    let filter = match (filter, std::env::var_os(VARIABLE)) {
        (Ok(filter), _) => filter,
        (Err(_), None) => EnvFilter::new("info"),
        (Err(error), Some(_)) => {
            let message = format!("{VARIABLE} is not understood: {error}; write a level such as info, warn or debug");
            return Err(Failure::usage("log-filter", message));
        }
    };
    let subscriber = tracing_subscriber::fmt().with_env_filter(filter).with_writer(io::stderr);
    subscriber.with_ansi(io::stderr().is_terminal()).init();
    // The place alone: what a defect came upon may name people.
    std::panic::set_hook(Box::new(|panic| {
        let place = panic.location().map(ToString::to_string);
        tracing::error!(place, "a defect of the program");
    }));
    Ok(())
}
