//! The rules: what a command on a theme, an improvement action or a lesson comes to.

use std::collections::BTreeSet;

use super::cause::Cause;
use super::check::{Fields, line, optional, required, title};
use super::command::{Command, LessonText, StartImprovement, ThemeText};
use super::fact::{Drafted, Fact, Started};
use super::kept::Kept;
use super::refusal::Rule;
use super::state::{Audience, Expected, Improvement, Lesson, LessonState};
use crate::case::{self, By, FieldError, Refusal};
use crate::procedure::Procedure;
use crate::staff::{Staffing, UserId};
use crate::time::{Date, long_date};

/// Most cases that one theme, improvement action or lesson names.
pub const CASES_LIMIT: usize = 200;
/// Most moves and reviews of one improvement action.
const NOTES_LIMIT: usize = 200;

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
    /// References named already that this person cannot see: they stay when all is said anew.
    pub unseen: &'a BTreeSet<String>,
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
        Command::StartImprovement(start) => begin(scene, start),
        Command::MoveImprovement { number, due_on, owner, reason } => {
            put_off(scene, open(kept, *number)?, *due_on, owner.as_ref(), reason)
        }
        Command::FinishImprovement { number, on, what } => finish(scene, open(kept, *number)?, *on, what),
        Command::DropImprovement { number, reason } => {
            let improvement = open(kept, *number)?;
            let reason = required("reason", reason, "why it is dropped")?;
            Ok(Fact::ImprovementDropped { number: improvement.number, on: scene.today, reason })
        }
        Command::ReviewImprovement { number, view } => review(scene, found(kept, *number)?, view),
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

fn begin(scene: &Scene<'_>, start: &StartImprovement) -> Result<Fact, Refusal> {
    let mut fields = Fields::default();
    let title = fields.take(title("title", &start.title));
    let what = fields.take(required("what", &start.what, "what will be done"));
    let cause = fields.take(cause(scene, start.code.as_deref(), start.service_area.as_deref()));
    if cause == Some(None) {
        let message = "Choose a decision code, a service area or both: the effect is counted by them.";
        fields.push(FieldError::new("service_area", "required", message));
    }
    let owner = fields.take(owner(scene, &start.owner));
    let due_on = fields.take(not_past(scene, start.due_on));
    let expected = fields.take(expected(&start.expected));
    let cases = fields.take_all(cases(scene, &start.cases));
    let theme = fields.take(linked(scene, "theme", start.theme));
    fields.finish((|| {
        Some(Fact::ImprovementStarted(Box::new(Started {
            number: scene.next,
            on: scene.today,
            title: title?,
            what: what?,
            cause: cause??,
            owner: owner?,
            due_on: due_on?,
            expected: expected?,
            cases: cases?,
            theme: theme?,
        })))
    })())
}

fn put_off(
    scene: &Scene<'_>,
    improvement: &Improvement,
    due_on: Date,
    to: Option<&UserId>,
    reason: &str,
) -> Result<Fact, Refusal> {
    room(improvement)?;
    let mut fields = Fields::default();
    let due_on = fields.take(not_past(scene, due_on));
    let owner = fields.take(owner(scene, to.unwrap_or(&improvement.owner)));
    let reason = fields.take(required("reason", reason, "why it is moved"));
    fields.finish((|| {
        let (due_on, owner, reason) = (due_on?, owner?, reason?);
        Some(Fact::ImprovementMoved { number: improvement.number, on: scene.today, due_on, owner, reason })
    })())
}

fn finish(scene: &Scene<'_>, improvement: &Improvement, on: Date, what: &str) -> Result<Fact, Refusal> {
    let mut fields = Fields::default();
    let what = fields.take(required("what", what, "what was done"));
    if on > scene.today {
        fields.push(FieldError::new("on", "in-future", format!("{} is in the future.", long_date(on))));
    }
    if on < improvement.started_on {
        let message =
            format!("It was started on {}; enter that day or a later one.", long_date(improvement.started_on));
        fields.push(FieldError::new("on", "too-early", message));
    }
    fields.finish(what.map(|what| Fact::ImprovementDone { number: improvement.number, on, what }))
}

