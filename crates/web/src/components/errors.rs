//! The error summary on top of a form that was refused.

use askama::Template;
use askama::filters::HtmlSafe;
use redress_domain::case::FieldError;

use super::Block;

/// Every error with a link to its field, where the form has it.
#[derive(Debug, Template)]
#[template(path = "components/errors.html")]
pub(crate) struct ErrorSummary {
    items: Vec<ErrorItem>,
}

#[derive(Debug)]
struct ErrorItem {
    href: Option<String>,
    message: String,
}

impl ErrorSummary {
    /// Of the errors of a form made of these parts.
    pub(crate) fn of(errors: &[FieldError], blocks: &[Block]) -> Self {
        Self::of_names(errors, &blocks.iter().flat_map(Block::names).collect::<Vec<_>>())
    }

    /// Of the errors of a form that has fields of these names.
    pub(crate) fn of_names(errors: &[FieldError], names: &[&str]) -> Self {
        let item = |error: &FieldError| ErrorItem {
            href: names.contains(&error.field.as_str()).then(|| format!("#{}", error.field)),
            message: error.message.clone(),
        };
        Self { items: errors.iter().map(item).collect() }
    }
}

/// Its template escapes what it is given.
impl HtmlSafe for ErrorSummary {}
