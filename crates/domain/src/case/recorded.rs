//! An event as it stands in a case's history: when, by whom, in which place.

use super::event::Event;
use crate::staff::UserId;
use crate::time::Instant;

/// An event as it stands in a case's history.
#[derive(Debug, Clone, PartialEq)]
pub struct Recorded {
    /// Position in the case, from 1; the case's version after it.
    pub version: u64,
    pub at: Instant,
    /// Who did it.
    pub by: By,
    pub event: Event,
}

/// Who stands behind an event.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum By {
    User(UserId),
    /// Somebody at the command line of the installation.
    Operator,
    /// Whoever filled in the public form, which asks for no account (R8).
    Public,
}

impl By {
    /// As stored: `user:ID`, `operator` or `public`.
    pub fn to_text(&self) -> String {
        match self {
            Self::User(id) => format!("user:{id}"),
            Self::Operator => "operator".to_owned(),
            Self::Public => "public".to_owned(),
        }
    }

    /// The reverse of [`By::to_text`]; `None` for any other text.
    pub fn from_text(text: &str) -> Option<Self> {
        match text.strip_prefix("user:") {
            Some(id) => Some(Self::User(UserId::new(id))),
            None => match text {
                "operator" => Some(Self::Operator),
                "public" => Some(Self::Public),
                _ => None,
            },
        }
    }

    pub fn user(&self) -> Option<&UserId> {
        match self {
            Self::User(id) => Some(id),
            Self::Operator | Self::Public => None,
        }
    }
}
