//! Erasing one case because somebody decides so, at the person's request as a rule (UK GDPR, article 17).

use redress_domain::case::{ErasureGround, FieldError, may_erase};
use redress_store::{Tx, case_events};

use super::{erase, permit_data_protection};
use crate::App;
use crate::actor::Actor;
use crate::error::AppError;
use crate::execute::{Done, fold};
use crate::permit::visible_case_no;

/// Longest reason, in characters: it stays on the tombstone.
const REASON: usize = 500;

impl App {
    /// Erases what is said of people in a case, for a reason that stays.
    ///
    /// # Errors
    /// [`AppError::NotFound`] for a case that is not there or not for this person, and for whoever does not look after data
    /// protection; [`AppError::Refused`] while it is open or held, and where it was done; [`AppError::Invalid`] without a reason.
    pub async fn erase(&self, actor: &Actor, reference: &str, reason: &str) -> Result<Done, AppError> {
        let (cache, actor, now) = (self.cache(), actor.clone(), self.now());
        let (reference, reason) = (reference.trim().to_owned(), reason.trim().to_owned());
        let organisation = actor.organisation().to_owned();
        let work = move |tx: &mut Tx<'_>| -> Result<Done, AppError> {
            tx.head(actor.organisation())?;
            let settings = permit_data_protection(tx, &cache, &actor)?;
            let absent = AppError::NotFound { what: "case" };
            let case_no = visible_case_no(tx, &cache, &actor, &reference)?.ok_or(absent.clone())?;
            let case = fold(&case_events(tx, actor.organisation(), case_no)?)?;
            let procedure = cache.procedure(tx, actor.organisation(), &case.procedure, &case.procedure_version)?;
            if settings.rights(&actor, &procedure)?.is_some_and(|rights| !rights.may_see(&case, now)) {
                return Err(absent);
            }
            may_erase(&case)?;
            let ground = ErasureGround::Decided { reason: checked(&reason)? };
            erase(tx, actor.organisation(), case_no, &ground, now, actor.by())?;
            Ok(Done { reference: case.reference, version: case.version.saturating_add(1), already: false })
        };
        let done = self.write(work).await?;
        self.forget_when_it_can(&organisation).await;
        Ok(done)
    }
}

fn checked(reason: &str) -> Result<String, FieldError> {
    let wrong = |code, message: &str| Err(FieldError::new("reason", code, message));
    match reason.chars().count() {
        0 => wrong("required", "Say why it is erased, without naming anybody: this stays."),
        1..=REASON => Ok(reason.to_owned()),
        _ => wrong("too-long", "Say why in at most 500 characters, without naming anybody: this stays."),
    }
}
