//! Fields of a narrative: named by its case and row, so that what was typed stays with its case whatever is upheld meanwhile.

use std::collections::BTreeSet;

use redress_domain::publication::ToldOf;
use redress_domain::statistics::RowId;

use crate::forms::Typed;

/// The parts of a narrative.
pub(super) const PARTS: [(&str, &str); 4] = [
    ("finding", "Finding"),
    ("explanation", "Explanation"),
    ("action_taken", "What was done"),
    ("learning", "What we learn from it"),
];

/// `narratives.S1.SF-2026-0001.finding`
pub(super) fn narrative_field(of: &ToldOf, name: &str) -> String {
    format!("narratives.{}.{}.{name}", of.row.id(), escaped(&of.reference))
}

/// Every narrative that a form has sent something of.
pub(super) fn sent(typed: &Typed) -> BTreeSet<ToldOf> {
    typed.names().filter_map(told_of).collect()
}

fn told_of(field: &str) -> Option<ToldOf> {
    let mut parts = field.strip_prefix("narratives.")?.split('.');
    let (row, reference) = (parts.next()?, parts.next()?);
    Some(ToldOf { row: RowId::from_id(row)?, reference: unescaped(reference)? })
}

/// Letters, digits and hyphens as they are, anything else by its number between underscores: field names are ids of the page.
fn escaped(reference: &str) -> String {
    let escaped = |letter: char| match letter {
        '-' => letter.to_string(),
        _ if letter.is_ascii_alphanumeric() => letter.to_string(),
        _ => format!("_{:x}_", u32::from(letter)),
    };
    reference.chars().map(escaped).collect()
}

fn unescaped(text: &str) -> Option<String> {
    let mut reference = String::new();
    for (at, part) in text.split('_').enumerate() {
        match at % 2 {
            0 => reference.push_str(part),
            _ => reference.push(char::from_u32(u32::from_str_radix(part, 16).ok()?)?),
        }
    }
    Some(reference)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_says_which_case_it_is_of() {
        for reference in ["SF-2026-0001", "A/1 b.2_c", "Ærø·7"] {
            let of = ToldOf { reference: reference.to_owned(), row: RowId::Esc };
            let field = narrative_field(&of, "finding");
            assert_eq!(told_of(&field), Some(of), "{field}");
        }
    }
}
