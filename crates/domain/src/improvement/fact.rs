//! What can have happened to themes, improvement actions and lessons: a closed list, small and in the past tense.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::cause::Cause;
use super::state::{Audience, Expected};
use crate::staff::UserId;
use crate::time::Date;

/// A fact of an organisation's history. Cases are named by reference.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Fact {
    /// A theme was added, or said anew.
    ThemeWritten {
        number: u32,
        title: String,
        note: String,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        cause: Option<Cause>,
        #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
        cases: BTreeSet<String>,
    },
    ImprovementStarted(Box<Started>),
    ImprovementMoved {
        number: u32,
        on: Date,
        due_on: Date,
        owner: UserId,
        reason: String,
    },
    ImprovementCorrected(Box<Corrected>),
    ImprovementDone {
        number: u32,
        on: Date,
        what: String,
    },
    ImprovementDropped {
        number: u32,
        on: Date,
        reason: String,
    },
    ImprovementReopened {
        number: u32,
        on: Date,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        by: Option<UserId>,
        reason: String,
    },
    ImprovementReviewed {
        number: u32,
        on: Date,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        by: Option<UserId>,
        view: String,
    },
    /// A lesson was drafted, or drafted anew.
    LessonDrafted(Box<Drafted>),
    LessonShared {
        number: u32,
        on: Date,
        audience: Audience,
    },
    LessonWithdrawn {
        number: u32,
        on: Date,
        reason: String,
    },
}

/// How an improvement action began.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Started {
    pub number: u32,
    pub on: Date,
    pub title: String,
    pub what: String,
    pub cause: Cause,
    pub owner: UserId,
    pub due_on: Date,
    pub expected: Expected,
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub cases: BTreeSet<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub theme: Option<u32>,
}

/// What an improvement action says since it was put right.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Corrected {
    pub number: u32,
    pub on: Date,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<UserId>,
    pub title: String,
    pub what: String,
    pub cause: Cause,
    pub expected: Expected,
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub cases: BTreeSet<String>,
    pub started_on: Date,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub done_on: Option<Date>,
    pub reason: String,
}

/// What a lesson says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Drafted {
    pub number: u32,
    pub on: Date,
    pub title: String,
    pub happened: String,
    pub changed: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cause: Option<Cause>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub improvement: Option<u32>,
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub cases: BTreeSet<String>,
}

impl Fact {
    /// Its kind as kept with the event.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::ThemeWritten { .. } => "theme-written",
            Self::ImprovementStarted(_) => "improvement-started",
            Self::ImprovementMoved { .. } => "improvement-moved",
            Self::ImprovementCorrected(_) => "improvement-corrected",
            Self::ImprovementDone { .. } => "improvement-done",
            Self::ImprovementDropped { .. } => "improvement-dropped",
            Self::ImprovementReopened { .. } => "improvement-reopened",
            Self::ImprovementReviewed { .. } => "improvement-reviewed",
            Self::LessonDrafted(_) => "lesson-drafted",
            Self::LessonShared { .. } => "lesson-shared",
            Self::LessonWithdrawn { .. } => "lesson-withdrawn",
        }
    }
}
