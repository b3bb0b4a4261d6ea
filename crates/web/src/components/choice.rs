//! Radio buttons and check boxes, with what each of them reveals.

use askama::Template;

use super::Block;

/// A question with answers to choose from.
#[derive(Debug, Template)]
#[template(path = "components/choice.html")]
pub(crate) struct Choice {
    pub(crate) name: String,
    pub(crate) legend: String,
    pub(crate) hint: Option<String>,
    pub(crate) error: Option<String>,
    /// Several answers may be chosen: check boxes.
    pub(crate) several: bool,
    pub(crate) small: bool,
    /// Side by side, for a few short answers.
    pub(crate) inline: bool,
    pub(crate) items: Vec<Item>,
}

/// One answer.
#[derive(Debug)]
pub(crate) struct Item {
    pub(crate) value: String,
    pub(crate) label: String,
    pub(crate) hint: Option<String>,
    pub(crate) chosen: bool,
    pub(crate) disabled: bool,
    /// Asked when this answer is chosen; without JavaScript always there.
    pub(crate) reveals: Vec<Block>,
}

impl Item {
    pub(crate) fn new(value: impl Into<String>, label: impl Into<String>) -> Self {
        let (value, label) = (value.into(), label.into());
        Self { value, label, hint: None, chosen: false, disabled: false, reveals: Vec::new() }
    }

    pub(crate) fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    pub(crate) fn reveals(mut self, blocks: Vec<Block>) -> Self {
        self.reveals = blocks;
        self
    }

    /// Cannot be chosen; the reason stands beside it.
    pub(crate) fn barred(mut self, reason: impl Into<String>) -> Self {
        self.disabled = true;
        self.hint(reason)
    }
}

impl Choice {
    pub(crate) fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// Smaller buttons, for forms filled in all day.
    pub(crate) fn small(mut self) -> Self {
        self.small = true;
        self
    }

    pub(crate) fn inline(mut self) -> Self {
        self.inline = true;
        self
    }

    fn kit(&self) -> &'static str {
        if self.several { "checkboxes" } else { "radios" }
    }

    fn input_type(&self) -> &'static str {
        if self.several { "checkbox" } else { "radio" }
    }

    /// The first answer carries the question's name, so that an error's link lands on it.
    fn id_of(&self, index: &usize) -> String {
        if *index == 0 { self.name.clone() } else { format!("{}-{}", self.name, index.saturating_add(1)) }
    }

    fn described_by(&self) -> String {
        super::described_by(&self.name, self.hint.is_some(), self.error.is_some())
    }
}

impl From<Choice> for Block {
    fn from(choice: Choice) -> Self {
        Self::Choice(choice)
    }
}
