//! A day and a time of day, asked together.

use askama::Template;

use super::Block;

/// The field `NAME` holds the day, `NAME_time` the time.
#[derive(Debug, Template)]
#[template(path = "components/when.html")]
pub(crate) struct When {
    pub(crate) name: String,
    pub(crate) legend: String,
    pub(crate) hint: Option<String>,
    pub(crate) error: Option<String>,
    pub(crate) date: String,
    pub(crate) time: String,
    pub(crate) time_label: &'static str,
}

impl When {
    pub(crate) fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// The time may be left out.
    pub(crate) fn time_optional(mut self) -> Self {
        self.time_label = "Time (optional)";
        self
    }

    fn described_by(&self) -> String {
        super::described_by(&self.name, self.hint.is_some(), self.error.is_some())
    }
}

impl From<When> for Block {
    fn from(when: When) -> Self {
        Self::When(when)
    }
}
