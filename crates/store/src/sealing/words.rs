//! People's words in the index that cases are found by: as digests that are made with the key, never in clear.
//!
//! A word of a person stands in the index as a digest of the whole word and one of each of its beginnings, because the last word
//! of a question may be a beginning. A digest begins with a sign that no folded word has, so that no beginning of a plain word
//! is one of a digest.

use std::collections::BTreeSet;

use super::keyring::{Key, Keyring};

/// What digests begin with.
const MARK: char = '§';
/// Bytes kept of a digest.
const KEPT: usize = 8;
/// Bytes of digests kept of one case.
const LIMIT: usize = 256 * 1024;

/// A word that is asked for: a case has it in one of these ways.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Wanted<'q> {
    pub(crate) word: &'q str,
    /// Digests of it, under each of the keys.
    pub(crate) digests: Vec<String>,
    /// The word may go on.
    pub(crate) is_beginning: bool,
}

/// What stands in the index for folded words of people, with a blank before each.
pub(crate) fn tokens(key: &Key, organisation_id: &str, folded: &str) -> String {
    let [whole, beginning] = purposes(organisation_id);
    let words: BTreeSet<&str> = folded.split(' ').filter(|word| !word.is_empty()).collect();
    let mut tokens = BTreeSet::new();
    for word in words {
        tokens.insert(token(&key.digest(&whole, word)));
        let ends = word.char_indices().skip(1).map(|(at, _)| at).chain([word.len()]);
        tokens.extend(ends.filter_map(|end| word.get(..end)).map(|part| token(&key.digest(&beginning, part))));
    }
    let each = MARK.len_utf8() + 2 * KEPT + 1;
    tokens.into_iter().take(LIMIT / each).fold(String::new(), |text, token| text + " " + &token)
}

/// What is asked for by folded words, of which the last may go on.
pub(crate) fn wanted<'q>(keys: Option<&Keyring>, organisation_id: &str, words: &[&'q str]) -> Vec<Wanted<'q>> {
    let [whole, beginning] = purposes(organisation_id);
    let last = words.len().saturating_sub(1);
    let wanted = words.iter().enumerate().map(|(at, word)| {
        let is_beginning = at == last;
        let purpose = if is_beginning { &beginning } else { &whole };
        let digests = keys.map(|keys| keys.digests(purpose, word)).unwrap_or_default();
        Wanted { word, digests: digests.iter().map(token).collect(), is_beginning }
    });
    wanted.collect()
}

/// What whole words and their beginnings are digested for.
fn purposes(organisation_id: &str) -> [String; 2] {
    ["word", "beginning"].map(|what| format!("{what} of {organisation_id}"))
}

fn token(digest: &[u8; 32]) -> String {
    let kept = digest.get(..KEPT).unwrap_or_default();
    format!("{MARK}{}", hex::encode(kept))
}
