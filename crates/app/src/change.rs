//! A case on its way from what it was to what it becomes: commands carried out one by one, saved together.

use std::sync::Arc;

use redress_domain::access::Rights;
use redress_domain::case::{
    self, Around, Case, Command, Context, NextStep, Party, Recorded, TellWhatChanged, absorb, next_step,
};
use redress_domain::procedure::Procedure;
use redress_domain::time::{Date, Instant, Zone, minus_months};
use redress_store::{
    Cause, Days, NewEvent, Person, Reader, StoreError, Stream, Tx, append_events, case_events, find_earlier,
    find_people, improvement_of_case, put_case,
};

use crate::actor::Actor;
use crate::error::AppError;
use crate::execute::{Done, context, fold, not_permitted};
use crate::people::{corrected, joining, person_ref};
use crate::permit::{viewer, visible_case_no};
use crate::random::random;
use crate::settings::{Settings, SettingsCache};

/// Most commands carried out together.
const COMMANDS_LIMIT: usize = 20;
/// Most events of one case: what more there is to say belongs to another.
const EVENTS_LIMIT: u64 = 5_000;

/// Who acts, when, and by which rules.
pub(crate) struct Scene<'a> {
    pub(crate) cache: &'a SettingsCache,
    pub(crate) actor: &'a Actor,
    pub(crate) settings: &'a Settings,
    pub(crate) procedure: &'a Procedure,
    /// `None` for the operator, whom no right holds back.
    pub(crate) rights: Option<&'a Rights>,
    pub(crate) now: Instant,
}

impl Scene<'_> {
    fn may_see(&self, case: &Case) -> bool {
        self.rights.is_none_or(|rights| rights.may_see(case, self.now))
    }
}

/// A case in the making.
pub(crate) struct Change {
    pub(crate) case_no: i64,
    pub(crate) before: Option<(Case, Option<NextStep>)>,
    pub(crate) case: Case,
    pub(crate) events: Vec<Recorded>,
    /// Who came into the case.
    pub(crate) people: Vec<Person>,
    /// The version it went over to, where it did.
    pub(crate) procedure: Option<Arc<Procedure>>,
}

/// What a command needs beside its case, looked up.
#[derive(Default)]
struct Found {
    person: Option<Person>,
    repeat_of: Option<String>,
    other: Option<(i64, Case)>,
    version: Option<Arc<Procedure>>,
    /// What is kept of the person whom the command puts right.
    person_before: Option<Party>,
    improvement: Option<u32>,
}

impl Change {
    /// Something that is recorded of a case without a command.
    pub(crate) fn recorded(
        case_no: i64,
        mut case: Case,
        recorded: Recorded,
        procedure: &Procedure,
    ) -> Result<Self, StoreError> {
        let before = Some((case.clone(), next_step(procedure, &case)));
        case.apply(&recorded).map_err(|error| StoreError::inconsistent(error.to_string()))?;
        Ok(Self { case_no, before, case, events: vec![recorded], people: Vec::new(), procedure: None })
    }

    pub(crate) fn carry_out(
        mut self,
        tx: &mut Tx<'_>,
        scene: &Scene<'_>,
        commands: &[Command],
    ) -> Result<Self, AppError> {
        if commands.len() > COMMANDS_LIMIT {
            return Err(not_permitted("at most 20 commands go together"));
        }
        for command in commands {
            if self.case.version >= EVENTS_LIMIT {
                return Err(case::Rule::Full { events: EVENTS_LIMIT }.into());
            }
            if let Some(rights) = scene.rights {
                rights.may(&self.case, command.kind())?;
            }
            let found = self.look_up(tx, scene, command)?;
            self.carry_out_one(scene, command, &found)?;
            if let Some(person) = found.person {
                // Put right twice in one request: the last word stands.
                self.people.retain(|before| before.number != person.number);
                self.people.push(person);
            }
            self.procedure = found.version.or(self.procedure);
            if let (Command::Merge { .. }, Some((case_no, other))) = (command, found.other) {
                self.absorb_into(tx, scene, case_no, other)?;
            }
        }
        Ok(self)
    }

    fn carry_out_one(&mut self, scene: &Scene<'_>, command: &Command, found: &Found) -> Result<(), AppError> {
        let person = found.person.as_ref().map(person_ref);
        let around = Around {
            new_person: person.as_ref(),
            repeat_of: found.repeat_of.as_deref(),
            other_case: found.other.as_ref().map(|(_, case)| case),
            other_version: found.version.as_deref(),
            person_before: found.person_before.as_ref(),
            improvement: found.improvement,
        };
        let procedure = self.procedure.as_deref().unwrap_or(scene.procedure);
        let context = Context { around, ..context(scene.settings, procedure, scene.now, scene.actor) };
        for event in case::decide(&context, &self.case, command)? {
            let version = self.case.version.saturating_add(1);
            let recorded = Recorded { version, at: context.now, by: context.by.clone(), event };
            self.case.apply(&recorded).map_err(|error| StoreError::inconsistent(error.to_string()))?;
            self.events.push(recorded);
        }
        Ok(())
    }

