//! One case with all that its page shows.

use std::collections::BTreeSet;
use std::sync::Arc;

use redress_domain::case::eligibility::{self, Ineligible};
use redress_domain::case::{
    Case, CommandKind, Missing, NextStep, Party, Recorded, available, missing, next_step, warnings,
};
use redress_domain::procedure::{Permission, Procedure, Stage};
use redress_domain::staff::Staff;
use redress_domain::time::{Date, Instant, Zone};
use redress_store::{
    Reader, StoredProcedure, Viewer, case_events, find_case_no, find_people, list_linked, list_procedures,
};

use crate::App;
use crate::actor::Actor;
use crate::conceal::{conceal, conceal_in_history};
use crate::error::AppError;
use crate::execute::{context, fold};
use crate::permit::viewer;
use crate::settings::{Settings, SettingsCache};

/// A case with all that its page shows.
#[derive(Debug, Clone)]
pub struct CaseView {
    pub case: Case,
    pub procedure: Arc<Procedure>,
    pub settings: Arc<Settings>,
    pub complainant: Option<Party>,
    pub representative: Option<Party>,
    /// Oldest first, without what is kept from this person.
    pub history: Vec<Recorded>,
    pub next: Option<NextStep>,
    /// What closing still waits for; empty also when it is closed.
    pub missing: Vec<Missing>,
    pub warnings: Vec<String>,
    /// Commands that the state of the case and the rights of the person allow.
    pub offered: BTreeSet<CommandKind>,
    /// Who may be given the current handling, and why each other person may not; empty unless handing over is offered.
    pub candidates: Vec<Candidate>,
    /// The same for a seat on the panel; empty unless convening one is offered.
    pub seats: Vec<Candidate>,
    /// Linked cases that this person may see: reference and kind of the link.
    pub linked: Vec<(String, String)>,
    /// Other versions of its procedure that the organisation keeps; empty unless going over to one is offered.
    pub other_versions: Vec<String>,
    /// Whether what follows for members of staff is open to this person (R79).
    pub sees_staff_matters: bool,
}

/// Somebody who may or may not take something on.
#[derive(Debug, Clone)]
pub struct Candidate {
    pub staff: Staff,
    /// Empty means eligible.
    pub against: Vec<Ineligible>,
}

impl App {
    /// A case with all that its page shows.
    ///
    /// # Errors
    /// [`AppError::NotFound`] for a case that is not there or not for this person to see.
    pub async fn case(&self, actor: &Actor, reference: &str) -> Result<CaseView, AppError> {
        self.case_at(actor, reference, None).await
    }

    /// A case as it was at a version, or is now: a repeated request gets the answer it had.
    ///
    /// # Errors
    /// As [`App::case`].
    pub async fn case_at(&self, actor: &Actor, reference: &str, version: Option<u64>) -> Result<CaseView, AppError> {
        let (cache, actor, reference) = (self.cache(), actor.clone(), reference.to_owned());
        let now = self.now();
        self.store().read(move |reader| view(reader, &cache, &actor, &reference, version, now)).await
    }
}

