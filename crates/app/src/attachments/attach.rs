//! Attaching files that have come.

use redress_domain::case::{Attach, AttachmentUse, Command, FieldError};
use redress_domain::time::Instant;
use redress_files::{Arrived, clean_name};
use redress_store::{StoreError, Tx, enter_file, file_is_entered};

use super::{FILES_LIMIT, blocking};
use crate::App;
use crate::actor::Actor;
use crate::error::AppError;
use crate::execute::{Done, RequestKey, execute_now, once};

/// A file that has come, to be attached.
#[derive(Debug)]
pub struct NewAttachment {
    /// As its sender called it.
    pub name: String,
    pub used_as: AttachmentUse,
    pub arrived: Arrived,
}

/// Bytes that are entered and have taken their place.
struct Placed {
    digest: String,
    entered_at: Instant,
}

impl App {
    /// Attaches files to a case, all or none of them.
    ///
    /// # Errors
    /// As [`App::execute`]; [`AppError::Invalid`] for more than ten at once; [`AppError::Fault`] where they cannot be kept. Nothing
    /// of them is kept then.
    pub async fn attach(
        &self,
        actor: &Actor,
        reference: &str,
        new: Vec<NewAttachment>,
        expect: Option<u64>,
        key: Option<RequestKey>,
    ) -> Result<Done, AppError> {
        if new.len() > FILES_LIMIT {
            let message = format!("Send at most {FILES_LIMIT} files at a time.");
            return Err(FieldError::new("file", "too-many", message).into());
        }
        let commands: Vec<Command> = new.iter().map(|new| Command::Attach(described(new))).collect();
        let (mut placed, mut failed) = (Vec::new(), None);
        for NewAttachment { arrived, .. } in new {
            match self.place(actor, arrived).await {
                Ok(one) => placed.push(one),
                Err(error) => failed = failed.or(Some(error)),
            }
        }
        let digests = placed.iter().map(|placed| placed.digest.clone()).collect();
        let done = match failed {
            Some(error) => Err(error),
            None => self.attach_placed(actor, reference, commands, placed, expect, key).await,
        };
        if !matches!(done, Ok(Done { already: false, .. })) {
            self.remove_unreferred(actor.organisation(), digests).await?;
        }
        self.kept.wake_scanner();
        done
    }

    /// Enters bytes, then has them take their place: a crash between the two leaves a line that sweeping finds.
    async fn place(&self, actor: &Actor, arrived: Arrived) -> Result<Placed, AppError> {
        let (files, organisation) = (self.files()?, actor.organisation().to_owned());
        let (digest, id, now) = (arrived.digest.to_hex(), organisation.clone(), self.now());
        let entered = digest.clone();
        let entered_at =
            self.write(move |tx: &mut Tx<'_>| -> Result<_, AppError> { Ok(enter_file(tx, &id, &entered, now)?) });
        let entered_at = entered_at.await?;
        blocking(move || files.keep(&organisation, arrived)).await?;
        Ok(Placed { digest, entered_at })
    }

    async fn attach_placed(
        &self,
        actor: &Actor,
        reference: &str,
        commands: Vec<Command>,
        placed: Vec<Placed>,
        expect: Option<u64>,
        key: Option<RequestKey>,
    ) -> Result<Done, AppError> {
        let (actor, now, cache, reference) = (actor.clone(), self.now(), self.cache(), reference.to_owned());
        let work = move |tx: &mut Tx<'_>| {
            once(tx, &actor, key.as_ref(), now, |tx| {
                tx.head(actor.organisation())?;
                for Placed { digest, entered_at } in &placed {
                    if !file_is_entered(tx, actor.organisation(), digest, *entered_at)? {
                        let what = "the same file was removed at the same moment".to_owned();
                        return Err(StoreError::Busy { what }.into());
                    }
                }
                execute_now(tx, &cache, &actor, now, &reference, &commands, expect)
            })
        };
        self.write(work).await
    }
}

fn described(new: &NewAttachment) -> Attach {
    Attach {
        name: clean_name(&new.name),
        media_type: new.arrived.media_type.to_owned(),
        size_bytes: new.arrived.size,
        digest: new.arrived.digest.to_hex(),
        used_as: new.used_as,
    }
}
