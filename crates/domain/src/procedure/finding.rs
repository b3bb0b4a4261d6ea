//! What a check of a procedure found: how serious, where, and how to mend it.

use serde::Serialize;

/// Whether a finding keeps the procedure from being used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Severity {
    /// The file is refused.
    Error,
    /// Usable; whoever adopts the procedure should know of it.
    Warning,
}

/// One finding of `procedure check`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Finding {
    pub severity: Severity,
    /// Stable, kebab-case.
    pub code: &'static str,
    /// `file:line:column path` of what could not be read, `file:line path` of what does not hold together.
    pub at: String,
    /// What is wrong, and how to mend it.
    pub message: String,
    /// Row of the requirements the finding comes from: `R13`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub requirement: Option<String>,
}
