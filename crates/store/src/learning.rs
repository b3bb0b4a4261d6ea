//! Lists of learning records.

use redress_domain::staff::UserId;
use redress_domain::time::{Date, parse_date};

use crate::engine::Reader;
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
}

/// Learning records: those outstanding by date, or those completed, newest first; at most `limit`.
pub fn list_learning(
    reader: &mut Reader<'_>,
    viewer: &Viewer<'_>,
    outstanding: bool,
    limit: u32,
) -> Result<Vec<LearningLine>, StoreError> {
    let order = if outstanding { "l.due_at, l.case_no" } else { "l.case_no DESC" };
    let sql = format!(
        "SELECT c.reference, c.summary, l.outstanding, l.owner_id, l.due_on, l.reason, l.root_cause,
                l.preventive_action, l.preventive_owner, l.preventive_due_on, l.service_area
         FROM learning l
         JOIN cases c ON c.organisation_id = l.organisation_id AND c.case_no = l.case_no
         WHERE l.organisation_id = $1 AND l.outstanding = $2{} ORDER BY {order} LIMIT $3",
        viewer.and_visible("l")
    );
    let date = |text: &str| parse_date(text).map_err(|error| StoreError::inconsistent(error.to_string()));
    reader.query(&sql, vals![viewer.organisation_id, outstanding, limit], |row| {
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
        })
    })
}
