//! The rules: what a command on the draft of a report comes to.

use super::check;
use super::command::{Command, DraftText};
use super::draft::{Draft, Standing, TakenBack, ToldOf};
use super::readiness::{Blocker, Blockers, CheckSeen, blockers};
use super::refusal::Rule;
use super::shown::shown_with;
use crate::case::{self, By, FieldError, Refusal};
use crate::time::Date;

/// What a command is decided in: who gives it and when, and what the figures of the period are at that moment.
#[derive(Debug)]
pub struct Scene<'a> {
    pub by: &'a By,
    pub today: Date,
    pub period_to: Date,
    /// Digest of the figures.
    pub figures: &'a str,
    /// Checks that have to hold and do not.
    pub failing: &'a [CheckSeen],
    /// How many handlings of the period were upheld.
    pub upheld: u64,
    /// Those of them that the report tells of.
    pub narratives: &'a [ToldOf],
    /// Whether the procedure asks for somebody else's approval (R109).
    pub approval: bool,
}

/// Turns a command into the draft as it is after it; `None` is a period that nobody has begun to write about.
///
/// # Errors
/// Every field that is wrong, or the one rule that stands against it.
pub fn decide(scene: &Scene<'_>, draft: Option<Draft>, command: &Command) -> Result<Draft, Refusal> {
    let draft = draft.map(|draft| shown_with(draft, scene.figures));
    if let Command::Correct { reason } = command {
        return correct(scene, draft, reason);
    }
    let draft = draft.unwrap_or_else(Draft::first);
    if !draft.is_open() {
        return Err(refused(Rule::Published));
    }
    match command {
        Command::Write(text) => write(scene, draft, text),
        Command::Ask => ask(scene, draft),
        Command::Approve => approve(scene, draft),
        Command::Return { reason } => send_back(scene, draft, reason),
        Command::Publish => publish(scene, draft),
        Command::Correct { reason } => correct(scene, Some(draft), reason),
    }
}

fn write(scene: &Scene<'_>, draft: Draft, text: &DraftText) -> Result<Draft, Refusal> {
    let text = check::text(text)?;
    let unknown = |(at, of): (usize, &ToldOf)| {
        let message = "The report tells of no upheld case of that reference and row; leave it out.";
        (!scene.narratives.contains(of)).then(|| FieldError::new(format!("narratives.{at}"), "unknown", message))
    };
    let errors: Vec<FieldError> =
        text.narratives.iter().map(|telling| &telling.of).enumerate().filter_map(unknown).collect();
    if !errors.is_empty() {
        return Err(Refusal::Invalid(errors));
    }
    let DraftText { author, texts, narratives, withhold_others } = text;
    let mut written = Draft { author, texts, narratives, withhold_others, ..draft.clone() };
    if written.says_as_much_as(&draft) {
        return Ok(written);
    }
    written.written_by = Some(scene.by.to_text());
    if matches!(draft.standing, Standing::Asked { .. } | Standing::Approved { .. }) {
        written.standing = Standing::Writing { taken_back: Some(TakenBack::TextsChanged) };
    }
    Ok(written)
}

fn ask(scene: &Scene<'_>, draft: Draft) -> Result<Draft, Refusal> {
    if !scene.approval {
        return Err(refused(Rule::NoApproval));
    }
    if matches!(draft.standing, Standing::Asked { .. } | Standing::Approved { .. }) {
        return Err(refused(Rule::AlreadyAsked));
    }
    ready(scene, &draft, |blocker| *blocker != Blocker::NotApproved)?;
    let standing = Standing::Asked { by: scene.by.to_text(), figures: scene.figures.to_owned() };
    Ok(Draft { standing, ..draft })
}

fn approve(scene: &Scene<'_>, draft: Draft) -> Result<Draft, Refusal> {
    if !scene.approval {
        return Err(refused(Rule::NoApproval));
    }
    let Standing::Asked { by: asked_by, figures } = &draft.standing else { return Err(refused(Rule::NotAsked)) };
    let by = scene.by.to_text();
    if *asked_by == by {
        return Err(refused(Rule::OwnRequest));
    }
    if draft.written_by.as_ref() == Some(&by) {
        return Err(refused(Rule::OwnText));
    }
    let standing = Standing::Approved { asked_by: asked_by.clone(), by, figures: figures.clone() };
    Ok(Draft { standing, ..draft })
}

fn send_back(scene: &Scene<'_>, draft: Draft, reason: &str) -> Result<Draft, Refusal> {
    if !matches!(draft.standing, Standing::Asked { .. } | Standing::Approved { .. }) {
        return Err(refused(Rule::NotAsked));
    }
    let reason = check::reason(reason, "Say what is to be changed.")?;
    Ok(Draft { standing: Standing::Returned { by: scene.by.to_text(), reason }, ..draft })
}

fn publish(scene: &Scene<'_>, draft: Draft) -> Result<Draft, Refusal> {
    ready(scene, &draft, |_| true)?;
    Ok(Draft { standing: Standing::Published, ..draft })
}

/// The next version begins with what the last one said, as far as the cases it tells of are still upheld.
fn correct(scene: &Scene<'_>, draft: Option<Draft>, reason: &str) -> Result<Draft, Refusal> {
    let published = draft.filter(|draft| !draft.is_open()).ok_or_else(|| refused(Rule::NotPublished))?;
    let reason = check::reason(reason, "Say why it is published again; readers of the new version are told.")?;
    let mut draft = Draft {
        version: published.version.saturating_add(1),
        reason: Some(reason),
        standing: Standing::Writing { taken_back: None },
        written_by: None,
        ..published
    };
    draft.narratives.retain(|telling| scene.narratives.contains(&telling.of));
    Ok(draft)
}

/// Takes the public edition of a published version back from its readers; what comes of it is the reason, as they are told it.
///
/// # Errors
/// [`Rule::Withheld`] where that was done before; a reason that is missing or too long.
pub fn withhold(is_withheld: bool, reason: &str) -> Result<String, Refusal> {
    if is_withheld {
        return Err(refused(Rule::Withheld));
    }
    Ok(check::reason(reason, "Say why it is withheld; whoever looks for it is told.")?)
}

fn ready(scene: &Scene<'_>, draft: &Draft, matters: impl Fn(&Blocker) -> bool) -> Result<(), Refusal> {
    let found: Vec<Blocker> = blockers(scene, draft).into_iter().filter(matters).collect();
    if found.is_empty() { Ok(()) } else { Err(refused(Rule::NotReady(Blockers(found)))) }
}

fn refused(rule: Rule) -> Refusal {
    case::Rule::Publication(rule).into()
}
