//! The rules of an improvement action: begun, moved, put right, done or dropped, opened again, looked at.

use super::changes::changes;
use super::check::{Fields, required, title};
use super::command::{Correction, StartImprovement};
use super::decide::{Scene, refused};
use super::fact::{Corrected, Fact, Started};
use super::given::{cases, done_day, expected, linked, needed_cause, not_past, owner, past};
use super::kept::Kept;
use super::refusal::Rule;
use super::state::{Ending, Improvement};
use crate::case::{FieldError, Refusal};
use crate::staff::UserId;
use crate::time::Date;

/// Most notes of one improvement action.
const NOTES_LIMIT: usize = 200;

/// It begins, today or on a day before: what is done already is told with the day on which it really began.
pub(super) fn start(scene: &Scene<'_>, start: &StartImprovement) -> Result<Fact, Refusal> {
    let mut fields = Fields::default();
    let title = fields.take(title("title", &start.title));
    let what = fields.take(required("what", &start.what, "what will be done"));
    let cause = fields.take(needed_cause(scene, start.code.as_deref(), start.service_area.as_deref()));
    let owner = fields.take(owner(scene, &start.owner));
    let on = fields.take(past(scene, "started_on", start.started_on.unwrap_or(scene.today)));
    let due_on = fields.take(not_past(scene, start.due_on));
    let expected = fields.take(expected(&start.expected));
    let cases = fields.take_all(cases(scene, &start.cases));
    let theme = fields.take(linked(scene, "theme", start.theme));
    fields.finish((|| {
        Some(Fact::ImprovementStarted(Box::new(Started {
            number: scene.next,
            on: on?,
            title: title?,
            what: what?,
            cause: cause?,
            owner: owner?,
            due_on: due_on?,
            expected: expected?,
            cases: cases?,
            theme: theme?,
        })))
    })())
}

pub(super) fn put_off(
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

pub(super) fn finish(scene: &Scene<'_>, improvement: &Improvement, on: Date, what: &str) -> Result<Fact, Refusal> {
    let mut fields = Fields::default();
    let what = fields.take(required("what", what, "what was done"));
    let on = fields.take(done_day(scene, "on", on, improvement.started_on));
    fields.finish((|| Some(Fact::ImprovementDone { number: improvement.number, on: on?, what: what? }))())
}

pub(super) fn give_up(scene: &Scene<'_>, improvement: &Improvement, reason: &str) -> Result<Fact, Refusal> {
    let reason = required("reason", reason, "why it is dropped")?;
    Ok(Fact::ImprovementDropped { number: improvement.number, on: scene.today, reason })
}

/// Says all of it anew but who sees to it and by when, which are moved. What is not different is no correction.
pub(super) fn correct(
    scene: &Scene<'_>,
    improvement: &Improvement,
    said: &Correction,
    reason: &str,
) -> Result<Fact, Refusal> {
    room(improvement)?;
    let mut fields = Fields::default();
    let title = fields.take(title("title", &said.title));
    let what = fields.take(required("what", &said.what, "what will be done"));
    let cause = fields.take(needed_cause(scene, said.code.as_deref(), said.service_area.as_deref()));
    let expected = fields.take(expected(&said.expected));
    let cases = fields.take_all(cases(scene, &said.cases));
    let started_on = fields.take(past(scene, "started_on", said.started_on));
    let done_on = fields.take(corrected_end(scene, improvement, said));
    let reason = fields.take(required("reason", reason, "why it is corrected"));
    let fact = fields.finish((|| {
        Some(Fact::ImprovementCorrected(Box::new(Corrected {
            number: improvement.number,
            on: scene.today,
            by: scene.by.user().cloned(),
            title: title?,
            what: what?,
            cause: cause?,
            expected: expected?,
            cases: cases?,
            started_on: started_on?,
            done_on: done_on?,
            reason: reason?,
        })))
    })())?;
    match &fact {
        Fact::ImprovementCorrected(corrected) if changes(improvement, corrected).is_empty() => {
            Err(refused(Rule::Unchanged))
        }
        _ => Ok(fact),
    }
}

/// The day on which it was done: as it stands where none is given, and none while it is not done.
fn corrected_end(scene: &Scene<'_>, improvement: &Improvement, said: &Correction) -> Result<Option<Date>, FieldError> {
    match (&improvement.ending, said.done_on) {
        (Some(Ending::Done { on, .. }), given) => {
            done_day(scene, "done_on", given.unwrap_or(*on), said.started_on).map(Some)
        }
        (_, None) => Ok(None),
        (_, Some(_)) => Err(FieldError::new("done_on", "not-done", "It is not done, so there is no such day.")),
    }
}

/// Takes back that it ended.
pub(super) fn reopen(scene: &Scene<'_>, improvement: &Improvement, reason: &str) -> Result<Fact, Refusal> {
    if improvement.is_open() {
        return Err(refused(Rule::Open));
    }
    room(improvement)?;
    let reason = required("reason", reason, "why it is opened again")?;
    let by = scene.by.user().cloned();
    Ok(Fact::ImprovementReopened { number: improvement.number, on: scene.today, by, reason })
}

pub(super) fn review(scene: &Scene<'_>, improvement: &Improvement, view: &str) -> Result<Fact, Refusal> {
    if !matches!(improvement.ending, Some(Ending::Done { .. })) {
        return Err(refused(Rule::NotDone));
    }
    room(improvement)?;
    let view = required("view", view, "what you think of it")?;
    let by = scene.by.user().cloned();
    Ok(Fact::ImprovementReviewed { number: improvement.number, on: scene.today, by, view })
}

pub(super) fn found(kept: &Kept, number: u32) -> Result<&Improvement, Refusal> {
    kept.improvements.get(&number).ok_or(refused(Rule::NotKept))
}

pub(super) fn open(kept: &Kept, number: u32) -> Result<&Improvement, Refusal> {
    let improvement = found(kept, number)?;
    if improvement.is_open() { Ok(improvement) } else { Err(refused(Rule::Ended)) }
}

fn room(improvement: &Improvement) -> Result<(), Refusal> {
    if improvement.notes.len() < NOTES_LIMIT { Ok(()) } else { Err(refused(Rule::Full)) }
}
