//! The text of a procedure with its places: from the path of a field to its line, and from a place to a path.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// Fields by which an element of a list is named in a path, the first that it has.
const NAMING_FIELDS: [&str; 3] = ["id", "kind", "part"];

/// Fields that a file may leave out; a path to one exists wherever its parent does. `*` stands for one element.
const OPTIONAL_FIELDS: [&str; 19] = [
    "actions.early_target",
    "adoption",
    "clocks.*.early_target",
    "clocks.*.extension",
    "clocks.*.satisfied_by",
    "clocks.*.timescale",
    "compensation.bands",
    "escalation.window_months",
    "external_bodies",
    "intake.checklist",
    "intake.required_fields",
    "missing_parts",
    "natures",
    "parts",
    "service_areas",
    "settled",
    "stages.*.first_contact",
    "stages.*.independent",
    "stages.*.owner_excluded",
];

/// The text and its tree with positions.
#[derive(Debug)]
pub(super) struct Source<'t> {
    file: String,
    text: &'t str,
    root: Spanned<DeValue<'t>>,
}

impl<'t> Source<'t> {
    /// Parses the text once more, this time for its positions.
    pub(super) fn parse(file: &str, text: &'t str) -> Result<Self, toml::de::Error> {
        let root = DeTable::parse(text)?;
        let span = root.span();
        Ok(Self { file: file.to_owned(), text, root: Spanned::new(span, DeValue::Table(root.into_inner())) })
    }

    /// `file:line:column` of an offset into the text; the file alone where there is none.
    pub(super) fn place(file: &str, text: &str, offset: Option<usize>) -> String {
        let Some(before) = offset.and_then(|offset| text.get(..offset)) else {
            return file.to_owned();
        };
        let line = 1 + before.matches('\n').count();
        let column = 1 + before.chars().rev().take_while(|c| *c != '\n').count();
        format!("{file}:{line}:{column}")
    }

    /// `file:line:column path` of an offset into the text.
    pub(super) fn at_offset(&self, offset: Option<usize>) -> String {
        let place = Self::place(&self.file, self.text, offset);
        let path = self.path_at(offset.unwrap_or(0));
        if path.is_empty() { place } else { format!("{place} {path}") }
    }

    /// `file:line path` of a field; the line of its nearest parent where the file leaves it out.
    pub(super) fn at_path(&self, path: &str) -> String {
        let (offset, _) = self.walk(path);
        let before = self.text.get(..offset).unwrap_or("");
        format!("{}:{} {path}", self.file, 1 + before.matches('\n').count())
    }

    /// Whether the vocabulary has this field here, written out or left to its default.
    pub(super) fn has_field(&self, path: &str) -> bool {
        let (_, found) = self.walk(path);
        found || self.is_left_out(path)
    }

    fn is_left_out(&self, path: &str) -> bool {
        let parent_exists = path.rsplit_once('.').is_none_or(|(parent, _)| self.walk(parent).1);
        parent_exists && OPTIONAL_FIELDS.iter().any(|pattern| matches_pattern(pattern, path))
    }

    /// Follows a path as far as it goes: the offset reached, and whether that is its end.
    fn walk(&self, path: &str) -> (usize, bool) {
        let mut value = &self.root;
        let mut offset = 0;
        for segment in segments(path) {
            let Some((at, child)) = child(value, segment) else {
                return (offset, false);
            };
            (offset, value) = (at, child);
        }
        (offset, true)
    }

    /// Path of the deepest value that begins at or before an offset.
    fn path_at(&self, offset: usize) -> String {
        let mut path = String::new();
        let mut value = &self.root;
        loop {
            let next = children(value).into_iter().filter(|next| next.start <= offset).max_by_key(|next| next.start);
            let Some(next) = next else { return path };
            if !path.is_empty() && !next.name.starts_with('[') {
                path.push('.');
            }
            path.push_str(&next.name);
            value = next.value;
        }
    }
}

struct Child<'v, 't> {
    name: String,
    start: usize,
    value: &'v Spanned<DeValue<'t>>,
}

fn children<'v, 't>(value: &'v Spanned<DeValue<'t>>) -> Vec<Child<'v, 't>> {
    match value.get_ref() {
        DeValue::Table(table) => table
            .iter()
            .map(|(key, value)| Child { name: key.get_ref().to_string(), start: key.span().start, value })
            .collect(),
        DeValue::Array(array) => array
            .iter()
            .enumerate()
            .map(|(index, value)| {
                let name = name_of(value).map_or_else(|| format!("[{index}]"), str::to_owned);
                Child { name, start: value.span().start, value }
            })
            .collect(),
        _ => Vec::new(),
    }
}

fn name_of<'v>(value: &'v Spanned<DeValue<'_>>) -> Option<&'v str> {
    let DeValue::Table(table) = value.get_ref() else {
        return None;
    };
    let named = |field: &str| table.iter().find(|(key, _)| key.get_ref() == field).map(|(_, value)| value.get_ref());
    NAMING_FIELDS.into_iter().find_map(named).and_then(DeValue::as_str)
}

fn child<'v, 't>(value: &'v Spanned<DeValue<'t>>, segment: &str) -> Option<(usize, &'v Spanned<DeValue<'t>>)> {
    let wanted = segment.strip_prefix('[').and_then(|index| index.parse::<usize>().ok());
    let found = match (value.get_ref(), wanted) {
        (DeValue::Array(_), Some(index)) => children(value).into_iter().nth(index),
        _ => children(value).into_iter().find(|child| child.name == segment),
    };
    found.map(|child| (child.start, child.value))
}

/// `roles[2].id` as `roles`, `[2`, `id`.
fn segments(path: &str) -> impl Iterator<Item = &str> {
    path.split('.').flat_map(|part| {
        let split = part.find('[').unwrap_or(part.len());
        let (name, index) = part.split_at(split);
        [name, index.trim_end_matches(']')].into_iter().filter(|segment| !segment.is_empty())
    })
}

fn matches_pattern(pattern: &str, path: &str) -> bool {
    let (mut expected, mut actual) = (pattern.split('.'), path.split('.'));
    loop {
        match (expected.next(), actual.next()) {
            (None, None) => return true,
            (Some(expected), Some(actual)) if expected == "*" || expected == actual => {}
            _ => return false,
        }
    }
}