fn view(
    reader: &mut Reader<'_>,
    cache: &SettingsCache,
    actor: &Actor,
    reference: &str,
    version: Option<u64>,
    now: Instant,
) -> Result<CaseView, AppError> {
    let absent = AppError::NotFound { what: "case" };
    let today = now.local_date(Zone::LONDON);
    let settings = cache.get(reader, actor.organisation())?;
    let case_no = find_case_no(reader, actor.organisation(), reference)?.ok_or(absent.clone())?;
    let mut history = case_events(reader, actor.organisation(), case_no)?;
    let case = fold(&history)?;
    let procedure = cache.procedure(reader, actor.organisation(), &case.procedure, &case.procedure_version)?;
    if !settings.may_read(actor)? {
        return Err(absent);
    }
    let rights = settings.rights(actor, &procedure)?;
    // Asked of the case as it is now: whom it has come to be about sees none of what it was before.
    if rights.as_ref().is_some_and(|rights| !rights.may_see(&case)) {
        return Err(absent);
    }
    history.retain(|event| version.is_none_or(|version| event.version <= version));
    let mut case = fold(&history)?;
    let viewer = viewer(reader, actor)?;
    conceal(&viewer, &mut case);
    conceal_in_history(&viewer, &mut history);
    history.retain(|event| rights.as_ref().is_none_or(|rights| rights.may_see_fact(&event.event.fact)));
    let sees_staff_matters = rights.as_ref().is_none_or(|rights| rights.has(Permission::StaffMatters));
    if !sees_staff_matters {
        case.staff_matters.clear();
    }
    if rights.as_ref().is_some_and(|rights| !rights.sees_special()) {
        case.splits.retain(|id, _| procedure.split(id).is_some_and(|split| !split.special));
    }
    let people = find_people(reader, actor.organisation(), case_no)?;
    let party = |number: Option<u32>| {
        people.iter().find(|person| Some(person.number) == number).map(|person| person.party.clone())
    };
    let complainant = party(case.complainant.as_ref().map(|person| person.number));
    let representative = party(case.representative.as_ref().map(|representative| representative.person.number));
    let mut offered = available(&procedure, &case);
    offered.retain(|kind| rights.as_ref().is_none_or(|rights| rights.may(&case, *kind).is_ok()));
    let stage = case.current().and_then(|handling| handling.stage.as_deref()).and_then(|id| procedure.stage(id));
    let asked = |kind| stage.filter(|_| offered.contains(&kind));
    let candidates = asked(CommandKind::HandOver)
        .map(|stage| everybody(&settings, |staff| eligibility::against(&procedure, &case, stage, staff, today)));
    let meets_on = case.current().and_then(|handling| handling.panel.as_ref()?.meets_on).unwrap_or(today);
    let seats = asked(CommandKind::ConvenePanel)
        .map(|stage| everybody(&settings, |staff| against_seat(&procedure, &case, stage, staff, meets_on)));
    let context = context(&settings, &procedure, now, actor);
    Ok(CaseView {
        next: next_step(&procedure, &case),
        missing: if case.is_open() { missing(&procedure, &case) } else { Vec::new() },
        warnings: warnings(&context, &case),
        linked: list_linked(reader, &viewer, case_no, &case.reference)?,
        other_versions: match offered.contains(&CommandKind::ChangeProcedure) {
            true => other_versions(reader, &viewer, &case)?,
            false => Vec::new(),
        },
        candidates: candidates.unwrap_or_default(),
        seats: seats.unwrap_or_default(),
        complainant,
        representative,
        history,
        offered,
        sees_staff_matters,
        case,
        procedure,
        settings,
    })
}

/// Against a seat of their own; nothing, where they may stand in for somebody.
fn against_seat(procedure: &Procedure, case: &Case, stage: &Stage, staff: &Staff, meets_on: Date) -> Vec<Ineligible> {
    let against = |as_deputy| eligibility::against_sitting(procedure, case, stage, staff, as_deputy, meets_on);
    if against(true).is_empty() { Vec::new() } else { against(false) }
}

fn everybody(settings: &Settings, against: impl Fn(&Staff) -> Vec<Ineligible>) -> Vec<Candidate> {
    let staff = settings.staffing.iter();
    staff.map(|staff| Candidate { against: against(staff), staff: staff.clone() }).collect()
}

fn other_versions(reader: &mut Reader<'_>, viewer: &Viewer<'_>, case: &Case) -> Result<Vec<String>, AppError> {
    let others = list_procedures(reader, viewer.organisation())?;
    let is_other = |stored: &StoredProcedure| stored.id == case.procedure && stored.version != case.procedure_version;
    Ok(others.into_iter().filter(is_other).map(|stored| stored.version).collect())
}
