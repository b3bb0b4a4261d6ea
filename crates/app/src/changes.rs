//! Closing the loop with the person: who asked what changes, and has still to be told.

use redress_domain::procedure::Permission;
use redress_store::{UntoldChange, list_untold_changes};

use crate::App;
use crate::actor::Actor;
use crate::cases::PAGE_LIMIT;
use crate::error::AppError;
use crate::permit::{permit, viewer};

impl App {
    /// What is done and has still to be told to people who asked to know, longest done first; at most 100.
    ///
    /// # Errors
    /// [`AppError::NotFound`] for somebody who may not see cases.
    pub async fn people_to_tell(&self, actor: &Actor) -> Result<Vec<UntoldChange>, AppError> {
        let (cache, actor) = (self.cache(), actor.clone());
        self.store()
            .read(move |reader| {
                permit(reader, &cache, &actor, Permission::Read)?;
                let viewer = viewer(reader, &actor)?;
                Ok(list_untold_changes(reader, &viewer, PAGE_LIMIT)?)
            })
            .await
    }
}
