//! Carrying out commands: load, authorise, decide, save; all in one transaction, the one way anything is written to a case.

use redress_domain::access::Rights;
use redress_domain::case::{
    self, Case, Command, Context, Identity, Log, NextStep, Party, PersonRef, Recorded, next_step,
};
use redress_domain::procedure::{Permission, Procedure};
use redress_domain::register::RegisterCase;
use redress_domain::time::{Date, Instant, Zone};
use redress_store::{
    Answer, NewEvent, Person, Reader, StoreError, Stream, Tx, add_answer, append_events, case_events, find_answer,
    find_case_no, person_digest, put_case,
};

use crate::App;
use crate::actor::Actor;
use crate::error::AppError;
use crate::random::random;
use crate::settings::{Settings, SettingsCache};

/// References tried before giving up on finding a free one.
const REFERENCE_TRIES: i64 = 1_000;
/// Most commands carried out together.
const COMMANDS_LIMIT: usize = 20;

/// Most events of one case: what more there is to say belongs to another.
const EVENTS_LIMIT: u64 = 5_000;

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
        let work = move |tx: &mut Tx<'_>| {
            once(tx, &actor, key.as_ref(), now, |tx| {
                execute_now(tx, &cache, &actor, now, &reference, &commands, expect)
            })
        };
        self.write(work).await
    }
}

/// Answers a repeated request with the answer it had; another request under its key is refused.
fn once(
    tx: &mut Tx<'_>,
    actor: &Actor,
    key: Option<&RequestKey>,
    now: Instant,
    work: impl FnOnce(&mut Tx<'_>) -> Result<Done, AppError>,
) -> Result<Done, AppError> {
    let Some((key, user)) = key.zip(actor.user_id()) else { return work(tx) };
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
    let people = people(log)?;
    let reference = free_reference(tx, &settings, procedure, case_no, log, now)?;
    let digest = |number: u32| people.iter().find(|person| person.number == number).map(person_ref);
    let identity = Identity { reference, complainant: digest(COMPLAINANT), representative: digest(REPRESENTATIVE) };
    let context =
        Context { procedure, calendar: &settings.calendar, staffing: &settings.staffing, now, by: actor.by() };
    let opening = Recorded { version: 1, at: now, by: actor.by().clone(), event: case::open(&context, identity, log)? };
    let case = fold(std::slice::from_ref(&opening))?;
    let change = Change { organisation_id: actor.organisation(), case_no, before: None, case, events: vec![opening] };
    let change = change.carry_out(&context, rights.as_ref(), then)?;
    change.save(tx, procedure, &people)
}

fn execute_now(
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
    let settings = cache.get(tx, actor.organisation())?;
    let case_no = find_case_no(tx, actor.organisation(), reference)?.ok_or(AppError::NotFound { what: "case" })?;
    let history = case_events(tx, actor.organisation(), case_no)?;
    let case = fold(&history)?;
    let procedure = cache.procedure(tx, actor.organisation(), &case.procedure, &case.procedure_version)?;
    if !settings.may_read(actor)? {
        return Err(AppError::NotFound { what: "case" });
    }
    let rights = settings.rights(actor, &procedure)?;
    if let Some(expected) = expect.filter(|expected| *expected != case.version) {
        let since = history.into_iter().filter(|event| event.version > expected).collect();
        return Err(AppError::Stale { version: case.version, since });
    }
    let context = Context {
        procedure: &procedure,
        calendar: &settings.calendar,
        staffing: &settings.staffing,
        now,
        by: actor.by(),
    };
    let before = next_step(&procedure, &case);
    let change = Change {
        organisation_id: actor.organisation(),
        case_no,
        before: Some((case.clone(), before)),
        case,
        events: Vec::new(),
    };
    change.carry_out(&context, rights.as_ref(), commands)?.save(tx, &procedure, &[])
}

/// Takes a register case over, under the current procedure.
pub(crate) fn import_now(
    tx: &mut Tx<'_>,
    settings: &Settings,
    procedure: &Procedure,
    actor: &Actor,
    now: Instant,
    case: RegisterCase,
) -> Result<Done, AppError> {
    let case_no = next_case_no(tx, actor.organisation())?;
    let context =
        Context { procedure, calendar: &settings.calendar, staffing: &settings.staffing, now, by: actor.by() };
    let event = case::import(&context, case)?;
    let opening = Recorded { version: 1, at: now, by: actor.by().clone(), event };
    let case = fold(std::slice::from_ref(&opening))?;
    Change { organisation_id: actor.organisation(), case_no, before: None, case, events: vec![opening] }.save(
        tx,
        procedure,
        &[],
    )
}

/// A case on its way from what it was to what it becomes.
struct Change<'a> {
    organisation_id: &'a str,
    case_no: i64,
    before: Option<(Case, Option<NextStep>)>,
    case: Case,
    events: Vec<Recorded>,
}

