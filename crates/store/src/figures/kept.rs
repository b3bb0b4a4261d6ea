//! Time limits and actions that fell due in the period: kept or missed.

use super::gathered::{Gathered, Standing, standing};
use super::scope::{Scope, count, date, word};
use super::units::LIMITS;
use crate::StoreError;
use crate::engine::{Reader, Val};

pub(super) fn limits(
    reader: &mut Reader<'_>,
    scope: &Scope<'_>,
    gathered: &mut Gathered<'_>,
) -> Result<(), StoreError> {
    let sql = format!(
        "SELECT rule, due_on, verdict, COUNT(*) FROM clocks WHERE organisation_id = $1 AND {LIMITS}
         AND due_on >= $2 AND due_on <= $3{} GROUP BY due_on, rule, verdict",
        scope.and_counted(reader, "clocks")
    );
    let (from, to) = gathered.ends();
    reader.for_each(&sql, &[scope.organisation(), Val::from(from), Val::from(to)], |row| {
        let standing = match row.opt_text_ref(2)? {
            Some("met") => Standing::Kept,
            Some("late") => Standing::Missed,
            Some(_) => return Ok(()),
            None => Standing::Waiting,
        };
        gathered.add_limits(row.text_ref(0)?, date(row.text_ref(1)?)?, standing, count(row.int(3)?)?);
        Ok(())
    })
}

pub(super) fn actions(
    reader: &mut Reader<'_>,
    scope: &Scope<'_>,
    gathered: &mut Gathered<'_>,
) -> Result<(), StoreError> {
    let sql = format!(
        "SELECT kind, due_on, done_on, COUNT(*) FROM actions WHERE organisation_id = $1 AND counts
         AND due_on >= $2 AND due_on <= $3{} GROUP BY due_on, kind, done_on",
        scope.and_counted(reader, "actions")
    );
    let (from, to) = gathered.ends();
    reader.for_each(&sql, &[scope.organisation(), Val::from(from), Val::from(to)], |row| {
        let due_on = date(row.text_ref(1)?)?;
        let done_on = row.opt_text_ref(2)?.map(date).transpose()?;
        gathered.add_actions(word(row.text_ref(0)?)?, due_on, standing(due_on, done_on), count(row.int(3)?)?);
        Ok(())
    })
}
