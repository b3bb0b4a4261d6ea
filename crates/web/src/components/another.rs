//! A button that asks for one more row, by sending the form: it needs no JavaScript.

use askama::Template;

use super::Block;

/// Remembers how many rows the form has.
#[derive(Debug, Template)]
#[template(
    source = r#"<input type="hidden" name="rows" value="{{ rows }}">
<button type="submit" class="govuk-button govuk-button--secondary" name="another" value="yes">{{ label }}</button>"#,
    ext = "html"
)]
pub(crate) struct Another {
    pub(crate) rows: usize,
    pub(crate) label: &'static str,
}

impl From<Another> for Block {
    fn from(another: Another) -> Self {
        Self::Another(another)
    }
}
