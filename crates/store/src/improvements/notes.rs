//! What was noted of improvement actions on their way.

use std::collections::BTreeMap;

use redress_domain::improvement::{Change, Improvement, Note, NoteKind};
use redress_domain::staff::UserId;

use super::cases::{places, with_organisation};
use super::{date, opt_date, small};
use crate::engine::{Reader, Row, Tx, Val};
use crate::{StoreError, vals};

/// Improvement actions whose notes are read in one statement.
const CHUNK: usize = 200;

/// Notes by the number of the improvement action, oldest first.
pub(super) fn list_notes(
    reader: &mut Reader<'_>,
    organisation_id: &str,
    numbers: &[u32],
) -> Result<BTreeMap<u32, Vec<Note>>, StoreError> {
    let mut found: BTreeMap<u32, Vec<Note>> = BTreeMap::new();
    for chunk in numbers.chunks(CHUNK) {
        let sql = format!(
            "SELECT improvement, on_date, kind, due_on, user_id, note, changes FROM improvement_notes
             WHERE organisation_id = $1 AND improvement IN ({}) ORDER BY improvement, number",
            places(2, chunk.len())
        );
        let values = with_organisation(organisation_id, chunk.iter().map(|number| Val::from(*number)));
        let rows = reader.query(&sql, &values, |row| {
            Ok((small(row.int(0)?)?, Note { on: date(row.text_ref(1)?)?, kind: kind(row)?, text: row.text(5)? }))
        })?;
        for (number, note) in rows {
            found.entry(number).or_default().push(note);
        }
    }
    Ok(found)
}

fn kind(row: &Row<'_>) -> Result<NoteKind, StoreError> {
    let user = row.opt_text(4)?.map(UserId::new);
    match (row.text_ref(2)?, opt_date(row, 3)?, user) {
        ("moved", Some(due_on), Some(owner)) => Ok(NoteKind::Moved { due_on, owner }),
        ("corrected", None, by) => Ok(NoteKind::Corrected { by, changes: changes(row)? }),
        ("reopened", None, by) => Ok(NoteKind::Reopened { by, changes: changes(row)? }),
        ("reviewed", None, by) => Ok(NoteKind::Reviewed { by }),
        (kind, ..) => Err(StoreError::inconsistent(format!("a note of the kind '{kind}'"))),
    }
}

fn changes(row: &Row<'_>) -> Result<Vec<Change>, StoreError> {
    serde_json::from_str(row.text_ref(6)?).map_err(|error| StoreError::inconsistent(error.to_string()))
}

pub(super) fn put_notes(tx: &mut Tx<'_>, organisation_id: &str, improvement: &Improvement) -> Result<(), StoreError> {
    let sql = "INSERT INTO improvement_notes
                   (organisation_id, improvement, number, on_date, kind, due_on, user_id, note, changes)
               VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
               ON CONFLICT (organisation_id, improvement, number) DO NOTHING";
    for (number, note) in (1_u32..).zip(&improvement.notes) {
        let (kind, due_on, user, changes) = match &note.kind {
            NoteKind::Moved { due_on, owner } => ("moved", Some(due_on.to_string()), Some(owner), None),
            NoteKind::Corrected { by, changes } => ("corrected", None, by.as_ref(), Some(changes)),
            NoteKind::Reopened { by, changes } => ("reopened", None, by.as_ref(), Some(changes)),
            NoteKind::Reviewed { by } => ("reviewed", None, by.as_ref(), None),
        };
        let user = user.map(|user| user.as_str());
        let changes = changes.map(serde_json::to_string).transpose();
        let changes = changes.map_err(|error| StoreError::inconsistent(error.to_string()))?;
        let on = note.on.to_string();
        let values = vals![organisation_id, improvement.number, number, on, kind, due_on, user, &note.text, changes];
        tx.execute(sql, values)?;
    }
    Ok(())
}
