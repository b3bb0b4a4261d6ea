//! Confidential cases that were opened in need, for those who watch over them.

use redress_domain::staff::UserId;
use redress_domain::time::Instant;

use crate::engine::Reader;
use crate::viewer::Viewer;
use crate::window::Window;
use crate::{StoreError, vals};

/// One that was opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpeningLine {
    pub reference: String,
    /// Number within the case.
    pub number: u32,
    pub who: UserId,
    pub reason: String,
    pub at: Instant,
    pub until: Instant,
    /// Who of those that keep watch has looked at it, and when.
    pub seen: Option<(UserId, Instant)>,
}

/// Openings, those that nobody has seen first, then the latest.
pub fn list_openings(
    reader: &mut Reader<'_>,
    viewer: &Viewer<'_>,
    window: Window,
) -> Result<Vec<OpeningLine>, StoreError> {
    let sql = format!(
        "SELECT cases.reference, o.number, o.user_id, o.reason, o.opened_at, o.until, o.seen_by, o.seen_at
         FROM case_openings o JOIN cases ON cases.organisation_id = o.organisation_id AND cases.case_no = o.case_no
         WHERE o.organisation_id = $1{}
         ORDER BY CASE WHEN o.seen_by IS NULL THEN 0 ELSE 1 END, o.opened_at DESC, o.case_no, o.number
         LIMIT $2 OFFSET $3",
        viewer.and_visible("o")
    );
    reader.query(&sql, vals![viewer.organisation_id, window.limit, window.skip], |row| {
        let seen = row.opt_text(6)?.map(UserId::new).zip(row.opt_int(7)?.map(Instant::from_micros));
        Ok(OpeningLine {
            reference: row.text(0)?,
            number: u32::try_from(row.int(1)?).map_err(|_| StoreError::inconsistent("the number of an opening"))?,
            who: UserId::new(row.text(2)?),
            reason: row.text(3)?,
            at: Instant::from_micros(row.int(4)?),
            until: Instant::from_micros(row.int(5)?),
            seen,
        })
    })
}

/// How many openings nobody has seen yet.
pub fn count_unseen_openings(reader: &mut Reader<'_>, viewer: &Viewer<'_>) -> Result<u64, StoreError> {
    let sql = format!(
        "SELECT COUNT(*) FROM case_openings o WHERE o.organisation_id = $1 AND o.seen_by IS NULL{}",
        viewer.and_visible("o")
    );
    let count = reader.query_one(&sql, vals![viewer.organisation_id], |row| row.int(0))?;
    Ok(u64::try_from(count).unwrap_or(0))
}
