//! The rules: what a command on a theme, an improvement action or a lesson comes to.

use std::collections::BTreeSet;

use super::actions;
use super::check::{Fields, optional, required, title};
use super::command::{Command, LessonText, ThemeText};
use super::fact::{Drafted, Fact};
use super::given::{cases, cause, linked};
use super::kept::Kept;
use super::refusal::Rule;
use super::state::{Audience, Lesson, LessonState};
use crate::case::{self, By, FieldError, Refusal};
use crate::procedure::Procedure;
use crate::staff::Staffing;
use crate::time::Date;

/// Most cases that one theme, improvement action or lesson names.
pub const CASES_LIMIT: usize = 200;

/// What a command is decided in: who gives it and when, and what of all it names is there.
#[derive(Debug)]
pub struct Scene<'a> {
    pub today: Date,
    pub by: &'a By,
    pub procedure: &'a Procedure,
    pub staffing: &'a Staffing,
    /// Number of what is new.
    pub next: u32,
    /// References among those the command names that are cases this person can see.
    pub seen: &'a BTreeSet<String>,
    /// Whether the service area that the command names is one of a case that this person can see.
    pub area_in_use: bool,
    /// Whether the theme or improvement action that the command refers to is there.
    pub link_exists: bool,
}

/// Turns a command into the fact it causes.
///
/// # Errors
/// Every field that is wrong, or the one rule that stands against it.
pub fn decide(scene: &Scene<'_>, kept: &Kept, command: &Command) -> Result<Fact, Refusal> {
    match command {
        Command::AddTheme(theme) => write_theme(scene, scene.next, theme),
        Command::ChangeTheme { number, theme } => {
            kept.themes.get(number).ok_or(refused(Rule::NotKept))?;
            write_theme(scene, *number, theme)
        }
        Command::StartImprovement(start) => actions::start(scene, start),
        Command::MoveImprovement { number, due_on, owner, reason } => {
            actions::put_off(scene, actions::open(kept, *number)?, *due_on, owner.as_ref(), reason)
        }
        Command::CorrectImprovement { number, correction, reason } => {
            actions::correct(scene, actions::found(kept, *number)?, correction, reason)
        }
        Command::FinishImprovement { number, on, what } => {
            actions::finish(scene, actions::open(kept, *number)?, *on, what)
        }
        Command::DropImprovement { number, reason } => actions::give_up(scene, actions::open(kept, *number)?, reason),
        Command::ReopenImprovement { number, reason } => actions::reopen(scene, actions::found(kept, *number)?, reason),
        Command::ReviewImprovement { number, view } => actions::review(scene, actions::found(kept, *number)?, view),
        Command::DraftLesson(lesson) => draft(scene, scene.next, lesson),
        Command::RedraftLesson { number, lesson } => {
            unshared(kept, *number)?;
            draft(scene, *number, lesson)
        }
        Command::ShareLesson { number, audience } => share(scene, unshared(kept, *number)?, *audience),
        Command::WithdrawLesson { number, reason } => {
            let lesson = kept.lessons.get(number).ok_or(refused(Rule::NotKept))?;
            if !matches!(lesson.state, LessonState::Shared { .. }) {
                return Err(refused(Rule::NotShared));
            }
            let reason = required("reason", reason, "why it is withdrawn")?;
            Ok(Fact::LessonWithdrawn { number: *number, on: scene.today, reason })
        }
    }
}

fn write_theme(scene: &Scene<'_>, number: u32, theme: &ThemeText) -> Result<Fact, Refusal> {
    let mut fields = Fields::default();
    let title = fields.take(title("title", &theme.title));
    let note = fields.take(optional("note", &theme.note));
    let cause = fields.take(cause(scene, theme.code.as_deref(), theme.service_area.as_deref()));
    let cases = fields.take_all(cases(scene, &theme.cases));
    fields.finish((|| Some(Fact::ThemeWritten { number, title: title?, note: note?, cause: cause?, cases: cases? }))())
}

fn draft(scene: &Scene<'_>, number: u32, lesson: &LessonText) -> Result<Fact, Refusal> {
    let mut fields = Fields::default();
    let title = fields.take(title("title", &lesson.title));
    let happened = fields.take(required("happened", &lesson.happened, "what happened, without saying to whom"));
    let changed = fields.take(required("changed", &lesson.changed, "what has changed"));
    let cause = fields.take(cause(scene, lesson.code.as_deref(), lesson.service_area.as_deref()));
    let improvement = fields.take(linked(scene, "improvement", lesson.improvement));
    let cases = fields.take_all(cases(scene, &lesson.cases));
    if lesson.improvement.is_none() && cases.as_ref().is_some_and(BTreeSet::is_empty) {
        let message =
            "Say which improvement action or which cases it comes from: they tell whose names must not be in it.";
        fields.push(FieldError::new("cases", "required", message));
    }
    fields.finish((|| {
        Some(Fact::LessonDrafted(Box::new(Drafted {
            number,
            on: scene.today,
            title: title?,
            happened: happened?,
            changed: changed?,
            cause: cause?,
            improvement: improvement?,
            cases: cases?,
        })))
    })())
}

fn share(scene: &Scene<'_>, lesson: &Lesson, audience: Audience) -> Result<Fact, Refusal> {
    Ok(Fact::LessonShared { number: lesson.number, on: scene.today, audience })
}

fn unshared(kept: &Kept, number: u32) -> Result<&Lesson, Refusal> {
    let lesson = kept.lessons.get(&number).ok_or(refused(Rule::NotKept))?;
    match lesson.state {
        LessonState::Shared { .. } => Err(refused(Rule::Shared)),
        LessonState::Draft | LessonState::Withdrawn { .. } => Ok(lesson),
    }
}

pub(super) fn refused(rule: Rule) -> Refusal {
    case::Rule::Improvement(rule).into()
}
