//! What somebody typed into a form, kept as it came so that nothing is lost when it is refused.

use redress_domain::time::{Date, Instant, Zone};
use sha2::{Digest, Sha256};

/// Most fields one form may send.
const FIELDS_LIMIT: usize = 1_000;

/// Fields that say how a form was sent and not what was typed.
const ABOUT_SENDING: [&str; 3] = ["csrf", "form_token", "version"];

/// The fields of a form by name.
#[derive(Debug, Clone, Default)]
pub(crate) struct Typed {
    pairs: Vec<(String, String)>,
}

impl Typed {
    /// Reads a form's body. `None` for anything else, and for far more fields than any form has.
    pub(crate) fn parse(body: &[u8]) -> Option<Self> {
        let pairs: Vec<(String, String)> = serde_html_form::from_bytes(body).ok()?;
        (pairs.len() <= FIELDS_LIMIT).then_some(Self { pairs })
    }

    /// What was typed into a field, without white space around; empty where there is no such field.
    pub(crate) fn get(&self, name: &str) -> &str {
        self.all(name).next().unwrap_or_default()
    }

    /// What was typed to the letter, white space around it included: for passwords.
    pub(crate) fn raw(&self, name: &str) -> &str {
        self.pairs.iter().find(|(given, _)| given == name).map_or("", |(_, value)| value)
    }

    /// Everything that was chosen under a name.
    pub(crate) fn all<'a, 'n>(&'a self, name: &'n str) -> impl Iterator<Item = &'a str> + use<'a, 'n> {
        self.pairs.iter().filter(move |(given, _)| given == name).map(|(_, value)| value.trim())
    }

    /// The names of all fields.
    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        self.pairs.iter().map(|(name, _)| name.as_str())
    }

    pub(crate) fn is_empty(&self, name: &str) -> bool {
        self.get(name).is_empty()
    }

    pub(crate) fn is(&self, name: &str, value: &str) -> bool {
        self.all(name).any(|given| given == value)
    }

    /// Fills a field in.
    pub(crate) fn with(mut self, name: &str, value: impl Into<String>) -> Self {
        self.pairs.push((name.to_owned(), value.into()));
        self
    }

    /// Fills in a day and a time of day.
    pub(crate) fn with_instant(self, name: &str, at: Instant) -> Self {
        self.with(name, at.local_date(Zone::LONDON).to_string())
            .with(&format!("{name}_time"), at.local_time(Zone::LONDON))
    }

    /// Fills in a day.
    pub(crate) fn with_date(self, name: &str, on: Date) -> Self {
        self.with(name, on.to_string())
    }

    /// The digest by which a form sent twice to the same path is known to be the same.
    pub(crate) fn digest(&self, path: &str) -> [u8; 32] {
        let mut digest = Sha256::new();
        let mut add = |part: &str| {
            digest.update(u64::try_from(part.len()).unwrap_or(u64::MAX).to_be_bytes());
            digest.update(part.as_bytes());
        };
        add(path);
        for (name, value) in self.pairs.iter().filter(|(name, _)| !ABOUT_SENDING.contains(&name.as_str())) {
            add(name);
            add(value);
        }
        digest.finalize().into()
    }
}
