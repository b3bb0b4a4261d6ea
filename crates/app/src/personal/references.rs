//! References of cases, however their parts are put together: `SF-2026-0047`, `sf 2026 0047`, `SF/2026/0047`.

use std::collections::BTreeSet;

use redress_domain::procedure::ReferencePattern;
use redress_store::folded_words;

use super::text::{Text, Word};

/// Most words that a reference falls into.
const PARTS: usize = 5;

/// Whether what is written like a reference of one of these patterns stands in a text.
pub(super) fn stand_in(text: &Text, patterns: &[ReferencePattern]) -> bool {
    let lower = text.plain.to_lowercase();
    patterns.iter().any(|pattern| {
        let parts = text.phrases(PARTS).map(joined).any(|joined| is_reference(&joined, pattern));
        parts || has_pattern(&lower, pattern)
    })
}

/// What could be a reference of another pattern, as it is and in capitals: words with a digit, alone and with those before them.
pub(super) fn candidates(text: &Text) -> BTreeSet<String> {
    let words = text.plain.split_whitespace().map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()));
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    let runs = (1..=3_usize).flat_map(|length| words.windows(length));
    let numbered = runs.filter(|run| run.last().is_some_and(|word| word.contains(|c: char| c.is_ascii_digit())));
    numbered.map(|run| run.join("-")).flat_map(|run| [run.to_uppercase(), run]).collect()
}

fn joined(words: &[Word]) -> String {
    words.iter().map(|word| word.folded.as_str()).collect()
}

/// Prefix, year and running number without what stands between them. A pattern without letters is left to [`has_pattern`]: `2026
/// 0047` could be two numbers.
fn is_reference(joined: &str, pattern: &ReferencePattern) -> bool {
    let prefix = folded_words(&pattern.prefix).replace(' ', "");
    if !prefix.contains(|c: char| c.is_alphabetic()) {
        return false;
    }
    let digits = joined.strip_prefix(prefix.as_str()).filter(|rest| rest.bytes().all(|byte| byte.is_ascii_digit()));
    digits.and_then(|digits| digits.split_at_checked(4)).is_some_and(|(year, number)| {
        year.parse::<u16>().is_ok_and(|year| (1900..2200).contains(&year))
            && number.len() >= usize::from(pattern.digits)
    })
}

/// Whether a reference of this pattern stands in a lower-case text: prefix, year, separator, running number.
fn has_pattern(text: &str, pattern: &ReferencePattern) -> bool {
    let (prefix, separator) = (pattern.prefix.to_lowercase(), pattern.separator.to_lowercase());
    let is_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let is_here = |at: usize| {
        let rest = text.get(at..)?.strip_prefix(prefix.as_str())?;
        let (year, rest) = rest.split_at_checked(4)?;
        let number = rest.strip_prefix(separator.as_str())?.get(..usize::from(pattern.digits))?;
        let year: u16 = Some(year).filter(|year| is_digits(year))?.parse().ok()?;
        ((1900..2200).contains(&year) && is_digits(number)).then_some(())
    };
    let starts = text.char_indices().map(|(at, _)| at);
    let mut before = None;
    starts.into_iter().any(|at| {
        let after_digit = before.replace(text.get(at..).and_then(|rest| rest.chars().next()));
        let after_digit = after_digit.flatten().is_some_and(|c: char| c.is_ascii_digit());
        !(after_digit && prefix.is_empty()) && is_here(at).is_some()
    })
}
