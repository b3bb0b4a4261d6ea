//! Lessons: what happened and what changed, told so that nobody can be recognised (R110).

mod public;
mod show;
mod steps;
mod write;

use redress_domain::improvement::{Audience, Lesson, LessonState};
use redress_domain::time::long_date;
use redress_http_kit::path::segment;

use super::lines::Chip;
use crate::answer::Failed;
use crate::case_page::Link;
use crate::visitor::Visitor;

pub(super) use public::public;
pub(super) use show::{list, show};
pub(super) use steps::{ask_step, take_step};
pub(super) use write::{ask, ask_again, draft, redraft};

/// A lesson as a line of a list.
pub(super) struct LessonLine {
    pub(super) link: Link,
    pub(super) changed: String,
    pub(super) state: Chip,
}

impl LessonLine {
    pub(super) fn of(lesson: &Lesson) -> Self {
        Self {
            link: Link { href: path(lesson.number), label: lesson.title.clone() },
            changed: lesson.changed.clone(),
            state: state(&lesson.state),
        }
    }
}

/// Who can read it.
fn state(state: &LessonState) -> Chip {
    let (class, words) = match state {
        LessonState::Draft => ("rd-chip--off", "draft, not shared".to_owned()),
        LessonState::Shared { on, audience: Audience::Staff } => {
            ("rd-chip--met", format!("shared with all staff on {}", long_date(*on)))
        }
        LessonState::Shared { on, audience: Audience::Public } => {
            ("rd-chip--met", format!("shared with everybody on {}", long_date(*on)))
        }
        LessonState::Withdrawn { on, .. } => ("rd-chip--off", format!("withdrawn on {}", long_date(*on))),
    };
    Chip { class, words }
}

/// The address of one of them.
fn path(number: u32) -> String {
    format!("/learning/lessons/{number}")
}

/// Where everybody reads those that are shared with everybody.
fn public_path(organisation: &str) -> String {
    format!("/lessons/{}", segment(organisation))
}

/// Where one is written from an improvement action.
pub(super) fn path_from_improvement(number: u32) -> String {
    format!("/learning/lessons/new?improvement={number}")
}

/// A link to one of them.
fn link(number: u32) -> Link {
    Link { href: path(number), label: format!("Lesson {number}") }
}

async fn found(visitor: &Visitor, number: u32) -> Result<Lesson, Failed> {
    visitor.app().lesson(&visitor.who.actor, number).await.map_err(|error| visitor.failed(&error))
}
