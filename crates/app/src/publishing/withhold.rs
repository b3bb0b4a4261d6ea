//! Taking the public edition of a version back from its readers: it is kept as it was published, and they read why.

use std::collections::BTreeSet;

use redress_domain::procedure::Permission;
use redress_domain::publication::withhold;
use redress_domain::statistics::Edition;
use redress_domain::time::Instant;
use redress_store::{
    OrganisationFact, Tx, Withheld, add_withheld, append_organisation_fact, edition_digest, find_edition,
};

use crate::App;
use crate::actor::Actor;
use crate::error::AppError;
use crate::execute::{Done, RequestKey, not_permitted, once};
use crate::permit::permit;
use crate::personal::Personal;
use crate::random::random;
use crate::reports::period;
use crate::settings::SettingsCache;

/// Which version, and why.
struct Order {
    actor: Actor,
    now: Instant,
    period_id: String,
    version: u32,
    reason: String,
}

impl App {
    /// Withholds the public edition of a published version from everybody outside, who read the reason instead. For those who
    /// publish.
    ///
    /// # Errors
    /// [`AppError::NotFound`] for a version that was not published, or for somebody who may not see reports;
    /// [`AppError::Invalid`] for a reason that is missing or tells who somebody is; [`AppError::Refused`] by the rules; faults.
    pub async fn withhold_edition(
        &self,
        actor: &Actor,
        period_id: &str,
        version: u32,
        reason: &str,
        key: Option<RequestKey>,
    ) -> Result<Done, AppError> {
        let (cache, actor, now) = (self.cache(), actor.clone(), self.now());
        let order = Order { actor, now, period_id: period_id.to_owned(), version, reason: reason.to_owned() };
        let work = move |tx: &mut Tx<'_>| {
            let actor = order.actor.clone();
            once(tx, &actor, key.as_ref(), now, |tx| carry_out(tx, &cache, &order))
        };
        self.write(work).await
    }
}

fn carry_out(tx: &mut Tx<'_>, cache: &SettingsCache, order: &Order) -> Result<Done, AppError> {
    let Order { actor, now, version, .. } = order;
    tx.head(actor.organisation())?;
    let settings = permit(tx, cache, actor, Permission::Report)?;
    let rights = settings.rights(actor, settings.current()?)?;
    if rights.is_some_and(|rights| !rights.has(Permission::Approve)) {
        return Err(not_permitted("it is for those who approve reports"));
    }
    let period = period(&settings, &order.period_id)?.id;
    let found = find_edition(tx, actor.organisation(), &period, Some(*version), Edition::Public)?;
    let public = found.ok_or(AppError::NotFound { what: "published report" })?;
    let reason = withhold(public.line.withheld.is_some(), &order.reason)?;
    let personal = Personal::of(tx, cache, &settings, &BTreeSet::new())?;
    let errors = personal.told_in(tx, &settings, "reason", &reason, [])?;
    if !errors.is_empty() {
        return Err(AppError::Invalid(errors));
    }
    let withheld = Withheld { at: *now, reason: reason.clone() };
    add_withheld(tx, actor.organisation(), &period, *version, &withheld)?;
    let public_digest = edition_digest(&public.json);
    let fact = OrganisationFact::ReportWithheld { period: period.clone(), version: *version, public_digest, reason };
    append_organisation_fact(tx, actor.organisation(), &fact, *now, actor.by(), random()?)?;
    Ok(Done { reference: period, version: u64::from(*version), already: false })
}
