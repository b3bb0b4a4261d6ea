//! Taking other people out of what somebody is given: staff are named by what they do, everybody else not at all.

use std::collections::BTreeSet;

use redress_domain::case::{By, LeftOut, Party};
use redress_domain::procedure::Procedure;
use redress_domain::staff::{Staff, UserId};
use redress_store::Person;
use serde_json::Value;

use crate::settings::Settings;

/// Shortest part of a name that is taken out alone, in letters.
const LETTERS: usize = 3;

/// Who is taken out, and what stands there instead.
pub(super) struct Names<'a> {
    settings: &'a Settings,
    procedure: &'a Procedure,
    others: Vec<(String, String, LeftOut)>,
    /// Parts of the person's own name, which stay.
    own: BTreeSet<String>,
    /// What was taken out so far.
    pub(super) left_out: BTreeSet<LeftOut>,
}

impl<'a> Names<'a> {
    /// Everybody of the organisation and of the case but one.
    pub(super) fn but(
        own: &Party,
        number: u32,
        people: &[Person],
        settings: &'a Settings,
        procedure: &'a Procedure,
    ) -> Self {
        let mut names = Self {
            settings,
            procedure,
            others: Vec::new(),
            own: parts(&own.name).map(str::to_lowercase).collect(),
            left_out: BTreeSet::new(),
        };
        for person in people.iter().filter(|person| person.number != number) {
            let Party { name, email, phone, address } = &person.party;
            let texts = [Some(name), email.as_ref(), phone.as_ref(), address.as_ref()].into_iter().flatten();
            for text in texts {
                names.add(text, "[somebody else]", LeftOut::OtherPeople);
            }
            names.add_parts(name, "[somebody else]", LeftOut::OtherPeople);
        }
        for staff in settings.staffing.iter() {
            let role = names.role(staff);
            names.add(&staff.name, &role, LeftOut::StaffNames);
            names.add(&staff.email, &role, LeftOut::StaffNames);
            names.add_parts(&staff.name, &role, LeftOut::StaffNames);
        }
        // The longest first, so that no name is taken out in the middle of another.
        names.others.sort_by_key(|(name, ..)| std::cmp::Reverse(name.len()));
        names
    }

    /// A text without them.
    pub(super) fn without(&mut self, text: &str) -> String {
        if let Some(staff) = self.settings.staffing.find(&UserId::new(text)) {
            self.left_out.insert(LeftOut::StaffNames);
            return self.role(staff);
        }
        let mut text = text.to_owned();
        for (name, instead, kind) in &self.others {
            let replaced = replace_words(&text, name, instead);
            if replaced != text {
                self.left_out.insert(*kind);
                text = replaced;
            }
        }
        text
    }

    /// Every text in a value without them.
    pub(super) fn without_in(&mut self, value: &mut Value) {
        match value {
            Value::String(text) => *text = self.without(text),
            Value::Array(values) => values.iter_mut().for_each(|value| self.without_in(value)),
            Value::Object(fields) => fields.values_mut().for_each(|value| self.without_in(value)),
            Value::Null | Value::Bool(_) | Value::Number(_) => {}
        }
    }

    /// Who did something, by what they do here.
    pub(super) fn by(&mut self, by: &By) -> String {
        match by {
            By::User(user) => self.without(user.as_str()),
            By::Operator => "the administrator of the system".to_owned(),
            By::Public => "the public form".to_owned(),
        }
    }

    fn role(&self, staff: &Staff) -> String {
        let labels = staff.roles.iter().filter_map(|id| self.procedure.roles.iter().find(|role| role.id == *id));
        match labels.map(|role| role.label.as_str()).next() {
            Some(label) => format!("[member of staff: {label}]"),
            None => "[member of staff]".to_owned(),
        }
    }

    fn add(&mut self, text: &str, instead: &str, kind: LeftOut) {
        if !text.trim().is_empty() {
            self.others.push((text.trim().to_owned(), instead.to_owned(), kind));
        }
    }

    fn add_parts(&mut self, name: &str, instead: &str, kind: LeftOut) {
        for part in parts(name) {
            if !self.own.contains(&part.to_lowercase()) {
                self.add(part, instead, kind);
            }
        }
    }
}

/// The words of a name that tell whose it is.
fn parts(name: &str) -> impl Iterator<Item = &str> {
    name.split_whitespace().filter(|part| part.chars().count() >= LETTERS)
}

/// Replaces a text where it stands as whole words, in the letters it is written in.
fn replace_words(text: &str, name: &str, instead: &str) -> String {
    let mut done = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(name) {
        let (before, from) = rest.split_at(at);
        let after = from.get(name.len()..).unwrap_or_default();
        let begins = !before.ends_with(char::is_alphanumeric);
        let ends = !after.starts_with(char::is_alphanumeric);
        done.push_str(before);
        done.push_str(if begins && ends { instead } else { name });
        rest = after;
    }
    done.push_str(rest);
    done
}

#[cfg(test)]
mod tests {
    use super::replace_words;

    #[test]
    fn names_go_as_whole_words_alone() {
        assert_eq!(replace_words("Ann and Annabel met Ann.", "Ann", "[x]"), "[x] and Annabel met [x].");
        assert_eq!(replace_words("éAnn Ann", "Ann", "[x]"), "éAnn [x]");
    }
}
