//! The procedures an organisation keeps: adopting one, and those it had before (R73).

use std::sync::Arc;

use redress_domain::case::FieldError;
use redress_domain::procedure::{Finding, OwnWords, Permission, Procedure, Severity};
use redress_domain::time::{Date, Instant};
use redress_store::{
    Adopted, OrganisationFact, StoredProcedure, Tx, add_procedure, append_organisation_fact, find_procedure,
    list_procedures, set_adoption, set_procedure, source_digest,
};

use crate::App;
use crate::actor::Actor;
use crate::error::AppError;
use crate::permit::{permit, permit_set_up};
use crate::random::random;

/// Longest name of a body or a signatory, in bytes.
const NAME_BYTES: usize = 200;

/// By whom and when a procedure was adopted (R73).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Adoption {
    pub body: String,
    pub signatory: String,
    pub date: Date,
}

impl App {
    /// As [`App::adopt_procedure_as`], for whoever sets the installation up, in the procedure's own words.
    ///
    /// # Errors
    /// As [`App::adopt_procedure_as`].
    pub async fn adopt_procedure(
        &self,
        organisation_id: &str,
        file: &str,
        source: &str,
        adoption: Option<Adoption>,
    ) -> Result<Arc<Procedure>, AppError> {
        let operator = Actor::operator(organisation_id);
        self.adopt_procedure_as(&operator, file, source, &OwnWords::default(), adoption).await
    }

    /// Lets new cases of an organisation begin with a procedure, adopted or as a draft. Cases that have begun keep theirs.
    /// In the organisation's own words it is a version of its own (R2).
    ///
    /// # Errors
    /// [`AppError::NotFound`] for somebody who may not administer; [`AppError::Invalid`] with every finding about the words
    /// (as `person`, `case`, `cases`) or of a file with errors; [`AppError::Exists`] when that version is there with other
    /// content.
    pub async fn adopt_procedure_as(
        &self,
        actor: &Actor,
        file: &str,
        source: &str,
        words: &OwnWords,
        adoption: Option<Adoption>,
    ) -> Result<Arc<Procedure>, AppError> {
        let unfit = words.check();
        if !unfit.is_empty() {
            return Err(AppError::Invalid(field_errors(&unfit)));
        }
        let source = words.put_into(source);
        let loaded = Procedure::load(file, &source);
        let Some(procedure) = loaded.procedure else { return Err(AppError::Invalid(field_errors(&loaded.findings))) };
        check_adoption(adoption.as_ref())?;
        let stored = StoredProcedure {
            id: procedure.id.clone(),
            version: procedure.version.clone(),
            source,
            adopted_body: adoption.as_ref().map(|adoption| adoption.body.clone()),
            adopted_signatory: adoption.as_ref().map(|adoption| adoption.signatory.clone()),
            adopted_on: adoption.as_ref().map(|adoption| adoption.date),
        };
        let (actor, now, salt, cache) = (actor.clone(), self.now(), random()?, self.cache());
        let work = move |tx: &mut Tx<'_>| {
            permit_set_up(tx, &cache, &actor)?;
            let id = actor.organisation();
            keep_version(tx, id, &stored, now)?;
            set_procedure(tx, id, &stored.id, &stored.version)?;
            let fact = OrganisationFact::ProcedureChosen {
                source_digest: source_digest(&stored.source),
                id: stored.id,
                version: stored.version,
                adopted: adoption.map(|by| Adopted { body: by.body, signatory: by.signatory, on: by.date }),
            };
            append_organisation_fact(tx, id, &fact, now, actor.by(), salt)?;
            Ok::<_, AppError>(())
        };
        self.write(work).await?;
        Ok(Arc::new(procedure))
    }

    /// The procedures an organisation keeps.
    ///
    /// # Errors
    /// Faults only.
    pub async fn list_procedures(&self, organisation_id: &str) -> Result<Vec<StoredProcedure>, AppError> {
        let id = organisation_id.to_owned();
        self.store().read(move |reader| Ok(list_procedures(reader, &id)?)).await
    }

    /// One version of a procedure an organisation keeps.
    ///
    /// # Errors
    /// [`AppError::NotFound`] when there is none, or for somebody who may not see cases.
    pub async fn get_procedure(&self, actor: &Actor, id: &str, version: &str) -> Result<StoredProcedure, AppError> {
        let (cache, actor, id, version) = (self.cache(), actor.clone(), id.to_owned(), version.to_owned());
        self.store()
            .read(move |reader| {
                permit(reader, &cache, &actor, Permission::Read)?;
                let found = find_procedure(reader, actor.organisation(), &id, &version)?;
                found.ok_or(AppError::NotFound { what: "procedure" })
            })
            .await
    }
}

fn keep_version(
    tx: &mut Tx<'_>,
    organisation_id: &str,
    stored: &StoredProcedure,
    now: Instant,
) -> Result<(), AppError> {
    if add_procedure(tx, organisation_id, stored, now)? {
        return Ok(());
    }
    let held = find_procedure(tx, organisation_id, &stored.id, &stored.version)?;
    if held.is_none_or(|held| held.source != stored.source) {
        let what =
            format!("another text of '{}' version {}; give the new one a new version", stored.id, stored.version);
        return Err(AppError::Exists { what });
    }
    if stored.adopted_on.is_some() {
        set_adoption(tx, organisation_id, stored)?;
    }
    Ok(())
}

fn check_adoption(adoption: Option<&Adoption>) -> Result<(), AppError> {
    let Some(adoption) = adoption else { return Ok(()) };
    let is_name = |name: &str| !name.trim().is_empty() && name.len() <= NAME_BYTES && !name.contains(char::is_control);
    let mut errors = Vec::new();
    if !is_name(&adoption.body) {
        errors.push(FieldError::new("body", "required", "Name the body that adopted it, in at most 200 bytes."));
    }
    if !is_name(&adoption.signatory) {
        errors.push(FieldError::new("signatory", "required", "Name who signed it, in at most 200 bytes."));
    }
    if errors.is_empty() { Ok(()) } else { Err(AppError::Invalid(errors)) }
}

fn field_errors(findings: &[Finding]) -> Vec<FieldError> {
    let errors = findings.iter().filter(|finding| finding.severity == Severity::Error);
    errors.map(|finding| FieldError::new(finding.at.clone(), finding.code, finding.message.clone())).collect()
}
