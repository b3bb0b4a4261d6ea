//! Removing bytes that no case refers to any longer.

use std::time::Duration;

use redress_domain::case::Command;
use redress_domain::time::Instant;
use redress_files::{Digest, Files};
use redress_store::{StoreError, Tx, find_digest, is_referred_to, leave_file_out, list_kept_files, list_unreferred};

use super::blocking;
use crate::App;
use crate::actor::Actor;
use crate::error::AppError;

/// Files looked at in one statement.
const PORTION: u32 = 200;
/// After so long an upload that was not finished never will be.
const LEFT_AFTER: Duration = Duration::from_secs(24 * 60 * 60);

/// What sweeping removed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct SweptFiles {
    /// Files that no case refers to.
    pub unreferred: u64,
    /// Files in the folder that nothing knows of.
    pub unknown: u64,
    /// Uploads that broke off with their process.
    pub unfinished: u64,
}

impl App {
    /// Removes the bytes of every file that no case of an organisation refers to any longer, and gives their number. For whoever
    /// has taken files out of cases by other ways than a command, as erasing does: called after that is committed.
    ///
    /// # Errors
    /// [`AppError::Fault`] when the database or the place of the files fails; what is left is found the next time.
    pub async fn forget_files(&self, organisation: &str) -> Result<u64, AppError> {
        self.forget_entered_before(organisation, Instant::MAX).await
    }

    async fn forget_entered_before(&self, organisation: &str, before: Instant) -> Result<u64, AppError> {
        let mut removed = 0_u64;
        loop {
            let id = organisation.to_owned();
            let unreferred: Vec<String> =
                self.store().read(move |reader| list_unreferred(reader, &id, before, PORTION)).await?;
            if unreferred.is_empty() {
                return Ok(removed);
            }
            removed = removed.saturating_add(self.remove_unreferred(organisation, unreferred).await?);
        }
    }

    /// The digests of the files that commands on a case remove.
    pub(crate) async fn files_removed_by(
        &self,
        actor: &Actor,
        reference: &str,
        commands: &[Command],
    ) -> Result<Vec<String>, AppError> {
        let numbers = commands.iter().filter_map(|command| match command {
            Command::RemoveAttachment { number, .. } => Some(*number),
            _ => None,
        });
        let numbers: Vec<u32> = numbers.collect();
        if numbers.is_empty() {
            return Ok(Vec::new());
        }
        let (organisation, reference) = (actor.organisation().to_owned(), reference.to_owned());
        let digests = self.store().read(move |reader| -> Result<_, StoreError> {
            let found = numbers.into_iter().map(|number| find_digest(reader, &organisation, &reference, number));
            found.collect::<Result<Vec<Option<String>>, _>>()
        });
        Ok(digests.await?.into_iter().flatten().collect())
    }

    /// Removes bytes after the command that is done already: where that fails now, sweeping does it.
    pub(crate) async fn remove_when_it_can(&self, organisation: &str, digests: Vec<String>) {
        if let Err(error) = self.remove_unreferred(organisation, digests).await {
            tracing::error!(organisation, %error, "the bytes of a removed attachment are left for the daily sweep");
        }
    }

    /// Removes those of the bytes that no case refers to. Gives how many that were.
    pub(crate) async fn remove_unreferred(&self, organisation: &str, digests: Vec<String>) -> Result<u64, AppError> {
        let mut removed = 0_u64;
        for digest in digests {
            let (files, id) = (self.files()?, organisation.to_owned());
            let work = move |tx: &mut Tx<'_>| remove_one(tx, &files, &id, &digest);
            removed = removed.saturating_add(u64::from(self.write(work).await?));
        }
        Ok(removed)
    }

    /// Removes what was left behind: files that no case refers to for a day, files in the folder that nothing knows of, uploads
    /// whose process died.
    ///
    /// # Errors
    /// As [`App::forget_files`].
    pub async fn sweep_files(&self) -> Result<SweptFiles, AppError> {
        let files = self.files()?;
        let unfinished = blocking(move || files.clear_leftovers(LEFT_AFTER)).await?;
        let unfinished = u64::try_from(unfinished).unwrap_or(u64::MAX);
        let mut swept = SweptFiles { unfinished, ..SweptFiles::default() };
        let before = self.now().minus_minutes(24 * 60);
        for organisation in self.list_organisations().await? {
            swept.unreferred =
                swept.unreferred.saturating_add(self.forget_entered_before(&organisation.id, before).await?);
            swept.unknown = swept.unknown.saturating_add(self.remove_unknown(&organisation.id).await?);
        }
        Ok(swept)
    }

    /// Removes files in the folder that are not entered. Every file is entered before it takes its place.
    async fn remove_unknown(&self, organisation: &str) -> Result<u64, AppError> {
        let (files, id) = (self.files()?, organisation.to_owned());
        let mut there: Vec<Digest> = blocking(move || files.list(&id)).await?;
        let mut after = String::new();
        while !there.is_empty() {
            let (id, from) = (organisation.to_owned(), after.clone());
            let known = self.store().read(move |reader| list_kept_files(reader, &id, &from, PORTION)).await?;
            let Some(last) = known.last() else { break };
            after.clone_from(last);
            there.retain(|digest| !known.contains(&digest.to_hex()));
        }
        self.remove_unreferred(organisation, there.into_iter().map(Digest::to_hex).collect()).await
    }
}

/// Under the organisation's lock, so that nobody refers to it meanwhile: the bytes go before the line that says they are there.
fn remove_one(tx: &mut Tx<'_>, files: &Files, organisation: &str, digest: &str) -> Result<bool, AppError> {
    tx.head(organisation)?;
    if is_referred_to(tx, organisation, digest)? {
        return Ok(false);
    }
    let known = Digest::from_hex(digest).ok_or_else(|| StoreError::inconsistent("the digest of a file"))?;
    files.remove(organisation, known).map_err(super::fault)?;
    leave_file_out(tx, organisation, digest)?;
    Ok(true)
}
