//! Closed cases whose records are kept, the longest closed first: what retention looks at.

use redress_domain::procedure::Kept;
use redress_domain::time::Date;

use crate::engine::Reader;
use crate::figures::date;
use crate::viewer::Viewer;
use crate::{StoreError, vals};

/// A closed case of which everything is still kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptCase {
    pub case_no: i64,
    pub reference: String,
    pub closed_on: Date,
    pub outcome: Option<String>,
    pub class: Option<String>,
    pub code: Option<String>,
    /// Whether somebody holds its records.
    pub held: bool,
}

impl KeptCase {
    /// As retention looks at it.
    pub fn kept(&self) -> Kept<'_> {
        Kept {
            closed_on: self.closed_on,
            outcome: self.outcome.as_deref(),
            class: self.class.as_deref(),
            code: self.code.as_deref(),
        }
    }
}

/// Cases closed by a day that the viewer may see, after one in the order of closing, at most `limit`.
///
/// # Errors
/// When the database fails, or holds what this program cannot have written.
pub fn list_kept(
    reader: &mut Reader<'_>,
    viewer: &Viewer<'_>,
    closed_by: Date,
    after: Option<&KeptCase>,
    limit: u32,
) -> Result<Vec<KeptCase>, StoreError> {
    let (after_on, after_no) =
        after.map_or_else(|| (String::new(), 0), |case| (case.closed_on.to_string(), case.case_no));
    let sql = format!(
        "SELECT case_no, reference, closed_on, outcome, triage_class, code, records_held FROM cases
         WHERE organisation_id = $1 AND erased_at IS NULL AND NOT is_open AND closed_on <= $2
         AND (closed_on, case_no) > ($3, $4){} ORDER BY closed_on, case_no LIMIT $5",
        viewer.and_visible("cases")
    );
    reader.query(&sql, vals![viewer.organisation_id, closed_by.to_string(), after_on, after_no, limit], |row| {
        Ok(KeptCase {
            case_no: row.int(0)?,
            reference: row.text(1)?,
            closed_on: date(row.text_ref(2)?)?,
            outcome: row.opt_text(3)?,
            class: row.opt_text(4)?,
            code: row.opt_text(5)?,
            held: row.bool(6)?,
        })
    })
}
