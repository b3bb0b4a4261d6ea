//! Lists of cases: one line each, straight from the table, a page at a time.

use std::collections::HashMap;

use redress_domain::staff::UserId;
use redress_domain::time::{Date, Instant};

use crate::engine::{Reader, Row, Val};
use crate::figures::Days;
use crate::viewer::Viewer;
use crate::{StoreError, vals};

/// One line of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseLine {
    pub case_no: i64,
    pub reference: String,
    pub received_on: Date,
    pub summary: Option<String>,
    pub service_area: Option<String>,
    pub channel: String,
    pub brought_by: String,
    pub route: String,
    pub stage: Option<String>,
    pub procedure: (String, String),
    pub owner: Option<UserId>,
    pub is_open: bool,
    pub counts: bool,
    pub outcome: Option<String>,
    pub triage_class: Option<String>,
    /// Settled at first contact: a service issue (R41).
    pub first_contact: bool,
    /// Reference of an earlier case of the same cause in the same service area (R10).
    pub repeat_of: Option<String>,
    pub merged_into: Option<String>,
    /// Only some see it.
    pub confidential: bool,
    /// The procedure's name for the next step.
    pub next_label: Option<String>,
    pub next_due_on: Option<Date>,
    pub next_due_at: Option<Instant>,
    pub version: u64,
}

/// Which cases.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CaseFilter {
    pub open: Option<bool>,
    /// Only failures, or only what triage found to be something else (R18).
    pub counts: Option<bool>,
    pub owner: Option<UserId>,
    /// Only those nobody owns.
    pub unassigned: bool,
    /// Only those whose next step is due by then.
    pub due_by: Option<Instant>,
    pub stage: Option<String>,
    pub received_from: Option<Date>,
    pub received_to: Option<Date>,
}

/// In which order; each order has its index.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Sort {
    /// Soonest due first, those without a date last.
    #[default]
    Due,
    /// Newest first.
    Newest,
    /// By date of receipt, oldest first.
    Received,
}

/// Where the next page begins: behind this line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cursor {
    /// Value of the sort column on the last line of the page before; instants in microseconds.
    pub after: String,
    pub case_no: i64,
}

const COLUMNS: &str = "case_no, reference, received_on, summary, service_area, channel, brought_by, route, stage, \
     procedure_id, procedure_version, owner_id, is_open, counts, outcome, next_label, next_due_on, next_due_at, version, \
     triage_class, first_contact, repeat_of, merged_into, confidential";

/// Cases read by one statement when they are given by number.
const CHUNK: usize = 100;

/// Sorts behind every date: cases whose next step has none.
const NEVER: i64 = i64::MAX;

/// A page of cases, at most `limit` of them.
pub fn list_cases(
    reader: &mut Reader<'_>,
    viewer: &Viewer<'_>,
    filter: &CaseFilter,
    sort: Sort,
    cursor: Option<&Cursor>,
    limit: u32,
) -> Result<Vec<CaseLine>, StoreError> {
    let mut query = Query::new(viewer);
    query.filter(filter);
    match sort {
        Sort::Due => query.after_due(cursor, filter.open == Some(true)),
        Sort::Newest => query.after_number(cursor),
        Sort::Received => query.after_received(cursor),
    }
    let mut lines = query.run(reader, limit)?;
    lines.iter_mut().for_each(|line| line.name_only_visible(viewer));
    Ok(lines)
}

impl CaseLine {
    /// A case may be shown while the one it names is hidden.
    fn name_only_visible(&mut self, viewer: &Viewer<'_>) {
        self.repeat_of.take_if(|reference| viewer.hides(reference));
        self.merged_into.take_if(|reference| viewer.hides(reference));
    }
}

