//! Signed checkpoints of each organisation's history, kept character for character.

mod verify;

use redress_domain::checkpoint::Checkpoint;

pub use verify::Witness;
pub(crate) use verify::check_checkpoints;

use crate::engine::{Reader, Row, Tx};
use crate::{StoreError, vals};

/// Keeps a checkpoint; one of that number must not be there yet.
pub fn add_checkpoint(tx: &mut Tx<'_>, checkpoint: &Checkpoint) -> Result<(), StoreError> {
    let says = checkpoint.says();
    let sql = "INSERT INTO checkpoints (organisation_id, number, document) VALUES ($1, $2, $3)";
    tx.execute(sql, vals![&says.organisation, says.number, checkpoint.text()])?;
    Ok(())
}

/// A checkpoint by its number, or the last one.
pub fn find_checkpoint(
    reader: &mut Reader<'_>,
    organisation_id: &str,
    number: Option<u32>,
) -> Result<Option<Checkpoint>, StoreError> {
    let sql = "SELECT number, document FROM checkpoints WHERE organisation_id = $1 AND number = COALESCE($2, number)
               ORDER BY number DESC LIMIT 1";
    reader.query_opt(sql, vals![organisation_id, number], checkpoint)
}

/// Checkpoints before a number, the newest first; at most `limit`.
pub fn list_checkpoints(
    reader: &mut Reader<'_>,
    organisation_id: &str,
    before: Option<u32>,
    limit: u32,
) -> Result<Vec<Checkpoint>, StoreError> {
    let sql =
        "SELECT number, document FROM checkpoints WHERE organisation_id = $1 AND number < COALESCE($2, number + 1)
               ORDER BY number DESC LIMIT $3";
    reader.query(sql, vals![organisation_id, before, limit], checkpoint)
}

/// Hash of an event; zeros before the first, nothing past the last.
pub fn event_hash(reader: &mut Reader<'_>, organisation_id: &str, number: u64) -> Result<Option<[u8; 32]>, StoreError> {
    if number == 0 {
        return Ok(Some([0; 32]));
    }
    let Ok(seq) = i64::try_from(number) else { return Ok(None) };
    let sql = "SELECT hash FROM events WHERE organisation_id = $1 AND seq = $2";
    reader.query_opt(sql, vals![organisation_id, seq], |row| row.bytes(0))
}

fn checkpoint(row: &Row<'_>) -> Result<Checkpoint, StoreError> {
    let number = row.int(0)?;
    Checkpoint::read(row.text_ref(1)?.as_bytes())
        .map_err(|error| StoreError::inconsistent(format!("checkpoint {number}: {error}")))
}
