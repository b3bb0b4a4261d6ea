//! Themes, improvement actions and lessons as they stand.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::cause::Cause;
use crate::staff::UserId;
use crate::time::Date;

/// What several cases have in common, named by hand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Theme {
    pub number: u32,
    /// Number of its facts; a change says which version it was made on.
    pub version: u64,
    pub title: String,
    pub note: String,
    pub cause: Option<Cause>,
    /// References.
    pub cases: BTreeSet<String>,
}

/// Something the organisation does so that a kind of failure happens less.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Improvement {
    pub number: u32,
    /// Number of its facts; a change says which version it was made on.
    pub version: u64,
    pub title: String,
    /// What is to be done.
    pub what: String,
    /// By what its effect is counted.
    pub cause: Cause,
    pub owner: UserId,
    pub due_on: Date,
    pub expected: Expected,
    /// References of the cases whose learning led to it.
    pub cases: BTreeSet<String>,
    /// References that it named before it was put right: its history still speaks of them.
    pub cases_before: BTreeSet<String>,
    pub theme: Option<u32>,
    pub started_on: Date,
    /// `None` while it is open.
    pub ending: Option<Ending>,
    /// Moves, corrections and reviews, oldest first.
    pub notes: Vec<Note>,
}

impl Improvement {
    /// Whether it is still to be done.
    pub fn is_open(&self) -> bool {
        self.ending.is_none()
    }

    /// Whether it should have been done by now.
    pub fn is_overdue(&self, today: Date) -> bool {
        self.is_open() && self.due_on < today
    }

    /// The day it was done or dropped.
    pub fn ended_on(&self) -> Option<Date> {
        match &self.ending {
            Some(Ending::Done { on, .. } | Ending::Dropped { on, .. }) => Some(*on),
            None => None,
        }
    }

    /// The day it was done, where it was and its effect can be counted.
    pub fn measured_from(&self) -> Option<Date> {
        match (&self.ending, &self.expected) {
            (Some(Ending::Done { on, .. }), Expected::Fewer { .. }) => Some(*on),
            _ => None,
        }
    }
}

/// What is expected of an improvement action.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Expected {
    /// Fewer cases of its cause; in words.
    Fewer { effect: String },
    /// Its effect cannot be seen in the number of cases, and why.
    NotMeasurable { reason: String },
}

/// How an improvement action ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ending {
    Done { on: Date, what: String },
    Dropped { on: Date, reason: String },
}

/// Something noted of an improvement action on its way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    pub on: Date,
    pub kind: NoteKind,
    /// Why it was moved, corrected or opened again; what they think of it.
    pub text: String,
}

/// What a note is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NoteKind {
    /// It was put off, brought forward or given to somebody.
    Moved { due_on: Date, owner: UserId },
    /// It was put right; by the operator where nobody is named.
    Corrected { by: Option<UserId>, changes: Vec<Change> },
    /// That it ended was taken back; by the operator where nobody is named.
    Reopened { by: Option<UserId>, changes: Vec<Change> },
    /// Somebody looked at what came of it; the operator where nobody is named.
    Reviewed { by: Option<UserId> },
}

/// A field that was put right. Days are written as `2026-03-31`, references with commas between them; what is not there is
/// empty.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// Its name as in the API.
    pub field: String,
    pub before: String,
    pub after: String,
}

/// What happened and what changed, told so that nobody can be recognised.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lesson {
    pub number: u32,
    /// Number of its facts; a change says which version it was made on.
    pub version: u64,
    pub title: String,
    pub happened: String,
    pub changed: String,
    pub cause: Option<Cause>,
    pub improvement: Option<u32>,
    /// References of the cases it comes from.
    pub cases: BTreeSet<String>,
    pub drafted_on: Date,
    pub state: LessonState,
}

/// Who can read a lesson.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LessonState {
    Draft,
    Shared { on: Date, audience: Audience },
    Withdrawn { on: Date, reason: String },
}

/// For whom a lesson is shared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Audience {
    /// Everybody who works for the organisation.
    Staff,
    /// Anybody.
    Public,
}
