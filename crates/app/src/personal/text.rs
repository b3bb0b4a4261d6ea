//! A text in the shapes in which it is compared.

use redress_store::folded_words;

/// What stands before a name. Any name behind one of the first so many is somebody's.
pub(super) const TITLES: [&str; 18] = [
    "mr",
    "mrs",
    "ms",
    "miss",
    "mx",
    "mister",
    "dr",
    "prof",
    "professor",
    "rev",
    "reverend",
    "sir",
    "dame",
    "lady",
    "lord",
    "cllr",
    "councillor",
    "madam",
];
/// Titles that nothing but a name of somebody follows.
const BEFORE_NAMES: usize = 7;

/// A text that is looked through.
pub(super) struct Text {
    /// As it was written, with one kind of hyphen and space, and without what is not seen.
    pub plain: String,
    pub words: Vec<Word>,
}

/// A word of it.
#[derive(Debug)]
pub(super) struct Word {
    /// Lower-case and without accents.
    pub folded: String,
    /// Begins with a capital.
    pub is_capital: bool,
    /// Begins a sentence, where every word has a capital.
    pub begins: bool,
    /// Stands behind a title.
    pub after_title: bool,
}

impl Text {
    pub(super) fn of(text: &str) -> Self {
        let plain: String = text.chars().filter_map(plain).collect();
        Self { words: words(&plain), plain }
    }

    /// Every run of at most so many words.
    pub(super) fn phrases(&self, longest: usize) -> impl Iterator<Item = &[Word]> {
        (1..=longest).flat_map(|length| self.words.windows(length))
    }

    /// Whether a title stands before a name, whoever's it is: `Mrs Quill`.
    pub(super) fn names_by_title(&self) -> bool {
        self.words.windows(2).any(|pair| match pair {
            [title, name] => {
                let is_title = TITLES.iter().take(BEFORE_NAMES).any(|known| title.folded == **known);
                title.is_capital && is_title && name.is_capital && name.after_title
            }
            _ => false,
        })
    }
}

/// Some words with a space between them.
pub(super) fn phrase(words: &[Word]) -> String {
    words.iter().map(|word| word.folded.as_str()).collect::<Vec<_>>().join(" ")
}

/// A character as it is compared; nothing for one that nobody sees.
fn plain(letter: char) -> Option<char> {
    match letter {
        '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}'..='\u{2064}' | '\u{feff}' => None,
        '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{fe58}' | '\u{fe63}' => Some('-'),
        // The wide forms of East Asian keyboards.
        '\u{ff01}'..='\u{ff5e}' => u32::from(letter).checked_sub(0xfee0).and_then(char::from_u32),
        '\n' => Some('\n'),
        other if other.is_whitespace() => Some(' '),
        other => Some(other),
    }
}

fn words(plain: &str) -> Vec<Word> {
    let is_mark = |letter: char| matches!(letter, '\u{300}'..='\u{36f}');
    let mut words: Vec<Word> = Vec::new();
    let (mut begins, mut title, mut initial) = (true, false, false);
    for piece in plain.split_inclusive(|letter: char| !(letter.is_alphanumeric() || is_mark(letter))) {
        let written = piece.trim_end_matches(|letter: char| !(letter.is_alphanumeric() || is_mark(letter)));
        let is_capital = written.starts_with(char::is_uppercase);
        for folded in folded_words(written).split_whitespace() {
            initial = is_capital && folded.chars().count() == 1;
            let is_title = TITLES.contains(&folded);
            words.push(Word { folded: folded.to_owned(), is_capital, begins, after_title: title });
            title = is_title;
            begins = false;
        }
        match piece.chars().last() {
            // `Mr.` and `J.` end no sentence.
            Some('.') if title || initial => {}
            Some('.' | '!' | '?' | ':' | '\n') => (begins, title) = (true, false),
            Some(' ') | None => {}
            Some(letter) if letter.is_alphanumeric() => {}
            Some('\'') => {}
            Some(_) => title = false,
        }
    }
    words
}
