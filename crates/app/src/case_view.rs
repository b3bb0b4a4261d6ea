//! One case with all that its page shows.

use std::collections::BTreeSet;
use std::sync::Arc;

use redress_domain::access::{Compartment, Rights};
use redress_domain::case::eligibility::{self, Ineligible};
use redress_domain::case::{
    Case, CommandKind, Missing, NextStep, Party, Recorded, available, missing, next_step, warnings,
};
use redress_domain::procedure::{Procedure, Stage};
use redress_domain::reading::ReadKind;
use redress_domain::staff::Staff;
use redress_domain::time::{Date, Instant, Zone};
use redress_store::{
    ReadFilter, ReadLine, Reader, StoredProcedure, Viewer, Window, case_events, find_people, list_linked,
    list_procedures, list_reads,
};

use crate::App;
use crate::actor::Actor;
use crate::attachments::{AttachmentLine, Kept};
use crate::conceal::{close_compartments, close_compartments_in_history, conceal, conceal_in_history};
use crate::error::AppError;
use crate::execute::{context, fold};
use crate::permit::{viewer, visible_case_no};
use crate::reads::Reading;
use crate::settings::{Settings, SettingsCache};

/// Readings of a case that its page shows.
const READS: Window = Window { skip: 0, limit: 10 };

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
    /// Its files, in order of number.
    pub attachments: Vec<AttachmentLine>,
    /// Who read what is kept apart of it, the latest first and no more than ten; `None` for those it is not shown to.
    pub reads: Option<Vec<ReadLine>>,
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
        let (cache, reference, now) = (self.cache(), reference.to_owned(), self.now());
        let (asker, kept) = (actor.clone(), self.kept());
        let (view, reading) =
            self.store().read(move |reader| view(reader, &cache, &kept, &asker, &reference, version, now)).await?;
        if let Some(reading) = reading {
            self.write_down(actor, reading).await?;
        }
        Ok(view)
    }
}

fn view(
    reader: &mut Reader<'_>,
    cache: &SettingsCache,
    kept: &Kept,
    actor: &Actor,
    reference: &str,
    version: Option<u64>,
    now: Instant,
) -> Result<(CaseView, Option<Reading>), AppError> {
    let absent = AppError::NotFound { what: "case" };
    let today = now.local_date(Zone::LONDON);
    let settings = cache.get(reader, actor.organisation())?;
    let case_no = visible_case_no(reader, cache, actor, reference)?.ok_or(absent.clone())?;
    let mut history = case_events(reader, actor.organisation(), case_no)?;
    let case = fold(&history)?;
    let procedure = cache.procedure(reader, actor.organisation(), &case.procedure, &case.procedure_version)?;
    let rights = settings.rights(actor, &procedure)?;
    // Asked of the case as it is now: whom it has come to be about sees none of what it was before.
    if rights.as_ref().is_some_and(|rights| !rights.may_see(&case, now)) {
        return Err(absent);
    }
    history.retain(|event| version.is_none_or(|version| event.version <= version));
    let mut case = fold(&history)?;
    let viewer = viewer(reader, cache, actor)?;
    conceal(&viewer, &mut case);
    conceal_in_history(&viewer, &mut history);
    close_compartments_in_history(rights.as_ref(), &mut history);
    let opened = close_compartments(rights.as_ref(), &procedure, &mut case);
    let sees_staff_matters = rights.as_ref().is_none_or(|rights| rights.opens(Compartment::StaffMatters));
    let reads = match rights.as_ref().is_none_or(Rights::sees_reads) {
        true => Some(list_reads(reader, &viewer, &ReadFilter { case_no: Some(case_no), ..Default::default() }, READS)?),
        false => None,
    };
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
    let view = CaseView {
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
        attachments: kept.lines(reader, actor.organisation(), case_no, &case)?,
        reads,
        case,
        procedure,
        settings,
    };
    let kept_apart = view.case.restriction.is_some() || !opened.is_empty();
    let (kind, opened) = (ReadKind::Case, opened.into_iter().collect());
    let reading = kept_apart.then_some(Reading { kind, case_no: Some(case_no), opened, question: None });
    Ok((view, reading))
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
