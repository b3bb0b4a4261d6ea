//! The text of a procedure with its places: from the path of a field to its line, and from a place to a path.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// Fields by which an element of a list is named in a path, the first that it has.
const NAMING_FIELDS: [&str; 3] = ["id", "kind", "part"];

/// Fields that a file may leave out; a path to one exists wherever its parent does. `*` stands for one element.
const OPTIONAL_FIELDS: [&str; 116] = [
    "actions.early_target",
    "actions.start",
    "adjustments",
    "adoption",
    "behaviour",
    "clocks.*.classes",
    "clocks.*.close_of_business",
    "clocks.*.early_target",
    "clocks.*.end_of_day",
    "clocks.*.end_rule",
    "clocks.*.extension",
    "clocks.*.extension.approver_role",
    "clocks.*.extension.cap_total",
    "clocks.*.extension.give_outside_contact",
    "clocks.*.extension.good_reason_exceeds",
    "clocks.*.extension.max_count",
    "clocks.*.extension.reasons",
    "clocks.*.extension.tell_customer",
    "clocks.*.fallback",
    "clocks.*.force",
    "clocks.*.month_rule",
    "clocks.*.nonworking_start",
    "clocks.*.pause",
    "clocks.*.pause.approver_role",
    "clocks.*.pause.reasons",
    "clocks.*.repeats",
    "clocks.*.satisfied_by",
    "clocks.*.stages",
    "clocks.*.timescale",
    "clocks.*.warn_at",
    "compensation.bands",
    "compensation.goodwill_when_rejected",
    "compensation.scheme",
    "consent",
    "consent.required_before",
    "escalation.waivable",
    "escalation.window_months",
    "escalation.windows",
    "evidence",
    "external_bodies",
    "external_bodies.*.within_months",
    "info_request",
    "info_request.days",
    "intake.checklist",
    "intake.required_fields",
    "intake.written_required",
    "letters",
    "letters.*.discloses",
    "letters.*.says_finished",
    "missing_parts",
    "natures",
    "parts",
    "points",
    "points.new_issue",
    "points.outcome",
    "provenance",
    "reasonableness",
    "remedies",
    "reopening",
    "repeats",
    "repeats.window_months",
    "report.approval",
    "report.audiences",
    "report.escalated",
    "report.every",
    "report.mask_references",
    "report.outcome_columns",
    "report.publish_within_days",
    "report.rate_base",
    "report.sections",
    "report.sections.*.intro",
    "report.sections.*.title",
    "report.spc",
    "report.spc.in_time_target",
    "report.spc.min_mean",
    "report.spc.min_points",
    "report.spc.months",
    "report.spc.rebase",
    "report.spc.screen_outliers",
    "report.suppress_below",
    "report.timescale_columns",
    "report.total_mean",
    "report.total_percent",
    "report.trend_periods",
    "report.uphold",
    "report.volume_columns",
    "response",
    "response.contents",
    "response.written",
    "retention",
    "retention.automatic",
    "retention.months",
    "retention.rules",
    "retention.rules.*.classes",
    "retention.rules.*.codes",
    "retention.rules.*.outcomes",
    "service_areas",
    "settled",
    "splits",
    "splits.*.asked",
    "splits.*.for_return",
    "splits.*.many",
    "splits.*.special",
    "staff_matters",
    "stages.*.board",
    "stages.*.board.recused",
    "stages.*.filter",
    "stages.*.first_contact",
    "stages.*.independent",
    "stages.*.owner_excluded",
    "stages.*.panel",
    "stages.*.panel.deputies",
    "stages.*.panel.members",
    "stages.*.panel.outsiders",
    "stages.*.panel.questions",
    "time_limit",
];

/// Tables that are there with their defaults where a file leaves them out.
const DEFAULT_TABLES: [&str; 7] =
    ["consent", "info_request", "points", "repeats", "report.spc", "response", "retention"];

/// The text and its tree with positions.
#[derive(Debug)]
pub(super) struct Source<'t> {
    file: String,
    text: &'t str,
    /// Offsets at which lines end.
    line_ends: Vec<usize>,
    root: Spanned<DeValue<'t>>,
}

impl<'t> Source<'t> {
    /// Parses the text once more, this time for its positions.
    pub(super) fn parse(file: &str, text: &'t str) -> Result<Self, toml::de::Error> {
        let root = DeTable::parse(text)?;
        let span = root.span();
        let line_ends = text.match_indices('\n').map(|(offset, _)| offset).collect();
        Ok(Self { file: file.to_owned(), text, line_ends, root: Spanned::new(span, DeValue::Table(root.into_inner())) })
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
        let line = 1 + self.line_ends.partition_point(|end| *end < offset);
        format!("{}:{line} {path}", self.file)
    }

    /// Whether the vocabulary has this field here, written out or left to its default.
    pub(super) fn has_field(&self, path: &str) -> bool {
        let (_, found) = self.walk(path);
        found || self.is_left_out(path)
    }

    fn is_left_out(&self, path: &str) -> bool {
        let is_there = |parent: &str| self.walk(parent).1 || DEFAULT_TABLES.contains(&parent);
        let parent_exists = path.rsplit_once('.').is_none_or(|(parent, _)| is_there(parent));
        parent_exists && OPTIONAL_FIELDS.iter().any(|pattern| matches_pattern(pattern, path))
    }

    /// Where the value of a field stands in the text; `None` where the file leaves it out.
    pub(super) fn span(&self, path: &str) -> Option<Range<usize>> {
        let step = |value, segment| child(value, segment).map(|(_, child)| child);
        segments(path).try_fold(&self.root, step).map(Spanned::span)
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
