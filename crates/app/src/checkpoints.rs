//! Signed checkpoints of the history: making them, listing them, and handing over the events they speak of.

use std::sync::Arc;

use redress_domain::checkpoint::{Checkpoint, SigningKey, Statement};
use redress_domain::time::Instant;
use redress_store::{
    Reader, StoreError, StoredEvent, Tx, add_checkpoint, chain_position, each_event, event_hash, find_checkpoint,
    list_checkpoints, list_organisations,
};

use crate::App;
use crate::actor::Actor;
use crate::error::AppError;
use crate::permit::permit_set_up;

/// Where something happens every day, checkpoints are this far apart.
const HOURS_BETWEEN: u32 = 24;
/// Most checkpoints listed at once.
const PAGE: u32 = 100;

/// What came of making a checkpoint.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MadeCheckpoint {
    pub checkpoint: Checkpoint,
    /// `false` where nothing has happened since the last one, which it then is.
    pub is_new: bool,
}

impl App {
    /// Signs where the history of an organisation stands, and keeps that. For the operator.
    ///
    /// # Errors
    /// [`AppError::NotFound`] where there is no such organisation; a fault when the history does not go on from the last
    /// checkpoint: what was tampered with is not signed.
    pub async fn make_checkpoint(
        &self,
        organisation_id: &str,
        key: Arc<SigningKey>,
    ) -> Result<MadeCheckpoint, AppError> {
        let (id, cache, now) = (organisation_id.to_owned(), self.cache(), self.now());
        let work = move |tx: &mut Tx<'_>| {
            cache.get(tx, &id)?;
            let head = *tx.head(&id)?;
            let events = u64::try_from(head.seq).unwrap_or(0);
            let last = find_checkpoint(tx, &id, None)?;
            if let Some(last) = &last {
                check_goes_on(tx, last, events)?;
            }
            match last {
                Some(checkpoint) if checkpoint.says().events == events => {
                    Ok(MadeCheckpoint { checkpoint, is_new: false })
                }
                last => {
                    let says = Statement {
                        organisation: id,
                        number: last.as_ref().map_or(1, |last| last.says().number.saturating_add(1)),
                        made_at: now,
                        events,
                        head: head.hash,
                        previous: last.as_ref().map(Checkpoint::digest),
                    };
                    let checkpoint = Checkpoint::sign(says, &key);
                    add_checkpoint(tx, &checkpoint)?;
                    Ok(MadeCheckpoint { checkpoint, is_new: true })
                }
            }
        };
        self.write(work).await
    }

    /// The organisations in which something has happened since a checkpoint that is a day old, or since the beginning.
    ///
    /// # Errors
    /// Faults only.
    pub async fn list_due_checkpoints(&self) -> Result<Vec<String>, AppError> {
        let now = self.now();
        self.store()
            .read(move |reader| {
                let mut due = Vec::new();
                for organisation in list_organisations(reader)? {
                    if is_due(reader, &organisation.id, now)? {
                        due.push(organisation.id);
                    }
                }
                Ok(due)
            })
            .await
    }

    /// Checkpoints before a number, the newest first; at most a hundred.
    ///
    /// # Errors
    /// [`AppError::NotFound`] for somebody who may not administer.
    pub async fn list_checkpoints(&self, actor: &Actor, before: Option<u32>) -> Result<Vec<Checkpoint>, AppError> {
        let (cache, actor) = (self.cache(), actor.clone());
        self.store()
            .read(move |reader| {
                permit_set_up(reader, &cache, &actor)?;
                Ok(list_checkpoints(reader, actor.organisation(), before, PAGE)?)
            })
            .await
    }

    /// A checkpoint by its number, or the last one.
    ///
    /// # Errors
    /// [`AppError::NotFound`] when there is none, and for somebody who may not administer.
    pub async fn checkpoint(&self, actor: &Actor, number: Option<u32>) -> Result<Checkpoint, AppError> {
        let (cache, actor) = (self.cache(), actor.clone());
        self.store()
            .read(move |reader| {
                permit_set_up(reader, &cache, &actor)?;
                let found = find_checkpoint(reader, actor.organisation(), number)?;
                found.ok_or(AppError::NotFound { what: "checkpoint" })
            })
            .await
    }

    /// Hands over every event of an organisation, in order, whoever it is about: for the operator alone.
    ///
    /// # Errors
    /// [`AppError::NotFound`] where there is no such organisation; what `each` refuses.
    pub async fn export_events<F>(&self, organisation_id: &str, mut each: F) -> Result<(), AppError>
    where
        F: FnMut(StoredEvent) -> Result<(), StoreError> + Send + 'static,
    {
        let (id, cache) = (organisation_id.to_owned(), self.cache());
        self.store()
            .read(move |reader| {
                cache.get(reader, &id)?;
                Ok(each_event(reader, &id, &mut each)?)
            })
            .await
    }
}

/// That the events up to the last checkpoint are those it was made of.
fn check_goes_on(reader: &mut Reader<'_>, last: &Checkpoint, events: u64) -> Result<(), StoreError> {
    let says = last.says();
    let stands = says.events <= events && event_hash(reader, &says.organisation, says.events)? == Some(says.head);
    if stands {
        return Ok(());
    }
    Err(StoreError::inconsistent(format!(
        "the history of '{}' does not go on from its checkpoint {}, so no other is signed; find out with: redress verify",
        says.organisation, says.number
    )))
}

fn is_due(reader: &mut Reader<'_>, organisation_id: &str, now: Instant) -> Result<bool, StoreError> {
    let events = u64::try_from(chain_position(reader, organisation_id)?.seq).unwrap_or(0);
    let last = find_checkpoint(reader, organisation_id, None)?;
    Ok(last.is_none_or(|last| last.says().made_at <= now.minus_hours(HOURS_BETWEEN) && last.says().events != events))
}
