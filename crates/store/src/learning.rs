//! Lists of learning records.

use std::collections::BTreeSet;

use redress_domain::staff::UserId;
use redress_domain::time::{Date, Instant, parse_date};

use crate::engine::{Reader, Row, Val};
use crate::improvements::improvements_from;
use crate::viewer::Viewer;
use crate::{StoreError, vals};

/// One line of the list of learning records.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LearningLine {
    pub reference: String,
    pub summary: Option<String>,
    pub outstanding: bool,
    pub owner: Option<UserId>,
    pub due_on: Option<Date>,
    pub reason: Option<String>,
    pub root_cause: Option<String>,
    pub preventive_action: Option<String>,
    pub preventive_owner: Option<UserId>,
    pub preventive_due_on: Option<Date>,
    pub service_area: Option<String>,
    /// Id of the decision code.
    pub code: Option<String>,
    /// Numbers of the improvement actions that came from it.
    pub improvements: Vec<u32>,
}

/// Learning records: those outstanding by date, or those completed, newest first; at most `limit`.
pub fn list_learning(
    reader: &mut Reader<'_>,
    viewer: &Viewer<'_>,
    outstanding: bool,
    limit: u32,
) -> Result<Vec<LearningLine>, StoreError> {
    let order = if outstanding { "l.due_at, l.case_no" } else { "l.case_no DESC" };
    let which = format!("l.outstanding = $2{} ORDER BY {order} LIMIT $3", viewer.and_visible("l"));
    lines(reader, viewer, &which, vals![viewer.organisation_id, outstanding, limit])
}

/// Learning records completed at an instant or later, those of the newest cases first; at most `limit`.
pub fn list_learnt_since(
    reader: &mut Reader<'_>,
    viewer: &Viewer<'_>,
    since: Instant,
    limit: u32,
) -> Result<Vec<LearningLine>, StoreError> {
    let which = format!(
        "NOT l.outstanding AND l.case_no IN (SELECT case_no FROM events
             WHERE organisation_id = $1 AND kind = 'learning-completed' AND at >= $2){}
         ORDER BY l.case_no DESC LIMIT $3",
        viewer.and_visible("l")
    );
    lines(reader, viewer, &which, vals![viewer.organisation_id, since.as_micros(), limit])
}

/// The learning records of some cases, by reference.
pub fn list_learning_of(
    reader: &mut Reader<'_>,
    viewer: &Viewer<'_>,
    references: &BTreeSet<String>,
) -> Result<Vec<LearningLine>, StoreError> {
    let places: Vec<String> = (2..references.len().saturating_add(2)).map(|place| format!("${place}")).collect();
    if places.is_empty() {
        return Ok(Vec::new());
    }
    let which = format!("c.reference IN ({}){} ORDER BY l.case_no", places.join(", "), viewer.and_visible("l"));
    let values: Vec<Val<'_>> =
        [viewer.organisation_id].into_iter().chain(references.iter().map(String::as_str)).map(Val::from).collect();
    lines(reader, viewer, &which, &values)
}

fn lines(
    reader: &mut Reader<'_>,
    viewer: &Viewer<'_>,
    which: &str,
    values: &[Val<'_>],
) -> Result<Vec<LearningLine>, StoreError> {
    let sql = format!(
        "SELECT c.reference, c.summary, l.outstanding, l.owner_id, l.due_on, l.reason, l.root_cause,
                l.preventive_action, l.preventive_owner, l.preventive_due_on, l.service_area, c.code, l.case_no
         FROM learning l
         JOIN cases c ON c.organisation_id = l.organisation_id AND c.case_no = l.case_no
         WHERE l.organisation_id = $1 AND {which}"
    );
    let mut found = reader.query(&sql, values, |row| Ok((row.int(12)?, line(row)?)))?;
    let cases: Vec<i64> = found.iter().map(|(case_no, _)| *case_no).collect();
    let mut improvements = improvements_from(reader, viewer.organisation_id, &cases)?;
    for (case_no, line) in &mut found {
        line.improvements = improvements.remove(case_no).unwrap_or_default();
    }
    Ok(found.into_iter().map(|(_, line)| line).collect())
}

fn line(row: &Row<'_>) -> Result<LearningLine, StoreError> {
    let date = |text: &str| parse_date(text).map_err(|error| StoreError::inconsistent(error.to_string()));
    Ok(LearningLine {
        reference: row.text(0)?,
        summary: row.opt_text(1)?,
        outstanding: row.bool(2)?,
        owner: row.opt_text(3)?.map(UserId::new),
        due_on: row.opt_text_ref(4)?.map(date).transpose()?,
        reason: row.opt_text(5)?,
        root_cause: row.opt_text(6)?,
        preventive_action: row.opt_text(7)?,
        preventive_owner: row.opt_text(8)?.map(UserId::new),
        preventive_due_on: row.opt_text_ref(9)?.map(date).transpose()?,
        service_area: row.opt_text(10)?,
        code: row.opt_text(11)?,
        improvements: Vec::new(),
    })
}
