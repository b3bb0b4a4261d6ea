//! Setting up: organisations and their closures.

use std::sync::Arc;

use redress_domain::calendar::{Calendar, Closure, Division};
use redress_domain::case::{By, FieldError};
use redress_domain::period::FiscalYearStart;
use redress_store::{
    Organisation, OrganisationFact, Tx, Verified, VerifyError, Witness, add_closure, add_organisation,
    append_organisation_fact, list_closures, list_organisations, verify_against,
};

use crate::App;
use crate::actor::Actor;
use crate::error::AppError;
use crate::permit::permit_set_up;
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

    /// The days on which an organisation is closed beside the calendar's own, in order.
    ///
    /// # Errors
    /// [`AppError::NotFound`] for somebody who may not administer.
    pub async fn list_closures(&self, actor: &Actor) -> Result<Vec<Closure>, AppError> {
        let (cache, actor) = (self.cache(), actor.clone());
        self.store()
            .read(move |reader| {
                permit_set_up(reader, &cache, &actor)?;
                Ok(list_closures(reader, actor.organisation())?)
            })
            .await
    }

    /// Adds a day on which the organisation is closed. Dates that people were given stay as they are.
    ///
    /// # Errors
    /// [`AppError::NotFound`] for somebody who may not administer; [`AppError::Invalid`] for a day the calendar does not
    /// vouch for, or without a name; [`AppError::Exists`] when it is closed that day already.
    pub async fn add_closure(&self, actor: &Actor, closure: Closure) -> Result<(), AppError> {
        let (actor, now, salt, cache) = (actor.clone(), self.now(), random()?, self.cache());
        let work = move |tx: &mut Tx<'_>| {
            let settings = permit_set_up(tx, &cache, &actor)?;
            check_closure(&closure, &settings.calendar)?;
            let id = actor.organisation();
            if !add_closure(tx, id, &closure)? {
                return Err(AppError::Exists { what: format!("a closure on {}", closure.on) });
            }
            let fact = OrganisationFact::ClosureAdded { on: closure.on, label: closure.label };
            Ok(append_organisation_fact(tx, id, &fact, now, actor.by(), salt)?)
        };
        self.write(work).await
    }

    /// Checks the history and the rows of one organisation against each other.
    ///
    /// # Errors
    /// [`VerifyError::Broken`] with the first place that does not hold.
    pub async fn verify(&self, organisation_id: &str) -> Result<Verified, VerifyError> {
        self.verify_against(organisation_id, Witness::default()).await
    }

    /// As [`App::verify`], and holds the history against what others know of it.
    ///
    /// # Errors
    /// As [`App::verify`].
    pub async fn verify_against(&self, organisation_id: &str, witness: Witness) -> Result<Verified, VerifyError> {
        let id = organisation_id.to_owned();
        let verified = self.store().read(move |reader| verify_against(reader, &id, &witness)).await?;
        Ok(Verified { attachments: self.check_files(organisation_id).await?, ..verified })
    }
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

fn check_closure(closure: &Closure, calendar: &Calendar) -> Result<(), AppError> {
    let mut errors = Vec::new();
    // A day the calendar does not vouch for could not be counted with.
    if let Err(error) = calendar.is_working_day(closure.on) {
        errors.push(FieldError::new("date", error.code(), error.to_string()));
    }
    if closure.label.trim().is_empty() || closure.label.len() > 100 || closure.label.contains(char::is_control) {
        errors.push(FieldError::new("label", "required", "Say what the day is called, in at most 100 bytes."));
    }
    if errors.is_empty() { Ok(()) } else { Err(AppError::Invalid(errors)) }
}
