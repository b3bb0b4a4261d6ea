//! Checking the bytes of files against their digests.

use redress_files::{Digest, Files, Found};
use redress_store::{KeptAttachment, StoreError, VerifyError, list_attachments};

use crate::App;

/// Files looked for in one statement.
const PORTION: u32 = 200;

impl App {
    /// Reads every file of an organisation's cases through, and compares it with its digest. Gives how many there are.
    ///
    /// # Errors
    /// [`VerifyError::Broken`] with `attachment-missing` or `attachment-changed`, the case and the file; faults of the place.
    pub async fn check_files(&self, organisation: &str) -> Result<u64, VerifyError> {
        let mut checked = 0_u64;
        let mut after = None::<(String, i64)>;
        loop {
            let (id, from) = (organisation.to_owned(), after.clone());
            let portion = self.store().read(move |reader| -> Result<_, StoreError> {
                let from = from.as_ref().map(|(reference, number)| (reference.as_str(), *number));
                list_attachments(reader, &id, from, PORTION)
            });
            let portion = portion.await?;
            let Some(last) = portion.last() else { return Ok(checked) };
            after = Some((last.reference.clone(), last.number));
            checked = checked.saturating_add(u64::try_from(portion.len()).unwrap_or(u64::MAX));
            let (files, id) = (self.files()?, organisation.to_owned());
            let held = tokio::task::spawn_blocking(move || check_kept_files(&files, &id, &portion)).await;
            held.map_err(|_| StoreError::Panicked)??;
        }
    }
}

fn check_kept_files(files: &Files, organisation: &str, kept: &[KeptAttachment]) -> Result<(), VerifyError> {
    for one in kept {
        let found = match Digest::from_hex(&one.digest) {
            Some(digest) => files.check(organisation, digest, one.size_bytes),
            None => Ok(Found::Changed),
        };
        let (code, what) = match found.map_err(|error| StoreError::unavailable(error.to_string()))? {
            Found::Sound => continue,
            Found::Missing => ("attachment-missing", "its bytes are missing"),
            Found::Changed => ("attachment-changed", "its bytes are not those that were attached"),
        };
        let KeptAttachment { reference, number, name, .. } = one;
        let at = format!("organisation '{organisation}', case {reference}, attachment {number} ({name})");
        return Err(VerifyError::Broken { code, at, what: what.to_owned() });
    }
    Ok(())
}
