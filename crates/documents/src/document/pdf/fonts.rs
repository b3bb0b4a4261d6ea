//! The embedded fonts, and what becomes of a letter that none of them has.

use std::sync::LazyLock;

use typst::foundations::Bytes;
use typst::text::Font;

/// The pages' family in regular and bold, then Arabic letters.
pub(super) static FONTS: LazyLock<Vec<Font>> =
    LazyLock::new(|| redress_ui_assets::print_fonts().flat_map(|font| Font::iter(Bytes::new(font))).collect());

/// Stands for a letter that cannot be printed; a sign that the fonts have and nobody writes.
pub(super) const REPLACEMENT: char = '◊';

/// Which letters are printed: PDF/UA refuses a file with one that its font lacks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Glyphs {
    OfAllFonts,
    OfOneFont,
}

impl Glyphs {
    /// The letter itself, one in its place, or none where it only joins or varies others.
    pub(super) fn of(self, c: char) -> Option<char> {
        let fonts = match self {
            Glyphs::OfAllFonts => FONTS.as_slice(),
            Glyphs::OfOneFont => FONTS.get(..1).unwrap_or_default(),
        };
        // Most letters, and every one of a picture's marks: looking through the fonts for each would be most of the work.
        let is_plain = (' '..='~').contains(&c);
        if c == '\n' || is_plain || fonts.iter().any(|font| font.info().coverage.contains(c.into())) {
            return Some(c);
        }
        match c {
            '\u{ad}'
            | '\u{200b}'..='\u{200f}'
            | '\u{2060}'..='\u{206f}'
            | '\u{fe00}'..='\u{fe0f}'
            | '\u{e0000}'..='\u{e0fff}' => None,
            '\u{2010}' | '\u{2011}' => Some('-'),
            c if c.is_whitespace() => Some(' '),
            _ => Some(REPLACEMENT),
        }
    }
}
