//! What has to be minded at every contact, and lists that say why not: told on a form before it is filled in.

use askama::Template;

use super::Block;

/// Something to mind, with its heading.
#[derive(Debug, Clone, Template)]
#[template(
    source = r#"<div class="rd-notice"><h2 class="govuk-heading-s govuk-!-margin-bottom-1">{{ heading }}</h2><p class="govuk-body rd-as-typed">{{ text }}</p></div>"#,
    ext = "html"
)]
pub(crate) struct Notice {
    pub(crate) heading: String,
    pub(crate) text: String,
}

impl Notice {
    pub(crate) fn new(heading: impl Into<String>, text: impl Into<String>) -> Self {
        Self { heading: heading.into(), text: text.into() }
    }
}

impl From<Notice> for Block {
    fn from(notice: Notice) -> Self {
        Self::Notice(notice)
    }
}

/// People who cannot be chosen, each with the reason (R42): folded away, because whoever can be chosen comes first.
#[derive(Debug, Template)]
#[template(
    source = r#"<details class="govuk-details"><summary class="govuk-details__summary"><span class="govuk-details__summary-text">{{ summary }}</span></summary><div class="govuk-details__text"><dl class="rd-reasons">{% for (name, why) in lines %}<dt>{{ name }}</dt><dd>{{ why }}</dd>{% endfor %}</dl></div></details>"#,
    ext = "html"
)]
pub(crate) struct Reasons {
    pub(crate) summary: String,
    /// Name, and why not.
    pub(crate) lines: Vec<(String, String)>,
}

impl From<Reasons> for Block {
    fn from(reasons: Reasons) -> Self {
        Self::Reasons(reasons)
    }
}
