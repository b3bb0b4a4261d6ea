//! Letters: every place in braces is one that can be filled in, and no letter tells what it should not.

use super::{Findings, item};
use crate::case::letter::PLACEHOLDERS;
use crate::procedure::{Definition, Letter};

/// Places where what is put in tells of the case.
const TELLING: [&str; 7] =
    ["action_taken", "decision", "explanation", "finding", "outcome_wanted", "remedies", "summary"];

pub(super) fn check(definition: &Definition, findings: &mut Findings<'_>) {
    for (index, letter) in definition.letters.iter().enumerate() {
        let path = item("letters", index, &letter.id);
        check_places(letter, &path, findings);
        if letter.says_finished && definition.external_bodies.is_empty() {
            let message = "The letter says that the procedure is finished, and there is no outside body to name in it. Add one to `external_bodies`.";
            findings.warning("letter-without-outside-body", &format!("{path}.says_finished"), "R16", message);
        }
    }
}

fn check_places(letter: &Letter, path: &str, findings: &mut Findings<'_>) {
    let at = format!("{path}.body");
    let Some(places) = places(&letter.body) else {
        let message = "A brace is opened and not closed, or closed and not opened. Places are written {person}.";
        findings.error("bad-place", &at, message);
        return;
    };
    for place in places {
        if !PLACEHOLDERS.contains(&place) {
            let known = PLACEHOLDERS.join(", ");
            let message = format!("Nothing can be put in the place {{{place}}}. The places are: {known}.");
            findings.error("unknown-place", &at, message);
        }
        if !letter.discloses && TELLING.contains(&place) {
            let message = format!(
                "{{{place}}} tells of the case, and `discloses` is false. Set it to true, or take the place out."
            );
            findings.error("letter-discloses", &at, message);
        }
    }
}

/// What stands between braces; `None` where they do not match.
fn places(body: &str) -> Option<Vec<&str>> {
    let mut places = Vec::new();
    let mut rest = body;
    while let Some(at) = rest.find(['{', '}']) {
        let (_, opened) = rest.split_at(at);
        let (place, after) = opened.strip_prefix('{')?.split_once('}')?;
        if place.contains('{') {
            return None;
        }
        places.push(place);
        rest = after;
    }
    Some(places)
}

#[cfg(test)]
mod tests {
    use super::places;

    #[test]
    fn places_are_what_stands_in_matching_braces() {
        assert_eq!(places("Dear {person}, {reference}{due_on}"), Some(vec!["person", "reference", "due_on"]));
        assert_eq!(places("Nothing"), Some(vec![]));
        for broken in ["{person", "person}", "{{person}}", "} {"] {
            assert_eq!(places(broken), None, "{broken}");
        }
    }
}
