//! Erasing what is kept of people: by the procedure's time limits, by decision, and again after a backup was restored.

mod again;
mod decide;
mod retention;

use std::sync::Arc;

use redress_domain::case::{By, ErasureGround};
use redress_domain::procedure::Permission;
use redress_domain::time::Instant;
use redress_store::{ErasedCase, Reader, StoreError, Tx, clearing_is_due, erase_case, list_erased};

use crate::App;
use crate::actor::Actor;
use crate::error::AppError;
use crate::permit::permit;
use crate::random::random;
use crate::settings::{Settings, SettingsCache};

pub use again::ErasedAgain;
pub use retention::{DueCase, DueCases, RetentionRun};

impl App {
    /// Erased cases of every organisation, in the order in which they were erased, from a moment on; at most 100,000. For the
    /// operator.
    ///
    /// # Errors
    /// Faults only.
    pub async fn list_erased(&self, from: Instant) -> Result<Vec<ErasedCase>, AppError> {
        self.store().read(move |reader| Ok(list_erased(reader, from)?)).await
    }

    /// Removes the bytes of files that were kept with erased cases. Where that fails now, the daily sweep does it.
    async fn forget_when_it_can(&self, organisation: &str) {
        if let Err(error) = self.forget_files(organisation).await {
            tracing::error!(organisation, %error, "files of erased cases are left for the daily sweep");
        }
    }

    /// Whether something was taken out of the tables that may still stand in the files of the database.
    ///
    /// # Errors
    /// Faults only.
    pub async fn clearing_is_due(&self) -> Result<bool, AppError> {
        self.store().read(|reader| Ok(clearing_is_due(reader)?)).await
    }

    /// Clears the files of the database of what was taken out of its tables. Blocks while all of them are written anew.
    ///
    /// # Errors
    /// Faults only; a busy database can be tried again.
    pub fn clear_files_blocking(&self) -> Result<(), AppError> {
        Ok(self.store().clear_blocking(self.now())?)
    }
}

/// Erases a case; whether it may be was asked before.
fn erase(
    tx: &mut Tx<'_>,
    organisation_id: &str,
    case_no: i64,
    ground: &ErasureGround,
    now: Instant,
    by: &By,
) -> Result<(), StoreError> {
    erase_case(tx, organisation_id, case_no, ground, now, by, [random()?, random()?])
}

/// The settings, for whoever looks after data protection; to anybody else there is nothing here.
pub(crate) fn permit_data_protection(
    reader: &mut Reader<'_>,
    cache: &SettingsCache,
    actor: &Actor,
) -> Result<Arc<Settings>, AppError> {
    permit(reader, cache, actor, Permission::DataProtection)
}