/// The lines of cases given by number, in the order given; unknown numbers are left out.
pub fn list_cases_by_number(
    reader: &mut Reader<'_>,
    viewer: &Viewer<'_>,
    numbers: &[i64],
) -> Result<Vec<CaseLine>, StoreError> {
    let mut found = HashMap::with_capacity(numbers.len());
    for chunk in numbers.chunks(CHUNK) {
        let places: Vec<String> = (2..chunk.len().saturating_add(2)).map(|place| format!("${place}")).collect();
        let sql = format!(
            "SELECT {COLUMNS} FROM cases WHERE organisation_id = $1 AND case_no IN ({}){}",
            places.join(", "),
            viewer.and_visible("cases")
        );
        let organisation = Val::from(viewer.organisation_id);
        let values: Vec<Val<'_>> =
            std::iter::once(organisation).chain(chunk.iter().map(|number| Val::from(*number))).collect();
        found.extend(reader.query(&sql, &values, line)?.into_iter().map(|line| (line.case_no, line)));
    }
    let mut lines: Vec<CaseLine> = numbers.iter().filter_map(|number| found.remove(number)).collect();
    lines.iter_mut().for_each(|line| line.name_only_visible(viewer));
    Ok(lines)
}

/// Cases linked to a case from either side, with the kind of the link: those it names, and those that name it.
pub fn list_linked(
    reader: &mut Reader<'_>,
    viewer: &Viewer<'_>,
    case_no: i64,
    reference: &str,
) -> Result<Vec<(String, String)>, StoreError> {
    let sql = format!(
        "SELECT cases.reference, links.kind FROM links
         JOIN cases ON cases.organisation_id = links.organisation_id
              AND (cases.reference = links.other AND links.case_no = $2 OR cases.case_no = links.case_no AND links.other = $3)
         WHERE links.organisation_id = $1 AND (links.case_no = $2 OR links.other = $3){}
         ORDER BY cases.case_no LIMIT 200",
        viewer.and_visible("cases")
    );
    reader.query(&sql, vals![viewer.organisation_id, case_no, reference], |row| Ok((row.text(0)?, row.text(1)?)))
}

/// A cause to look for among the cases that were closed before: a decision code in a service area (R10).
#[derive(Debug, Clone, Copy)]
pub struct Cause<'a> {
    pub service_area: &'a str,
    pub code: &'a str,
}

/// The newest case of a cause that was closed within some days, both included: not the case itself, nor one that repeats it.
pub fn find_earlier(
    reader: &mut Reader<'_>,
    organisation_id: &str,
    reference: &str,
    cause: Cause<'_>,
    closed: Days,
) -> Result<Option<String>, StoreError> {
    let sql = "SELECT reference FROM cases WHERE organisation_id = $1 AND service_area = $2 AND code = $3
               AND closed_on >= $4 AND closed_on <= $5 AND reference <> $6 AND COALESCE(repeat_of, '') <> $6 AND counts
               ORDER BY closed_on DESC, case_no DESC LIMIT 1";
    let (from, to) = (closed.from.to_string(), closed.to.to_string());
    reader
        .query_opt(sql, vals![organisation_id, cause.service_area, cause.code, from, to, reference], |row| row.text(0))
}

/// A statement in the making: conditions and values side by side.
struct Query<'a> {
    conditions: Vec<String>,
    values: Vec<Val<'a>>,
    order: &'static str,
}

impl<'a> Query<'a> {
    fn new(viewer: &Viewer<'a>) -> Self {
        Self {
            conditions: vec![format!("organisation_id = $1{}", viewer.and_visible("cases"))],
            values: vec![Val::from(viewer.organisation_id)],
            order: "",
        }
    }

    /// Adds a condition in which `?` stands for the value.
    fn add(&mut self, condition: &str, value: impl Into<Val<'a>>) {
        self.values.push(value.into());
        self.conditions.push(condition.replace('?', &format!("${}", self.values.len())));
    }

