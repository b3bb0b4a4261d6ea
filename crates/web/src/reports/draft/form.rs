//! The form of a draft: filled from what is kept, and read back.

use redress_app::{DraftView, NarrativeDraft};
use redress_domain::case::FieldError;
use redress_domain::procedure::SectionId;
use redress_domain::publication::{Author, DraftText, Telling, ToldOf};
use redress_domain::statistics::{Narrative, NarrativeTexts};
use redress_domain::words::Word;

use super::narrative::{PARTS, narrative_field, sent};
use super::shown_narratives;
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
    for draft in shown_narratives(view, from) {
        let of = of(draft);
        let released = draft.telling.as_ref().map(|telling| telling.released.as_ref());
        typed = match released {
            Some(Some(_)) => typed.with(&narrative_field(&of, "tell"), "release"),
            Some(None) => typed.with(&narrative_field(&of, "tell"), "withhold"),
            None => typed,
        };
        let texts = released.flatten().cloned().unwrap_or_else(|| as_in_case(&draft.narrative));
        for (name, text) in by_name(&texts) {
            typed = typed.with(&narrative_field(&of, name), text.clone().unwrap_or_default());
        }
    }
    typed
}

/// Which handling a narrative is of.
pub(super) fn of(draft: &NarrativeDraft) -> ToldOf {
    ToldOf { reference: draft.narrative.reference.clone(), row: draft.narrative.row }
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

/// The narratives in the order in which they were given, in which errors name them.
#[derive(Debug, Default)]
pub(super) struct Places(Vec<ToldOf>);

impl Places {
    /// Of a draft as it is kept.
    pub(super) fn of(view: &DraftView) -> Self {
        Self(view.draft.narratives.iter().map(|telling| telling.of.clone()).collect())
    }

    /// Names the fields as the form does, and says in words where they stand.
    pub(super) fn put_right(&self, view: &DraftView, errors: &mut [FieldError]) {
        for error in errors {
            if let Some(field) = error.field.strip_prefix("narratives.") {
                let (at, name) = field.split_once('.').unwrap_or((field, "tell"));
                let Some(of) = at.parse::<usize>().ok().and_then(|at| self.0.get(at)) else { continue };
                error.message = format!("{}: {}", of.reference, error.message);
                error.field = narrative_field(of, name);
            } else if let Some(id) = error.field.strip_prefix("texts.").and_then(SectionId::from_id) {
                let section = view.report.layout.sections.iter().find(|section| section.id == id);
                let title = section.map_or_else(|| id.label().to_owned(), |section| section.title.clone());
                error.message = format!("{title}: {}", error.message);
            }
        }
    }
}

/// What a form says.
pub(super) struct Written {
    pub(super) text: DraftText,
    pub(super) places: Places,
    /// Words about cases that are upheld no more; they are refused, and kept before whoever typed them.
    pub(super) strays: Vec<FieldError>,
}

/// What was typed; what other pages of the draft settle stays as it is.
pub(super) fn read(typed: &Typed, view: &DraftView) -> Written {
    let text = |name: &str| Some(typed.get(name)).filter(|text| !text.is_empty()).map(str::to_owned);
    let author = match (text("author.name"), text("author.post")) {
        (None, None) => None,
        (name, post) => Some(Author { name: name.unwrap_or_default(), post: post.unwrap_or_default() }),
    };
    let sent = sent(typed);
    let tellings = view.narratives.iter().filter_map(|draft| {
        let of = of(draft);
        if sent.contains(&of) { told(typed, of) } else { draft.telling.clone() }
    });
    let narratives: Vec<Telling> = tellings.collect();
    let texts = SectionId::ALL.iter().filter_map(|section| Some((*section, text(&section_field(*section))?)));
    let places = Places(narratives.iter().map(|telling| telling.of.clone()).collect());
    let text =
        DraftText { author, texts: texts.collect(), narratives, withhold_others: typed.is("withhold_others", "yes") };
    Written { text, places, strays: strays(typed, view).iter().map(no_longer_upheld).collect() }
}

/// Narratives that a form would release and whose cases are not among the upheld any more.
pub(super) fn strays(typed: &Typed, view: &DraftView) -> Vec<ToldOf> {
    let upheld = |stray: &ToldOf| view.narratives.iter().any(|draft| of(draft) == *stray);
    let releases = |stray: &ToldOf| typed.is(&narrative_field(stray, "tell"), "release");
    sent(typed).into_iter().filter(|stray| releases(stray) && !upheld(stray)).collect()
}

fn no_longer_upheld(of: &ToldOf) -> FieldError {
    let told = format!(
        "{} is no longer among the upheld cases of this period. What you wrote of it stands below: let go of it, or wait until it \
         is upheld again.",
        of.reference
    );
    FieldError::new(narrative_field(of, "tell"), "no-longer-upheld", told)
}

fn told(typed: &Typed, of: ToldOf) -> Option<Telling> {
    let field = |name: &str| Some(typed.get(&narrative_field(&of, name)).to_owned()).filter(|text| !text.is_empty());
    let released = match typed.get(&narrative_field(&of, "tell")) {
        "release" => Some(NarrativeTexts {
            finding: field("finding"),
            explanation: field("explanation"),
            action_taken: field("action_taken"),
            learning: field("learning"),
        }),
        "withhold" => None,
        _ => return None,
    };
    Some(Telling { of, released })
}
