//! Having files scanned that no scanner has looked at yet.

use std::sync::Arc;
use std::time::Duration;

use redress_files::{Digest, Files, Scanner, Verdict};
use redress_store::{Scan, StoreError, Tx, list_waiting, set_scan};

use super::Kept;
use crate::App;
use crate::error::AppError;

/// Files looked for in one statement.
const PORTION: u32 = 50;

/// What a round of scanning came to.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct ScannedFiles {
    pub clean: u64,
    pub infected: u64,
    /// Without a verdict; they stay quarantined until the next round.
    pub left: u64,
}

impl Kept {
    /// A file has come that waits for the scanner.
    pub(super) fn wake_scanner(&self) {
        self.woken.notify_one();
    }
}

impl App {
    /// Whether files are scanned before they are given.
    pub fn scans_files(&self) -> bool {
        self.kept.scanner.is_some()
    }

    /// Waits until a file has come, but no longer than that.
    pub async fn file_has_come(&self, at_most: Duration) {
        // Whichever comes first: in both cases it is time to look.
        drop(tokio::time::timeout(at_most, self.kept.woken.notified()).await);
    }

    /// Has every file scanned that waits for it. Without a scanner nothing waits.
    ///
    /// # Errors
    /// [`AppError::Fault`] when the database fails. A scanner that cannot be reached is none: files are left waiting.
    pub async fn scan_files(&self) -> Result<ScannedFiles, AppError> {
        let mut scanned = ScannedFiles::default();
        let Some(scanner) = self.kept.scanner.clone() else { return Ok(scanned) };
        for organisation in self.list_organisations().await? {
            let mut after = String::new();
            loop {
                let (id, from) = (organisation.id.clone(), after.clone());
                let waiting = self.store().read(move |reader| list_waiting(reader, &id, &from, PORTION)).await?;
                let Some(last) = waiting.last() else { break };
                after.clone_from(last);
                for digest in waiting {
                    match self.scan_one(&scanner, &organisation.id, digest).await? {
                        Scan::Clean => scanned.clean = scanned.clean.saturating_add(1),
                        Scan::Infected(_) => scanned.infected = scanned.infected.saturating_add(1),
                        Scan::Waiting => scanned.left = scanned.left.saturating_add(1),
                    }
                }
            }
        }
        Ok(scanned)
    }

    async fn scan_one(&self, scanner: &Arc<Scanner>, organisation: &str, digest: String) -> Result<Scan, AppError> {
        let (files, scanner, id, of) = (self.files()?, Arc::clone(scanner), organisation.to_owned(), digest.clone());
        let asked = tokio::task::spawn_blocking(move || ask(&files, &scanner, &id, &of)).await;
        let scan = match asked.map_err(|_| StoreError::Panicked)? {
            Ok(Verdict::Clean) => Scan::Clean,
            Ok(Verdict::Infected(found)) => {
                tracing::warn!(organisation, digest, found, "an attachment is infected");
                Scan::Infected(found)
            }
            Err(why) => {
                tracing::warn!(organisation, digest, why, "an attachment waits for the virus scanner");
                return Ok(Scan::Waiting);
            }
        };
        let (id, noted, now) = (organisation.to_owned(), scan.clone(), self.now());
        self.write(move |tx: &mut Tx<'_>| -> Result<(), AppError> { Ok(set_scan(tx, &id, &digest, &noted, now)?) })
            .await?;
        Ok(scan)
    }
}

fn ask(files: &Files, scanner: &Scanner, organisation: &str, digest: &str) -> Result<Verdict, String> {
    let digest = Digest::from_hex(digest).ok_or("its digest is none")?;
    let opened = files.open(organisation, digest).map_err(|error| error.to_string())?.ok_or("its bytes are missing")?;
    scanner.scan(opened.bytes).map_err(|error| error.to_string())
}
