//! The report of a period.

use redress_domain::case::FieldError;
use redress_domain::period::Period;
use redress_domain::procedure::Permission;
use redress_domain::register::{Column, RegisterCase};
use redress_domain::statistics::{Edition, Header, Report, report};
use redress_store::{Days, StoreError, each_register_case, figures, register_columns};

use crate::App;
use crate::actor::Actor;
use crate::error::AppError;
use crate::permit::{permit, viewer};
use crate::settings::Settings;

impl App {
    /// The report of a period, as known now.
    ///
    /// # Errors
    /// [`AppError::NotFound`] for somebody who may not see reports; [`AppError::Invalid`] for a period that is not one.
    pub async fn report(&self, actor: &Actor, period_id: &str, edition: Edition) -> Result<Report, AppError> {
        let (cache, actor, period_id) = (self.cache(), actor.clone(), period_id.to_owned());
        self.store()
            .read(move |reader| {
                let settings = permit(reader, &cache, &actor, Permission::Report)?;
                let period = period(&settings, &period_id)?;
                let days = Days { from: period.from, to: period.to };
                let viewer = viewer(reader, &actor)?;
                let facts = figures(reader, &viewer, days)?;
                let header = Header {
                    organisation: settings.organisation.id.clone(),
                    organisation_name: settings.organisation.name.clone(),
                    edition,
                };
                report(&facts, settings.current()?, &period, header)
                    .map_err(|error| StoreError::inconsistent(error.to_string()).into())
            })
            .await
    }

    /// The columns that the register is written with.
    ///
    /// # Errors
    /// [`AppError::NotFound`] for somebody who may not administer.
    pub async fn register_columns(&self, actor: &Actor) -> Result<Vec<Column>, AppError> {
        let (cache, actor) = (self.cache(), actor.clone());
        self.store()
            .read(move |reader| {
                permit(reader, &cache, &actor, Permission::Administer)?;
                Ok(register_columns(reader, actor.organisation())?)
            })
            .await
    }

    /// Hands over every case of the register in order of reference.
    ///
    /// # Errors
    /// [`AppError::NotFound`] for somebody who may not administer; what `each` refuses.
    pub async fn export_register<F>(&self, actor: &Actor, mut each: F) -> Result<(), AppError>
    where
        F: FnMut(RegisterCase) -> Result<(), StoreError> + Send + 'static,
    {
        let (cache, actor) = (self.cache(), actor.clone());
        self.store()
            .read(move |reader| {
                permit(reader, &cache, &actor, Permission::Administer)?;
                let viewer = viewer(reader, &actor)?;
                Ok(each_register_case(reader, &viewer, &mut each)?)
            })
            .await
    }
}

/// A period of the organisation's own fiscal year.
pub(crate) fn period(settings: &Settings, id: &str) -> Result<Period, AppError> {
    Period::parse(id, settings.fiscal_year_start)
        .map_err(|error| FieldError::new("period", error.code(), error.to_string()).into())
}
