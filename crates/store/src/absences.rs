//! When people are away (R104).

use redress_domain::staff::{Absence, UserId};
use redress_domain::time::{Date, parse_date};

use crate::engine::{Reader, Tx};
use crate::{StoreError, vals};

/// Marks somebody as away; `false` where an absence begins on that day already.
pub fn add_absence(
    tx: &mut Tx<'_>,
    organisation_id: &str,
    user: &UserId,
    absence: &Absence,
) -> Result<bool, StoreError> {
    let sql = "INSERT INTO absences (organisation_id, user_id, from_on, to_on) VALUES ($1, $2, $3, $4)
               ON CONFLICT (organisation_id, user_id, from_on) DO NOTHING";
    let values = vals![organisation_id, user.as_str(), absence.from.to_string(), absence.to.to_string()];
    Ok(tx.execute(sql, values)? > 0)
}

/// Takes an absence back; `false` where there is none.
pub fn remove_absence(
    tx: &mut Tx<'_>,
    organisation_id: &str,
    user: &UserId,
    absence: &Absence,
) -> Result<bool, StoreError> {
    let sql = "DELETE FROM absences WHERE organisation_id = $1 AND user_id = $2 AND from_on = $3 AND to_on = $4";
    let values = vals![organisation_id, user.as_str(), absence.from.to_string(), absence.to.to_string()];
    Ok(tx.execute(sql, values)? > 0)
}

/// Everybody's absences, by person and day.
pub(crate) fn list_absences(
    reader: &mut Reader<'_>,
    organisation_id: &str,
) -> Result<Vec<(UserId, Absence)>, StoreError> {
    let sql = "SELECT user_id, from_on, to_on FROM absences WHERE organisation_id = $1 ORDER BY user_id, from_on";
    let date = |text: &str| -> Result<Date, StoreError> {
        parse_date(text).map_err(|error| StoreError::inconsistent(error.to_string()))
    };
    reader.query(sql, vals![organisation_id], |row| {
        let absence = Absence { from: date(row.text_ref(1)?)?, to: date(row.text_ref(2)?)? };
        Ok((UserId::new(row.text(0)?), absence))
    })
}
