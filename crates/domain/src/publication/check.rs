//! Checks of what is written: every field that is wrong is told at once.

use std::collections::BTreeSet;

use super::command::DraftText;
use super::draft::{Author, Telling};
use crate::case::{FieldError, Refusal};
use crate::statistics::NarrativeTexts;
use crate::words::Word;

/// Narratives that one draft settles one by one; more are withheld together.
const NARRATIVES_LIMIT: usize = 500;
/// Longest line, in bytes.
const LINE_LIMIT: usize = 200;
/// Longest text, in bytes.
const TEXT_LIMIT: usize = 10_000;

/// A draft without blanks around its texts, and without empty ones.
pub(super) fn text(text: &DraftText) -> Result<DraftText, Refusal> {
    let mut errors = Vec::new();
    let mut take = |field: String, text: &str, limit| {
        within(field, text, limit).map_err(|error| errors.push(error)).unwrap_or_default()
    };
    let author = text.author.as_ref().map(|author| Author {
        name: take("author.name".to_owned(), &author.name, LINE_LIMIT),
        post: take("author.post".to_owned(), &author.post, LINE_LIMIT),
    });
    let texts =
        text.texts.iter().map(|(section, text)| (*section, take(format!("texts.{}", section.id()), text, TEXT_LIMIT)));
    let texts = texts.filter(|(_, text)| !text.is_empty()).collect();
    let tellings = text.narratives.iter().take(NARRATIVES_LIMIT).enumerate();
    let narratives: Vec<Telling> = tellings
        .map(|(at, Telling { of, released })| {
            let mut tidy = |name: &str, text: &Option<String>| {
                let text = take(format!("narratives.{at}.{name}"), text.as_deref().unwrap_or_default(), TEXT_LIMIT);
                (!text.is_empty()).then_some(text)
            };
            let released = released.as_ref().map(|texts| NarrativeTexts {
                finding: tidy("finding", &texts.finding),
                explanation: tidy("explanation", &texts.explanation),
                action_taken: tidy("action_taken", &texts.action_taken),
                learning: tidy("learning", &texts.learning),
            });
            Telling { of: of.clone(), released }
        })
        .collect();
    errors.extend(author.iter().flat_map(unnamed));
    errors.extend(narratives.iter().enumerate().filter_map(|(at, telling)| silent(at, telling)));
    errors.extend(too_many(text.narratives.len()));
    errors.extend(twice(&narratives));
    if !errors.is_empty() {
        return Err(Refusal::Invalid(errors));
    }
    Ok(DraftText { author, texts, narratives, withhold_others: text.withhold_others })
}

/// A reason, which must be there.
pub(super) fn reason(text: &str, needed: &str) -> Result<String, FieldError> {
    match within("reason".to_owned(), text, TEXT_LIMIT)? {
        text if text.is_empty() => Err(FieldError::new("reason", "required", needed)),
        text => Ok(text),
    }
}

fn within(field: String, text: &str, limit: usize) -> Result<String, FieldError> {
    let text = text.trim();
    if text.len() > limit {
        return Err(FieldError::new(field, "too-long", format!("This is too long: at most {limit} bytes are kept.")));
    }
    let lines = limit > LINE_LIMIT;
    if let Some(bad) = text.chars().find(|c| c.is_control() && !(lines && matches!(c, '\n' | '\r' | '\t'))) {
        let message = format!("Remove the control character U+{:04X}; it cannot be kept here.", u32::from(bad));
        return Err(FieldError::new(field, "control-character", message));
    }
    Ok(text.replace("\r\n", "\n"))
}

fn unnamed(author: &Author) -> Vec<FieldError> {
    let fields = [
        ("author.name", &author.name, "Enter the author's name."),
        ("author.post", &author.post, "Enter the author's post."),
    ];
    let missing = fields.into_iter().filter(|(_, text, _)| text.is_empty());
    missing.map(|(field, _, message)| FieldError::new(field, "required", message)).collect()
}

/// A narrative that is released says what was found; otherwise it is withheld.
fn silent(at: usize, telling: &Telling) -> Option<FieldError> {
    let silent = telling.released.as_ref().is_some_and(|texts| texts.finding.is_none());
    let message = "Say what was found, or leave the narrative out of the public edition.";
    silent.then(|| FieldError::new(format!("narratives.{at}.finding"), "required", message))
}

fn too_many(narratives: usize) -> Option<FieldError> {
    let message =
        format!("At most {NARRATIVES_LIMIT} narratives are settled one by one; withhold the others together.");
    (narratives > NARRATIVES_LIMIT).then(|| FieldError::new("narratives", "too-many", message))
}

fn twice(narratives: &[Telling]) -> Option<FieldError> {
    let mut seen = BTreeSet::new();
    let at = narratives.iter().position(|telling| !seen.insert(&telling.of))?;
    Some(FieldError::new(format!("narratives.{at}"), "twice", "This narrative is named twice; say once what is told."))
}
