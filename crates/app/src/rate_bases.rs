//! What rates are reckoned on: setting a number as of a day, and finding the one that holds for a period.

use redress_domain::case::FieldError;
use redress_domain::procedure::Permission;
use redress_domain::rate_base::RateBase;
use redress_domain::time::{Date, Zone};
use redress_store::{OrganisationFact, Reader, Tx, append_organisation_fact, list_rate_bases, put_rate_base};

use crate::App;
use crate::actor::Actor;
use crate::error::AppError;
use crate::permit::{permit, permit_set_up};
use crate::random::random;
use crate::settings::SettingsCache;

impl App {
    /// Sets what rates are reckoned on as of a day, in place of what was set for that day before. Published figures stay as
    /// they are.
    ///
    /// # Errors
    /// [`AppError::NotFound`] for somebody who may not administer; [`AppError::Invalid`] for what is no rate base (`kind`,
    /// `as_of`, `number`), and when there are as many as are kept.
    pub async fn set_rate_base(&self, actor: &Actor, base: RateBase) -> Result<(), AppError> {
        let (cache, actor, now, salt) = (self.cache(), actor.clone(), self.now(), random()?);
        let work = move |tx: &mut Tx<'_>| {
            tx.head(actor.organisation())?;
            permit_set_up(tx, &cache, &actor)?;
            base.check(now.local_date(Zone::LONDON))?;
            if !put_rate_base(tx, actor.organisation(), &base)? {
                let message = "No more numbers are kept than a thousand; correct one that is there.";
                return Err(FieldError::new("kind", "too-many", message).into());
            }
            let fact = OrganisationFact::RateBaseSet(base);
            Ok(append_organisation_fact(tx, actor.organisation(), &fact, now, actor.by(), salt)?)
        };
        self.write(work).await
    }

    /// What rates are reckoned on, by kind, the newest first. For a period that ends on a day, of each kind the latest number
    /// as of that day or before; without a day, every number.
    ///
    /// # Errors
    /// [`AppError::NotFound`] for somebody who may not see reports.
    pub async fn list_rate_bases(&self, actor: &Actor, on: Option<Date>) -> Result<Vec<RateBase>, AppError> {
        let (cache, actor) = (self.cache(), actor.clone());
        self.store()
            .read(move |reader| {
                permit_figures(reader, &cache, &actor)?;
                let mut bases = list_rate_bases(reader, actor.organisation())?;
                if let Some(on) = on {
                    bases.retain(|base| base.as_of <= on);
                    bases.dedup_by(|later, newest| later.kind == newest.kind);
                }
                Ok(bases)
            })
            .await
    }
}

/// Whoever sees reports, and the operator, who sets up an organisation that has no procedure yet.
fn permit_figures(reader: &mut Reader<'_>, cache: &SettingsCache, actor: &Actor) -> Result<(), AppError> {
    match actor.user_id() {
        Some(_) => permit(reader, cache, actor, Permission::Report).map(drop),
        None => cache.get(reader, actor.organisation()).map(drop),
    }
}
