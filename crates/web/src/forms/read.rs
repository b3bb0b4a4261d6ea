//! From what was typed to typed values, collecting every error on the way.

use redress_domain::case::{Due, FieldError};
use redress_domain::procedure::Means;
use redress_domain::staff::UserId;
use redress_domain::time::{Date, Instant, Zone, parse_date, parse_local};
use redress_domain::words::Word;

use super::Typed;
use super::pence::pence_of;

/// Reads the fields of one form. Fields that are empty but needed, and those that make no sense, become errors;
/// whether the rules allow what they say is for the domain.
#[derive(Debug)]
pub(crate) struct Read<'a> {
    typed: &'a Typed,
    errors: Vec<FieldError>,
}

impl<'a> Read<'a> {
    pub(crate) fn new(typed: &'a Typed) -> Self {
        Self { typed, errors: Vec::new() }
    }

    pub(crate) fn typed(&self) -> &'a Typed {
        self.typed
    }

    pub(crate) fn refuse(&mut self, field: &str, code: &'static str, message: impl Into<String>) {
        self.errors.push(FieldError::new(field, code, message));
    }

    /// A text that has to be there.
    pub(crate) fn required(&mut self, name: &str, message: &str) -> Option<String> {
        let text = self.optional(name);
        if text.is_none() {
            self.refuse(name, "required", message);
        }
        text
    }

    pub(crate) fn optional(&self, name: &str) -> Option<String> {
        Some(self.typed.get(name)).filter(|text| !text.is_empty()).map(str::to_owned)
    }

    /// A word of a closed vocabulary that has to be chosen.
    pub(crate) fn word<W: Word>(&mut self, name: &str, message: &str) -> Option<W> {
        let word = W::from_id(self.typed.get(name));
        if word.is_none() {
            self.refuse(name, "required", message);
        }
        word
    }

    /// Yes or no, which has to be answered.
    pub(crate) fn yes_no(&mut self, name: &str, message: &str) -> Option<bool> {
        let answer = self.optional_yes_no(name);
        if answer.is_none() {
            self.refuse(name, "required", message);
        }
        answer
    }

    /// Yes or no, where it may be left open.
    pub(crate) fn optional_yes_no(&self, name: &str) -> Option<bool> {
        match self.typed.get(name) {
            "yes" => Some(true),
            "no" => Some(false),
            _ => None,
        }
    }

    /// Whether a box was ticked.
    pub(crate) fn ticked(&self, name: &str) -> bool {
        self.typed.is(name, "yes")
    }

    /// Everything that was chosen of a list.
    pub(crate) fn chosen(&self, name: &str) -> Vec<String> {
        self.typed.all(name).filter(|id| !id.is_empty()).map(str::to_owned).collect()
    }

    /// By what means, where it may be left out: nothing chosen is `None` inside.
    pub(crate) fn optional_means(&mut self, name: &str) -> Option<Option<Means>> {
        if self.typed.is_empty(name) {
            return Some(None);
        }
        self.word(name, "Choose one of the means offered.").map(Some)
    }

    /// A whole number that may be left out; commas between thousands are let through.
    pub(crate) fn optional_number(&mut self, name: &str, message: &str) -> Option<Option<u32>> {
        if self.typed.is_empty(name) {
            return Some(None);
        }
        let number = self.typed.get(name).replace(',', "").parse().ok();
        if number.is_none() {
            self.refuse(name, "not-a-number", message);
        }
        number.map(Some)
    }

    pub(crate) fn date(&mut self, name: &str, message: &str) -> Option<Date> {
        if self.typed.is_empty(name) {
            self.refuse(name, "required", message);
            return None;
        }
        self.parsed_date(name)
    }

    /// A day that may be left out.
    pub(crate) fn optional_date(&mut self, name: &str) -> Option<Option<Date>> {
        if self.typed.is_empty(name) { Some(None) } else { self.parsed_date(name).map(Some) }
    }

    /// A day and a time of day, in London.
    pub(crate) fn instant(&mut self, name: &str, message: &str) -> Option<Instant> {
        self.date(name, message)?;
        if self.typed.is_empty(&format!("{name}_time")) {
            self.refuse(name, "required", "Enter the time as well, for example 14:20.");
            return None;
        }
        self.local(name)
    }

    /// A day with a time of day where one was typed.
    pub(crate) fn due(&mut self, name: &str, message: &str) -> Option<Due> {
        let on = self.date(name, message)?;
        if self.typed.is_empty(&format!("{name}_time")) {
            return Some(Due::On(on));
        }
        self.local(name).map(Due::At)
    }

    /// Somebody who works here.
    pub(crate) fn person(&mut self, name: &str, message: &str) -> Option<UserId> {
        self.required(name, message).map(UserId::new)
    }

    /// Somebody who works here, where it may be left out.
    pub(crate) fn optional_person(&self, name: &str) -> Option<UserId> {
        self.optional(name).map(UserId::new)
    }

    /// An amount in pounds, as `12`, `12.5`, `12.50` or `£1,200.00`, in pence.
    pub(crate) fn pence(&mut self, name: &str) -> Option<u64> {
        let text = self.typed.get(name);
        let pence = pence_of(text);
        if pence.is_none() && text.contains(',') {
            self.refuse(name, "not-an-amount", "Write pounds and pence with a point: 12.50");
        } else if pence.is_none() {
            self.refuse(name, "not-an-amount", "Enter an amount in pounds, for example 25 or 12.50.");
        }
        pence
    }

    /// The value, if every field could be read.
    ///
    /// # Errors
    /// Every field that is missing or wrong.
    pub(crate) fn finish<T>(self, value: Option<T>) -> Result<T, Vec<FieldError>> {
        match value {
            Some(value) if self.errors.is_empty() => Ok(value),
            _ => Err(self.errors),
        }
    }

    fn parsed_date(&mut self, name: &str) -> Option<Date> {
        let parsed = parse_date(self.typed.get(name));
        parsed.map_err(|error| self.refuse(name, error.code(), error.to_string())).ok()
    }

    fn local(&mut self, name: &str) -> Option<Instant> {
        let time = self.typed.get(&format!("{name}_time"));
        // Browsers may send seconds, which are of no use here.
        let minutes = time.get(..5).unwrap_or(time);
        let parsed = parse_local(&format!("{}T{minutes}", self.typed.get(name)), Zone::LONDON);
        parsed
            .map_err(|_| self.refuse(name, "not-a-time", "Enter the time as hours and minutes, for example 14:20."))
            .ok()
    }
}
