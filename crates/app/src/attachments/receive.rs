//! A file on its way in, portion by portion.

use redress_domain::case::CommandKind;
use redress_files::{Arrived, Incoming};

use super::{blocking, seen};
use crate::App;
use crate::actor::Actor;
use crate::error::AppError;

/// A file that is coming. Dropped before its end, nothing of it is left.
#[derive(Debug)]
pub struct Receiving(Incoming);

impl App {
    /// Whether somebody may attach files to a case: asked before any of their bytes is taken in.
    ///
    /// # Errors
    /// [`AppError::NotFound`] for a case that is not there or not for this person; [`AppError::Refused`] when it is not for them
    /// to attach something, or the case was erased.
    pub async fn may_attach(&self, actor: &Actor, reference: &str) -> Result<(), AppError> {
        let (cache, actor, reference, now) = (self.cache(), actor.clone(), reference.to_owned(), self.now());
        self.store()
            .read(move |reader| {
                let (_, case, rights) = seen(reader, &cache, &actor, &reference, now)?;
                match rights {
                    Some(rights) => Ok(rights.may(&case, CommandKind::Attach)?),
                    None => Ok(()),
                }
            })
            .await
    }

    /// Begins to take a file in.
    ///
    /// # Errors
    /// [`AppError::Fault`] where no place for files was given, or it fails.
    pub async fn receive(&self) -> Result<Receiving, AppError> {
        let files = self.files()?;
        blocking(move || files.receive()).await.map(Receiving)
    }
}

impl Receiving {
    /// Takes the next bytes.
    ///
    /// # Errors
    /// [`AppError::Invalid`] beyond 25 MiB; [`AppError::Fault`] when they cannot be written.
    pub async fn write(self, bytes: impl AsRef<[u8]> + Send + 'static) -> Result<Self, AppError> {
        let Self(mut incoming) = self;
        blocking(move || incoming.write(bytes.as_ref()).map(|()| Self(incoming))).await
    }

    /// All of it has come.
    ///
    /// # Errors
    /// [`AppError::Fault`] when it is not on disk.
    pub async fn finish(self) -> Result<Arrived, AppError> {
        let Self(incoming) = self;
        blocking(move || incoming.finish()).await
    }
}
