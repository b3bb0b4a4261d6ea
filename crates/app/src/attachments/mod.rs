//! Files of cases: received, kept, scanned, given, checked, and removed when nothing refers to them (docs/decisions/0018).
//!
//! Bytes are entered in the database before they take their place, and a file is attached only while they are still entered as
//! they were; they are removed under the organisation's lock, when no case refers to them. So no crash and no two people at once
//! leave a file without its bytes, or bytes that nobody knows of.

mod attach;
mod check;
mod give;
mod receive;
mod remove;
mod scan;

use std::collections::BTreeMap;
use std::sync::Arc;

use redress_domain::access::Rights;
use redress_domain::case::{Attachment, Case, FieldError};
use redress_domain::time::Instant;
use redress_files::{Files, FilesError, Scanner};
use redress_store::{Reader, Scan, StoreError, case_events, list_scans};
use tokio::sync::Notify;

use crate::App;
use crate::actor::Actor;
use crate::error::AppError;
use crate::execute::fold;
use crate::permit::visible_case_no;
use crate::settings::SettingsCache;

pub use attach::NewAttachment;
pub use give::{GivenFile, Portions};
pub use receive::Receiving;
pub use remove::SweptFiles;
pub use scan::ScannedFiles;

/// Most files that come with one request.
pub const FILES_LIMIT: usize = 10;
/// Most bytes that one request carries: 100 MiB.
pub const REQUEST_LIMIT: u64 = 100 * 1024 * 1024;

/// Where files are kept, and who scans them.
#[derive(Debug, Default)]
pub(crate) struct Kept {
    files: Option<Arc<Files>>,
    scanner: Option<Arc<Scanner>>,
    /// Told of each file that comes.
    woken: Notify,
}

/// A file of a case, with what stands against giving it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AttachmentLine {
    pub attachment: Attachment,
    pub standing: Standing,
}

/// Whether a file can be given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Standing {
    Ready,
    /// A scanner is set, and has not found it clean yet.
    Quarantined,
    /// With the scanner's name for what it found.
    Infected(String),
}

impl App {
    /// With a place for files and, where there is one, a scanner. Without a place no file can be attached or read.
    #[must_use]
    pub fn keeping(mut self, files: Files, scanner: Option<Scanner>) -> Self {
        self.kept =
            Arc::new(Kept { files: Some(Arc::new(files)), scanner: scanner.map(Arc::new), woken: Notify::new() });
        self
    }

    /// Where files are kept.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`] where no place was given.
    pub fn files(&self) -> Result<Arc<Files>, StoreError> {
        self.kept.files.clone().ok_or_else(|| StoreError::unavailable("no place for attachments was given"))
    }

    pub(crate) fn kept(&self) -> Arc<Kept> {
        Arc::clone(&self.kept)
    }
}

impl Kept {
    /// Where a scanner is set, only what it found clean is given.
    fn standing(&self, scan: Option<&Scan>) -> Standing {
        match scan {
            Some(Scan::Infected(found)) => Standing::Infected(found.clone()),
            Some(Scan::Clean) => Standing::Ready,
            Some(Scan::Waiting) | None if self.scanner.is_some() => Standing::Quarantined,
            Some(Scan::Waiting) | None => Standing::Ready,
        }
    }

    /// The files of a case, each with what stands against giving it.
    pub(crate) fn lines(
        &self,
        reader: &mut Reader<'_>,
        organisation_id: &str,
        case_no: i64,
        case: &Case,
    ) -> Result<Vec<AttachmentLine>, StoreError> {
        if case.attachments.kept.is_empty() {
            return Ok(Vec::new());
        }
        let scans: BTreeMap<String, Scan> = list_scans(reader, organisation_id, case_no)?.into_iter().collect();
        let line = |attachment: &Attachment| AttachmentLine {
            attachment: attachment.clone(),
            standing: self.standing(scans.get(&attachment.file.digest)),
        };
        Ok(case.attachments.kept.iter().map(line).collect())
    }
}

/// A case that the actor may see, with its number and their rights.
fn seen(
    reader: &mut Reader<'_>,
    cache: &SettingsCache,
    actor: &Actor,
    reference: &str,
    now: Instant,
) -> Result<(i64, Case, Option<Rights>), AppError> {
    let absent = AppError::NotFound { what: "case" };
    let settings = cache.get(reader, actor.organisation())?;
    let case_no = visible_case_no(reader, cache, actor, reference)?.ok_or(absent.clone())?;
    let case = fold(&case_events(reader, actor.organisation(), case_no)?)?;
    let procedure = cache.procedure(reader, actor.organisation(), &case.procedure, &case.procedure_version)?;
    let rights = settings.rights(actor, &procedure)?;
    match rights.as_ref().is_none_or(|rights| rights.may_see(&case, now)) {
        true => Ok((case_no, case, rights)),
        false => Err(absent),
    }
}

/// Work on files, which blocks, in a thread for that.
async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, FilesError> + Send + 'static,
) -> Result<T, AppError> {
    match tokio::task::spawn_blocking(work).await {
        Ok(done) => done.map_err(fault),
        Err(_) => Err(StoreError::Panicked.into()),
    }
}

fn fault(error: FilesError) -> AppError {
    match error {
        FilesError::TooLarge => {
            let message = "This file is larger than 25 MiB. Make it smaller, or divide it.";
            FieldError::new("file", "too-large", message).into()
        }
        other => StoreError::unavailable(other.to_string()).into(),
    }
}
