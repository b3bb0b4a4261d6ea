//! The organisation's own words for person, case and cases, put into the text of a procedure (R2).

use std::cmp::Reverse;

use super::check::line_fault;
use super::finding::{Finding, Severity};
use super::model::Terms;
use super::read;

/// Most characters of a word that a version carries.
const LONGEST_MARK: usize = 60;

/// Words of the organisation in place of those a procedure has; where one is absent, the procedure's own stays.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OwnWords {
    /// The one who complains: "resident".
    pub person: Option<String>,
    /// What is handled: "complaint".
    pub case: Option<String>,
    /// Plural of `case`.
    pub cases: Option<String>,
}

impl OwnWords {
    /// Whether the procedure's own words all stay.
    pub fn is_empty(&self) -> bool {
        self.each().iter().all(|(_, word)| word.is_none())
    }

    /// What keeps the words from standing in a procedure, by the rule that holds for those of a file. The place of a
    /// finding is `person`, `case` or `cases`.
    pub fn check(&self) -> Vec<Finding> {
        let faults = self.each().into_iter().filter_map(|(name, word)| Some((name, line_fault(word?)?)));
        let finding = |(name, (code, message)): (&str, _)| Finding {
            severity: Severity::Error,
            code,
            at: name.to_owned(),
            message,
            requirement: Some("R2".to_owned()),
        };
        faults.map(finding).collect()
    }

    /// The text of a procedure with these words. A text in other words is another version, so the version says them:
    /// `1.0` becomes `1.0-resident.complaint.complaints`. All else stays as it is, byte for byte.
    ///
    /// What is no procedure, and what has these words already, comes back unchanged.
    pub fn put_into(&self, text: &str) -> String {
        let Ok((definition, source)) = read::definition("", text.as_bytes()) else { return text.to_owned() };
        let terms = self.over(&definition.terms);
        if terms == definition.terms {
            return text.to_owned();
        }
        let before = definition.version.strip_suffix(&mark(&definition.terms)).unwrap_or(&definition.version);
        let version = format!("{before}{}", mark(&terms));
        let values = [
            ("version", version, definition.version),
            ("terms.person", terms.person, definition.terms.person),
            ("terms.case", terms.case, definition.terms.case),
            ("terms.cases", terms.cases, definition.terms.cases),
        ];
        let changed = values.into_iter().filter(|(_, new, old)| new != old);
        let mut edits: Vec<_> = changed.filter_map(|(path, new, _)| Some((source.span(path)?, new))).collect();
        // From the end, so that the places before it still hold.
        edits.sort_by_key(|(span, _)| Reverse(span.start));
        let mut worded = text.to_owned();
        for (span, value) in edits {
            worded.replace_range(span, &toml::Value::String(value).to_string());
        }
        worded
    }

    fn each(&self) -> [(&'static str, Option<&str>); 3] {
        [("person", self.person.as_deref()), ("case", self.case.as_deref()), ("cases", self.cases.as_deref())]
    }

    fn over(&self, terms: &Terms) -> Terms {
        let or = |word: &Option<String>, own: &str| word.as_deref().map_or(own, str::trim).to_owned();
        Terms {
            person: or(&self.person, &terms.person),
            case: or(&self.case, &terms.case),
            cases: or(&self.cases, &terms.cases),
        }
    }
}

/// What a version says of its words. Two wordings with one mark do not pass for each other: a version that is kept is
/// refused with another text.
fn mark(terms: &Terms) -> String {
    let [person, case, cases] = [&terms.person, &terms.case, &terms.cases].map(|word| {
        let plain = |c: char| match c {
            ' ' => '-',
            c if c.is_alphanumeric() => c,
            _ => '_',
        };
        word.chars().take(LONGEST_MARK).map(plain).collect::<String>()
    });
    format!("-{person}.{case}.{cases}")
}
