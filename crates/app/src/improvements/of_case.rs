//! What came of the learning record of a case.

use redress_store::{list_learning_of, visible_references};

use super::lists::report_viewer;
use crate::App;
use crate::actor::Actor;
use crate::error::AppError;

impl App {
    /// Numbers of the improvement actions that came of a case; none of a case that is not there or not for the actor to see.
    ///
    /// # Errors
    /// [`AppError::NotFound`] for somebody who may not see reports.
    pub async fn improvements_of_case(&self, actor: &Actor, reference: &str) -> Result<Vec<u32>, AppError> {
        let (cache, actor, reference) = (self.cache(), actor.clone(), reference.to_owned());
        self.store()
            .read(move |reader| {
                let viewer = report_viewer(reader, &cache, &actor)?;
                let seen = visible_references(reader, &viewer, &[reference])?;
                let learning = list_learning_of(reader, &viewer, &seen)?;
                Ok(learning.into_iter().flat_map(|line| line.improvements).collect())
            })
            .await
    }
}
