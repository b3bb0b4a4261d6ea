//! What every file makes of a text that somebody typed.

use std::borrow::Cow;

/// The text without what cannot be printed: control characters, characters that Unicode gives no meaning, and marks that turn the
/// order of what follows them. Lines stay lines, a tab becomes a blank.
pub(super) fn printable(text: &str) -> Cow<'_, str> {
    if text.chars().all(|c| c == '\n' || is_printed(c)) {
        return Cow::Borrowed(text);
    }
    let cleaned = text.replace("\r\n", "\n").replace(['\r', '\u{b}', '\u{c}', '\u{85}', '\u{2028}', '\u{2029}'], "\n");
    Cow::Owned(cleaned.replace('\t', " ").chars().filter(|&c| c == '\n' || is_printed(c)).collect())
}

/// A heading or title as it is printed: in one line, and never without words, since readers jump from heading to heading.
pub(super) fn heading(text: &str) -> String {
    let words = printable(text).split_whitespace().collect::<Vec<_>>().join(" ");
    if words.is_empty() { "Untitled".to_owned() } else { words }
}

/// The lines of a text, blank ones left out: each is a paragraph.
pub(super) fn lines(text: &str) -> Vec<String> {
    printable(text).lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect()
}

fn is_printed(c: char) -> bool {
    let turns_direction = matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let means_nothing =
        matches!(u32::from(c) & 0xffff, 0xfffe | 0xffff) || matches!(c, '\u{fdd0}'..='\u{fdef}' | '\u{feff}');
    let parts_lines = matches!(c, '\u{2028}' | '\u{2029}');
    !(c.is_control() || turns_direction || means_nothing || parts_lines)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::as_conversions, clippy::panic)]

    use super::{heading, lines, printable};

    #[test]
    fn what_is_printed_stays_and_the_rest_goes() {
        assert_eq!(printable("ŵ ŷ\nمرحبا 李 🙂"), "ŵ ŷ\nمرحبا 李 🙂");
        assert_eq!(printable("a\0b\u{1b}[31mc\u{202e}d\u{feff}\u{ffff}"), "ab[31mcd");
        assert_eq!(printable("a\tb\r\nc\rd"), "a b\nc\nd");
    }

    #[test]
    fn each_line_is_a_paragraph_and_a_heading_has_words() {
        assert_eq!(lines(" one \n\n two\n"), ["one", "two"]);
        assert_eq!(heading("two\nlines"), "two lines");
        assert_eq!(heading("\u{7}"), "Untitled");
    }
}
