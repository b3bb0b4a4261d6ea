//! Use cases and queries: load, authorise, decide, save. Owns the clock, randomness and write transactions.

mod absence;
mod accounts;
mod actor;
mod adopt;
mod attachments;
mod backup;
mod case_view;
mod cases;
mod change;
mod changes;
mod checkpoints;
mod clock;
mod conceal;
mod erasing;
mod error;
mod execute;
mod import;
mod improvements;
mod letters;
mod openings;
mod page;
mod people;
mod permit;
mod personal;
mod publishing;
mod random;
mod rate_bases;
mod reads;
mod reference;
mod reports;
mod returns;
mod sealed;
mod settings;
mod setup;
mod simulate;
mod subject_access;
mod turns;

use std::sync::Arc;

use redress_domain::time::Instant;
use redress_store::{Keyring, Store, Tx};

pub use absence::{Away, Moved};
pub use accounts::{
    Arrival, AskedPasskey, Elsewhere, HalfSignedIn, LinkFor, MadeLink, NewUser, OfferedFactor, OwnFactor, OwnPasskeys,
    PasskeyLine, Roles, SINGLE_SIGN_ON_BACK, Session, SessionLine, SetFactor, SignInAnswer, SignedIn, SignedInWith,
    SingleSignOn, StillDue, TOKEN_DAYS, ToProvider, TokenLine, Wait, Whence, network_of,
};
pub use actor::Actor;
pub use adopt::Adoption;
pub use attachments::{
    AttachmentLine, FILES_LIMIT, GivenFile, NewAttachment, Portions, REQUEST_LIMIT, Receiving, ScannedFiles, Standing,
    SweptFiles,
};
pub use backup::restore;
pub use case_view::{Candidate, CaseView};
pub use cases::{CaseList, CaseQuery, CasesBehind};
pub use checkpoints::MadeCheckpoint;
pub use clock::{Clock, SetClock, SystemClock};
pub use erasing::{DueCase, DueCases, ErasedAgain, RetentionRun};
pub use error::AppError;
pub use execute::{Done, RequestKey};
pub use import::{ImportError, Imported};
pub use improvements::{Found, Improved, ImprovementDraft, ImprovementView, Meeting};
pub use letters::LetterText;
pub use page::{Page, page_after};
pub use publishing::{
    ComparedTables, DraftView, Editions, NarrativeDraft, PublicEdition, PublicReport, PublishedReport,
};
pub use reads::ReadQuery;
pub use redress_files::{Arrived, BucketSettings, Files, FilesError, Scanner, clean_name, is_shown_inline};
pub use redress_identity::PublicAddress;
pub use redress_identity::passkeys::Passkeys;
pub use redress_identity::provider::{Answer, Provider, ProviderSettings};
pub use redress_store::{
    AccountLine, BackupAbout, BackupError, CaseFilter, CaseLine, CaseOfPerson, DatabaseUrl, Days, EditionLine, Engine,
    ErasedCase, FoundTheme, ImprovementFilter, KeyFile, KeyPlace, Keys, LearningLine, OpeningLine, Organisation,
    PersonSought, ReadLine, Restored, Saved, Sort, StoreError, StoreOptions, StoredEvent, StoredProcedure,
    UntoldChange, Verified, VerifyError, Window, Witness,
};
pub use sealed::{KeyStanding, Rotated, SealingKey};
pub use settings::Settings;
pub use setup::NewOrganisation;
pub use simulate::{LeftOut, Measured, Simulated, Simulation, Tally, Totals};
pub use turns::Turns;

use attachments::Kept;
use error::Undone;
use settings::SettingsCache;

/// The application: a store, a clock, and what is kept in memory. Cheap to copy.
#[derive(Debug, Clone)]
pub struct App {
    store: Store,
    clock: Arc<dyn Clock>,
    cache: Arc<SettingsCache>,
    elsewhere: Arc<Elsewhere>,
    kept: Arc<Kept>,
}

impl App {
    /// The application on a store, with the machine's clock.
    pub fn new(store: Store) -> Self {
        Self::with_clock(store, Arc::new(SystemClock))
    }

    /// The application with a clock of one's own: for demo data and tests.
    pub fn with_clock(store: Store, clock: Arc<dyn Clock>) -> Self {
        let cache = Arc::new(SettingsCache::new(Arc::clone(&clock)));
        Self { store, clock, cache, elsewhere: Arc::default(), kept: Arc::default() }
    }

    /// With what is taken as proof of who somebody is beside a password.
    #[must_use]
    pub fn with_sign_in_elsewhere(mut self, elsewhere: Elsewhere) -> Self {
        self.elsewhere = Arc::new(elsewhere);
        self
    }

    /// Opens the database and brings it to this program's shape.
    ///
    /// # Errors
    /// When it cannot be opened, is of another version, or something in it is sealed with a key that is not there.
    pub fn open(url: &DatabaseUrl, keys: &Keys, options: StoreOptions) -> Result<Self, StoreError> {
        Ok(Self::new(Store::open(url, keys, options)?))
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

    /// The keys of what is sealed, a first one made where there is none.
    pub(crate) fn keys(&self) -> Result<Arc<Keyring>, StoreError> {
        self.store.keys().get()
    }

    pub(crate) fn elsewhere(&self) -> &Arc<Elsewhere> {
        &self.elsewhere
    }

    pub(crate) fn cache(&self) -> Arc<SettingsCache> {
        Arc::clone(&self.cache)
    }
}
