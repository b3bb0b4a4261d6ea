//! The cases behind each figure of a report (R83).

use redress_domain::period::Period;
use redress_domain::statistics::{FigureId, PartOf, RowId};
use redress_domain::time::Date;

use super::folded::{each_case_then, times};
use super::known::Known;
use super::scope::{Scope, count};
use super::units::{Binds, Units};
use crate::StoreError;
use crate::engine::Reader;
use crate::viewer::Viewer;

/// A figure, and which part of it.
#[derive(Debug, Clone)]
pub struct BehindAsked<'a> {
    pub figure: &'a FigureId,
    /// Of one row, for figures of handlings; `None`: of all.
    pub row: Option<RowId>,
    /// Of one channel, service area, nature or cause, for figures of handlings; `None`: of all.
    pub part: Option<&'a PartOf>,
    pub period: &'a Period,
    /// As for [`super::FiguresAsked`].
    pub today: Date,
    pub known: Option<Known>,
    /// The last day that is worked and not after the one on which open handlings are looked at: what was due before it is
    /// past due.
    pub last_worked: Date,
}

/// A case behind a figure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseBehind {
    pub case_no: i64,
    pub reference: String,
    /// How much of the figure is this case: handlings, time limits or actions; 1 for a figure that counts cases.
    pub times: u64,
}

/// The cases behind a figure that the viewer may see, in order of reference, at most `limit`.
///
/// # Errors
/// When the database fails, or holds what this program cannot have written.
pub fn cases_behind(
    reader: &mut Reader<'_>,
    viewer: &Viewer<'_>,
    asked: &BehindAsked<'_>,
    limit: u32,
) -> Result<Vec<CaseBehind>, StoreError> {
    let scope = Scope { viewer, until: asked.known.map(|known| known.until) };
    let mut behind = stored(reader, &scope, asked, limit)?;
    if let Some(until) = scope.until {
        each_case_then(reader, viewer, until, |case_no, case| {
            let times = times(asked, viewer, case);
            if times > 0 {
                behind.push(CaseBehind { case_no, reference: case.reference.clone(), times });
            }
            Ok(())
        })?;
        behind.sort_by(|a, b| a.reference.cmp(&b.reference));
        behind.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
    }
    Ok(behind)
}

/// Those whose rows stand as they are asked for.
fn stored(
    reader: &mut Reader<'_>,
    scope: &Scope<'_>,
    asked: &BehindAsked<'_>,
    limit: u32,
) -> Result<Vec<CaseBehind>, StoreError> {
    let mut binds = Binds::new(scope.organisation());
    let units = Units::of(asked, scope.viewer, &mut binds);
    let counted = scope.and_counted(reader, units.table);
    let table = units.table;
    let parts: Vec<String> = units
        .parts
        .iter()
        .map(|part| format!("SELECT case_no FROM {table} WHERE organisation_id = $1 AND {part}{counted}"))
        .collect();
    let limit = binds.bind(limit);
    let sql = format!(
        "SELECT cases.case_no, cases.reference, COUNT(*) FROM ({}) behind
         JOIN cases ON cases.organisation_id = $1 AND cases.case_no = behind.case_no
         GROUP BY cases.case_no, cases.reference ORDER BY {} LIMIT {limit}",
        parts.join(" UNION ALL "),
        crate::dialect::byte_order(reader.engine(), "cases.reference")
    );
    reader.query(&sql, &binds.values, |row| {
        Ok(CaseBehind { case_no: row.int(0)?, reference: row.text(1)?, times: count(row.int(2)?)? })
    })
}
