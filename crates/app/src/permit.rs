//! The door that every list, count, report and export passes: to whoever may not see it there is nothing here.

use std::sync::Arc;

use redress_domain::procedure::Permission;
use redress_store::{Reader, Sight, Viewer, find_case_no};

use crate::actor::Actor;
use crate::error::AppError;
use crate::settings::{Settings, SettingsCache};

/// The settings, for somebody who holds a permission; to anybody else there is nothing here.
pub(crate) fn permit(
    reader: &mut Reader<'_>,
    cache: &SettingsCache,
    actor: &Actor,
    permission: Permission,
) -> Result<Arc<Settings>, AppError> {
    let settings = cache.get(reader, actor.organisation())?;
    let rights = settings.rights(actor, settings.current()?)?;
    match rights.is_none_or(|rights| rights.has(permission)) {
        true => Ok(settings),
        false => Err(AppError::NotFound { what: "page" }),
    }
}

/// The settings, for an administrator or the operator, who sets up an organisation that has no procedure yet.
pub(crate) fn permit_set_up(
    reader: &mut Reader<'_>,
    cache: &SettingsCache,
    actor: &Actor,
) -> Result<Arc<Settings>, AppError> {
    match actor.user_id() {
        Some(_) => permit(reader, cache, actor, Permission::Administer),
        None => cache.get(reader, actor.organisation()),
    }
}

/// Whose eyes the actor sees with: what is about them is not there for them, nor what is confidential and does not admit
/// them.
pub(crate) fn viewer<'a>(
    reader: &mut Reader<'_>,
    cache: &SettingsCache,
    actor: &'a Actor,
) -> Result<Viewer<'a>, AppError> {
    let Some(user) = actor.user_id() else { return Ok(Viewer::everything(actor.organisation())) };
    let settings = cache.get(reader, actor.organisation())?;
    let rights = settings.rights(actor, settings.current()?)?;
    let confidential = rights.is_none_or(|rights| rights.has(Permission::Confidential));
    Ok(Viewer::staff(reader, actor.organisation(), user, Sight { confidential, now: cache.now() })?)
}

/// The number of a case that the actor may see. No more is read of one they may not see than of one that is not there, so that
/// neither the answer nor its time tells the two apart.
pub(crate) fn visible_case_no(
    reader: &mut Reader<'_>,
    cache: &SettingsCache,
    actor: &Actor,
    reference: &str,
) -> Result<Option<i64>, AppError> {
    let viewer = viewer(reader, cache, actor)?;
    let found = find_case_no(reader, actor.organisation(), reference)?;
    Ok(found.filter(|_| !viewer.hides(reference)))
}
