//! Use cases and queries: load, authorise, decide, save. Owns the clock, randomness and write transactions.

mod absence;
mod accounts;
mod actor;
mod adopt;
mod backup;
mod case_view;
mod cases;
mod change;
mod changes;
mod checkpoints;
mod clock;
mod conceal;
mod error;
mod execute;
mod import;
mod improvements;
mod letters;
mod page;
mod people;
mod permit;
mod personal;
mod publishing;
mod random;
mod rate_bases;
mod reference;
mod reports;
mod returns;
mod settings;
mod setup;
mod simulate;

use std::sync::Arc;

use redress_domain::time::Instant;
use redress_store::{Store, Tx};

pub use absence::{Away, Moved};
pub use accounts::{NewUser, Session, SignedIn};
pub use actor::Actor;
pub use adopt::Adoption;
pub use case_view::{Candidate, CaseView};
pub use cases::{CaseList, CaseQuery, CasesBehind};
pub use checkpoints::MadeCheckpoint;
pub use clock::{Clock, SetClock, SystemClock};
pub use error::AppError;
pub use execute::{Done, RequestKey};
pub use import::{ImportError, Imported};
pub use improvements::{Found, Improved, ImprovementDraft, ImprovementView, Meeting};
pub use letters::LetterText;
pub use page::{Page, page_after};
pub use publishing::{
    ComparedTables, DraftView, Editions, NarrativeDraft, PublicEdition, PublicReport, PublishedReport,
};
pub use redress_store::{
    BackupAbout, BackupError, CaseFilter, CaseLine, DatabaseUrl, Days, EditionLine, Engine, FoundTheme,
    ImprovementFilter, LearningLine, Organisation, Restored, Saved, Sort, StoreError, StoreOptions, StoredEvent,
    StoredProcedure, UntoldChange, Verified, VerifyError, Window, Witness, restore,
};
pub use settings::Settings;
pub use setup::NewOrganisation;
pub use simulate::{LeftOut, Measured, Simulated, Simulation, Tally, Totals};

use error::Undone;
use settings::SettingsCache;

/// The application: a store, a clock, and what is kept in memory. Cheap to copy.
#[derive(Debug, Clone)]
pub struct App {
    store: Store,
    clock: Arc<dyn Clock>,
    cache: Arc<SettingsCache>,
}

impl App {
    /// The application on a store, with the machine's clock.
    pub fn new(store: Store) -> Self {
        Self::with_clock(store, Arc::new(SystemClock))
    }

    /// The application with a clock of one's own: for demo data and tests.
    pub fn with_clock(store: Store, clock: Arc<dyn Clock>) -> Self {
        Self { store, clock, cache: Arc::default() }
    }

    /// Opens the database and brings it to this program's shape.
    ///
    /// # Errors
    /// When it cannot be opened or is of another version.
    pub fn open(url: &DatabaseUrl, options: StoreOptions) -> Result<Self, StoreError> {
        Ok(Self::new(Store::open(url, options)?))
    }

    /// The time now.
    pub fn now(&self) -> Instant {
        self.clock.now()
    }

    /// Whether the database answers.
    ///
    /// # Errors
    /// When it does not.
    pub async fn ping(&self) -> Result<(), StoreError> {
        self.store.ping().await
    }

    pub(crate) fn store(&self) -> &Store {
        &self.store
    }

    /// Writes in a transaction of the store. When its commit fails, what was kept in memory meanwhile is forgotten.
    pub(crate) async fn write<T, E, F>(&self, work: F) -> Result<T, E>
    where
        F: FnOnce(&mut Tx<'_>) -> Result<T, E> + Send + 'static,
        T: Send + 'static,
        E: From<StoreError> + Undone + Send + 'static,
    {
        let done = self.store.write(work).await;
        if done.as_ref().is_err_and(Undone::may_be_undone) {
            self.cache.clear();
        }
        done
    }

    pub(crate) fn cache(&self) -> Arc<SettingsCache> {
        Arc::clone(&self.cache)
    }
}
