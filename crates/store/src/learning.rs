//! Lists of learning records.

use std::collections::BTreeSet;

use redress_domain::staff::UserId;
use redress_domain::time::{Date, Instant, parse_date};

use crate::engine::{Reader, Row, Val};
use crate::improvements::improvements_from;
use crate::viewer::Viewer;
use crate::window::Window;
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

/// Learning records to be completed, soonest due first.
pub fn list_outstanding(
    reader: &mut Reader<'_>,
    viewer: &Viewer<'_>,
    window: Window,
) -> Result<Vec<LearningLine>, StoreError> {
    let which =
        format!("l.outstanding = TRUE{} ORDER BY l.due_at, l.case_no LIMIT $2 OFFSET $3", viewer.and_visible("l"));
    lines(reader, viewer, "learning l", &which, vals![viewer.organisation_id, window.limit, window.skip])
}

/// Learning records that are complete, since an instant where one is given; what was completed last comes first.
pub fn list_learnt(
    reader: &mut Reader<'_>,
    viewer: &Viewer<'_>,
    since: Option<Instant>,
    window: Window,
) -> Result<Vec<LearningLine>, StoreError> {
    // It begins with the events in their order, which is read no further than the page goes.
    let which = format!(
        "e.organisation_id = $1 AND e.kind = 'learning-completed' AND e.at >= $4 AND l.case_no = e.case_no
         AND NOT l.outstanding AND NOT EXISTS (SELECT 1 FROM events again WHERE again.organisation_id = $1
             AND again.case_no = e.case_no AND again.kind = 'learning-completed'
             AND again.case_version > e.case_version){}
         ORDER BY e.at DESC, e.seq DESC LIMIT $2 OFFSET $3",
        viewer.and_visible("l")
    );
    let since = since.map_or(i64::MIN, Instant::as_micros);
    let values = vals![viewer.organisation_id, window.limit, window.skip, since];
    lines(reader, viewer, "events e CROSS JOIN learning l", &which, values)
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
    lines(reader, viewer, "learning l", &which, &values)
}

fn lines(
    reader: &mut Reader<'_>,
    viewer: &Viewer<'_>,
    from: &str,
    which: &str,
    values: &[Val<'_>],
) -> Result<Vec<LearningLine>, StoreError> {
    let sql = format!(
        "SELECT c.reference, c.summary, l.outstanding, l.owner_id, l.due_on, l.reason, l.root_cause,
                l.preventive_action, l.preventive_owner, l.preventive_due_on, l.service_area, c.code, l.case_no
         FROM {from}
         JOIN cases c ON c.organisation_id = l.organisation_id AND c.case_no = l.case_no
         WHERE l.organisation_id = $1 AND {which}"
    );
    let mut found = reader.query(&sql, values, |row| Ok((row.int(12)?, line(row)?)))?;
    let cases: Vec<i64> = found.iter().map(|(case_no, _)| *case_no).collect();
    let mut improvements = improvements_from(reader, viewer, &cases)?;
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
