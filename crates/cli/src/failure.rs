//! How a command ends other than well: what is told on standard error, and the exit code.

use std::fmt::{self, Display};
use std::io::Write;
use std::process::ExitCode;

use redress_app::{AppError, BackupError, StoreError};

/// Why a command was not carried out.
#[derive(Debug)]
pub struct Failure {
    kind: Kind,
    code: &'static str,
    message: String,
    /// Each thing that is wrong, where there are several.
    details: Vec<String>,
}

/// The exit codes other than 0.
#[derive(Debug, Clone, Copy)]
enum Kind {
    /// A rule stands against it, or there are findings.
    Refused = 1,
    /// The command was not given as it should be.
    Usage = 2,
    /// The database, the network or a file failed.
    Fault = 3,
}

impl Failure {
    /// A rule stands against it, or there are findings: exit code 1.
    pub fn refused(code: &'static str, message: impl Display) -> Self {
        Self::of(Kind::Refused, code, message)
    }

    /// The command was not given as it should be: exit code 2.
    pub fn usage(code: &'static str, message: impl Display) -> Self {
        Self::of(Kind::Usage, code, message)
    }

    /// Something the command relies on failed: exit code 3.
    pub fn fault(code: &'static str, message: impl Display) -> Self {
        Self::of(Kind::Fault, code, message)
    }

    fn of(kind: Kind, code: &'static str, message: impl Display) -> Self {
        Self { kind, code, message: message.to_string(), details: Vec::new() }
    }

    /// Tells it on standard error and gives the exit code.
    pub fn tell(&self) -> ExitCode {
        let mut text = format!("redress: {self}\n");
        for detail in &self.details {
            text.push_str("  ");
            text.push_str(detail);
            text.push('\n');
        }
        // Where standard error is closed there is nobody left to tell.
        drop(std::io::stderr().write_all(text.as_bytes()));
        ExitCode::from(match self.kind {
            Kind::Refused => 1,
            Kind::Usage => 2,
            Kind::Fault => 3,
        })
    }
}

impl Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} [{}]", self.message, self.code)
    }
}

impl From<AppError> for Failure {
    fn from(error: AppError) -> Self {
        let code = error.code();
        match error {
            AppError::Fault(fault) => fault.into(),
            AppError::Invalid(fields) => {
                let message = match fields.len() {
                    1 => "this cannot be taken as it is".to_owned(),
                    several => format!("{several} things cannot be taken as they are"),
                };
                let details = fields.iter().map(|field| format!("{}: {} [{}]", field.field, field.message, field.code));
                Self { details: details.collect(), ..Self::refused(code, message) }
            }
            AppError::NoProcedure { organisation } => {
                let message = format!(
                    "the organisation '{organisation}' has adopted no procedure yet; adopt one with: redress procedure adopt \
                     ID --organisation {organisation} (the ids: redress procedure list)"
                );
                Self::refused(code, message)
            }
            other => Self::refused(code, other),
        }
    }
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::BadUrl { .. } => Self::usage(error.code(), error),
            StoreError::Unstorable => Self::refused(error.code(), error),
            _ => Self::fault(error.code(), error),
        }
    }
}

impl From<BackupError> for Failure {
    fn from(error: BackupError) -> Self {
        match error {
            BackupError::Store(fault) => fault.into(),
            BackupError::Io(_) => Self::fault(error.code(), error),
            _ => Self::refused(error.code(), error),
        }
    }
}
