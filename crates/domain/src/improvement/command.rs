//! What can be asked of themes, improvement actions and lessons.

use super::state::{Audience, Expected};
use crate::staff::UserId;
use crate::time::Date;

/// What somebody asks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Command {
    AddTheme(ThemeText),
    /// Says all of a theme anew.
    ChangeTheme {
        number: u32,
        theme: ThemeText,
    },
    StartImprovement(Box<StartImprovement>),
    /// A new due date and, where another takes it on, a new owner.
    MoveImprovement {
        number: u32,
        due_on: Date,
        owner: Option<UserId>,
        reason: String,
    },
    /// Says all of it anew but who sees to it and by when.
    CorrectImprovement {
        number: u32,
        correction: Box<Correction>,
        reason: String,
    },
    FinishImprovement {
        number: u32,
        on: Date,
        what: String,
    },
    DropImprovement {
        number: u32,
        reason: String,
    },
    /// Takes back that it was done or dropped.
    ReopenImprovement {
        number: u32,
        reason: String,
    },
    /// What people think of it once it is done; whether it worked is computed.
    ReviewImprovement {
        number: u32,
        view: String,
    },
    DraftLesson(LessonText),
    /// Says all of a lesson anew, which must not be shared at the time.
    RedraftLesson {
        number: u32,
        lesson: LessonText,
    },
    ShareLesson {
        number: u32,
        audience: Audience,
    },
    WithdrawLesson {
        number: u32,
        reason: String,
    },
}

/// A theme as somebody writes it down.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ThemeText {
    pub title: String,
    pub note: String,
    pub code: Option<String>,
    pub service_area: Option<String>,
    /// References.
    pub cases: Vec<String>,
}

/// An improvement action to be started.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StartImprovement {
    pub title: String,
    /// What will be done.
    pub what: String,
    pub code: Option<String>,
    pub service_area: Option<String>,
    pub owner: UserId,
    /// When it was begun; `None`: today.
    pub started_on: Option<Date>,
    pub due_on: Date,
    pub expected: Expected,
    /// References of the cases whose learning led to it.
    pub cases: Vec<String>,
    pub theme: Option<u32>,
}

/// An improvement action put right: what it says in place of what stood there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Correction {
    pub title: String,
    /// What will be done.
    pub what: String,
    pub code: Option<String>,
    pub service_area: Option<String>,
    pub expected: Expected,
    /// References of the cases whose learning led to it.
    pub cases: Vec<String>,
    pub started_on: Date,
    /// When it was done, where it is; `None` leaves the day as it stands.
    pub done_on: Option<Date>,
}

/// A lesson as somebody writes it down.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LessonText {
    pub title: String,
    /// What happened, without saying to whom.
    pub happened: String,
    pub changed: String,
    pub code: Option<String>,
    pub service_area: Option<String>,
    /// The improvement action it comes from.
    pub improvement: Option<u32>,
    /// References of the cases it comes from.
    pub cases: Vec<String>,
}

/// Which kind of thing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Noun {
    Theme,
    Improvement,
    Lesson,
}

impl Noun {
    /// As people read it.
    pub fn label(self) -> &'static str {
        match self {
            Self::Theme => "theme",
            Self::Improvement => "improvement action",
            Self::Lesson => "lesson",
        }
    }
}

/// What a command is about: something that is kept already, or something new of a kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Target {
    pub noun: Noun,
    /// `None`: new.
    pub number: Option<u32>,
}

impl Command {
    /// What it is about.
    pub fn target(&self) -> Target {
        let (noun, number) = match self {
            Self::AddTheme(_) => (Noun::Theme, None),
            Self::ChangeTheme { number, .. } => (Noun::Theme, Some(*number)),
            Self::StartImprovement(_) => (Noun::Improvement, None),
            Self::MoveImprovement { number, .. }
            | Self::CorrectImprovement { number, .. }
            | Self::ReopenImprovement { number, .. }
            | Self::FinishImprovement { number, .. }
            | Self::DropImprovement { number, .. }
            | Self::ReviewImprovement { number, .. } => (Noun::Improvement, Some(*number)),
            Self::DraftLesson(_) => (Noun::Lesson, None),
            Self::RedraftLesson { number, .. }
            | Self::ShareLesson { number, .. }
            | Self::WithdrawLesson { number, .. } => (Noun::Lesson, Some(*number)),
        };
        Target { noun, number }
    }

    /// References of the cases it names.
    pub fn cases(&self) -> &[String] {
        match self {
            Self::AddTheme(theme) | Self::ChangeTheme { theme, .. } => &theme.cases,
            Self::StartImprovement(start) => &start.cases,
            Self::CorrectImprovement { correction, .. } => &correction.cases,
            Self::DraftLesson(lesson) | Self::RedraftLesson { lesson, .. } => &lesson.cases,
            _ => &[],
        }
    }

    /// The service area it names.
    pub fn service_area(&self) -> Option<&str> {
        match self {
            Self::AddTheme(theme) | Self::ChangeTheme { theme, .. } => theme.service_area.as_deref(),
            Self::StartImprovement(start) => start.service_area.as_deref(),
            Self::CorrectImprovement { correction, .. } => correction.service_area.as_deref(),
            Self::DraftLesson(lesson) | Self::RedraftLesson { lesson, .. } => lesson.service_area.as_deref(),
            _ => None,
        }
    }

    /// What it refers to beside its cases: a theme, or an improvement action.
    pub fn link(&self) -> Option<(Noun, u32)> {
        match self {
            Self::StartImprovement(start) => start.theme.map(|number| (Noun::Theme, number)),
            Self::DraftLesson(lesson) | Self::RedraftLesson { lesson, .. } => {
                lesson.improvement.map(|number| (Noun::Improvement, number))
            }
            _ => None,
        }
    }
}
