//! An organisation's history held against its checkpoints: those stored beside it, and one that was kept elsewhere.

use redress_domain::checkpoint::{Checkpoint, PublicKey, Statement};

use super::event_hash;
use crate::engine::Reader;
use crate::vals;
use crate::verify::VerifyError;

/// Checkpoints read at once.
const BATCH: u32 = 500;

/// What a history is held against beside itself.
#[derive(Debug, Clone, Default)]
pub struct Witness {
    /// The keys that checkpoints may be signed with; `None` where nobody here knows them.
    pub keys: Option<Vec<PublicKey>>,
    /// A checkpoint that was kept elsewhere.
    pub kept: Option<Checkpoint>,
}

impl Witness {
    fn knows(&self, checkpoint: &Checkpoint, at: &str) -> Result<(), VerifyError> {
        match &self.keys {
            Some(keys) if !keys.contains(&checkpoint.key()) => {
                let what = format!("it was signed with the key {}, which is none of those it may be", checkpoint.key());
                broken("checkpoint-other-key", at, what)
            }
            _ => Ok(()),
        }
    }
}

/// Checks them all; how many are stored. The chain of events must have been found whole up to `events`.
pub(crate) fn check_checkpoints(
    reader: &mut Reader<'_>,
    organisation_id: &str,
    events: u64,
    witness: &Witness,
) -> Result<u32, VerifyError> {
    if let Some(kept) = &witness.kept {
        check_meant(organisation_id, kept, witness)?;
    }
    let mut walk = Walk { organisation_id, events, witness, number: 0, known: 0, last: None };
    loop {
        let sql = "SELECT number, document FROM checkpoints WHERE organisation_id = $1 AND number > $2
                   ORDER BY number LIMIT $3";
        let stored =
            reader.query(sql, vals![organisation_id, walk.number, BATCH], |row| Ok((row.int(0)?, row.text(1)?)))?;
        if stored.is_empty() {
            break;
        }
        for (number, document) in stored {
            walk.step(reader, number, &document)?;
        }
    }
    walk.check_number_of_rows(reader)?;
    walk.end(reader)?;
    Ok(walk.number)
}

/// That a checkpoint kept elsewhere is one of this organisation, signed with a known key.
fn check_meant(organisation_id: &str, kept: &Checkpoint, witness: &Witness) -> Result<(), VerifyError> {
    let at = kept_at(kept.says());
    if kept.says().organisation != organisation_id {
        let what = format!("it is one of organisation '{}', not of '{organisation_id}'", kept.says().organisation);
        return broken("checkpoint-other-organisation", &at, what);
    }
    witness.knows(kept, &at)
}

fn kept_at(says: &Statement) -> String {
    format!("the kept checkpoint {} of organisation '{}'", says.number, says.organisation)
}

/// The stored checkpoints as far as they have been walked.
struct Walk<'a> {
    organisation_id: &'a str,
    /// Number of the last event.
    events: u64,
    witness: &'a Witness,
    /// Number of the last checkpoint.
    number: u32,
    /// Up to this event the history is what checkpoints say, as far as they lie before the kept one.
    known: u64,
    last: Option<Checkpoint>,
}

impl Walk<'_> {
    fn step(&mut self, reader: &mut Reader<'_>, number: i64, document: &str) -> Result<(), VerifyError> {
        let at = format!("organisation '{}', checkpoint {number}", self.organisation_id);
        let next = self.number.saturating_add(1);
        if number != i64::from(next) {
            return broken("checkpoint-missing", &at, format!("checkpoint {next} is missing before it"));
        }
        let checkpoint = match Checkpoint::read(document.as_bytes()) {
            Ok(checkpoint) => checkpoint,
            Err(error) => return broken("checkpoint-altered", &at, error.to_string()),
        };
        let says = checkpoint.says();
        if (says.organisation.as_str(), says.number) != (self.organisation_id, next) {
            return broken("checkpoint-altered", &at, "it is another one than its place says");
        }
        if says.previous != self.last.as_ref().map(Checkpoint::digest) {
            return broken("checkpoint-altered", &at, "it does not follow from the checkpoint before");
        }
        self.witness.knows(&checkpoint, &at)?;
        let before = self.last.as_ref().map_or(0, |last| last.says().events);
        self.agrees(reader, says, before, &at)?;
        if self.witness.kept.as_ref().is_some_and(|kept| says.events <= kept.says().events) {
            self.known = says.events;
        }
        self.number = next;
        self.last = Some(checkpoint);
        Ok(())
    }

    /// That the history goes as far as a checkpoint says, and is there what it says. Up to event `known` it is.
    fn agrees(&self, reader: &mut Reader<'_>, says: &Statement, known: u64, at: &str) -> Result<(), VerifyError> {
        let place = |first: u64, last: u64| {
            format!("organisation '{}', events {} to {last}", self.organisation_id, first.saturating_add(1))
        };
        if says.events > self.events {
            let what = format!(
                "the last events are missing: the history ends with event {}, and {at} knows of {}",
                self.events, says.events
            );
            return broken("history-cut", &place(self.events, says.events), what);
        }
        if event_hash(reader, self.organisation_id, says.events)? != Some(says.head) {
            let what = format!("they are not those that {at} knows of: the history was made anew");
            return broken("history-rewritten", &place(known, says.events), what);
        }
        Ok(())
    }

    /// That no row has a number which the walk, by numbers from 1 on, does not come to.
    fn check_number_of_rows(&self, reader: &mut Reader<'_>) -> Result<(), VerifyError> {
        let sql = "SELECT COUNT(*) FROM checkpoints WHERE organisation_id = $1";
        let rows = reader.query_one(sql, vals![self.organisation_id], |row| row.int(0))?;
        if rows == i64::from(self.number) {
            return Ok(());
        }
        let at = format!("organisation '{}', checkpoints", self.organisation_id);
        broken("checkpoint-altered", &at, "there is one with a number that none can have")
    }

    /// That the history is what a checkpoint kept elsewhere says, and that it is stored here as well.
    fn end(&self, reader: &mut Reader<'_>) -> Result<(), VerifyError> {
        let Some(kept) = &self.witness.kept else { return Ok(()) };
        let (says, at) = (kept.says(), kept_at(kept.says()));
        self.agrees(reader, says, self.known, &at)?;
        let sql = "SELECT document FROM checkpoints WHERE organisation_id = $1 AND number = $2";
        let stored = reader.query_opt(sql, vals![self.organisation_id, says.number], |row| row.text(0))?;
        let place = format!("organisation '{}', checkpoint {}", self.organisation_id, says.number);
        match stored {
            Some(document) if document == kept.text() => Ok(()),
            Some(_) => broken("checkpoint-altered", &place, "it is not the one that was kept"),
            None => broken("checkpoint-missing", &place, "it was kept elsewhere, and is not stored any more"),
        }
    }
}

fn broken<T>(code: &'static str, at: &str, what: impl Into<String>) -> Result<T, VerifyError> {
    Err(VerifyError::Broken { code, at: at.to_owned(), what: what.into() })
}
