//! How an improvement action went: begun, moved, put right, ended, looked at.

use redress_domain::improvement::{Change, Ending, Improvement, Note, NoteKind};
use redress_domain::procedure::Procedure;
use redress_domain::staff::UserId;
use redress_domain::time::{long_date, parse_date};

use crate::visitor::Visitor;

/// Something that happened to it.
pub(super) struct Entry {
    pub(super) on: String,
    pub(super) words: String,
    /// What was put right, each field with what stood there before.
    pub(super) changes: Vec<String>,
}

/// In the order in which it was recorded. Where it ended is not kept among the notes: what was noted last, as a view or a
/// correction, was noted after it.
pub(super) fn history(improvement: &Improvement, visitor: &Visitor, procedure: &Procedure) -> Vec<Entry> {
    let is_after = |note: &&Note| matches!(note.kind, NoteKind::Reviewed { .. } | NoteKind::Corrected { .. });
    let after = improvement.notes.iter().rev().take_while(is_after).count();
    let (before, after) = improvement.notes.split_at(improvement.notes.len().saturating_sub(after));
    let entry = |note: &Note| entry(note, visitor, procedure);
    let started = plain(long_date(improvement.started_on), "Started".to_owned());
    let ended = improvement.ending.as_ref().map(|ending| match ending {
        Ending::Done { on, what } => plain(long_date(*on), format!("Done: {what}")),
        Ending::Dropped { on, reason } => plain(long_date(*on), format!("Dropped: {reason}")),
    });
    std::iter::once(started).chain(before.iter().map(entry)).chain(ended).chain(after.iter().map(entry)).collect()
}

fn plain(on: String, words: String) -> Entry {
    Entry { on, words, changes: Vec::new() }
}

fn entry(note: &Note, visitor: &Visitor, procedure: &Procedure) -> Entry {
    let name = |id: &UserId| visitor.who.settings.staffing.name(id).to_owned();
    let who = |by: &Option<UserId>| by.as_ref().map_or_else(|| "The operator".to_owned(), name);
    let told = |changes: &[Change]| changes.iter().map(|change| told(change, procedure)).collect();
    let (words, changes) = match &note.kind {
        NoteKind::Moved { due_on, owner } => {
            (format!("{}, by {}: {}", name(owner), long_date(*due_on), note.text), Vec::new())
        }
        NoteKind::Corrected { by, changes } => (format!("{} put it right: {}", who(by), note.text), told(changes)),
        NoteKind::Reopened { by, changes } => (format!("{} opened it again: {}", who(by), note.text), told(changes)),
        NoteKind::Reviewed { by } => (format!("{} thinks of it: {}", who(by), note.text), Vec::new()),
    };
    Entry { on: long_date(note.on), words, changes }
}

/// `Cause: Delay, before: Attitude`.
fn told(change: &Change, procedure: &Procedure) -> String {
    let words = |text: &str| match (change.field.as_str(), text) {
        (_, "") => "nothing".to_owned(),
        ("code", code) => procedure.code(code).map_or_else(|| code.to_owned(), |known| known.label.clone()),
        (field, day) if field.ends_with("_on") => parse_date(day).map_or_else(|_| day.to_owned(), long_date),
        (_, text) => text.to_owned(),
    };
    format!("{}: {}. Before: {}.", label(&change.field), words(&change.after), words(&change.before))
}

fn label(field: &str) -> &str {
    match field {
        "title" => "Title",
        "what" => "What will be done",
        "code" => "Cause",
        "service_area" => "Service area",
        "effect" => "What is expected",
        "not_measurable" => "Why it cannot be counted",
        "cases" => "Cases",
        "started_on" => "Begun on",
        "done_on" => "Done on",
        "dropped_on" => "Dropped on",
        "ended_note" => "How it ended",
        other => other,
    }
}
