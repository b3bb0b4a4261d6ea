//! Room for uploads: so many at once, and so many of one actor, who else could keep everybody out with slow ones.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use redress_app::{Actor, AppError, StoreError};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// Uploads at the same time. Beyond them: 503.
const UPLOADS: usize = 20;
/// Uploads of one actor at the same time. Beyond them: 503.
const OF_ACTOR: usize = 3;

/// Who sends files at the moment.
#[derive(Debug, Clone)]
pub(crate) struct Uploads {
    room: Arc<Semaphore>,
    actors: Arc<Mutex<BTreeMap<String, usize>>>,
}

impl Default for Uploads {
    fn default() -> Self {
        Self { room: Arc::new(Semaphore::new(UPLOADS)), actors: Arc::default() }
    }
}

/// Room for one upload, for as long as it is held.
#[derive(Debug)]
pub struct UploadRoom {
    _room: OwnedSemaphorePermit,
    actor: String,
    actors: Arc<Mutex<BTreeMap<String, usize>>>,
}

impl Uploads {
    /// Takes room, or says that there is none at the moment.
    pub(crate) fn take(&self, actor: &Actor) -> Result<UploadRoom, AppError> {
        let busy = || AppError::Fault(StoreError::Busy { what: "taking files in".to_owned() });
        let room = Arc::clone(&self.room).try_acquire_owned().map_err(|_| busy())?;
        let name = format!("{} {}", actor.organisation(), actor.by().to_text());
        let mut actors = self.actors.lock().unwrap_or_else(PoisonError::into_inner);
        let under_way = actors.entry(name.clone()).or_default();
        if *under_way >= OF_ACTOR {
            return Err(busy());
        }
        *under_way = under_way.saturating_add(1);
        drop(actors);
        Ok(UploadRoom { _room: room, actor: name, actors: Arc::clone(&self.actors) })
    }
}

impl Drop for UploadRoom {
    fn drop(&mut self) {
        let mut actors = self.actors.lock().unwrap_or_else(PoisonError::into_inner);
        match actors.get_mut(&self.actor) {
            Some(under_way) if *under_way > 1 => *under_way = under_way.saturating_sub(1),
            _ => drop(actors.remove(&self.actor)),
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::as_conversions, clippy::panic)]

    use redress_domain::staff::UserId;

    use super::*;

    fn actor(number: usize) -> Actor {
        Actor::user("donnington", UserId::new(format!("user-{number}")))
    }

    #[test]
    fn one_actor_has_three_and_all_have_twenty() {
        let uploads = Uploads::default();
        let mut held: Vec<UploadRoom> = (0..OF_ACTOR).map(|_| uploads.take(&actor(0)).unwrap()).collect();
        assert_eq!(uploads.take(&actor(0)).unwrap_err().code(), "store-busy");
        held.pop();
        held.push(uploads.take(&actor(0)).unwrap());
        held.extend((OF_ACTOR..UPLOADS).map(|number| uploads.take(&actor(number)).unwrap()));
        assert!(uploads.take(&actor(99)).is_err());
        drop(held);
        assert!(uploads.take(&actor(99)).is_ok());
        assert!(uploads.actors.lock().unwrap().is_empty());
    }
}