impl Change<'_> {
    fn carry_out(
        mut self,
        context: &Context<'_>,
        rights: Option<&Rights>,
        commands: &[Command],
    ) -> Result<Self, AppError> {
        if commands.len() > COMMANDS_LIMIT {
            return Err(not_permitted("at most 20 commands go together"));
        }
        for command in commands {
            if self.case.version >= EVENTS_LIMIT {
                return Err(case::Rule::Full { events: EVENTS_LIMIT }.into());
            }
            if let Some(rights) = rights {
                rights.may(&self.case, command.kind())?;
            }
            for event in case::decide(context, &self.case, command)? {
                let version = self.case.version.saturating_add(1);
                let recorded = Recorded { version, at: context.now, by: context.by.clone(), event };
                self.case.apply(&recorded).map_err(|error| StoreError::inconsistent(error.to_string()))?;
                self.events.push(recorded);
            }
        }
        Ok(self)
    }

    fn save(self, tx: &mut Tx<'_>, procedure: &Procedure, people: &[Person]) -> Result<Done, AppError> {
        let done = Done { reference: self.case.reference.clone(), version: self.case.version, already: false };
        let Some(first) = self.events.first() else { return Ok(done) };
        let mut new = Vec::with_capacity(self.events.len());
        for recorded in &self.events {
            new.push(NewEvent::of_case(&recorded.event, random()?)?);
        }
        let next = next_step(procedure, &self.case);
        let before = self.before.as_ref().map(|(case, next)| (case, next.as_ref()));
        put_case(tx, self.organisation_id, self.case_no, before, &self.case, next.as_ref(), people)?;
        let stream = Stream::Case { case_no: self.case_no, version: first.version };
        append_events(tx, self.organisation_id, stream, first.at, &first.by, &new)?;
        Ok(done)
    }
}

/// Folds a history that this program has written.
pub(crate) fn fold(history: &[Recorded]) -> Result<Case, StoreError> {
    Case::fold(history).map_err(|error| StoreError::inconsistent(error.to_string()))
}

fn not_permitted(need: &str) -> AppError {
    AppError::Refused(case::Rule::NotPermitted { need: need.to_owned() })
}

fn next_case_no(tx: &mut Tx<'_>, organisation_id: &str) -> Result<i64, StoreError> {
    let head = tx.head(organisation_id)?;
    head.last_case = head.last_case.saturating_add(1);
    Ok(head.last_case)
}

/// Numbers of the people of a case.
const COMPLAINANT: u32 = 1;
const REPRESENTATIVE: u32 = 2;

fn people(log: &Log) -> Result<Vec<Person>, AppError> {
    let representative = log.representative.as_ref().map(|representative| &representative.party);
    let named = [(COMPLAINANT, log.complainant.as_ref()), (REPRESENTATIVE, representative)];
    let mut people = Vec::new();
    for (number, party) in named {
        if let Some(party) = party {
            people.push(Person { number, party: tidy(party), salt: random::<16>()?.to_vec() });
        }
    }
    Ok(people)
}

/// Without white space around, and without empty fields.
fn tidy(party: &Party) -> Party {
    let given =
        |text: &Option<String>| text.as_deref().map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned);
    Party {
        name: party.name.trim().to_owned(),
        email: given(&party.email),
        phone: given(&party.phone),
        address: given(&party.address),
    }
}

fn person_ref(person: &Person) -> PersonRef {
    PersonRef { number: person.number, digest: person_digest(&person.party, &person.salt) }
}

/// The case's number as a reference, or the next number that an imported case has not taken.
fn free_reference(
    reader: &mut Reader<'_>,
    settings: &Settings,
    procedure: &Procedure,
    case_no: i64,
    log: &Log,
    now: Instant,
) -> Result<String, AppError> {
    let pattern = &procedure.intake.reference;
    let year = received_year(log, now);
    for number in case_no..case_no.saturating_add(REFERENCE_TRIES) {
        let width = usize::from(pattern.digits);
        let reference = format!("{}{year:04}{}{number:0width$}", pattern.prefix, pattern.separator);
        if find_case_no(reader, &settings.organisation.id, &reference)?.is_none() {
            return Ok(reference);
        }
    }
    Err(StoreError::inconsistent("no free reference was found").into())
}

fn received_year(log: &Log, now: Instant) -> i16 {
    let on: Date = match log.received {
        case::Received::On(on) => on,
        case::Received::At(at) => at.min(now).local_date(Zone::LONDON),
    };
    on.year()
}