    /// What is not there, or not for the actor to see, is not found: the rules say so in the same words.
    fn look_up(&self, reader: &mut Reader<'_>, scene: &Scene<'_>, command: &Command) -> Result<Found, AppError> {
        let mut found = Found::default();
        match command {
            Command::SetRepresentative(representative) => {
                found.person = Some(joining(&self.case, &representative.party)?);
            }
            Command::CorrectPerson { number, party } => {
                let stored = find_people(reader, scene.actor.organisation(), self.case_no)?;
                let held = self.people.iter().cloned().chain(stored).find(|person| person.number == *number);
                found.person_before = held.map(|person| person.party);
                found.person = Some(corrected(*number, party)?);
            }
            Command::Close { on } => {
                found.repeat_of = self.earlier(reader, scene, self.case.service_area.as_deref(), *on)?;
            }
            Command::CompleteLearning(learnt) => {
                let closed_on = self.case.current().and_then(|handling| handling.closed_on);
                found.repeat_of = self.earlier(reader, scene, Some(learnt.service_area.trim()), closed_on)?;
            }
            Command::Link { to: reference, .. } | Command::Merge { into: reference, .. } => {
                found.other = other_case(reader, scene, reference)?;
            }
            Command::ChangeProcedure { version, .. } => {
                let (organisation, id) = (scene.actor.organisation(), &self.case.procedure);
                found.version = scene.cache.find_procedure(reader, organisation, id, version)?;
            }
            Command::TellWhatChanged(TellWhatChanged { improvement: Some(number), .. }) => {
                let viewer = viewer(reader, scene.cache, scene.actor)?;
                let known = improvement_of_case(reader, &viewer, *number, self.case_no)?;
                found.improvement = known.then_some(*number);
            }
            _ => {}
        }
        Ok(found)
    }

    /// A case of the same cause in the same service area that was closed before this one is or was, within the procedure's
    /// window (R10).
    fn earlier(
        &self,
        reader: &mut Reader<'_>,
        scene: &Scene<'_>,
        service_area: Option<&str>,
        closed_on: Option<Date>,
    ) -> Result<Option<String>, AppError> {
        let decision = self.case.current().and_then(|handling| handling.decision.as_ref());
        let cause = decision.and_then(|decision| decision.code.as_deref()).zip(service_area);
        let Some((code, service_area)) = cause else { return Ok(None) };
        let to = closed_on.unwrap_or_else(|| scene.now.local_date(Zone::LONDON));
        let closed = Days { from: minus_months(to, scene.procedure.repeats.window_months), to };
        let cause = Cause { service_area, code };
        Ok(find_earlier(reader, scene.actor.organisation(), &self.case.reference, cause, closed)?)
    }

    /// The other side of a merger, in the same transaction.
    fn absorb_into(&self, tx: &mut Tx<'_>, scene: &Scene<'_>, case_no: i64, mut other: Case) -> Result<(), AppError> {
        let procedure =
            scene.cache.procedure(tx, scene.actor.organisation(), &other.procedure, &other.procedure_version)?;
        let before = Some((other.clone(), next_step(&procedure, &other)));
        let event = absorb(&self.case);
        let version = other.version.saturating_add(1);
        let recorded = Recorded { version, at: scene.now, by: scene.actor.by().clone(), event };
        other.apply(&recorded).map_err(|error| StoreError::inconsistent(error.to_string()))?;
        let change = Change {
            case_no,
            before,
            case: other,
            events: vec![recorded],
            people: Vec::new(),
            procedure: Some(procedure),
        };
        change.save(tx, scene)?;
        Ok(())
    }

    pub(crate) fn save(self, tx: &mut Tx<'_>, scene: &Scene<'_>) -> Result<Done, AppError> {
        let done = Done { reference: self.case.reference.clone(), version: self.case.version, already: false };
        let Some(first) = self.events.first() else { return Ok(done) };
        let mut new = Vec::with_capacity(self.events.len());
        for recorded in &self.events {
            new.push(NewEvent::of_case(&recorded.event, random()?)?);
        }
        let organisation_id = scene.actor.organisation();
        let next = next_step(self.procedure.as_deref().unwrap_or(scene.procedure), &self.case);
        let before = self.before.as_ref().map(|(case, next)| (case, next.as_ref()));
        put_case(tx, organisation_id, self.case_no, before, &self.case, next.as_ref(), &self.people)?;
        let stream = Stream::Case { case_no: self.case_no, version: first.version };
        append_events(tx, organisation_id, stream, first.at, &first.by, &new)?;
        Ok(done)
    }
}

/// Another case, where there is one the actor may see.
fn other_case(reader: &mut Reader<'_>, scene: &Scene<'_>, reference: &str) -> Result<Option<(i64, Case)>, AppError> {
    let organisation_id = scene.actor.organisation();
    let found = visible_case_no(reader, scene.cache, scene.actor, reference.trim())?;
    let Some(case_no) = found else { return Ok(None) };
    let case = fold(&case_events(reader, organisation_id, case_no)?)?;
    Ok(scene.may_see(&case).then_some((case_no, case)))
}
