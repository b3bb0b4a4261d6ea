//! New complaints by the options of each split.

use std::collections::BTreeMap;

use redress_domain::period::Period;
use redress_domain::returns::SplitCount;

use crate::StoreError;
use crate::engine::{Reader, Val};
use crate::figures::count;
use crate::viewer::Viewer;

/// By split id. Special-category data leaves the store only as these counts.
pub(super) fn split_counts(
    reader: &mut Reader<'_>,
    viewer: &Viewer<'_>,
    period: &Period,
) -> Result<BTreeMap<String, SplitCount>, StoreError> {
    let rows = format!(
        "FROM cases c JOIN case_splits s ON s.organisation_id = c.organisation_id AND s.case_no = c.case_no
         WHERE c.organisation_id = $1 AND c.in_figures AND c.received_on >= $2 AND c.received_on <= $3{}",
        viewer.and_visible("c")
    );
    let (from, to) = (period.from.to_string(), period.to.to_string());
    let values = [Val::from(viewer.organisation()), Val::from(&from), Val::from(&to)];
    let mut splits: BTreeMap<String, SplitCount> = BTreeMap::new();
    let by_option = format!("SELECT s.split, s.option_id, COUNT(*) {rows} GROUP BY s.split, s.option_id");
    reader.for_each(&by_option, &values, |row| {
        splits.entry(row.text(0)?).or_default().options.insert(row.text(1)?, count(row.int(2)?)?);
        Ok(())
    })?;
    let once = format!("SELECT s.split, COUNT(DISTINCT c.case_no) {rows} GROUP BY s.split");
    reader.for_each(&once, &values, |row| {
        splits.entry(row.text(0)?).or_default().complaints = count(row.int(1)?)?;
        Ok(())
    })?;
    Ok(splits)
}
