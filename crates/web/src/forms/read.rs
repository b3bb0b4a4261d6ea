//! From what was typed to typed values, collecting every error on the way.

use redress_domain::case::{Due, FieldError};
use redress_domain::procedure::Means;
use redress_domain::staff::UserId;
use redress_domain::time::{Date, Instant, Zone, parse_date, parse_local};
use redress_domain::words::Word;

use super::Typed;

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

    /// By what means, where it may be left out: nothing chosen is `None` inside.
    pub(crate) fn optional_means(&mut self, name: &str) -> Option<Option<Means>> {
        if self.typed.is_empty(name) {
            return Some(None);
        }
        self.word(name, "Choose one of the means offered.").map(Some)
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

fn pence_of(text: &str) -> Option<u64> {
    let plain = text.trim().trim_start_matches('£');
    let (pounds, pence) = plain.split_once('.').unwrap_or((plain, ""));
    // A comma parts thousands and nothing else: `12,50` may be meant as £12.50 and must not become £1,250.
    let mut groups = pounds.split(',');
    if groups.next().is_some_and(str::is_empty) || groups.any(|group| group.len() != 3) {
        return None;
    }
    let pounds = pounds.replace(',', "");
    let digits = |text: &str| text.chars().all(|c| c.is_ascii_digit());
    if pounds.is_empty() || pence.len() > 2 || !digits(&pounds) || !digits(pence) {
        return None;
    }
    let pence: u64 = format!("{pence:0<2}").parse().ok()?;
    pounds.parse::<u64>().ok()?.checked_mul(100)?.checked_add(pence)
}

#[cfg(test)]
mod tests {
    use super::pence_of;

    #[test]
    fn money_is_read_in_pounds_and_kept_in_pence() {
        for (text, pence) in [
            ("25", 2_500),
            ("12.5", 1_250),
            ("12.05", 1_205),
            ("£1,200.00", 120_000),
            ("1,250", 125_000),
            ("1,250.50", 125_050),
            ("0.01", 1),
        ] {
            assert_eq!(pence_of(text), Some(pence), "{text}");
        }
    }

    #[test]
    fn what_is_no_amount_is_refused() {
        for text in [
            "12,50",
            "1,2",
            ",250",
            "1,250,",
            "1.250,50",
            "",
            ".",
            "-5",
            "1.234",
            "12p",
            "1e3",
            "99999999999999999999",
            "½",
        ] {
            assert_eq!(pence_of(text), None, "{text}");
        }
    }
}
