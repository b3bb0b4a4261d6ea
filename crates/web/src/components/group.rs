//! Fields that belong together under one heading, and a note between fields.

use askama::Template;

use super::Block;

/// A group of fields with its heading.
#[derive(Debug, Template)]
#[template(path = "components/group.html")]
pub(crate) struct Group {
    pub(crate) heading: String,
    pub(crate) blocks: Vec<Block>,
}

impl Group {
    pub(crate) fn new(heading: impl Into<String>, blocks: Vec<Block>) -> Self {
        Self { heading: heading.into(), blocks }
    }
}

impl From<Group> for Block {
    fn from(group: Group) -> Self {
        Self::Group(group)
    }
}

/// Something worth knowing before answering.
#[derive(Debug, Template)]
#[template(source = r#"<div class="govuk-inset-text">{{ text }}</div>"#, ext = "html")]
pub(crate) struct Note {
    pub(crate) text: String,
}

impl From<Note> for Block {
    fn from(note: Note) -> Self {
        Self::Note(note)
    }
}