fn review(scene: &Scene<'_>, improvement: &Improvement, view: &str) -> Result<Fact, Refusal> {
    if !matches!(improvement.ending, Some(super::Ending::Done { .. })) {
        return Err(refused(Rule::NotDone));
    }
    room(improvement)?;
    let view = required("view", view, "what you think of it")?;
    let by = scene.by.user().cloned();
    Ok(Fact::ImprovementReviewed { number: improvement.number, on: scene.today, by, view })
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

fn found(kept: &Kept, number: u32) -> Result<&Improvement, Refusal> {
    kept.improvements.get(&number).ok_or(refused(Rule::NotKept))
}

fn open(kept: &Kept, number: u32) -> Result<&Improvement, Refusal> {
    let improvement = found(kept, number)?;
    if improvement.is_open() { Ok(improvement) } else { Err(refused(Rule::Ended)) }
}

fn unshared(kept: &Kept, number: u32) -> Result<&Lesson, Refusal> {
    let lesson = kept.lessons.get(&number).ok_or(refused(Rule::NotKept))?;
    match lesson.state {
        LessonState::Shared { .. } => Err(refused(Rule::Shared)),
        LessonState::Draft | LessonState::Withdrawn { .. } => Ok(lesson),
    }
}

fn room(improvement: &Improvement) -> Result<(), Refusal> {
    if improvement.notes.len() < NOTES_LIMIT { Ok(()) } else { Err(refused(Rule::Full)) }
}

fn refused(rule: Rule) -> Refusal {
    case::Rule::Improvement(rule).into()
}

/// A code of the procedure, a service area, both or neither.
fn cause(scene: &Scene<'_>, code: Option<&str>, service_area: Option<&str>) -> Result<Option<Cause>, FieldError> {
    let code = line("code", code)?;
    let service_area = line("service_area", service_area)?;
    if let Some(code) = &code
        && !scene.procedure.codes.iter().any(|known| known.id == *code)
    {
        let known: Vec<&str> = scene.procedure.codes.iter().map(|known| known.id.as_str()).collect();
        let message = format!("That is no decision code of the procedure; choose from: {}.", known.join(", "));
        return Err(FieldError::new("code", "unknown", message));
    }
    Ok(Cause::new(code, service_area))
}

fn owner(scene: &Scene<'_>, owner: &UserId) -> Result<UserId, FieldError> {
    match scene.staffing.find(owner) {
        Some(staff) => Ok(staff.id.clone()),
        None => Err(FieldError::new("owner", "unknown", "Nobody here is known by that id; choose one of the staff.")),
    }
}

fn not_past(scene: &Scene<'_>, due_on: Date) -> Result<Date, FieldError> {
    if due_on < scene.today {
        let message = format!("{} is past; enter today or a later day.", long_date(due_on));
        return Err(FieldError::new("due_on", "too-early", message));
    }
    Ok(due_on)
}

fn expected(expected: &Expected) -> Result<Expected, FieldError> {
    Ok(match expected {
        Expected::Fewer { effect } => {
            Expected::Fewer { effect: required("effect", effect, "what is expected to get better")? }
        }
        Expected::NotMeasurable { reason } => {
            Expected::NotMeasurable { reason: required("not_measurable", reason, "why its effect cannot be counted")? }
        }
    })
}

/// Cases that are there for this person; a case that is hidden from them looks like one that does not exist.
fn cases(scene: &Scene<'_>, given: &[String]) -> Result<BTreeSet<String>, Vec<FieldError>> {
    if given.len() > CASES_LIMIT {
        return Err(vec![FieldError::new("cases", "too-many", format!("Name at most {CASES_LIMIT} cases."))]);
    }
    let unknown = |(at, _): (usize, &String)| {
        FieldError::new(format!("cases.{at}"), "unknown", "There is no such case; check the reference.")
    };
    let is_unknown = |(_, reference): &(usize, &String)| !scene.seen.contains(reference.trim());
    let errors: Vec<FieldError> = given.iter().enumerate().filter(is_unknown).map(unknown).collect();
    if !errors.is_empty() {
        return Err(errors);
    }
    Ok(given.iter().map(|reference| reference.trim().to_owned()).chain(scene.unseen.iter().cloned()).collect())
}

fn linked(scene: &Scene<'_>, field: &str, number: Option<u32>) -> Result<Option<u32>, FieldError> {
    if number.is_some() && !scene.link_exists {
        return Err(FieldError::new(field, "unknown", format!("There is no {field} of that number.")));
    }
    Ok(number)
}
