//! What the rules need to know of an organisation, kept in memory until its revision changes.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use redress_domain::access::Rights;
use redress_domain::calendar::{Calendar, Division};
use redress_domain::period::FiscalYearStart;
use redress_domain::procedure::Procedure;
use redress_domain::staff::{Staff, Staffing};
use redress_domain::time::Instant;
use redress_store::{
    Organisation, Reader, StoreError, find_organisation, find_procedure, find_revision, list_closures,
    list_second_factor_roles, list_staff,
};

use crate::actor::Actor;
use crate::clock::Clock;
use crate::error::AppError;

/// Most organisations, and most versions of procedures, kept in memory at once.
const KEPT: usize = 256;

/// An organisation with its calendar, people and present procedure.
#[derive(Debug)]
pub struct Settings {
    pub organisation: Organisation,
    /// Its calendar with its own closures.
    pub calendar: Calendar,
    pub staffing: Staffing,
    pub fiscal_year_start: FiscalYearStart,
    /// The procedure new cases begin with.
    pub procedure: Option<Arc<Procedure>>,
    /// Roles of which a second factor is asked, in order.
    pub second_factor_roles: Vec<String>,
    revision: i64,
}

impl Settings {
    /// The procedure new cases begin with.
    ///
    /// # Errors
    /// [`AppError::NoProcedure`] when none has been chosen.
    pub fn current(&self) -> Result<&Arc<Procedure>, AppError> {
        let organisation = || AppError::NoProcedure { organisation: self.organisation.id.clone() };
        self.procedure.as_ref().ok_or_else(organisation)
    }

    /// The account of somebody who acts.
    pub fn staff(&self, actor: &Actor) -> Option<&Staff> {
        actor.user_id().and_then(|id| self.staffing.find(id))
    }

    /// Rights of somebody who acts under a procedure; `None` for the operator, who may do everything.
    ///
    /// # Errors
    /// [`AppError::NotFound`] when the account is gone.
    pub fn rights(&self, actor: &Actor, procedure: &Procedure) -> Result<Option<Rights>, AppError> {
        if actor.user_id().is_none() {
            return Ok(None);
        }
        let staff = self.staff(actor).ok_or(AppError::NotFound { what: "account" })?;
        Ok(Some(Rights::over(staff, procedure, self.procedure.as_ref().map_or(procedure, |in_force| in_force))))
    }
}

type ProcedureKey = (String, String, String);

/// The cache. What is in it is immutable; a changed organisation gets a new entry. It has the clock as well: what somebody
/// sees depends on who they are now.
#[derive(Debug)]
pub(crate) struct SettingsCache {
    clock: Arc<dyn Clock>,
    settings: Mutex<HashMap<String, Arc<Settings>>>,
    procedures: Mutex<HashMap<ProcedureKey, Arc<Procedure>>>,
}

impl SettingsCache {
    pub(crate) fn new(clock: Arc<dyn Clock>) -> Self {
        Self { clock, settings: Mutex::default(), procedures: Mutex::default() }
    }

    pub(crate) fn now(&self) -> Instant {
        self.clock.now()
    }

    /// Forgets everything: after a commit that failed, what was loaded before it may never have been.
    pub(crate) fn clear(&self) {
        self.settings.lock().unwrap_or_else(PoisonError::into_inner).clear();
        self.procedures.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }

    /// The settings of an organisation as of this transaction.
    ///
    /// # Errors
    /// [`AppError::NotFound`], or a fault.
    pub(crate) fn get(&self, reader: &mut Reader<'_>, organisation_id: &str) -> Result<Arc<Settings>, AppError> {
        let revision = find_revision(reader, organisation_id)?.ok_or(AppError::NotFound { what: "organisation" })?;
        let kept = self.settings.lock().unwrap_or_else(PoisonError::into_inner).get(organisation_id).cloned();
        if let Some(kept) = kept.filter(|kept| kept.revision == revision) {
            return Ok(kept);
        }
        let loaded = Arc::new(self.load(reader, organisation_id, revision)?);
        keep(&self.settings, organisation_id.to_owned(), &loaded);
        Ok(loaded)
    }

    fn load(&self, reader: &mut Reader<'_>, organisation_id: &str, revision: i64) -> Result<Settings, AppError> {
        let organisation =
            find_organisation(reader, organisation_id)?.ok_or(AppError::NotFound { what: "organisation" })?;
        let division: Division = organisation.calendar.parse().map_err(|_| unreadable("its calendar"))?;
        let fiscal_year_start = organisation.fiscal_year_start.parse().map_err(|_| unreadable("its fiscal year"))?;
        let calendar = Calendar::shipped(division).with_closures(list_closures(reader, organisation_id)?);
        let staffing = Staffing::new(list_staff(reader, organisation_id)?);
        let procedure = match &organisation.procedure {
            Some((id, version)) => Some(self.procedure(reader, organisation_id, id, version)?),
            None => None,
        };
        let second_factor_roles = list_second_factor_roles(reader, organisation_id)?;
        Ok(Settings { organisation, calendar, staffing, fiscal_year_start, procedure, second_factor_roles, revision })
    }

    /// A version of a procedure that an organisation may keep.
    pub(crate) fn find_procedure(
        &self,
        reader: &mut Reader<'_>,
        organisation_id: &str,
        id: &str,
        version: &str,
    ) -> Result<Option<Arc<Procedure>>, AppError> {
        match find_procedure(reader, organisation_id, id, version)? {
            Some(_) => Ok(Some(self.procedure(reader, organisation_id, id, version)?)),
            None => Ok(None),
        }
    }

    /// A version of a procedure an organisation keeps.
    ///
    /// # Errors
    /// A fault when it is missing or cannot be read: a case is pinned to it.
    pub(crate) fn procedure(
        &self,
        reader: &mut Reader<'_>,
        organisation_id: &str,
        id: &str,
        version: &str,
    ) -> Result<Arc<Procedure>, AppError> {
        let key = (organisation_id.to_owned(), id.to_owned(), version.to_owned());
        if let Some(kept) = self.procedures.lock().unwrap_or_else(PoisonError::into_inner).get(&key) {
            return Ok(Arc::clone(kept));
        }
        let stored = find_procedure(reader, organisation_id, id, version)?.ok_or_else(|| unreadable("a procedure"))?;
        let loaded = Procedure::stored(&stored.source).ok_or_else(|| unreadable("a procedure"))?;
        let loaded = Arc::new(loaded);
        keep(&self.procedures, key, &loaded);
        Ok(loaded)
    }
}

fn keep<K: std::hash::Hash + Eq, V>(cache: &Mutex<HashMap<K, Arc<V>>>, key: K, value: &Arc<V>) {
    let mut cache = cache.lock().unwrap_or_else(PoisonError::into_inner);
    if cache.len() >= KEPT {
        cache.clear();
    }
    cache.insert(key, Arc::clone(value));
}

fn unreadable(what: &str) -> AppError {
    StoreError::inconsistent(format!("{what} cannot be read")).into()
}
