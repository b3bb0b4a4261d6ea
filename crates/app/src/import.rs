//! Taking a register over: all of it or nothing, and nothing twice (R83).

use redress_domain::procedure::Permission;
use redress_domain::register::{Column, Finding, FindingCode, PlacedCase};
use redress_store::{StoreError, Tx, find_case_no, find_register_case};

use crate::App;
use crate::actor::Actor;
use crate::error::{AppError, Undone};
use crate::execute::import_now;
use crate::permit::permit;

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
            for PlacedCase { line, case } in cases {
                match find_register_case(tx, actor.organisation(), &case.reference)? {
                    Some(held) if held == case => imported.present = imported.present.saturating_add(1),
                    Some(_) => conflicts.push(conflict(line, &case.reference)),
                    // Held, but in no register: it was triaged as no failure.
                    None if find_case_no(tx, actor.organisation(), &case.reference)?.is_some() => {
                        conflicts.push(conflict(line, &case.reference));
                    }
                    None => {
                        imported.added = imported.added.saturating_add(1);
                        if !dry_run && conflicts.is_empty() {
                            import_now(tx, &cache, &settings, procedure, &actor, now, case)?;
                        }
                    }
                }
            }
            if conflicts.is_empty() { Ok(imported) } else { Err(ImportError::Findings(conflicts)) }
        };
        self.write(work).await
    }
}

fn conflict(line: u64, reference: &str) -> Finding {
    let why =
        "A case with this reference is there already, with other content; correct the reference or leave the row out.";
    Finding::new(line, Column::Reference.name(), reference, FindingCode::ReferenceTaken, why)
}
