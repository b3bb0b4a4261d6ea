//! One labelled field: a line, a longer text, or a list to pick from.

use askama::Template;

use super::Block;

/// A field with its label, hint and error.
#[derive(Debug, Template)]
#[template(path = "components/field.html")]
pub(crate) struct Field {
    pub(crate) name: String,
    pub(crate) label: String,
    pub(crate) hint: Option<String>,
    pub(crate) error: Option<String>,
    pub(crate) control: Control,
}

/// What a field is filled in with.
#[derive(Debug)]
pub(crate) enum Control {
    Input {
        kind: &'static str,
        value: String,
        width: &'static str,
        autocomplete: Option<&'static str>,
        pounds: bool,
    },
    Area {
        value: String,
        rows: u8,
    },
    Select {
        options: Vec<(String, String)>,
        chosen: String,
    },
    /// Files of this machine, several at once.
    Files,
}

impl Field {
    pub(crate) fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// The type of an input, such as `email`, with what a browser may fill in by itself.
    pub(crate) fn of_kind(mut self, of: &'static str, fills: Option<&'static str>) -> Self {
        if let Control::Input { kind, autocomplete, .. } = &mut self.control {
            (*kind, *autocomplete) = (of, fills);
        }
        self
    }

    /// As wide as what is expected, by a class of GOV.UK Frontend.
    pub(crate) fn wide(mut self, class: &'static str) -> Self {
        if let Control::Input { width, .. } = &mut self.control {
            *width = class;
        }
        self
    }

    /// An amount of money in pounds.
    pub(crate) fn in_pounds(mut self) -> Self {
        if let Control::Input { pounds, width, .. } = &mut self.control {
            (*pounds, *width) = (true, "govuk-input--width-5");
        }
        self
    }

    pub(crate) fn with_rows(mut self, number: u8) -> Self {
        if let Control::Area { rows, .. } = &mut self.control {
            *rows = number;
        }
        self
    }

    fn described_by(&self) -> String {
        super::described_by(&self.name, self.hint.is_some(), self.error.is_some())
    }
}

impl From<Field> for Block {
    fn from(field: Field) -> Self {
        Self::Field(field)
    }
}
