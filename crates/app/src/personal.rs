//! Whether somebody could be recognised in a text for others: references, names, and ways to reach people (R103, R110).
//!
//! The refusal says in which field something stands and of what kind it is, and never repeats it.

use std::collections::BTreeSet;

use redress_domain::case::FieldError;
use redress_domain::procedure::ReferencePattern;
use redress_store::{Reader, any_reference, folded_words, list_behind, list_procedures};

use crate::error::AppError;
use crate::settings::{Settings, SettingsCache};

/// Shortest part of a name that is looked for, in letters.
const NAME_LETTERS: usize = 3;
/// Fewest digits that make a telephone number, and how many of its last ones are compared.
const PHONE_DIGITS: std::ops::RangeInclusive<usize> = 6..=9;
/// Forms of address, which are no names.
const TITLES: [&str; 6] = ["mrs", "miss", "mister", "madam", "sir", "the"];

/// What a text must not tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Reference,
    Name,
    StaffName,
    Email,
    Phone,
    Address,
}

impl Kind {
    fn error(self, field: &str) -> FieldError {
        let (code, what) = match self {
            Self::Reference => ("names-case", "the reference of a case"),
            Self::Name => ("names-person", "a name, or part of one, of somebody whose case it comes from"),
            Self::StaffName => ("names-staff", "a name, or part of one, of a member of staff"),
            Self::Email => {
                ("holds-email", "the email address of somebody whose case it comes from, or of a member of staff")
            }
            Self::Phone => ("holds-phone", "the telephone number of somebody whose case it comes from"),
            Self::Address => ("holds-address", "the address of somebody whose case it comes from"),
        };
        FieldError::new(field, code, format!("This holds {what}. Take it out, or say it in other words."))
    }
}

/// What is known of the people in some cases and of the staff, made ready for comparing.
pub(crate) struct Personal {
    patterns: Vec<ReferencePattern>,
    /// Names as folded words: single ones, or all of a name in its order.
    names: BTreeSet<String>,
    staff: BTreeSet<String>,
    /// Lower-case addresses.
    emails: Vec<String>,
    /// Last digits.
    phones: Vec<String>,
    /// Parts of addresses as folded words.
    addresses: Vec<String>,
}

impl Personal {
    /// For a text about a few cases: no word of the names of those who come into them may stand in it.
    pub(crate) fn in_cases(
        reader: &mut Reader<'_>,
        cache: &SettingsCache,
        settings: &Settings,
        cases: &BTreeSet<String>,
    ) -> Result<Self, AppError> {
        Self::of(reader, cache, settings, cases, name_words)
    }

    /// For a text about a whole period, in which nearly every word is somebody's name: only whole names count.
    pub(crate) fn in_period(
        reader: &mut Reader<'_>,
        cache: &SettingsCache,
        settings: &Settings,
        cases: &BTreeSet<String>,
    ) -> Result<Self, AppError> {
        Self::of(reader, cache, settings, cases, whole_name)
    }

    fn of(
        reader: &mut Reader<'_>,
        cache: &SettingsCache,
        settings: &Settings,
        cases: &BTreeSet<String>,
        parts: fn(&str) -> Vec<String>,
    ) -> Result<Self, AppError> {
        let organisation = &settings.organisation.id;
        let mut patterns: Vec<ReferencePattern> = Vec::new();
        for stored in list_procedures(reader, organisation)? {
            let procedure = cache.procedure(reader, organisation, &stored.id, &stored.version)?;
            if !patterns.contains(&procedure.intake.reference) {
                patterns.push(procedure.intake.reference.clone());
            }
        }
        let behind = list_behind(reader, organisation, cases)?;
        let people = &behind.people;
        let addresses = people.iter().filter_map(|party| party.address.as_deref());
        let of_cases = behind.staff.iter().flat_map(|name| parts(name));
        let emails = people.iter().filter_map(|party| party.email.as_deref());
        Ok(Self {
            patterns,
            names: people.iter().flat_map(|party| parts(&party.name)).collect(),
            staff: settings.staffing.iter().flat_map(|staff| whole_name(&staff.name)).chain(of_cases).collect(),
            emails: emails
                .chain(settings.staffing.iter().map(|staff| staff.email.as_str()))
                .map(str::to_lowercase)
                .collect(),
            phones: people.iter().filter_map(|party| party.phone.as_deref()).filter_map(last_digits).collect(),
            addresses: addresses.flat_map(address_parts).collect(),
        })
    }

    /// Everything in a field that tells who somebody is, by kind.
    pub(crate) fn told_in(
        &self,
        reader: &mut Reader<'_>,
        settings: &Settings,
        field: &str,
        text: &str,
    ) -> Result<Vec<FieldError>, AppError> {
        let text = Text::of(text);
        let is_reference = any_reference(reader, &settings.organisation.id, &text.numbered)?;
        Ok(self.kinds_in(&text, is_reference).into_iter().map(|kind| kind.error(field)).collect())
    }

