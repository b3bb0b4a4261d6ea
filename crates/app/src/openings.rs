//! "I need this case now": a confidential case opened to one person for a day, and shown to those who keep watch.

use redress_domain::case::{self, FieldError, Recorded, Rule, next_step};
use redress_domain::procedure::Permission;
use redress_domain::reading::ReadKind;
use redress_domain::time::Instant;
use redress_store::{
    OpeningLine, StoreError, Tx, Window, case_events, count_reads_since, count_unseen_openings, find_case_no,
    list_openings,
};

use crate::App;
use crate::actor::Actor;
use crate::change::{Change, Scene};
use crate::error::AppError;
use crate::execute::{context, fold};
use crate::page::Page;
use crate::permit::{permit, viewer};
use crate::reads::Reading;
use crate::settings::SettingsCache;

/// How often somebody may ask within an hour, found or not: enough for an emergency, too little to try references out.
const ASKED_PER_HOUR: u64 = 5;

impl App {
    /// Opens a confidential case in need, to whoever asks and for a day. True when they see it now; false alike where there
    /// is no such case, and where it is not to be opened to them because it is about them.
    ///
    /// # Errors
    /// [`AppError::Invalid`] without reference or reason; [`Rule::AskedTooOften`]; [`AppError::NotFound`] for somebody who
    /// may not see cases at all.
    pub async fn open_in_need(&self, actor: &Actor, reference: &str, reason: &str) -> Result<bool, AppError> {
        let (cache, actor, now) = (self.cache(), actor.clone(), self.now());
        let (reference, reason) = (reference.trim().to_owned(), reason.trim().to_owned());
        self.write(move |tx: &mut Tx<'_>| open_now(tx, &cache, &actor, now, &reference, &reason)).await
    }

    /// Confidential cases that were opened in need, those nobody has seen first.
    ///
    /// # Errors
    /// [`AppError::NotFound`] for somebody who does not watch over confidential cases.
    pub async fn openings(&self, actor: &Actor, window: Window) -> Result<Page<OpeningLine>, AppError> {
        let (cache, actor) = (self.cache(), actor.clone());
        self.store()
            .read(move |reader| {
                permit(reader, &cache, &actor, Permission::Confidential)?;
                let viewer = viewer(reader, &cache, &actor)?;
                Ok(Page::of(list_openings(reader, &viewer, window.and_one_more())?, window))
            })
            .await
    }

    /// How many of them nobody has seen yet.
    ///
    /// # Errors
    /// As [`App::openings`].
    pub async fn count_unseen_openings(&self, actor: &Actor) -> Result<u64, AppError> {
        let (cache, actor) = (self.cache(), actor.clone());
        self.store()
            .read(move |reader| {
                permit(reader, &cache, &actor, Permission::Confidential)?;
                let viewer = viewer(reader, &cache, &actor)?;
                Ok(count_unseen_openings(reader, &viewer)?)
            })
            .await
    }
}

fn open_now(
    tx: &mut Tx<'_>,
    cache: &SettingsCache,
    actor: &Actor,
    now: Instant,
    reference: &str,
    reason: &str,
) -> Result<bool, AppError> {
    let organisation_id = actor.organisation();
    tx.head(organisation_id)?;
    let settings = permit(tx, cache, actor, Permission::Read)?;
    check(reference, reason)?;
    if count_reads_since(tx, organisation_id, actor.by(), ReadKind::AskedInNeed, now.minus_hours(1))? >= ASKED_PER_HOUR
    {
        return Err(Rule::AskedTooOften { per_hour: ASKED_PER_HOUR }.into());
    }
    Reading::of(ReadKind::AskedInNeed, reference).write(tx, actor, now)?;
    let Some(case_no) = find_case_no(tx, organisation_id, reference)? else { return Ok(false) };
    let case = fold(&case_events(tx, organisation_id, case_no)?)?;
    let procedure = cache.procedure(tx, organisation_id, &case.procedure, &case.procedure_version)?;
    let rights = settings.rights(actor, &procedure)?;
    let Some((rights, user)) = rights.as_ref().zip(actor.user_id()) else { return Ok(true) };
    if case.subjects.contains(user) {
        return Ok(false);
    }
    if rights.may_see(&case, now) {
        return Ok(true);
    }
    let event = case::open_in_need(&context(&settings, &procedure, now, actor), &case, reason)?;
    let recorded = Recorded { version: case.version.saturating_add(1), at: now, by: actor.by().clone(), event };
    let before = Some((case.clone(), next_step(&procedure, &case)));
    let mut case = case;
    case.apply(&recorded).map_err(|error| StoreError::inconsistent(error.to_string()))?;
    let scene = Scene { cache, actor, settings: &settings, procedure: &procedure, rights: Some(rights), now };
    let change = Change { case_no, before, case, events: vec![recorded], people: Vec::new(), procedure: None };
    change.save(tx, &scene)?;
    Ok(true)
}

/// Asked before the case is looked for, so that a wrong form says nothing of it.
fn check(reference: &str, reason: &str) -> Result<(), AppError> {
    let mut wrong = Vec::new();
    if reference.is_empty() {
        wrong.push(FieldError::new("reference", "required", "Enter the reference of the case."));
    }
    if reason.is_empty() {
        wrong.push(FieldError::new("reason", "required", "Enter why you need this case now."));
    }
    if wrong.is_empty() { Ok(()) } else { Err(AppError::Invalid(wrong)) }
}
