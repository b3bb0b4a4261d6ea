//! A page that is one form: sentences, fields and a button.

use askama::Template;

use crate::answer::View;
use crate::components::{Block, ErrorSummary};
use crate::layout::Page;
use redress_domain::case::FieldError;

/// The page. Its heading is its title.
#[derive(Template)]
#[template(path = "plain_form.html")]
pub(crate) struct PlainForm {
    page: Page,
    /// Where it leads back to, and what the link says.
    back: Option<(String, &'static str)>,
    sentences: Vec<String>,
    errors: ErrorSummary,
    action: String,
    hidden: Vec<(&'static str, String)>,
    blocks: Vec<Block>,
    button: &'static str,
}

impl View for PlainForm {
    fn page(&self) -> &Page {
        &self.page
    }
}

impl PlainForm {
    pub(crate) fn new(
        page: Page,
        action: impl Into<String>,
        blocks: Vec<Block>,
        errors: &[FieldError],
        button: &'static str,
    ) -> Self {
        let hidden = if page.csrf.is_empty() { Vec::new() } else { vec![("csrf", page.csrf.clone())] };
        Self {
            page: page.with_errors(errors),
            back: None,
            sentences: Vec::new(),
            errors: ErrorSummary::of(errors, &blocks),
            action: action.into(),
            hidden,
            blocks,
            button,
        }
    }

    pub(crate) fn back(mut self, href: impl Into<String>, label: &'static str) -> Self {
        self.back = Some((href.into(), label));
        self
    }

    pub(crate) fn saying(mut self, sentence: impl Into<String>) -> Self {
        self.sentences.push(sentence.into());
        self
    }

    pub(crate) fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.hidden.push((name, value.into()));
        self
    }
}
