//! People who asked what changes because of their complaint, and have not been told of something that is done.

use redress_domain::case::Party;
use redress_domain::time::{Date, parse_date};

use crate::cases::{SealedParty, sealed_columns};
use crate::engine::Reader;
use crate::improvements::sees_improvement;
use crate::viewer::Viewer;
use crate::window::Window;
use crate::{StoreError, vals};

/// Something that changed and that the person of a case, who asked to know, has not been told since.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UntoldChange {
    pub reference: String,
    pub summary: Option<String>,
    /// Who asked, and how they can be reached.
    pub person: Option<Party>,
    /// What was done.
    pub what: String,
    pub done_on: Date,
    /// Number of the improvement action it is; `None` for the case's own preventive action.
    pub improvement: Option<u32>,
}

/// What is still to be told, longest done first.
pub fn list_untold_changes(
    reader: &mut Reader<'_>,
    viewer: &Viewer<'_>,
    window: Window,
) -> Result<Vec<UntoldChange>, StoreError> {
    // The first person of a case is the complainant.
    let sql = format!(
        "SELECT u.reference, u.summary, u.what, u.done_on, u.improvement, p.number, {}
         FROM ({}) u
         LEFT JOIN people p ON p.organisation_id = $1 AND p.case_no = u.case_no AND p.number = 1
         ORDER BY u.done_on, u.reference, COALESCE(u.improvement, 0), u.what LIMIT $2 OFFSET $3",
        sealed_columns("p"),
        untold(viewer)
    );
    let date = |text: &str| parse_date(text).map_err(|error| StoreError::inconsistent(error.to_string()));
    let found = reader.query(&sql, vals![viewer.organisation_id, window.limit, window.skip], |row| {
        let number = row.opt_int(4)?.map(u32::try_from).transpose();
        let change = UntoldChange {
            reference: row.text(0)?,
            summary: row.opt_text(1)?,
            person: None,
            what: row.text(2)?,
            done_on: date(row.text_ref(3)?)?,
            improvement: number.map_err(|error| StoreError::inconsistent(error.to_string()))?,
        };
        let person = row.opt_int(5)?.map(|_| SealedParty::of(row, 6)).transpose()?;
        Ok((change, person))
    })?;
    let open = |(change, person): (UntoldChange, Option<SealedParty>)| {
        let person = person.map(|sealed| sealed.open(reader, viewer.organisation_id)).transpose()?;
        Ok(UntoldChange { person, ..change })
    };
    found.into_iter().map(open).collect()
}

/// How many lines [`list_untold_changes`] has.
pub fn count_untold_changes(reader: &mut Reader<'_>, viewer: &Viewer<'_>) -> Result<u64, StoreError> {
    let sql = format!("SELECT COUNT(*) FROM ({}) u", untold(viewer));
    let count = reader.query_one(&sql, vals![viewer.organisation_id], |row| row.int(0))?;
    u64::try_from(count).map_err(|error| StoreError::inconsistent(error.to_string()))
}

/// Each change that somebody asked about and was not told. SQLite keeps the order of a cross join: it begins with the cases whose
/// people asked, of which there is an index, and not with all actions.
fn untold(viewer: &Viewer<'_>) -> String {
    let told = |improvement: &str, done_on: &str| {
        format!(
            "NOT EXISTS (SELECT 1 FROM changes_told t WHERE t.organisation_id = c.organisation_id
                 AND t.case_no = c.case_no AND {improvement} AND t.on_date >= {done_on})"
        )
    };
    format!(
        "SELECT c.case_no, c.reference, c.summary, a.what AS what, a.done_on AS done_on, CAST(NULL AS BIGINT) AS improvement
         FROM cases c CROSS JOIN actions a
         WHERE c.organisation_id = $1 AND c.wants_to_know AND c.merged_into IS NULL
             AND a.organisation_id = c.organisation_id AND a.case_no = c.case_no AND a.kind = 'prevention'
             AND a.done_on IS NOT NULL AND {own}{visible}
         UNION ALL
         SELECT c.case_no, c.reference, c.summary, i.title, i.done_on, i.number
         FROM cases c CROSS JOIN improvement_cases l CROSS JOIN improvements i
         WHERE c.organisation_id = $1 AND c.wants_to_know AND c.merged_into IS NULL
             AND l.organisation_id = c.organisation_id AND l.case_no = c.case_no
             AND i.organisation_id = l.organisation_id AND i.number = l.improvement
             AND i.done_on IS NOT NULL AND {this_one}{visible}{sees}",
        own = told("t.improvement IS NULL", "a.done_on"),
        this_one = told("t.improvement = i.number", "i.done_on"),
        visible = viewer.and_visible("c"),
        sees = sees_improvement(viewer, "i.number"),
    )
}

/// Whether an improvement action that somebody may see came of a case.
pub fn improvement_of_case(
    reader: &mut Reader<'_>,
    viewer: &Viewer<'_>,
    improvement: u32,
    case_no: i64,
) -> Result<bool, StoreError> {
    let sql = format!(
        "SELECT 1 FROM improvement_cases l WHERE organisation_id = $1 AND improvement = $2 AND case_no = $3{}",
        sees_improvement(viewer, "l.improvement")
    );
    let found = reader.query_opt(&sql, vals![viewer.organisation_id, improvement, case_no], |row| row.int(0))?;
    Ok(found.is_some())
}
