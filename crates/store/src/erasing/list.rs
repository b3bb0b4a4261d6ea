//! Which cases are erased: what is kept outside the database too, so that a restored backup does not bring them back.

use redress_domain::case::{ErasureGround, Event, Fact};
use redress_domain::time::Instant;

use crate::engine::Reader;
use crate::{StoreError, vals};

/// A case that is erased.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct ErasedCase {
    pub organisation: String,
    pub case_no: i64,
    pub reference: String,
    pub erased_at: Instant,
    pub ground: ErasureGround,
}

/// Most cases listed at once; whoever needs more goes on from the last.
const LIMIT: u32 = 100_000;

/// Erased cases of every organisation, in the order in which they were erased, from a moment on.
///
/// # Errors
/// When the database fails, or holds what this program cannot have written.
pub fn list_erased(reader: &mut Reader<'_>, from: Instant) -> Result<Vec<ErasedCase>, StoreError> {
    let sql = "SELECT c.organisation_id, c.case_no, c.reference, e.at, e.payload FROM events e
               JOIN cases c ON c.organisation_id = e.organisation_id AND c.case_no = e.case_no
               WHERE e.kind IN ('erased', 'person-corrected') AND e.kind = 'erased' AND e.at >= $1
               ORDER BY e.at, c.organisation_id, c.case_no LIMIT $2";
    reader.query(sql, vals![from.as_micros(), LIMIT], |row| {
        let unreadable = || StoreError::inconsistent("a tombstone cannot be read");
        let event: Event = serde_json::from_str(row.text_ref(4)?).map_err(|_| unreadable())?;
        let Fact::Erased { ground } = event.fact else { return Err(unreadable()) };
        Ok(ErasedCase {
            organisation: row.text(0)?,
            case_no: row.int(1)?,
            reference: row.text(2)?,
            erased_at: Instant::from_micros(row.int(3)?),
            ground,
        })
    })
}
