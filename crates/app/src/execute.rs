//! Carrying out commands: load, authorise, decide, save; all in one transaction, the one way anything is written to a case.

use redress_domain::case::{self, Around, Case, Command, Context, Identity, Log, Recorded, next_step};
use redress_domain::procedure::{Permission, Procedure};
use redress_domain::staff::UserId;
use redress_domain::time::Instant;
use redress_store::{Answer, Reader, StoreError, Tx, add_answer, case_events, find_answer};

use crate::App;
use crate::actor::Actor;
use crate::change::{Change, Scene};
use crate::conceal::{close_compartments_in_history, conceal_in_history};
use crate::error::AppError;
use crate::people::{COMPLAINANT, REPRESENTATIVE, of_log, person_ref, with_carried_adjustments};
use crate::permit::{viewer, visible_case_no};
use crate::reference::free_reference;
use crate::settings::{Settings, SettingsCache};

/// What was done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Done {
    pub reference: String,
    /// Version of the case after it.
    pub version: u64,
    /// It had been done before, under the same key.
    pub already: bool,
}

/// A key under which a request is carried out once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RequestKey {
    pub key: String,
    /// SHA-256 of what was asked.
    pub digest: [u8; 32],
}

impl App {
    /// Logs a case and carries out commands on it at once, all or nothing (R12).
    ///
    /// # Errors
    /// As [`App::execute`].
    pub async fn log(
        &self,
        actor: &Actor,
        log: Log,
        then: Vec<Command>,
        key: Option<RequestKey>,
    ) -> Result<Done, AppError> {
        let (actor, now, cache) = (actor.clone(), self.now(), self.cache());
        let work = move |tx: &mut Tx<'_>| {
            once(tx, &actor, key.as_ref(), now, |tx| log_now(tx, &cache, &actor, now, &log, &then))
        };
        self.write(work).await
    }

    /// The reference under which it was logged already what somebody sends once more on the public form.
    ///
    /// # Errors
    /// Faults only.
    pub async fn told_already(&self, organisation_id: &str, key: &RequestKey) -> Result<Option<String>, AppError> {
        let (organisation_id, key) = (organisation_id.to_owned(), key.key.clone());
        let work = move |reader: &mut Reader<'_>| -> Result<_, AppError> {
            let answer = find_answer(reader, &organisation_id, &nobody(), &key)?;
            Ok(answer.map(|answer| answer.reference))
        };
        self.store().read(work).await
    }

    /// Logs a case that somebody tells of on the public form, without an account (R8).
    ///
    /// # Errors
    /// [`AppError::NotFound`] where there is no such organisation; [`AppError::Invalid`] with every field that is wrong.
    pub async fn tell_us(&self, organisation_id: &str, log: Log, key: Option<RequestKey>) -> Result<Done, AppError> {
        self.log(&Actor::public(organisation_id), log, Vec::new(), key).await
    }

    /// Carries out commands on a case, all or nothing.
    ///
    /// # Errors
    /// [`AppError::NotFound`] for a case that is not there or not for this person; [`AppError::Stale`] when it is no longer
    /// at version `expect`; [`AppError::Invalid`] and [`AppError::Refused`] by the rules; faults.
    pub async fn execute(
        &self,
        actor: &Actor,
        reference: &str,
        commands: Vec<Command>,
        expect: Option<u64>,
        key: Option<RequestKey>,
    ) -> Result<Done, AppError> {
        let (actor, now, cache, reference) = (actor.clone(), self.now(), self.cache(), reference.to_owned());
        let organisation = actor.organisation().to_owned();
        let removed = self.files_removed_by(&actor, &reference, &commands).await?;
        let work = move |tx: &mut Tx<'_>| {
            once(tx, &actor, key.as_ref(), now, |tx| {
                execute_now(tx, &cache, &actor, now, &reference, &commands, expect)
            })
        };
        let done = self.write(work).await?;
        self.remove_when_it_can(&organisation, removed).await;
        Ok(done)
    }
}

/// Under whom the keys stand of those who have no account: all together, so that their keys name what was sent as well.
fn nobody() -> UserId {
    UserId::new("")
}

