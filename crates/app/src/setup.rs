//! Setting up: organisations, closures, procedures.

use std::sync::Arc;

use redress_domain::calendar::{Closure, Division};
use redress_domain::case::{By, FieldError};
use redress_domain::period::FiscalYearStart;
use redress_domain::procedure::{Finding, Procedure, Severity};
use redress_domain::time::Date;
use redress_store::{
    Adopted, Organisation, OrganisationFact, StoredProcedure, Tx, Verified, VerifyError, add_closure, add_organisation,
    add_procedure, append_organisation_fact, find_procedure, list_organisations, list_procedures, set_adoption,
    set_procedure, source_digest, verify,
};

use crate::App;
use crate::error::AppError;
use crate::random::random;
use crate::settings::Settings;

/// An organisation to be added.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewOrganisation {
    pub id: String,
    pub name: String,
    pub charity_number: Option<String>,
    pub calendar: Division,
    pub fiscal_year_start: FiscalYearStart,
}

/// By whom and when a procedure was adopted (R73).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Adoption {
    pub body: String,
    pub signatory: String,
    pub date: Date,
}

impl App {
    /// Adds an organisation.
    ///
    /// # Errors
    /// [`AppError::Invalid`], [`AppError::Exists`].
    pub async fn add_organisation(&self, new: NewOrganisation) -> Result<(), AppError> {
        check_organisation(&new)?;
        let (now, salt) = (self.now(), random()?);
        let work = move |tx: &mut Tx<'_>| {
            let organisation = Organisation {
                id: new.id,
                name: new.name.trim().to_owned(),
                charity_number: new.charity_number,
                calendar: new.calendar.id().to_owned(),
                fiscal_year_start: new.fiscal_year_start.to_string(),
                procedure: None,
            };
            if !add_organisation(tx, &organisation, now)? {
                return Err(AppError::Exists { what: format!("an organisation '{}'", organisation.id) });
            }
            let fact = OrganisationFact::OrganisationAdded {
                name: organisation.name,
                charity_number: organisation.charity_number,
                calendar: organisation.calendar,
                fiscal_year_start: organisation.fiscal_year_start,
            };
            Ok(append_organisation_fact(tx, &organisation.id, &fact, now, &By::Operator, salt)?)
        };
        self.write(work).await
    }

    /// Every organisation of the installation.
    ///
    /// # Errors
    /// Faults only.
    pub async fn list_organisations(&self) -> Result<Vec<Organisation>, AppError> {
        self.store().read(|reader| Ok(list_organisations(reader)?)).await
    }

    /// An organisation's settings.
    ///
    /// # Errors
    /// [`AppError::NotFound`].
    pub async fn settings(&self, organisation_id: &str) -> Result<Arc<Settings>, AppError> {
        let (cache, id) = (self.cache(), organisation_id.to_owned());
        self.store().read(move |reader| cache.get(reader, &id)).await
    }

    /// Adds a day on which the organisation is closed.
    ///
    /// # Errors
    /// [`AppError::Exists`] when it is closed that day already.
    pub async fn add_closure(&self, organisation_id: &str, closure: Closure) -> Result<(), AppError> {
        let (id, now, salt, cache) = (organisation_id.to_owned(), self.now(), random()?, self.cache());
        let work = move |tx: &mut Tx<'_>| {
            cache.get(tx, &id)?;
            if !add_closure(tx, &id, &closure)? {
                return Err(AppError::Exists { what: format!("a closure on {}", closure.on) });
            }
            let fact = OrganisationFact::ClosureAdded { on: closure.on, label: closure.label };
            Ok(append_organisation_fact(tx, &id, &fact, now, &By::Operator, salt)?)
        };
        self.write(work).await
    }

    /// Lets new cases of an organisation begin with a procedure, adopted or as a draft. Cases that have begun keep theirs.
    ///
    /// # Errors
    /// [`AppError::Invalid`] with every finding of a file with errors; [`AppError::Exists`] when that version is there with
    /// other content.
    pub async fn adopt_procedure(
        &self,
        organisation_id: &str,
        file: &str,
        source: &str,
        adoption: Option<Adoption>,
    ) -> Result<Arc<Procedure>, AppError> {
        let loaded = Procedure::load(file, source);
        let Some(procedure) = loaded.procedure else { return Err(AppError::Invalid(field_errors(&loaded.findings))) };
        let stored = StoredProcedure {
            id: procedure.id.clone(),
            version: procedure.version.clone(),
            source: source.to_owned(),
            adopted_body: adoption.as_ref().map(|adoption| adoption.body.clone()),
            adopted_signatory: adoption.as_ref().map(|adoption| adoption.signatory.clone()),
            adopted_on: adoption.as_ref().map(|adoption| adoption.date),
        };
        let (id, now, salt, cache) = (organisation_id.to_owned(), self.now(), random()?, self.cache());
        let work = move |tx: &mut Tx<'_>| {
            cache.get(tx, &id)?;
            keep_version(tx, &id, &stored, now)?;
            set_procedure(tx, &id, &stored.id, &stored.version)?;
            let fact = OrganisationFact::ProcedureChosen {
                source_digest: source_digest(&stored.source),
                id: stored.id,
                version: stored.version,
                adopted: adoption.map(|by| Adopted { body: by.body, signatory: by.signatory, on: by.date }),
            };
            append_organisation_fact(tx, &id, &fact, now, &By::Operator, salt)?;
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

    /// Checks the history and the rows of one organisation against each other.
    ///
    /// # Errors
    /// [`VerifyError::Broken`] with the first place that does not hold.
    pub async fn verify(&self, organisation_id: &str) -> Result<Verified, VerifyError> {
        let id = organisation_id.to_owned();
        self.store().read(move |reader| verify(reader, &id)).await
    }
}

fn keep_version(
    tx: &mut Tx<'_>,
    organisation_id: &str,
    stored: &StoredProcedure,
    now: redress_domain::time::Instant,
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

fn check_organisation(new: &NewOrganisation) -> Result<(), AppError> {
    let mut errors = Vec::new();
    let slug = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    let first = new.id.chars().next().is_some_and(|c| c.is_ascii_alphanumeric());
    if !first || new.id.len() > 60 || !new.id.chars().all(slug) {
        let message = "An id is of lower-case letters, digits and hyphens, at most 60: donnington.";
        errors.push(FieldError::new("id", "not-an-id", message));
    }
    if new.name.trim().is_empty() || new.name.len() > 200 || new.name.contains(char::is_control) {
        errors.push(FieldError::new("name", "required", "Give the organisation's name, at most 200 bytes."));
    }
    if new
        .charity_number
        .as_ref()
        .is_some_and(|number| number.is_empty() || number.len() > 20 || number.contains(char::is_control))
    {
        errors.push(FieldError::new("charity_number", "length", "A charity number has at most 20 characters."));
    }
    if errors.is_empty() { Ok(()) } else { Err(AppError::Invalid(errors)) }
}

fn field_errors(findings: &[Finding]) -> Vec<FieldError> {
    let errors = findings.iter().filter(|finding| finding.severity == Severity::Error);
    errors.map(|finding| FieldError::new(finding.at.clone(), finding.code, finding.message.clone())).collect()
}
