//! What changed between two procedures, named by path in the procedure's own terms.
//!
//! It compares trees of values, so that a field the vocabulary gains is compared without a word here.

use serde::Serialize;
use toml::{Table, Value};

use super::Definition;

/// Fields that name an element of a list, the first that it has; elements are matched by them and not by position.
const NAMING_FIELDS: [&str; 4] = ["id", "kind", "part", "requirement"];

/// One difference.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Change {
    /// As findings give it: `clocks.resolve.length`.
    pub path: String,
    #[serde(flatten)]
    pub what: What,
}

/// What kind of difference, with the values it is between.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(tag = "change", rename_all = "kebab-case")]
pub enum What {
    Added {
        to: Value,
    },
    Removed {
        from: Value,
    },
    Changed {
        from: Value,
        to: Value,
    },
    /// The same elements, by name, in another order.
    Reordered {
        from: Value,
        to: Value,
    },
}

impl What {
    /// `added`, `removed`, `changed` or `reordered`.
    pub fn id(&self) -> &'static str {
        match self {
            Self::Added { .. } => "added",
            Self::Removed { .. } => "removed",
            Self::Changed { .. } => "changed",
            Self::Reordered { .. } => "reordered",
        }
    }

    /// What was there before, as text to read.
    pub fn from_text(&self) -> Option<String> {
        match self {
            Self::Added { .. } => None,
            Self::Removed { from } | Self::Changed { from, .. } | Self::Reordered { from, .. } => Some(text(from)),
        }
    }

    /// What is there now, as text to read.
    pub fn to_text(&self) -> Option<String> {
        match self {
            Self::Removed { .. } => None,
            Self::Added { to } | Self::Changed { to, .. } | Self::Reordered { to, .. } => Some(text(to)),
        }
    }
}

/// Every difference between two procedures, in order of path; a field left out is the same as its default written down.
///
/// # Errors
/// When a procedure cannot be written as TOML, which one that was read from TOML always can.
pub fn diff(from: &Definition, to: &Definition) -> Result<Vec<Change>, toml::ser::Error> {
    let mut changes = Changes { list: Vec::new() };
    changes.tables("", &Table::try_from(from)?, &Table::try_from(to)?);
    Ok(changes.list)
}

struct Changes {
    list: Vec<Change>,
}

impl Changes {
    fn add(&mut self, path: &str, what: What) {
        self.list.push(Change { path: path.to_owned(), what });
    }

    fn values(&mut self, path: &str, from: Option<&Value>, to: Option<&Value>) {
        match (from, to) {
            (Some(Value::Table(from)), Some(Value::Table(to))) => self.tables(path, from, to),
            (Some(Value::Array(from)), Some(Value::Array(to))) => self.lists(path, from, to),
            (Some(from), Some(to)) if from != to => {
                self.add(path, What::Changed { from: from.clone(), to: to.clone() });
            }
            (Some(from), None) => self.add(path, What::Removed { from: from.clone() }),
            (None, Some(to)) => self.add(path, What::Added { to: to.clone() }),
            _ => {}
        }
    }

    fn tables(&mut self, path: &str, from: &Table, to: &Table) {
        let new = to.keys().filter(|key| !from.contains_key(*key));
        for key in from.keys().chain(new) {
            let path = if path.is_empty() { key.clone() } else { format!("{path}.{key}") };
            self.values(&path, from.get(key), to.get(key));
        }
    }

    fn lists(&mut self, path: &str, from: &[Value], to: &[Value]) {
        match (named(from), named(to)) {
            (Some(from), Some(to)) => self.named_lists(path, &from, &to),
            _ if from.len() == to.len() && from.iter().chain(to).all(Value::is_table) => {
                for (index, (from, to)) in from.iter().zip(to).enumerate() {
                    self.values(&format!("{path}[{index}]"), Some(from), Some(to));
                }
            }
            _ => self.plain_lists(path, from, to),
        }
    }

    fn named_lists(&mut self, path: &str, from: &[(&str, &Value)], to: &[(&str, &Value)]) {
        let find = |list: &[(&str, &Value)], name: &str| list.iter().any(|(other, _)| *other == name);
        for (name, value) in from {
            let there = to.iter().find(|(other, _)| other == name).map(|(_, value)| *value);
            self.values(&format!("{path}.{name}"), Some(value), there);
        }
        for (name, value) in to.iter().filter(|(name, _)| !find(from, name)) {
            self.values(&format!("{path}.{name}"), None, Some(value));
        }
        let kept = |list: &[(&str, &Value)], other: &[(&str, &Value)]| -> Vec<Value> {
            list.iter().filter(|(name, _)| find(other, name)).map(|(name, _)| Value::from(*name)).collect()
        };
        self.order(path, kept(from, to), kept(to, from));
    }

    /// Lists of words: what one has and the other has not.
    fn plain_lists(&mut self, path: &str, from: &[Value], to: &[Value]) {
        let (gone, come) = (without(from, to), without(to, from));
        if gone.is_empty() && come.is_empty() {
            self.order(path, from.to_vec(), to.to_vec());
        }
        for from in gone {
            self.add(path, What::Removed { from });
        }
        for to in come {
            self.add(path, What::Added { to });
        }
    }

    fn order(&mut self, path: &str, from: Vec<Value>, to: Vec<Value>) {
        if from != to {
            self.add(path, What::Reordered { from: Value::Array(from), to: Value::Array(to) });
        }
    }
}

/// The elements with their names, where each is a table with a name of its own.
fn named(list: &[Value]) -> Option<Vec<(&str, &Value)>> {
    let mut named: Vec<(&str, &Value)> = Vec::with_capacity(list.len());
    for value in list {
        let table = value.as_table()?;
        let name = NAMING_FIELDS.iter().find_map(|field| table.get(*field)).and_then(Value::as_str)?;
        if named.iter().any(|(other, _)| *other == name) {
            return None;
        }
        named.push((name, value));
    }
    Some(named)
}

/// The elements of one list that the other has not, each as often as it is missing.
fn without(list: &[Value], other: &[Value]) -> Vec<Value> {
    let mut other: Vec<&Value> = other.iter().collect();
    let missing = |value: &&Value| match other.iter().position(|there| there == value) {
        Some(at) => {
            other.swap_remove(at);
            false
        }
        None => true,
    };
    list.iter().filter(missing).cloned().collect()
}

/// A value to read: words as they are, lists of words with commas, anything larger as TOML.
fn text(value: &Value) -> String {
    match value {
        Value::String(text) if text.is_empty() => "\"\"".to_owned(),
        Value::String(text) => text.trim_end().to_owned(),
        Value::Array(list) if list.iter().all(|value| !value.is_table() && !value.is_array()) => {
            list.iter().map(text).collect::<Vec<_>>().join(", ")
        }
        Value::Table(table) => toml::to_string(table).unwrap_or_else(|_| value.to_string()).trim_end().to_owned(),
        other => other.to_string(),
    }
}