    fn kinds_in(&self, text: &Text, is_reference: bool) -> Vec<Kind> {
        let has_any = |names: &BTreeSet<String>| names.iter().any(|name| text.has_words(name));
        let has_phone = |phone: &String| text.digits.iter().any(|run| run.contains(phone.as_str()));
        let has_address = |part: &String| text.has_words(part) || text.has_postcode(part);
        let checks = [
            (Kind::Reference, is_reference || self.patterns.iter().any(|pattern| has_pattern(&text.lower, pattern))),
            (Kind::Name, has_any(&self.names)),
            (Kind::StaffName, has_any(&self.staff)),
            (Kind::Email, self.emails.iter().any(|email| text.lower.contains(email.as_str()))),
            (Kind::Phone, self.phones.iter().any(has_phone)),
            (Kind::Address, self.addresses.iter().any(has_address)),
        ];
        checks.into_iter().filter(|(_, found)| *found).map(|(kind, _)| kind).collect()
    }
}

/// A text in the shapes in which it is compared.
struct Text {
    lower: String,
    /// Folded words with a space on either side.
    folded: String,
    /// Digits that stand together but for spaces, brackets and the like.
    digits: Vec<String>,
    /// Words with a digit in them, which could be references, as they are and in capitals.
    numbered: BTreeSet<String>,
}

impl Text {
    fn of(text: &str) -> Self {
        let words = text.split_whitespace().map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()));
        let numbered = words.filter(|word| word.contains(|c: char| c.is_ascii_digit()));
        Self {
            lower: text.to_lowercase(),
            folded: format!(" {} ", folded_words(text)),
            digits: digit_runs(text),
            numbered: numbered.flat_map(|word| [word.to_owned(), word.to_uppercase()]).collect(),
        }
    }

    fn has_words(&self, part: &str) -> bool {
        self.folded.contains(&format!(" {part} "))
    }

    /// A postcode is written with or without its space.
    fn has_postcode(&self, part: &str) -> bool {
        is_postcode(part) && self.has_words(&part.replace(' ', ""))
    }
}

fn name_words(name: &str) -> Vec<String> {
    let folded = folded_words(name);
    let words = folded.split(' ').filter(|word| word.chars().count() >= NAME_LETTERS && !TITLES.contains(word));
    words.map(str::to_owned).collect()
}

/// A name of several words in its order; one alone tells of nobody in particular.
fn whole_name(name: &str) -> Vec<String> {
    let folded = folded_words(name);
    let words: Vec<&str> = folded.split(' ').filter(|word| !TITLES.contains(word)).collect();
    if words.len() > 1 { vec![words.join(" ")] } else { Vec::new() }
}

fn digit_runs(text: &str) -> Vec<String> {
    let mut runs = vec![String::new()];
    for letter in text.chars() {
        match letter {
            '0'..='9' => runs.iter_mut().last().into_iter().for_each(|run| run.push(letter)),
            ' ' | '\u{a0}' | '(' | ')' | '-' | '.' | '/' | '+' => {}
            _ => runs.push(String::new()),
        }
    }
    runs.retain(|run| run.len() >= *PHONE_DIGITS.start());
    runs
}

/// The digits by which a number is known, however its beginning is written: 01632 960001 is +44 1632 960001.
fn last_digits(phone: &str) -> Option<String> {
    let digits: String = phone.chars().filter(char::is_ascii_digit).collect();
    let from = digits.len().saturating_sub(*PHONE_DIGITS.end());
    digits.get(from..).filter(|last| last.len() >= *PHONE_DIGITS.start()).map(str::to_owned)
}

/// Parts between commas and line ends that say where somebody lives: those with a number or of several words, and the postcode.
fn address_parts(address: &str) -> Vec<String> {
    let mut found = Vec::new();
    for part in address.split([',', ';', '\n']).map(folded_words) {
        let words: Vec<&str> = part.split_whitespace().collect();
        let postcodes = words.windows(2).map(|pair| pair.join(" ")).filter(|pair| is_postcode(pair));
        found.extend(postcodes);
        if words.len() > 1 || part.contains(|c: char| c.is_ascii_digit()) && part.len() > 4 {
            found.push(part);
        }
    }
    found
}

/// `ph1 5ab`: a postcode of the United Kingdom in folded words.
fn is_postcode(part: &str) -> bool {
    let Some((area, inward)) = part.split_once(' ') else { return false };
    let digit_then_letters = |text: &str| {
        let mut letters = text.chars();
        letters.next().is_some_and(|c| c.is_ascii_digit()) && letters.all(|c| c.is_ascii_lowercase())
    };
    (2..=4).contains(&area.len())
        && area.starts_with(|c: char| c.is_ascii_lowercase())
        && area.contains(|c: char| c.is_ascii_digit())
        && inward.len() == 3
        && digit_then_letters(inward)
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
