//! A heading and what more there is to say.

use crate::layout::capital;

/// An event as it is told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Told {
    pub(crate) title: String,
    pub(crate) details: Vec<String>,
}

impl Told {
    pub(super) fn new(title: impl Into<String>) -> Self {
        Self { title: capital(&title.into()), details: Vec::new() }
    }

    pub(super) fn and(mut self, detail: impl Into<String>) -> Self {
        let detail = detail.into();
        if !detail.is_empty() {
            self.details.push(detail);
        }
        self
    }

    pub(super) fn maybe(self, detail: &Option<String>) -> Self {
        self.and(detail.clone().unwrap_or_default())
    }

    pub(super) fn labelled(self, label: &str, text: Option<&str>) -> Self {
        match text.filter(|text| !text.is_empty()) {
            Some(text) => self.and(format!("{label}: {text}")),
            None => self,
        }
    }
}
