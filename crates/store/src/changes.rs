//! People who asked what changes because of their complaint, and have not been told of something that is done.

use redress_domain::time::{Date, parse_date};

use crate::engine::Reader;
use crate::viewer::Viewer;
use crate::{StoreError, vals};

/// Something that changed and that the person of a case, who asked to know, has not been told since.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UntoldChange {
    pub reference: String,
    pub summary: Option<String>,
    /// What was done.
    pub what: String,
    pub done_on: Date,
    /// Number of the improvement action it is; `None` for the case's own preventive action.
    pub improvement: Option<u32>,
}

/// What is still to be told, longest done first; at most `limit`.
pub fn list_untold_changes(
    reader: &mut Reader<'_>,
    viewer: &Viewer<'_>,
    limit: u32,
) -> Result<Vec<UntoldChange>, StoreError> {
    let of_case = |done_on: &str| {
        format!(
            "c.organisation_id = $1 AND c.wants_to_know AND c.merged_into IS NULL AND {done_on} IS NOT NULL
             AND NOT EXISTS (SELECT 1 FROM changes_told t WHERE t.organisation_id = c.organisation_id
                             AND t.case_no = c.case_no AND t.on_date >= {done_on}){}",
            viewer.and_visible("c")
        )
    };
    let sql = format!(
        "SELECT c.reference, c.summary, a.what, a.done_on, CAST(NULL AS BIGINT)
         FROM cases c
         JOIN actions a ON a.organisation_id = c.organisation_id AND a.case_no = c.case_no AND a.kind = 'prevention'
         WHERE {}
         UNION ALL
         SELECT c.reference, c.summary, i.title, i.done_on, i.number
         FROM cases c
         JOIN improvement_cases l ON l.organisation_id = c.organisation_id AND l.case_no = c.case_no
         JOIN improvements i ON i.organisation_id = l.organisation_id AND i.number = l.improvement
         WHERE {}
         ORDER BY 4, 1, 5 LIMIT $2",
        of_case("a.done_on"),
        of_case("i.done_on")
    );
    let date = |text: &str| parse_date(text).map_err(|error| StoreError::inconsistent(error.to_string()));
    reader.query(&sql, vals![viewer.organisation_id, limit], |row| {
        let number = row.opt_int(4)?.map(u32::try_from).transpose();
        Ok(UntoldChange {
            reference: row.text(0)?,
            summary: row.opt_text(1)?,
            what: row.text(2)?,
            done_on: date(row.text_ref(3)?)?,
            improvement: number.map_err(|error| StoreError::inconsistent(error.to_string()))?,
        })
    })
}

/// Whether an improvement action came of a case.
pub fn improvement_of_case(
    reader: &mut Reader<'_>,
    organisation_id: &str,
    improvement: u32,
    case_no: i64,
) -> Result<bool, StoreError> {
    let sql = "SELECT 1 FROM improvement_cases WHERE organisation_id = $1 AND improvement = $2 AND case_no = $3";
    let found = reader.query_opt(sql, vals![organisation_id, improvement, case_no], |row| row.int(0))?;
    Ok(found.is_some())
}
