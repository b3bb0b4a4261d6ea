//! Reading leaves a trace: what is kept apart, searched or taken away is written down before it is shown.

use redress_domain::access::Compartment;
use redress_domain::procedure::Permission;
use redress_domain::reading::ReadKind;
use redress_domain::staff::UserId;
use redress_domain::time::{Date, Instant};
use redress_store::{
    NewRead, ReadFilter, ReadLine, Reader, StoreError, Tx, Window, add_read, find_case_no, list_reads,
};

use crate::App;
use crate::actor::Actor;
use crate::error::AppError;
use crate::page::Page;
use crate::permit::viewer;

/// Most letters kept of a question: what more somebody types into a search says no more of what they looked for.
const QUESTION_LETTERS: usize = 300;

/// Whose readings of what, when; empty means all.
#[derive(Debug, Clone, Default)]
pub struct ReadQuery {
    pub by: Option<UserId>,
    pub reference: Option<String>,
    pub kind: Option<ReadKind>,
    /// Both days included.
    pub from: Option<Date>,
    pub to: Option<Date>,
}

/// Something that is about to be shown.
pub(crate) struct Reading {
    pub(crate) kind: ReadKind,
    pub(crate) case_no: Option<i64>,
    pub(crate) opened: Vec<Compartment>,
    pub(crate) question: Option<String>,
}

impl Reading {
    pub(crate) fn of(kind: ReadKind, question: impl AsRef<str>) -> Self {
        let question = question.as_ref().trim().chars().filter(|letter| !letter.is_control());
        let question = Some(question.take(QUESTION_LETTERS).collect());
        Self { kind, case_no: None, opened: Vec::new(), question }
    }

    pub(crate) fn write(self, tx: &mut Tx<'_>, actor: &Actor, at: Instant) -> Result<(), StoreError> {
        let Self { kind, case_no, opened, question } = self;
        let read = NewRead { at, by: actor.by().clone(), via: actor.via(), kind, case_no, opened, question };
        add_read(tx, actor.organisation(), &read)
    }
}

impl App {
    /// Reads what is to be shown, and writes that down before it is: what was not found needs no note.
    pub(crate) async fn read_to_show<T, F>(
        &self,
        actor: &Actor,
        reading: Option<Reading>,
        work: F,
    ) -> Result<T, AppError>
    where
        F: FnOnce(&mut Reader<'_>) -> Result<T, AppError> + Send + 'static,
        T: Send + 'static,
    {
        let found = self.store().read(work).await?;
        if let Some(reading) = reading {
            self.write_down(actor, reading).await?;
        }
        Ok(found)
    }

    /// Writes down what is about to be shown. What cannot be written down is not shown.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`], whatever the fault was: it can be tried again.
    pub(crate) async fn write_down(&self, actor: &Actor, reading: Reading) -> Result<(), AppError> {
        let (actor, now) = (actor.clone(), self.now());
        let written =
            self.write(move |tx: &mut Tx<'_>| -> Result<(), AppError> { Ok(reading.write(tx, &actor, now)?) });
        written
            .await
            .map_err(|fault| StoreError::unavailable(format!("a reading was not written down: {fault}")).into())
    }

    /// Who read what, the latest first: what the actor may see of it. That they looked is itself written down.
    ///
    /// # Errors
    /// [`AppError::NotFound`] for somebody who neither audits, nor watches over confidential cases, nor manages cases.
    pub async fn read_trail(
        &self,
        actor: &Actor,
        query: ReadQuery,
        window: Window,
    ) -> Result<Page<ReadLine>, AppError> {
        let (cache, asker) = (self.cache(), actor.clone());
        let reading = Reading::of(ReadKind::Trail, query.said());
        let work = move |reader: &mut Reader<'_>| {
            let settings = cache.get(reader, asker.organisation())?;
            let rights = settings.rights(&asker, settings.current()?)?;
            if rights.is_some_and(|rights| !rights.sees_reads() || !rights.has(Permission::Read)) {
                return Err(AppError::NotFound { what: "page" });
            }
            let viewer = viewer(reader, &cache, &asker)?;
            let case_no = match &query.reference {
                Some(reference) => match find_case_no(reader, asker.organisation(), reference.trim())? {
                    Some(case_no) => Some(case_no),
                    None => return Ok(Page { lines: Vec::new(), next: None }),
                },
                None => None,
            };
            let ReadQuery { by, reference: _, kind, from, to } = query;
            let filter = ReadFilter { by, case_no, kind, from, to };
            Ok(Page::of(list_reads(reader, &viewer, &filter, window.and_one_more())?, window))
        };
        self.read_to_show(actor, Some(reading), work).await
    }
}

impl ReadQuery {
    /// In words, as it is itself written down.
    fn said(&self) -> String {
        let day = |label: &str, day: Option<Date>| day.map(|day| format!("{label} {day}"));
        let parts = [
            self.by.as_ref().map(|who| format!("by {who}")),
            self.reference.clone(),
            day("from", self.from),
            day("to", self.to),
        ];
        parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
    }
}
