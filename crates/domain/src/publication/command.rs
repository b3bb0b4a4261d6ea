//! What can be asked of a draft.

use std::collections::BTreeMap;

use super::draft::{Author, Telling};
use crate::procedure::{Permission, SectionId};

/// What somebody asks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Command {
    /// Says all of a draft anew.
    Write(DraftText),
    /// Asks for approval of text and figures as they stand.
    Ask,
    Approve,
    Return {
        reason: String,
    },
    Publish,
    /// Begins the next version of what was published.
    Correct {
        reason: String,
    },
}

/// A draft as its author writes it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct DraftText {
    pub author: Option<Author>,
    pub texts: BTreeMap<SectionId, String>,
    pub narratives: Vec<Telling>,
    pub withhold_others: bool,
}

impl Command {
    /// What it takes to give it.
    pub fn needs(&self) -> Permission {
        match self {
            Self::Write(_) | Self::Ask => Permission::Improve,
            Self::Approve | Self::Return { .. } | Self::Publish | Self::Correct { .. } => Permission::Approve,
        }
    }
}
