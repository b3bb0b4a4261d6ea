//! Giving a file to whoever may see its case.

use redress_domain::case::{Attached, Rule};
use redress_domain::reading::ReadKind;
use redress_files::{Digest, Opened};
use redress_store::{StoreError, find_scan};

use super::{Standing, blocking, seen};
use crate::App;
use crate::actor::Actor;
use crate::error::AppError;
use crate::reads::Reading;

/// How much of a file is given at once, in bytes.
const PORTION: usize = 64 * 1024;

/// A file that is given, with its bytes to come.
#[derive(Debug)]
pub struct GivenFile {
    pub file: Attached,
    pub portions: Portions,
}

/// The bytes of a file, portion by portion.
#[derive(Debug)]
pub struct Portions(Opened);

impl App {
    /// A file of a case, to be read. That it was read is written down where the case is confidential.
    ///
    /// # Errors
    /// [`AppError::NotFound`] for a case or a file that is not there or not for this person; [`AppError::Refused`] while it is
    /// quarantined or when it is infected; [`AppError::Fault`] when its bytes are not where they should be.
    pub async fn attachment(&self, actor: &Actor, reference: &str, number: u32) -> Result<GivenFile, AppError> {
        let (cache, asker, named, now) = (self.cache(), actor.clone(), reference.to_owned(), self.now());
        let found = self.store().read(move |reader| -> Result<_, AppError> {
            let (case_no, case, _) = seen(reader, &cache, &asker, &named, now)?;
            let file = case.attachments.find(number).ok_or(AppError::NotFound { what: "attachment" })?.file.clone();
            let scan = find_scan(reader, asker.organisation(), &file.digest)?;
            Ok((case_no, case.restriction.is_some(), file, scan))
        });
        let (case_no, restricted, file, scan) = found.await?;
        match self.kept().standing(scan.as_ref()) {
            Standing::Ready => {}
            Standing::Quarantined => return Err(Rule::AttachmentQuarantined.into()),
            Standing::Infected(found) => return Err(Rule::AttachmentInfected { found }.into()),
        }
        if restricted {
            let reading = Reading::of(ReadKind::Attachment, &file.name);
            self.write_down(actor, Reading { case_no: Some(case_no), ..reading }).await?;
        }
        let (files, organisation) = (self.files()?, actor.organisation().to_owned());
        let digest = Digest::from_hex(&file.digest).ok_or_else(|| StoreError::inconsistent("the digest of a file"))?;
        let opened = blocking(move || files.open(&organisation, digest)).await?;
        match opened.filter(|opened| opened.size == file.size_bytes) {
            Some(opened) => Ok(GivenFile { file, portions: Portions(opened) }),
            None => Err(StoreError::inconsistent(format!("the bytes of attachment {number} of {reference}")).into()),
        }
    }
}

impl Portions {
    /// The next bytes, with what is to come after them; `None` at the end.
    ///
    /// # Errors
    /// The place of the files broke off.
    pub async fn next(self) -> Result<Option<(Vec<u8>, Self)>, AppError> {
        let Self(mut opened) = self;
        blocking(move || {
            let mut bytes = vec![0; PORTION];
            let read = opened.bytes.read(&mut bytes)?;
            bytes.truncate(read);
            Ok((read > 0).then_some((bytes, Self(opened))))
        })
        .await
    }
}
