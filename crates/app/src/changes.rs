//! Closing the loop with the person: who asked what changes, and has still to be told.

use redress_domain::procedure::Permission;
use redress_store::{UntoldChange, Window, count_untold_changes, list_untold_changes};

use crate::App;
use crate::actor::Actor;
use crate::error::AppError;
use crate::page::Page;
use crate::permit::{permit, viewer};

impl App {
    /// A page of what is done and has still to be told to people who asked to know, longest done first.
    ///
    /// # Errors
    /// [`AppError::NotFound`] for somebody who may not see cases.
    pub async fn people_to_tell(&self, actor: &Actor, window: Window) -> Result<Page<UntoldChange>, AppError> {
        let (cache, actor) = (self.cache(), actor.clone());
        self.store()
            .read(move |reader| {
                permit(reader, &cache, &actor, Permission::Read)?;
                let viewer = viewer(reader, &cache, &actor)?;
                Ok(Page::of(list_untold_changes(reader, &viewer, window.and_one_more())?, window))
            })
            .await
    }

    /// How many lines [`App::people_to_tell`] has on all its pages.
    ///
    /// # Errors
    /// [`AppError::NotFound`] for somebody who may not see cases.
    pub async fn count_people_to_tell(&self, actor: &Actor) -> Result<u64, AppError> {
        let (cache, actor) = (self.cache(), actor.clone());
        self.store()
            .read(move |reader| {
                permit(reader, &cache, &actor, Permission::Read)?;
                let viewer = viewer(reader, &cache, &actor)?;
                Ok(count_untold_changes(reader, &viewer)?)
            })
            .await
    }
}
