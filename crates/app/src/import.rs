//! Taking a register over: all of it or nothing, and nothing twice (R83).

use redress_domain::case::FieldError;
use redress_domain::register::RegisterCase;
use redress_store::{Tx, find_register_case};

use crate::App;
use crate::actor::Actor;
use crate::error::AppError;
use crate::execute::import_now;

/// What an import did, or would do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
pub struct Imported {
    /// Cases that were not there before.
    pub added: u64,
    /// Cases that were there already, with the same content.
    pub present: u64,
}

impl App {
    /// Takes checked register cases over. A case that is there with the same content is left alone.
    ///
    /// # Errors
    /// [`AppError::Invalid`] naming every reference that is there with other content; then nothing is taken over.
    pub async fn import_register(
        &self,
        actor: &Actor,
        cases: Vec<RegisterCase>,
        dry_run: bool,
    ) -> Result<Imported, AppError> {
        let (cache, actor, now) = (self.cache(), actor.clone(), self.now());
        let work = move |tx: &mut Tx<'_>| {
            tx.head(actor.organisation())?;
            let settings = cache.get(tx, actor.organisation())?;
            let procedure = settings.current()?;
            let mut imported = Imported { added: 0, present: 0 };
            let mut conflicts = Vec::new();
            for case in cases {
                match find_register_case(tx, actor.organisation(), &case.reference)? {
                    Some(held) if held == case => imported.present = imported.present.saturating_add(1),
                    Some(_) => conflicts.push(conflict(&case.reference)),
                    None => {
                        imported.added = imported.added.saturating_add(1);
                        if !dry_run && conflicts.is_empty() {
                            import_now(tx, &settings, procedure, &actor, now, case)?;
                        }
                    }
                }
            }
            if conflicts.is_empty() { Ok(imported) } else { Err(AppError::Invalid(conflicts)) }
        };
        self.store().write(work).await
    }
}

/// `field` is the reference, so that the caller can name the line it came from.
fn conflict(reference: &str) -> FieldError {
    let message = "A case with this reference is there already, with other content; correct the reference or leave the row out.";
    FieldError::new(reference, "reference-taken", message)
}
