//! The door that every list, count, report and export passes: to whoever may not see it there is nothing here.

use std::sync::Arc;

use redress_domain::procedure::Permission;
use redress_store::Reader;

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
