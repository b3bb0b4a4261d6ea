//! Other cases, the letters that were made, and where the person can turn when the procedure is finished.

use redress_app::CaseView;
use redress_domain::case::LinkKind;
use redress_domain::time::long_date;
use redress_domain::words::Word;

use super::Link;
use crate::answer::case_path;
use crate::commands::scope;

/// Another case, with how it hangs together with this one.
pub(super) struct Related {
    pub(super) case: Link,
    pub(super) how: String,
}

/// Every other case that this one names and this person may see.
pub(super) fn cases(view: &CaseView) -> Vec<Related> {
    let case = &view.case;
    let merged = case.merged_into.iter().map(|other| related(other, "It goes on there: this is its duplicate"));
    let absorbed = case.absorbed.iter().map(|other| related(other, "A duplicate, taken in here"));
    let repeats = case.repeat_of.iter().map(|other| related(other, "The same happened before"));
    let linked = view
        .linked
        .iter()
        .map(|(other, kind)| related(other, LinkKind::from_id(kind).map_or("Linked", |kind| kind.label())));
    merged.chain(absorbed).chain(repeats).chain(linked).collect()
}

fn related(reference: &str, how: &str) -> Related {
    Related { case: Link { href: case_path(reference), label: reference.to_owned() }, how: how.to_owned() }
}

/// A letter, to be opened and printed.
pub(super) struct Letter {
    pub(super) link: Link,
    pub(super) made: String,
}

pub(super) fn letters(view: &CaseView) -> Vec<Letter> {
    let path = case_path(&view.case.reference);
    let letter = |made: &redress_domain::case::LetterMade| Letter {
        link: Link {
            href: format!("{path}/letters/{}", made.letter),
            label: view
                .procedure
                .letter(&made.letter)
                .map_or_else(|| made.letter.clone(), |letter| letter.title.clone()),
        },
        made: long_date(made.on),
    };
    view.case.letters.iter().map(letter).collect()
}

/// An outside body with how to reach it and what it looks at (R16).
pub(super) struct Body {
    pub(super) name: String,
    pub(super) contact: String,
    pub(super) scope: String,
}

/// The bodies to turn to, once the last stage is over and not before (R15, R63, R105).
pub(super) fn bodies(view: &CaseView) -> Vec<Body> {
    if !view.case.exhausted {
        return Vec::new();
    }
    let body = |body: &redress_domain::procedure::ExternalBody| Body {
        name: body.name.clone(),
        contact: body.contact.clone(),
        scope: scope(body),
    };
    view.procedure.external_bodies.iter().map(body).collect()
}
