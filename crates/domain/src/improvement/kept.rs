//! From facts to what is kept: used to carry a command out, and by `verify` for checking.

use std::collections::BTreeMap;

use super::changes::{changes, reopened};
use super::command::{Noun, Target};
use super::fact::{Corrected, Drafted, Fact, Started};
use super::state::{Ending, Improvement, Lesson, LessonState, Note, NoteKind, Theme};

/// Themes, improvement actions and lessons by number: all of an organisation, or those that a command concerns.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Kept {
    pub themes: BTreeMap<u32, Theme>,
    pub improvements: BTreeMap<u32, Improvement>,
    pub lessons: BTreeMap<u32, Lesson>,
}

impl Kept {
    /// The version of something that is kept; `None` where it is not.
    pub fn version(&self, noun: Noun, number: u32) -> Option<u64> {
        match noun {
            Noun::Theme => self.themes.get(&number).map(|theme| theme.version),
            Noun::Improvement => self.improvements.get(&number).map(|improvement| improvement.version),
            Noun::Lesson => self.lessons.get(&number).map(|lesson| lesson.version),
        }
    }

    /// Takes a fact in and says what it was about. A fact of something that is not there changes nothing.
    pub fn apply(&mut self, fact: &Fact) -> Target {
        let (noun, number) = match fact {
            Fact::ThemeWritten { number, title, note, cause, cases } => {
                let version = self.themes.get(number).map_or(0, |theme| theme.version).saturating_add(1);
                let (title, note) = (title.clone(), note.clone());
                let theme = Theme { number: *number, version, title, note, cause: cause.clone(), cases: cases.clone() };
                self.themes.insert(*number, theme);
                (Noun::Theme, *number)
            }
            Fact::ImprovementStarted(started) => {
                self.improvements.insert(started.number, begun(started));
                (Noun::Improvement, started.number)
            }
            Fact::ImprovementCorrected(corrected) => {
                let number = corrected.number;
                self.improvements.entry(number).and_modify(|improvement| put_right(improvement, corrected));
                (Noun::Improvement, number)
            }
            Fact::ImprovementMoved { number, .. }
            | Fact::ImprovementReopened { number, .. }
            | Fact::ImprovementDone { number, .. }
            | Fact::ImprovementDropped { number, .. }
            | Fact::ImprovementReviewed { number, .. } => {
                self.improvements.entry(*number).and_modify(|improvement| carry_on(improvement, fact));
                (Noun::Improvement, *number)
            }
            Fact::LessonDrafted(drafted) => {
                let before = self.lessons.get(&drafted.number);
                let lesson = written(drafted, before);
                self.lessons.insert(drafted.number, lesson);
                (Noun::Lesson, drafted.number)
            }
            Fact::LessonShared { number, on, audience } => {
                self.turn(*number, LessonState::Shared { on: *on, audience: *audience })
            }
            Fact::LessonWithdrawn { number, on, reason } => {
                self.turn(*number, LessonState::Withdrawn { on: *on, reason: reason.clone() })
            }
        };
        Target { noun, number: Some(number) }
    }

    fn turn(&mut self, number: u32, state: LessonState) -> (Noun, u32) {
        self.lessons.entry(number).and_modify(|lesson| {
            lesson.version = lesson.version.saturating_add(1);
            lesson.state = state;
        });
        (Noun::Lesson, number)
    }
}

fn begun(started: &Started) -> Improvement {
    let Started { number, on, title, what, cause, owner, due_on, expected, cases, theme } = started.clone();
    Improvement {
        number,
        version: 1,
        title,
        what,
        cause,
        owner,
        due_on,
        expected,
        cases,
        cases_before: Default::default(),
        theme,
        started_on: on,
        ending: None,
        notes: Vec::new(),
    }
}

fn carry_on(improvement: &mut Improvement, fact: &Fact) {
    improvement.version = improvement.version.saturating_add(1);
    match fact {
        Fact::ImprovementMoved { on, due_on, owner, reason, .. } => {
            improvement.due_on = *due_on;
            improvement.owner = owner.clone();
            let kind = NoteKind::Moved { due_on: *due_on, owner: owner.clone() };
            improvement.notes.push(Note { on: *on, kind, text: reason.clone() });
        }
        Fact::ImprovementDone { on, what, .. } => {
            improvement.ending = Some(Ending::Done { on: *on, what: what.clone() });
        }
        Fact::ImprovementDropped { on, reason, .. } => {
            improvement.ending = Some(Ending::Dropped { on: *on, reason: reason.clone() });
        }
        Fact::ImprovementReopened { on, by, reason, .. } => {
            let changes = improvement.ending.take().as_ref().map(reopened).unwrap_or_default();
            let kind = NoteKind::Reopened { by: by.clone(), changes };
            improvement.notes.push(Note { on: *on, kind, text: reason.clone() });
        }
        Fact::ImprovementReviewed { on, by, view, .. } => {
            let kind = NoteKind::Reviewed { by: by.clone() };
            improvement.notes.push(Note { on: *on, kind, text: view.clone() });
        }
        _ => {}
    }
}

fn put_right(improvement: &mut Improvement, corrected: &Corrected) {
    let changes = changes(improvement, corrected);
    let Corrected { on, by, title, what, cause, expected, cases, started_on, done_on, reason, .. } = corrected.clone();
    improvement.version = improvement.version.saturating_add(1);
    improvement.notes.push(Note { on, kind: NoteKind::Corrected { by, changes }, text: reason });
    let named: Vec<String> = improvement.cases.difference(&cases).cloned().collect();
    improvement.cases_before.extend(named);
    improvement.cases_before.retain(|reference| !cases.contains(reference));
    improvement.title = title;
    improvement.what = what;
    improvement.cause = cause;
    improvement.expected = expected;
    improvement.cases = cases;
    improvement.started_on = started_on;
    if let (Some(Ending::Done { on, .. }), Some(day)) = (&mut improvement.ending, done_on) {
        *on = day;
    }
}

fn written(drafted: &Drafted, before: Option<&Lesson>) -> Lesson {
    let Drafted { number, on, title, happened, changed, cause, improvement, cases } = drafted.clone();
    Lesson {
        number,
        version: before.map_or(0, |lesson| lesson.version).saturating_add(1),
        title,
        happened,
        changed,
        cause,
        improvement,
        cases,
        drafted_on: on,
        state: LessonState::Draft,
    }
}