/// Answers a repeated request with the answer it had; another request under its key is refused.
pub(crate) fn once(
    tx: &mut Tx<'_>,
    actor: &Actor,
    key: Option<&RequestKey>,
    now: Instant,
    work: impl FnOnce(&mut Tx<'_>) -> Result<Done, AppError>,
) -> Result<Done, AppError> {
    let Some(key) = key else { return work(tx) };
    let nobody = nobody();
    let user = actor.user_id().unwrap_or(&nobody);
    // Takes the organisation's lock before looking, so that the same key cannot be used by two at once.
    tx.head(actor.organisation())?;
    if let Some(answer) = find_answer(tx, actor.organisation(), user, &key.key)? {
        if answer.request_digest != key.digest {
            return Err(AppError::KeyReused);
        }
        return Ok(Done { reference: answer.reference, version: answer.version, already: true });
    }
    let done = work(tx)?;
    let answer = Answer { request_digest: key.digest, reference: done.reference.clone(), version: done.version };
    add_answer(tx, actor.organisation(), user, &key.key, &answer, now)?;
    Ok(done)
}

fn log_now(
    tx: &mut Tx<'_>,
    cache: &SettingsCache,
    actor: &Actor,
    now: Instant,
    log: &Log,
    then: &[Command],
) -> Result<Done, AppError> {
    let settings = cache.get(tx, actor.organisation())?;
    let procedure = settings.current()?;
    let rights = settings.rights(actor, procedure)?;
    if rights.as_ref().is_some_and(|rights| !rights.has(Permission::Log)) {
        return Err(not_permitted("it is for those who log cases"));
    }
    let case_no = next_case_no(tx, actor.organisation())?;
    let sees = viewer(tx, cache, actor)?;
    let log = &with_carried_adjustments(tx, &sees, procedure, log)?;
    let people = of_log(log)?;
    let reference = free_reference(tx, &settings, procedure, case_no, log, now)?;
    let digest = |number: u32| people.iter().find(|person| person.number == number).map(person_ref);
    let identity = Identity { reference, complainant: digest(COMPLAINANT), representative: digest(REPRESENTATIVE) };
    let context = context(&settings, procedure, now, actor);
    let opening = Recorded { version: 1, at: now, by: actor.by().clone(), event: case::open(&context, identity, log)? };
    let case = fold(std::slice::from_ref(&opening))?;
    let scene = Scene { cache, actor, settings: &settings, procedure, rights: rights.as_ref(), now };
    let change = Change { case_no, before: None, case, events: vec![opening], people, procedure: None };
    change.carry_out(tx, &scene, then)?.save(tx, &scene)
}

pub(crate) fn execute_now(
    tx: &mut Tx<'_>,
    cache: &SettingsCache,
    actor: &Actor,
    now: Instant,
    reference: &str,
    commands: &[Command],
    expect: Option<u64>,
) -> Result<Done, AppError> {
    // The lock comes first: what is read after it cannot be changed by another process before the commit.
    tx.head(actor.organisation())?;
    let absent = AppError::NotFound { what: "case" };
    let settings = cache.get(tx, actor.organisation())?;
    let case_no = visible_case_no(tx, cache, actor, reference)?.ok_or(absent.clone())?;
    let history = case_events(tx, actor.organisation(), case_no)?;
    let case = fold(&history)?;
    let procedure = cache.procedure(tx, actor.organisation(), &case.procedure, &case.procedure_version)?;
    let rights = settings.rights(actor, &procedure)?;
    if rights.as_ref().is_some_and(|rights| !rights.may_see(&case, now)) {
        return Err(absent);
    }
    if let Some(expected) = expect.filter(|expected| *expected != case.version) {
        let mut since = history.into_iter().filter(|event| event.version > expected).collect();
        close_compartments_in_history(rights.as_ref(), &mut since);
        conceal_in_history(&viewer(tx, cache, actor)?, &mut since);
        return Err(AppError::Stale { version: case.version, since });
    }
    let before = next_step(&procedure, &case);
    let scene = Scene { cache, actor, settings: &settings, procedure: &procedure, rights: rights.as_ref(), now };
    let change = Change {
        case_no,
        before: Some((case.clone(), before)),
        case,
        events: Vec::new(),
        people: Vec::new(),
        procedure: None,
    };
    change.carry_out(tx, &scene, commands)?.save(tx, &scene)
}

/// What the rules are asked with, where a command needs nothing beside its own case.
pub(crate) fn context<'a>(
    settings: &'a Settings,
    procedure: &'a Procedure,
    now: Instant,
    actor: &'a Actor,
) -> Context<'a> {
    Context {
        procedure,
        calendar: &settings.calendar,
        staffing: &settings.staffing,
        now,
        by: actor.by(),
        around: Around::default(),
    }
}

/// Folds a history that this program has written.
pub(crate) fn fold(history: &[Recorded]) -> Result<Case, StoreError> {
    Case::fold(history).map_err(|error| StoreError::inconsistent(error.to_string()))
}

pub(crate) fn not_permitted(need: &str) -> AppError {
    AppError::Refused(case::Rule::NotPermitted { need: need.to_owned() })
}

pub(crate) fn next_case_no(tx: &mut Tx<'_>, organisation_id: &str) -> Result<i64, StoreError> {
    let head = tx.head(organisation_id)?;
    head.last_case = head.last_case.saturating_add(1);
    Ok(head.last_case)
}
