//! Whether somebody could be recognised in a text for others: references, names, and ways to reach people (R103, R110).
//!
//! What is shaped like an email address, a telephone number or a postcode is refused whoever's it is. Names are compared with
//! those of the staff and of the people of the newest cases; in a text about a case, every part of the names of its own people
//! counts. The refusal says in which field something stands and of what kind it is, and never repeats it. No program knows every
//! name: what nobody has on record is left to whoever reads the text.

mod names;
mod references;
mod shapes;
mod text;

use std::collections::{BTreeMap, BTreeSet, HashSet};

use redress_domain::case::FieldError;
use redress_domain::procedure::ReferencePattern;
use redress_store::{Behind, Reader, any_reference, folded_words, list_behind, list_newest_behind, list_procedures};

use self::names::Names;
use self::shapes::PHONE_DIGITS;
use self::text::Text;
use crate::error::AppError;
use crate::settings::{Settings, SettingsCache};

/// How many of an organisation's newest cases a text is compared with, beside those that it is about.
const CASES_COMPARED: u32 = 20_000;
/// Most words of a part of an address.
const ADDRESS_WORDS: usize = 8;

/// What a text must not tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Reference,
    Name,
    StaffName,
    Email,
    Phone,
    Postcode,
    Address,
}

impl Kind {
    fn error(self, field: &str) -> FieldError {
        let (code, what) = match self {
            Self::Reference => ("names-case", "the reference of a case"),
            Self::Name => {
                ("names-person", "a name, or part of one, of somebody whose case is on record, or a title with a name")
            }
            Self::StaffName => ("names-staff", "a name, or part of one, of a member of staff"),
            Self::Email => ("holds-email", "an email address"),
            Self::Phone => ("holds-phone", "a telephone number"),
            Self::Postcode => ("holds-postcode", "a postcode"),
            Self::Address => ("holds-address", "the address of somebody whose case is on record"),
        };
        FieldError::new(field, code, format!("This holds {what}. Take it out, or say it in other words."))
    }
}

/// What is known of the people of some cases, made ready for comparing.
#[derive(Default)]
struct Known {
    people: Names,
    staff: Names,
    /// Last digits of telephone numbers.
    phones: HashSet<String>,
    /// Parts of addresses as folded words.
    addresses: HashSet<String>,
}

/// What is known of an organisation's people.
pub(crate) struct Personal {
    patterns: Vec<ReferencePattern>,
    /// Of the newest cases, of the cases that texts are about, and of the staff.
    everybody: Known,
    /// Of each case that a text is about.
    of_cases: BTreeMap<String, Known>,
}

impl Personal {
    /// What there is to compare texts about some cases with.
    pub(crate) fn of(
        reader: &mut Reader<'_>,
        cache: &SettingsCache,
        settings: &Settings,
        cases: &BTreeSet<String>,
    ) -> Result<Self, AppError> {
        let organisation = &settings.organisation.id;
        let mut patterns: Vec<ReferencePattern> = Vec::new();
        let mut own_words = folded_words(&settings.organisation.name);
        for stored in list_procedures(reader, organisation)? {
            let procedure = cache.procedure(reader, organisation, &stored.id, &stored.version)?;
            if !patterns.contains(&procedure.intake.reference) {
                patterns.push(procedure.intake.reference.clone());
            }
            for role in &procedure.roles {
                own_words = format!("{own_words} {}", folded_words(&role.label));
            }
        }
        // The organisation and its roles may be named, although somebody is called like them.
        let own_words: HashSet<&str> = own_words.split(' ').collect();
        let mut everybody = Known::default();
        everybody.add(&list_newest_behind(reader, organisation, CASES_COMPARED)?, &own_words);
        for staff in settings.staffing.iter() {
            everybody.staff.add_staff(&staff.name, &own_words);
        }
        let behind = list_behind(reader, organisation, cases)?;
        behind.values().for_each(|behind| everybody.add(behind, &own_words));
        let of_cases = behind.iter().map(|(reference, behind)| (reference.clone(), Known::of_case(behind, &own_words)));
        Ok(Self { patterns, of_cases: of_cases.collect(), everybody })
    }

    /// Everything in a field that tells who somebody is, by kind. `about` are the cases that it is about.
    pub(crate) fn told_in<'c>(
        &self,
        reader: &mut Reader<'_>,
        settings: &Settings,
        field: &str,
        text: &str,
        about: impl IntoIterator<Item = &'c String>,
    ) -> Result<Vec<FieldError>, AppError> {
        let text = Text::of(text);
        let is_reference = references::stand_in(&text, &self.patterns)
            || any_reference(reader, &settings.organisation.id, &references::candidates(&text))?;
        let about = about.into_iter().filter_map(|reference| self.of_cases.get(reference));
        let known: Vec<&Known> = about.chain([&self.everybody]).collect();
        let checks = [
            (Kind::Reference, is_reference),
            (Kind::Name, text.names_by_title() || known.iter().any(|known| known.people.stand_in(&text))),
            (Kind::StaffName, known.iter().any(|known| known.staff.stand_in(&text))),
            (Kind::Email, shapes::has_email(&text.plain)),
            (Kind::Phone, shapes::has_phone(&text.plain) || known.iter().any(|known| known.has_phone(&text))),
            (Kind::Postcode, shapes::has_postcode(&text.plain)),
            (Kind::Address, known.iter().any(|known| known.has_address(&text))),
        ];
        Ok(checks.into_iter().filter(|(_, found)| *found).map(|(kind, _)| kind.error(field)).collect())
    }
}

impl Known {
    fn add(&mut self, behind: &Behind, own_words: &HashSet<&str>) {
        for party in &behind.people {
            self.people.add_person(&party.name, own_words);
            self.phones.extend(party.phone.as_deref().and_then(shapes::last_digits));
            // `High Street` is many people's; a house in it is somebody's.
            let parts = party.address.as_deref().into_iter().flat_map(address_parts);
            self.addresses.extend(parts.filter(|part| part.contains(|c: char| c.is_ascii_digit())));
        }
        behind.staff.iter().for_each(|name| self.staff.add_staff(name, own_words));
    }

    fn of_case(behind: &Behind, own_words: &HashSet<&str>) -> Self {
        let mut known = Self::default();
        for party in &behind.people {
            known.people.add_all_of(&party.name, own_words);
            known.addresses.extend(party.address.as_deref().into_iter().flat_map(address_parts));
        }
        behind.staff.iter().for_each(|name| known.staff.add_all_of(name, own_words));
        known
    }

    fn has_phone(&self, text: &Text) -> bool {
        let is_known = |run: &String| {
            let part = |at: usize, length: usize| run.get(at..at.saturating_add(length));
            let parts = |at: usize| PHONE_DIGITS.filter_map(move |length| part(at, length));
            (0..run.len()).any(|at| parts(at).any(|part| self.phones.contains(part)))
        };
        !self.phones.is_empty() && shapes::digit_runs(&text.plain).iter().any(is_known)
    }

    fn has_address(&self, text: &Text) -> bool {
        !self.addresses.is_empty()
            && text.phrases(ADDRESS_WORDS).any(|words| self.addresses.contains(&text::phrase(words)))
    }
}

/// Parts between commas and line ends that say where somebody lives: those of several words.
fn address_parts(address: &str) -> Vec<String> {
    let parts = address.split([',', ';', '\n']).map(folded_words);
    parts.filter(|part| (2..=ADDRESS_WORDS).contains(&part.split_whitespace().count())).collect()
}
