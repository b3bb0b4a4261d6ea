//! Taking text and people out of a case, in one transaction, so that chain, figures and editions stay what they are.

mod clear;
mod kept;
mod list;

use redress_domain::case::{By, Case, ERASED, ErasureGround, Event, Fact, Recorded, erased_history};
use redress_domain::publication::{Draft, Standing, TakenBack};
use redress_domain::time::Instant;

use crate::cases::{ProcedureOf, put_case, remove_people};
use crate::engine::{Reader, Tx};
use crate::events::{CASE_EVENTS_LIMIT, NewEvent, Stream, append_events, recorded};
use crate::redactions::{Redaction, redact_events};
use crate::reports::{list_drafts, put_draft};
use crate::{StoreError, vals};

pub use clear::clearing_is_due;
pub(crate) use clear::{clear, clear_files};
pub use kept::{KeptCase, list_kept};
pub use list::{ErasedCase, list_erased};

/// Erases a case: its events say what they said without text, its people and answers are gone, nothing finds it by words, and
/// its last event is the tombstone. Whether it may be erased was asked before.
///
/// # Errors
/// [`StoreError::Inconsistent`] when there is no such case, or its history cannot be read.
pub fn erase_case(
    tx: &mut Tx<'_>,
    organisation_id: &str,
    case_no: i64,
    ground: &ErasureGround,
    at: Instant,
    by: &By,
    salts: [[u8; 16]; 2],
) -> Result<(), StoreError> {
    let [redacted_salt, tombstone_salt] = salts;
    let (numbers, history): (Vec<i64>, Vec<Recorded>) = numbered(tx, organisation_id, case_no)?.into_iter().unzip();
    let before = fold(case_no, &history)?;
    let mut erased = erased_history(&history);
    let mut redactions = Vec::new();
    for (seq, (was, is)) in numbers.into_iter().zip(history.iter().zip(&erased)) {
        if was.event != is.event {
            redactions.push(Redaction { seq, payload: json(&is.event)? });
        }
    }
    let reason = format!("Case {} was erased.", before.reference);
    redact_events(tx, organisation_id, &redactions, &reason, at, by, redacted_salt)?;

    let tombstone = Event::from(Fact::Erased { ground: ground.clone() });
    let version = before.version.saturating_add(1);
    let new = [NewEvent::of_case(&tombstone, tombstone_salt)?];
    append_events(tx, organisation_id, Stream::Case { case_no, version }, at, by, &new)?;
    erased.push(Recorded { version, at, by: by.clone(), event: tombstone });

    let after = fold(case_no, &erased)?;
    let mut procedures = ProcedureOf::default();
    let next_before = procedures.next_step(tx, organisation_id, &before)?;
    put_case(tx, organisation_id, case_no, Some((&before, next_before.as_ref())), &after, None, &[])?;
    remove_people(tx, organisation_id, case_no)?;
    tx.remove_search_text(organisation_id, case_no)?;
    let sql = "DELETE FROM answers WHERE organisation_id = $1 AND reference = $2";
    tx.execute(sql, vals![organisation_id, &before.reference])?;
    empty_drafts(tx, organisation_id, &before.reference)
}

/// The history of a case, each event with its number in the chain.
fn numbered(reader: &mut Reader<'_>, organisation_id: &str, case_no: i64) -> Result<Vec<(i64, Recorded)>, StoreError> {
    let sql = "SELECT seq, case_version, at, actor, payload FROM events
               WHERE organisation_id = $1 AND case_no = $2 ORDER BY case_version LIMIT $3";
    reader.query(sql, vals![organisation_id, case_no, CASE_EVENTS_LIMIT], |row| {
        Ok((row.int(0)?, recorded(row.int(1)?, row.int(2)?, row.text_ref(3)?, row.text_ref(4)?)?))
    })
}

fn fold(case_no: i64, history: &[Recorded]) -> Result<Case, StoreError> {
    Case::fold(history).map_err(|error| StoreError::inconsistent(format!("case {case_no}: {error}")))
}

fn json(event: &Event) -> Result<String, StoreError> {
    serde_json::to_string(event).map_err(|error| StoreError::inconsistent(error.to_string()))
}

/// What a report that is still being written was to tell of the case. Published editions stay as they were published.
fn empty_drafts(tx: &mut Tx<'_>, organisation_id: &str, reference: &str) -> Result<(), StoreError> {
    for (period, stored) in list_drafts(tx, organisation_id)? {
        let mut draft = stored.draft;
        if empty_draft(&mut draft, reference) {
            put_draft(tx, organisation_id, &period, &draft)?;
        }
    }
    Ok(())
}

fn empty_draft(draft: &mut Draft, reference: &str) -> bool {
    let mut emptied = false;
    for telling in draft.narratives.iter_mut().filter(|telling| telling.of.reference == reference) {
        let Some(texts) = &mut telling.released else { continue };
        let fields = [&mut texts.finding, &mut texts.explanation, &mut texts.action_taken, &mut texts.learning];
        for text in fields.into_iter().flatten() {
            emptied |= text != ERASED;
            ERASED.clone_into(text);
        }
    }
    if emptied && matches!(draft.standing, Standing::Asked { .. } | Standing::Approved { .. }) {
        draft.standing = Standing::Writing { taken_back: Some(TakenBack::TextsChanged) };
    }
    emptied
}
