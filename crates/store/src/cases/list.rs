//! Lists of cases: one line each, straight from the table, a page at a time.

use std::collections::HashMap;

use redress_domain::staff::UserId;
use redress_domain::time::{Date, Instant};

use crate::StoreError;
use crate::engine::{Reader, Row, Val};

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
     procedure_id, procedure_version, owner_id, is_open, counts, outcome, next_label, next_due_on, next_due_at, version";

/// Cases read by one statement when they are given by number.
const CHUNK: usize = 100;

/// Sorts behind every date: cases whose next step has none.
const NEVER: i64 = i64::MAX;

/// A page of cases, at most `limit` of them.
pub fn list_cases(
    reader: &mut Reader<'_>,
    organisation_id: &str,
    filter: &CaseFilter,
    sort: Sort,
    cursor: Option<&Cursor>,
    limit: u32,
) -> Result<Vec<CaseLine>, StoreError> {
    let mut query = Query::new(organisation_id);
    query.filter(filter);
    match sort {
        Sort::Due => query.after_due(cursor, filter.open == Some(true)),
        Sort::Newest => query.after_number(cursor),
        Sort::Received => query.after_received(cursor),
    }
    query.run(reader, limit)
}

/// The lines of cases given by number, in the order given; unknown numbers are left out.
pub fn list_cases_by_number(
    reader: &mut Reader<'_>,
    organisation_id: &str,
    numbers: &[i64],
) -> Result<Vec<CaseLine>, StoreError> {
    let mut found = HashMap::with_capacity(numbers.len());
    for chunk in numbers.chunks(CHUNK) {
        let places: Vec<String> = (2..chunk.len().saturating_add(2)).map(|place| format!("${place}")).collect();
        let sql =
            format!("SELECT {COLUMNS} FROM cases WHERE organisation_id = $1 AND case_no IN ({})", places.join(", "));
        let values: Vec<Val<'_>> =
            std::iter::once(Val::from(organisation_id)).chain(chunk.iter().map(|number| Val::from(*number))).collect();
        found.extend(reader.query(&sql, &values, line)?.into_iter().map(|line| (line.case_no, line)));
    }
    Ok(numbers.iter().filter_map(|number| found.remove(number)).collect())
}

/// A statement in the making: conditions and values side by side.
struct Query<'a> {
    conditions: Vec<String>,
    values: Vec<Val<'a>>,
    order: &'static str,
}

impl<'a> Query<'a> {
    fn new(organisation_id: &'a str) -> Self {
        Self {
            conditions: vec!["organisation_id = $1".to_owned()],
            values: vec![Val::from(organisation_id)],
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
    })
}