    fn filter(&mut self, filter: &'a CaseFilter) {
        if let Some(open) = filter.open {
            self.add("is_open = ?", open);
        }
        if let Some(counts) = filter.counts {
            self.add("counts = ?", counts);
        }
        if let Some(owner) = &filter.owner {
            self.add("owner_id = ?", owner.as_str());
        }
        if filter.unassigned {
            self.conditions.push("owner_id IS NULL".to_owned());
        }
        if let Some(by) = filter.due_by {
            self.add("next_due_at <= ?", by.as_micros());
        }
        if let Some(stage) = &filter.stage {
            self.add("stage = ?", stage);
        }
        if let Some(from) = filter.received_from {
            self.add("received_on >= ?", from.to_string());
        }
        if let Some(to) = filter.received_to {
            self.add("received_on <= ?", to.to_string());
        }
    }

    /// An open case has a date for its next step, so that the index gives the order; where closed ones are asked for
    /// too, those without a date come last.
    fn after_due(&mut self, cursor: Option<&Cursor>, all_dated: bool) {
        let key = if all_dated { "next_due_at" } else { "COALESCE(next_due_at, 9223372036854775807)" };
        self.order =
            if all_dated { "next_due_at, case_no" } else { "COALESCE(next_due_at, 9223372036854775807), case_no" };
        if let Some(cursor) = cursor {
            let after: i64 = cursor.after.parse().unwrap_or(NEVER);
            self.after(key, after, cursor.case_no);
        }
    }

    fn after_number(&mut self, cursor: Option<&Cursor>) {
        self.order = "case_no DESC";
        if let Some(cursor) = cursor {
            self.add("case_no < ?", cursor.case_no);
        }
    }

    fn after_received(&mut self, cursor: Option<&'a Cursor>) {
        self.order = "received_on, case_no";
        if let Some(cursor) = cursor {
            self.after("received_on", &cursor.after, cursor.case_no);
        }
    }

    fn after(&mut self, key: &str, value: impl Into<Val<'a>>, case_no: i64) {
        self.values.push(value.into());
        let at = self.values.len();
        self.values.push(Val::from(case_no));
        let number = self.values.len();
        self.conditions.push(format!("({key}, case_no) > (${at}, ${number})"));
    }

    fn run(mut self, reader: &mut Reader<'_>, limit: u32) -> Result<Vec<CaseLine>, StoreError> {
        self.values.push(Val::from(limit));
        let sql = format!(
            "SELECT {COLUMNS} FROM cases WHERE {} ORDER BY {} LIMIT ${}",
            self.conditions.join(" AND "),
            self.order,
            self.values.len()
        );
        reader.query(&sql, &self.values, line)
    }
}

fn line(row: &Row<'_>) -> Result<CaseLine, StoreError> {
    let date = |text: &str| {
        redress_domain::time::parse_date(text).map_err(|error| StoreError::inconsistent(error.to_string()))
    };
    Ok(CaseLine {
        case_no: row.int(0)?,
        reference: row.text(1)?,
        received_on: date(row.text_ref(2)?)?,
        summary: row.opt_text(3)?,
        service_area: row.opt_text(4)?,
        channel: row.text(5)?,
        brought_by: row.text(6)?,
        route: row.text(7)?,
        stage: row.opt_text(8)?,
        procedure: (row.text(9)?, row.text(10)?),
        owner: row.opt_text(11)?.map(UserId::new),
        is_open: row.bool(12)?,
        counts: row.bool(13)?,
        outcome: row.opt_text(14)?,
        next_label: row.opt_text(15)?,
        next_due_on: row.opt_text_ref(16)?.map(date).transpose()?,
        next_due_at: row.opt_int(17)?.map(Instant::from_micros),
        version: u64::try_from(row.int(18)?).map_err(|_| StoreError::inconsistent("a case's version"))?,
        triage_class: row.opt_text(19)?,
        first_contact: row.bool(20)?,
        repeat_of: row.opt_text(21)?,
        merged_into: row.opt_text(22)?,
        confidential: row.bool(23)?,
    })
}
