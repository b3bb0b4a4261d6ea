//! The form of a draft: filled from what is kept, and read back.

use redress_app::DraftView;
use redress_domain::case::FieldError;
use redress_domain::procedure::SectionId;
use redress_domain::publication::{Author, DraftText, Telling, ToldOf};
use redress_domain::statistics::{Narrative, NarrativeTexts};
use redress_domain::words::Word;

use super::{PARTS, narrative_field, shown_narratives};
use crate::forms::Typed;

/// What is kept, as it is asked again. A narrative that nobody has settled begins with what the case says.
pub(super) fn filled(view: &DraftView, from: usize) -> Typed {
    let mut typed = Typed::default();
    if let Some(author) = &view.draft.author {
        typed = typed.with("author.name", author.name.clone()).with("author.post", author.post.clone());
    }
    for (section, text) in &view.draft.texts {
        typed = typed.with(&section_field(*section), text.clone());
    }
    if view.draft.withhold_others {
        typed = typed.with("withhold_others", "yes");
    }
    for (at, draft) in shown_narratives(view, from) {
        let released = draft.telling.as_ref().map(|telling| telling.released.as_ref());
        typed = match released {
            Some(Some(_)) => typed.with(&narrative_field(at, "tell"), "release"),
            Some(None) => typed.with(&narrative_field(at, "tell"), "withhold"),
            None => typed,
        };
        let texts = released.flatten().cloned().unwrap_or_else(|| as_in_case(&draft.narrative));
        for (name, text) in by_name(&texts) {
            typed = typed.with(&narrative_field(at, name), text.clone().unwrap_or_default());
        }
    }
    typed
}

fn as_in_case(narrative: &Narrative) -> NarrativeTexts {
    NarrativeTexts {
        finding: narrative.finding.clone(),
        explanation: narrative.explanation.clone(),
        action_taken: narrative.action_taken.clone(),
        learning: narrative.learning.clone(),
    }
}

fn by_name(texts: &NarrativeTexts) -> [(&'static str, &Option<String>); 4] {
    let [(finding, _), (explanation, _), (action_taken, _), (learning, _)] = PARTS;
    [
        (finding, &texts.finding),
        (explanation, &texts.explanation),
        (action_taken, &texts.action_taken),
        (learning, &texts.learning),
    ]
}

/// Field of a section's text.
pub(super) fn section_field(section: SectionId) -> String {
    format!("texts.{}", section.id())
}

/// Where in the form each narrative stands that was sent.
#[derive(Debug, Default)]
pub(super) struct Places(Vec<usize>);

impl Places {
    /// Errors name narratives by their place in what was sent; in the form they have another.
    pub(super) fn put_right(&self, errors: &mut [FieldError]) {
        for error in errors {
            let Some((at, name)) = error.field.strip_prefix("narratives.").and_then(|field| field.split_once('.'))
            else {
                continue;
            };
            if let Some(place) = at.parse::<usize>().ok().and_then(|at| self.0.get(at)) {
                error.field = narrative_field(*place, name);
            }
        }
    }
}

/// What was typed; what other pages of the draft settle stays as it is.
pub(super) fn read(typed: &Typed, view: &DraftView) -> (DraftText, Places) {
    let text = |name: &str| Some(typed.get(name)).filter(|text| !text.is_empty()).map(str::to_owned);
    let author = match (text("author.name"), text("author.post")) {
        (None, None) => None,
        (name, post) => Some(Author { name: name.unwrap_or_default(), post: post.unwrap_or_default() }),
    };
    let mut places = Places::default();
    let mut narratives = Vec::new();
    let mut asked = Vec::new();
    for (at, draft) in view.narratives.iter().enumerate() {
        let field = |name: &str| text(&narrative_field(at, name));
        let of = ToldOf { reference: draft.narrative.reference.clone(), row: draft.narrative.row };
        if field("reference").as_ref() != Some(&of.reference) {
            continue;
        }
        asked.push(of.clone());
        let released = match typed.get(&narrative_field(at, "tell")) {
            "release" => Some(NarrativeTexts {
                finding: field("finding"),
                explanation: field("explanation"),
                action_taken: field("action_taken"),
                learning: field("learning"),
            }),
            "withhold" => None,
            _ => continue,
        };
        places.0.push(at);
        narratives.push(Telling { of, released });
    }
    narratives.extend(view.draft.narratives.iter().filter(|telling| !asked.contains(&telling.of)).cloned());
    let texts = SectionId::ALL.iter().filter_map(|section| Some((*section, text(&section_field(*section))?)));
    let text =
        DraftText { author, texts: texts.collect(), narratives, withhold_others: typed.is("withhold_others", "yes") };
    (text, places)
}
