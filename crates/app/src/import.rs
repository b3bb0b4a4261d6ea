//! Taking a register over: all of it or nothing, and nothing twice (R83).

use redress_domain::case::{self, Context, Recorded, next_step};
use redress_domain::procedure::Permission;
use redress_domain::register::{Column, Finding, FindingCode, PlacedCase};
use redress_store::{
    NewCase, NewEvent, StoreError, Tx, append_openings, find_register_case, put_new_cases, taken_references,
};

use crate::App;
use crate::actor::Actor;
use crate::error::{AppError, Undone};
use crate::execute::{context, fold, next_case_no};
use crate::permit::permit;
use crate::random::random;

/// Cases written together.
const PORTION: usize = 256;

/// What an import did, or would do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
pub struct Imported {
    /// Cases that were not there before.
    pub added: u64,
    /// Cases that were there already, with the same content.
    pub present: u64,
}

/// Why a register was not taken over.
#[derive(Debug, Clone, thiserror::Error)]
pub enum ImportError {
    /// Rows that contradict what is there.
    #[error("{} rows contradict what is there already", .0.len())]
    Findings(Vec<Finding>),
    #[error(transparent)]
    App(#[from] AppError),
}

impl Undone for ImportError {
    fn may_be_undone(&self) -> bool {
        matches!(self, Self::App(error) if error.may_be_undone())
    }
}

impl From<StoreError> for ImportError {
    fn from(fault: StoreError) -> Self {
        Self::App(fault.into())
    }
}

impl App {
    /// Takes checked register cases over. A case that is there with the same content is left alone.
    ///
    /// # Errors
    /// [`ImportError::Findings`] with the line of every reference that is there with other content; then nothing is taken over.
    pub async fn import_register(
        &self,
        actor: &Actor,
        cases: Vec<PlacedCase>,
        dry_run: bool,
    ) -> Result<Imported, ImportError> {
        let (cache, actor, now) = (self.cache(), actor.clone(), self.now());
        let work = move |tx: &mut Tx<'_>| {
            tx.head(actor.organisation())?;
            let settings = permit(tx, &cache, &actor, Permission::Administer)?;
            let procedure = settings.current()?;
            let mut imported = Imported { added: 0, present: 0 };
            let mut conflicts = Vec::new();
            let mut cases = cases.into_iter();
            loop {
                let portion: Vec<PlacedCase> = cases.by_ref().take(PORTION).collect();
                if portion.is_empty() {
                    break;
                }
                let references: Vec<&str> = portion.iter().map(|placed| placed.case.reference.as_str()).collect();
                let taken = taken_references(tx, actor.organisation(), &references)?;
                let (known, new): (Vec<_>, Vec<_>) =
                    portion.into_iter().partition(|placed| taken.contains(&placed.case.reference));
                for PlacedCase { line, case } in known {
                    match find_register_case(tx, actor.organisation(), &case.reference)? {
                        Some(held) if held == case => imported.present = imported.present.saturating_add(1),
                        // Also one that is in no register: it was triaged as no failure.
                        _ => conflicts.push(conflict(line, &case.reference)),
                    }
                }
                imported.added = imported.added.saturating_add(u64::try_from(new.len()).unwrap_or(u64::MAX));
                if !dry_run && conflicts.is_empty() {
                    add(tx, &actor, &context(&settings, procedure, now, &actor), new)?;
                }
            }
            if conflicts.is_empty() { Ok(imported) } else { Err(ImportError::Findings(conflicts)) }
        };
        self.write(work).await
    }
}

/// Adds cases under the current procedure.
fn add(tx: &mut Tx<'_>, actor: &Actor, context: &Context<'_>, new: Vec<PlacedCase>) -> Result<(), AppError> {
    let mut events = Vec::with_capacity(new.len());
    let mut cases = Vec::with_capacity(new.len());
    for placed in new {
        let case_no = next_case_no(tx, actor.organisation())?;
        let event = case::import(context, placed.case)?;
        let opening = Recorded { version: 1, at: context.now, by: actor.by().clone(), event };
        let case = fold(std::slice::from_ref(&opening))?;
        let next = next_step(context.procedure, &case);
        events.push((case_no, opening.event));
        cases.push((case_no, case, next));
    }
    let openings: Vec<(i64, NewEvent<'_>)> = events
        .iter()
        .map(|(case_no, event)| Ok((*case_no, NewEvent::of_case(event, random()?)?)))
        .collect::<Result<_, StoreError>>()?;
    let rows: Vec<NewCase<'_>> =
        cases.iter().map(|(case_no, case, next)| NewCase { case_no: *case_no, case, next: next.as_ref() }).collect();
    put_new_cases(tx, actor.organisation(), &rows)?;
    append_openings(tx, actor.organisation(), context.now, actor.by(), &openings)?;
    if let Some(((first, _), (last, _))) = openings.first().zip(openings.last())
        && grown(*first, *last)
    {
        tx.renew_statistics()?;
    }
    Ok(())
}

/// Whether the register has grown fourfold with these cases: an engine that plans for the few cases of before would
/// read them all for every one that is added.
fn grown(first: i64, last: i64) -> bool {
    first.saturating_sub(1).checked_ilog(4) != last.checked_ilog(4)
}

fn conflict(line: u64, reference: &str) -> Finding {
    let why =
        "A case with this reference is there already, with other content; correct the reference or leave the row out.";
    Finding::new(line, Column::Reference.name(), reference, FindingCode::ReferenceTaken, why)
}
