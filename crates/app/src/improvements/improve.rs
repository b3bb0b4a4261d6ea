//! Carrying out a command on a theme, an improvement action or a lesson: load, authorise, decide, save; in one transaction.

use redress_domain::improvement::{CASES_LIMIT, Command, Fact, Kept, Scene, Target, decide};
use redress_domain::procedure::Permission;
use redress_domain::time::{Instant, Zone};
use redress_store::{
    OrganisationFact, Reader, Tx, Viewer, append_organisation_fact, find_kept, is_kept, number_of, put_kept,
    service_area_in_use, visible_references,
};

use super::sharing;
use crate::App;
use crate::actor::Actor;
use crate::error::AppError;
use crate::execute::{Done, RequestKey, not_permitted, once};
use crate::permit::{permit, viewer};
use crate::random::random;
use crate::settings::SettingsCache;

/// What was done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Improved {
    /// Number of the theme, improvement action or lesson.
    pub number: u32,
    /// Its version after it.
    pub version: u64,
    /// It had been done before, under the same key.
    pub already: bool,
}

impl App {
    /// Carries out a command on a theme, an improvement action or a lesson.
    ///
    /// # Errors
    /// [`AppError::NotFound`] for what is not there, or for somebody who may not see reports; [`AppError::Stale`] when it is no
    /// longer at version `expect`; [`AppError::Invalid`] and [`AppError::Refused`] by the rules; faults.
    pub async fn improve(
        &self,
        actor: &Actor,
        command: Command,
        expect: Option<u64>,
        key: Option<RequestKey>,
    ) -> Result<Improved, AppError> {
        let (cache, actor, now) = (self.cache(), actor.clone(), self.now());
        let work = move |tx: &mut Tx<'_>| {
            once(tx, &actor, key.as_ref(), now, |tx| improve_now(tx, &cache, &actor, now, &command, expect))
        };
        let done = self.write(work).await?;
        let number = done.reference.parse().unwrap_or_default();
        Ok(Improved { number, version: done.version, already: done.already })
    }
}

fn improve_now(
    tx: &mut Tx<'_>,
    cache: &SettingsCache,
    actor: &Actor,
    now: Instant,
    command: &Command,
    expect: Option<u64>,
) -> Result<Done, AppError> {
    // The lock comes first: what is read after it cannot be changed by another process before the commit.
    tx.head(actor.organisation())?;
    permit_improving(tx, cache, actor)?;
    let settings = cache.get(tx, actor.organisation())?;
    let target = command.target();
    let viewer = viewer(tx, cache, actor)?;
    let mut kept = target_as_it_stands(tx, &viewer, target, expect)?;
    let named = command.cases();
    let scene = Scene {
        today: now.local_date(Zone::LONDON),
        by: actor.by(),
        procedure: settings.current()?,
        staffing: &settings.staffing,
        next: number_of(tx, actor.organisation(), target)?,
        seen: &visible_references(tx, &viewer, named.get(..CASES_LIMIT).unwrap_or(named))?,
        area_in_use: match command.service_area() {
            Some(area) => service_area_in_use(tx, &viewer, area.trim())?,
            None => false,
        },
        link_exists: match command.link() {
            Some(link) => is_kept(tx, &viewer, link)?,
            None => true,
        },
    };
    let fact = decide(&scene, &kept, command)?;
    if let (Fact::LessonShared { .. }, Some(lesson)) = (&fact, kept.lessons.values().next()) {
        sharing::refuse_recognisable(tx, cache, &settings, lesson)?;
    }
    let Target { noun, number } = kept.apply(&fact);
    put_kept(tx, actor.organisation(), &kept)?;
    let fact = OrganisationFact::Improvement(fact);
    append_organisation_fact(tx, actor.organisation(), &fact, now, actor.by(), random()?)?;
    let number = number.unwrap_or(scene.next);
    let version = kept.version(noun, number).unwrap_or_default();
    Ok(Done { reference: number.to_string(), version, already: false })
}

/// What the command is about. What comes from a case that is hidden from the viewer is not there to be changed.
fn target_as_it_stands(
    reader: &mut Reader<'_>,
    viewer: &Viewer<'_>,
    target: Target,
    expect: Option<u64>,
) -> Result<Kept, AppError> {
    let Some(number) = target.number else { return Ok(Kept::default()) };
    let absent = || AppError::NotFound { what: target.noun.label() };
    if !is_kept(reader, viewer, (target.noun, number))? {
        return Err(absent());
    }
    let kept = find_kept(reader, &Viewer::everything(viewer.organisation()), target.noun, number)?;
    let version = kept.version(target.noun, number).ok_or_else(absent)?;
    match expect.is_none_or(|expected| expected == version) {
        true => Ok(kept),
        false => Err(AppError::Stale { version, since: Vec::new() }),
    }
}

/// Whoever sees reports and may not keep improvements is told so; for everybody else there is nothing here.
pub(super) fn permit_improving(reader: &mut Reader<'_>, cache: &SettingsCache, actor: &Actor) -> Result<(), AppError> {
    if permit(reader, cache, actor, Permission::Improve).is_ok() {
        return Ok(());
    }
    permit(reader, cache, actor, Permission::Report)?;
    Err(not_permitted("it is for those who keep improvement actions and lessons"))
}
