//! Backups, taken while others go on working, and before the tables of an older program are changed.

use std::io::Write;

use redress_store::{BackupError, DatabaseUrl, Saved, Store, StoreError, StoreOptions, back_up};

use crate::App;
use crate::clock::{Clock, SystemClock};

impl App {
    /// Writes every row of this moment into a file, and gives the file back.
    ///
    /// # Errors
    /// The database cannot be read, or the file cannot be written: throw it away then.
    pub async fn back_up<W: Write + Send + 'static>(&self, mut file: W) -> Result<(Saved, W), BackupError> {
        let now = self.now();
        self.store().read(move |reader| back_up(reader, now, &mut file).map(|saved| (saved, file))).await
    }

    /// As [`App::open`]. Before the tables of an older program are changed, a backup of them is written into what `file` makes, and
    /// given to `keep`; where that fails they are left as they are.
    ///
    /// # Errors
    /// When the database cannot be opened, is of a newer version, or could not be backed up.
    pub fn open_saving<W: Write>(
        url: &DatabaseUrl,
        options: StoreOptions,
        file: impl FnOnce() -> std::io::Result<W> + Send + 'static,
        keep: impl FnOnce(W) -> std::io::Result<()> + Send + 'static,
    ) -> Result<Self, StoreError> {
        let store = Store::open_with(url, options, move |reader| {
            let failed = |error: &dyn std::fmt::Display| {
                StoreError::unavailable(format!("the upgrade needs a backup first, which failed: {error}"))
            };
            let mut file = file().map_err(|error| failed(&error))?;
            back_up(reader, SystemClock.now(), &mut file).map_err(|error| failed(&error))?;
            keep(file).map_err(|error| failed(&error))
        })?;
        Ok(Self::new(store))
    }
}
