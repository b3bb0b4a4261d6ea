//! Names, as whole ones and in the parts by which somebody is known.

use std::collections::HashSet;

use redress_store::folded_words;

use super::text::{TITLES, Text, Word, phrase};

/// Shortest part of a name that is looked for alone, in letters.
const LETTERS: usize = 3;
/// Most words of a name that is looked for whole.
const WORDS: usize = 5;

/// Surnames and first names that are words as well: where a sentence begins, they are taken for the word.
const WORDS_TOO: &str = "able ash baker bank banks barber bell best bird bishop black bond bright brook brooks brown bush butcher \
    butler carpenter carter case chance chase church clay close coast cole cook cooper court cross dale day dean drake draper \
    duke early field fields fisher flowers ford forest foster fox french frost gale gardener gates good grace grant gray green \
    grey grove hall hand harper hill hills holly holmes hope house hunt hunter joy judge just keen key keys king knight lake \
    lane law laws lea little long love low major major mark marks marsh mason mercy miles mill mills moon moss noble north page \
    paige park parks parker pearl penny piper pitt pool poole pope potter power powers price prince queen rain read rich rivers \
    rose rowe ruby rush sage sands savage school sharp shaw shepherd short silver singer skinner slack small snow south speed \
    stone storm street strong summer summers swift taylor temple term thorn turner violet walker wall walls ward waters weaver \
    webb weeks wells west white wilde will wise winter winters wood woods worth young";
/// What is a word or a kind of organisation before it is somebody's name: alone it counts only behind a title.
const NO_NAMES: &str = "admin and anonymous april association august church club company complaints council customer december department desk \
    family february firm for friday front group january july june limited llp ltd manager march may monday not november \
    october office officer partnership plc reception resident residents saturday school september service services society \
    staff state stated states sunday support team tenant tenants the thursday trust tuesday unknown van von wednesday";

/// Names ready for comparing, as folded words.
#[derive(Default)]
pub(super) struct Names {
    /// Several words in their order, however they are written.
    whole: HashSet<String>,
    /// Parts that name somebody where they begin with a capital.
    parts: HashSet<String>,
    /// Words that name somebody however they are written.
    any: HashSet<String>,
}

impl Names {
    /// Somebody of whom a text could speak: by the whole name or the surname.
    pub(super) fn add_person(&mut self, name: &str, own_words: &HashSet<&str>) {
        self.add_whole(name);
        let surname = name.split_whitespace().last().map(folded_words);
        self.parts.extend(surname.filter(|surname| is_telling(surname) && !own_words.contains(surname.as_str())));
    }

    /// A member of staff, who is known by first name as well.
    pub(super) fn add_staff(&mut self, name: &str, own_words: &HashSet<&str>) {
        self.add_whole(name);
        self.parts.extend(telling_words(name, own_words));
    }

    /// Somebody in the case that a text is about: every word of the name.
    pub(super) fn add_all_of(&mut self, name: &str, own_words: &HashSet<&str>) {
        self.any.extend(telling_words(name, own_words));
    }

    /// A name of several words in its order, or with the surname first; one alone tells of nobody in particular.
    fn add_whole(&mut self, name: &str) {
        let folded = folded_words(name);
        let words: Vec<&str> = folded.split(' ').filter(|word| !TITLES.contains(word)).collect();
        if let Some((last, first)) = words.split_last().filter(|(_, first)| !first.is_empty() && first.len() < WORDS) {
            self.whole.extend([words.join(" "), format!("{last} {}", first.join(" "))]);
        }
    }

    pub(super) fn stand_in(&self, text: &Text) -> bool {
        let is_named = |words: &[Word]| {
            let phrase = phrase(words);
            let named = || words.iter().all(|word| word.is_capital) && words.first().is_some_and(is_a_name);
            self.any.contains(&phrase)
                || words.len() > 1 && self.whole.contains(&phrase)
                || self.parts.contains(&phrase) && (named() || words.first().is_some_and(|word| word.after_title))
        };
        text.phrases(WORDS).any(is_named)
    }
}

/// Whether a word is written as a name is.
fn is_a_name(word: &Word) -> bool {
    let is_in = |list: &str| list.split_whitespace().any(|known| known == word.folded);
    !(is_in(NO_NAMES) || word.begins && is_in(WORDS_TOO))
}

fn telling_words(name: &str, own_words: &HashSet<&str>) -> Vec<String> {
    let folded = folded_words(name);
    let words = folded.split(' ').filter(|word| is_telling(word) && !own_words.contains(word));
    words.map(str::to_owned).collect()
}

fn is_telling(part: &str) -> bool {
    part.chars().count() >= LETTERS && !TITLES.contains(&part) && part != "the"
}
