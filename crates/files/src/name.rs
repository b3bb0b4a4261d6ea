//! Names of files as senders give them, made fit to be shown and to be saved under.

/// Longest name, in bytes: what file systems take, with room for what a browser adds.
pub const NAME_LIMIT: usize = 200;
/// Longest ending that a shortened name keeps, in bytes with its dot.
const ENDING: usize = 16;
/// What a file without a name is called.
const NAMELESS: &str = "file";

/// The last part of a path, without what is not seen or turns the order of letters round, without what a file system would
/// not take, and no longer than [`NAME_LIMIT`]. A name that is clean already stays as it is.
pub fn clean_name(given: &str) -> String {
    let last = given.rsplit(['/', '\\']).next().unwrap_or_default();
    let seen: String = last.chars().filter(|letter| !is_unseen(*letter)).map(taken_by_file_systems).collect();
    let words: Vec<&str> = seen.split_whitespace().collect();
    let tidy = shortened(words.join(" ").trim_matches(['.', ' ']));
    let tidy = tidy.trim_matches(['.', ' ']);
    match tidy {
        "" => NAMELESS.to_owned(),
        name if is_device(name) => format!("_{name}"),
        name => name.to_owned(),
    }
}

/// Control and format characters: those that turn the direction of writing, that join or part letters unseen, or that carry
/// nothing at all (Unicode general categories Cc and Cf, and the separators of lines and paragraphs).
fn is_unseen(letter: char) -> bool {
    (letter.is_control() && !letter.is_whitespace())
        || matches!(letter,
            '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff0}'..='\u{fffb}' | '\u{600}'..='\u{605}' | '\u{6dd}'
            | '\u{70f}' | '\u{890}'..='\u{891}' | '\u{8e2}' | '\u{110bd}' | '\u{110cd}'
            | '\u{13430}'..='\u{1343f}' | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}'
            | '\u{e0000}'..='\u{e0fff}')
}

fn taken_by_file_systems(letter: char) -> char {
    if matches!(letter, '<' | '>' | ':' | '"' | '|' | '?' | '*' | '\u{fffd}') { '_' } else { letter }
}

/// Keeps the ending, by which people know what it is.
fn shortened(name: &str) -> String {
    // One byte is left for the mark before the name of a device.
    let limit = NAME_LIMIT.saturating_sub(1);
    if name.len() <= limit {
        return name.to_owned();
    }
    let ending = name.rfind('.').and_then(|dot| name.get(dot..)).filter(|ending| ending.len() <= ENDING);
    let ending = ending.unwrap_or_default();
    let mut end = limit.saturating_sub(ending.len());
    while !name.is_char_boundary(end) {
        end = end.saturating_sub(1);
    }
    format!("{}{ending}", name.get(..end).unwrap_or_default())
}

/// Names that mean a device on Windows, whatever their ending.
fn is_device(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or_default().trim_end().to_ascii_uppercase();
    let numbered = |prefix: &str| {
        let number = stem.strip_prefix(prefix);
        number.is_some_and(|number| {
            matches!(number, "0" | "1" | "2" | "3" | "4" | "5" | "6" | "7" | "8" | "9" | "¹" | "²" | "³")
        })
    };
    matches!(stem.as_str(), "CON" | "PRN" | "AUX" | "NUL" | "CONIN$" | "CONOUT$" | "CLOCK$")
        || numbered("COM")
        || numbered("LPT")
}
