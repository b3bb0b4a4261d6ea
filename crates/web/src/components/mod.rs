//! The parts that pages and forms are made of: GOV.UK components as types, each with its template.

mod another;
mod choice;
mod errors;
mod field;
mod group;
mod notice;
mod when;

use std::fmt;

use askama::filters::HtmlSafe;

pub(crate) use another::Another;
pub(crate) use choice::{Choice, Item};
pub(crate) use errors::ErrorSummary;
pub(crate) use field::{Control, Field};
pub(crate) use group::{Group, Note};
pub(crate) use notice::{Notice, Reasons};
pub(crate) use when::When;

/// A part of a form, in the order it is asked.
#[derive(Debug)]
pub(crate) enum Block {
    Field(Field),
    Choice(Choice),
    When(When),
    Group(Group),
    Note(Note),
    Notice(Notice),
    Reasons(Reasons),
    Another(Another),
}

impl fmt::Display for Block {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Field(part) => part.fmt(f),
            Self::Choice(part) => part.fmt(f),
            Self::When(part) => part.fmt(f),
            Self::Group(part) => part.fmt(f),
            Self::Note(part) => part.fmt(f),
            Self::Notice(part) => part.fmt(f),
            Self::Reasons(part) => part.fmt(f),
            Self::Another(part) => part.fmt(f),
        }
    }
}

/// Each part's own template escapes what it is given.
impl HtmlSafe for Block {}

impl Block {
    /// Names of the fields in it, so that an error can link to its field.
    pub(crate) fn names(&self) -> Vec<&str> {
        match self {
            Self::Field(field) => vec![&field.name],
            Self::When(when) => vec![&when.name],
            Self::Choice(choice) => {
                let inner = choice.items.iter().flat_map(|item| item.reveals.iter().flat_map(Self::names));
                let own = choice.items.first().map(|_| choice.name.as_str());
                own.into_iter().chain(inner).collect()
            }
            Self::Group(group) => group.blocks.iter().flat_map(Self::names).collect(),
            Self::Note(_) | Self::Notice(_) | Self::Reasons(_) | Self::Another(_) => Vec::new(),
        }
    }
}

/// What an error message and a hint add to `aria-describedby`.
fn described_by(name: &str, hint: bool, error: bool) -> String {
    let hint = hint.then(|| format!("{name}-hint"));
    let error = error.then(|| format!("{name}-error"));
    let ids: Vec<String> = hint.into_iter().chain(error).collect();
    ids.join(" ")
}
