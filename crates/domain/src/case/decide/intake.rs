//! Logging, triage, and settling at first contact (parts 2 and 3 of the source).

use super::check::{self, Fields, optional, optional_line, required};
use super::{Context, clocks, parties, reclass, stage_of, working_handling};
use crate::case::event::{Event, Fact};
use crate::case::log::{Log, Received};
use crate::case::payload::Logged;
use crate::case::refusal::{FieldError, Refusal, Rule, uncountable};
use crate::case::state::{Agreement, Case, PersonRef, Understanding};
use crate::procedure::{Channel, IntakeField, Moment, Route, Stage};
use crate::register::BroughtBy;
use crate::staff::UserId;
use crate::time::{Date, Instant, Zone, long_date};

/// Most members of staff whom one new case is about.
const SUBJECTS_LIMIT: usize = 20;

/// What a new case gets from outside the rules: its reference, and digests of the people in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Identity {
    pub reference: String,
    pub complainant: Option<PersonRef>,
    pub representative: Option<PersonRef>,
}

/// Opens a case.
///
/// # Errors
/// [`Refusal::Invalid`] with every field that is wrong; [`Rule::NoDirectEntry`].
pub fn open(ctx: &Context<'_>, identity: Identity, log: &Log) -> Result<Event, Refusal> {
    let stage = entry_stage(ctx, log.route)?;
    let mut fields = Fields::default();
    let received = fields.take(received(ctx, "received_on", log.received, None));
    fields.take(channel(ctx, log));
    let summary = fields.take(required("summary", &log.summary, "what happened"));
    let outcome_wanted = fields.take(optional("outcome_wanted", log.outcome_wanted.as_deref()));
    let service_area = fields.take(optional_line("service_area", log.service_area.as_deref()));
    let understanding = fields.take(understanding(log.understanding.as_ref()));
    let natures = fields.take(check::known("natures", &log.natures, &ctx.procedure.natures));
    let adjustments = fields.take(check::known("adjustments", &log.adjustments, &ctx.procedure.adjustments));
    let subjects = fields.take(subjects(ctx, &log.subjects));
    let happened_on = fields.take(happened_on(ctx, log, received.map(|(_, on)| on)));
    parties::check(ctx, log, &mut fields);
    check_required(ctx, log, &mut fields);
    let representative = parties::representative(&identity, log, &mut fields);
    let words = (|| Some((summary?, outcome_wanted?, service_area?, understanding?)))();
    let lists = (|| Some((natures?, adjustments?, subjects?, happened_on?)))();
    let ((received_at, received_on), words, lists) = fields.finish((|| Some((received?, words?, lists?)))())?;
    let (summary, outcome_wanted, service_area, understanding) = words;
    let (natures, adjustments, subjects, happened_on) = lists;

    let anonymous = log.brought_by == BroughtBy::Anonymous;
    let class = ctx.procedure.presumed_class();
    let whose = clocks::Whose { handling: 1, route: log.route, stage: &stage.id, class, anonymous };
    let started =
        clocks::starting(ctx, whose, Moment::Received, received_at, received_on).map_err(uncountable("received_on"))?;
    let logged = Logged {
        reference: identity.reference,
        procedure: ctx.procedure.id.clone(),
        procedure_version: ctx.procedure.version.clone(),
        route: log.route,
        stage: stage.id.clone(),
        received_at,
        received_on,
        channel: log.channel,
        brought_by: log.brought_by,
        complainant: identity.complainant,
        representative,
        summary,
        outcome_wanted,
        service_area,
        natures,
        failed_test: log.failed_test,
        understanding,
        happened_on,
        subjects,
        adjustments,
    };
    Ok(Event { fact: Fact::Logged(Box::new(logged)), clocks: started })
}

fn entry_stage<'a>(ctx: &Context<'a>, route: Route) -> Result<&'a Stage, Refusal> {
    let refused = |stage: String| Refusal::Rule(Rule::NoDirectEntry { stage });
    match ctx.procedure.stage_for(route) {
        Some(stage) if route != Route::Esc => Ok(stage),
        Some(stage) => Err(refused(stage.label.clone())),
        None => Err(refused(ctx.procedure.stages.last().map_or_else(String::new, |stage| stage.label.clone()))),
    }
}

/// The instant and the day of receipt; today's date without a time means now.
pub fn received(
    ctx: &Context<'_>,
    field: &str,
    received: Received,
    earliest: Option<Date>,
) -> Result<(Instant, Date), FieldError> {
    let (at, on) = match received {
        Received::At(at) => (at, at.local_date(Zone::LONDON)),
        // To the second, as people and programs tell times: what follows within it is not before it.
        Received::On(on) if on == ctx.today() => (ctx.now.floor_second(), on),
        Received::On(on) => (Instant::start_of(on, Zone::LONDON), on),
    };
    check::past_day(ctx, field, on, earliest.unwrap_or(Date::MIN), "the last reply was given")?;
    check::past_instant(ctx, field, at, Instant::MIN, "time began")?;
    Ok((at, on))
}

/// The procedure takes complaints by this channel. Where it wants them in writing, whoever needs an adjustment to that
/// has it all the same (R27).
fn channel(ctx: &Context<'_>, log: &Log) -> Result<(), FieldError> {
    const FIELD: &str = "channel";
    let intake = &ctx.procedure.intake;
    if !intake.channels.contains(&log.channel) {
        return Err(FieldError::new(FIELD, "unknown", "The procedure takes no complaint by this channel."));
    }
    let spoken = matches!(log.channel, Channel::Phone | Channel::InPerson);
    if intake.written_required && spoken && log.adjustments.is_empty() {
        let message = "The procedure asks for it in writing: write it down with the person and log it as a letter, \
                       or record the adjustment they need.";
        return Err(FieldError::new(FIELD, "not-in-writing", message));
    }
    Ok(())
}

/// What is complained of came before the complaint.
fn happened_on(ctx: &Context<'_>, log: &Log, received_on: Option<Date>) -> Result<Option<Date>, FieldError> {
    const FIELD: &str = "happened_on";
    let Some(on) = log.happened_on else { return Ok(None) };
    check::past_day(ctx, FIELD, on, Date::MIN, "time began")?;
    match received_on {
        Some(received_on) if on > received_on => {
            let message = format!("It was received on {}, before this.", long_date(received_on));
            Err(FieldError::new(FIELD, "after-receipt", message))
        }
        _ => Ok(Some(on)),
    }
}

/// Members of staff whom it is about.
fn subjects(ctx: &Context<'_>, subjects: &[UserId]) -> Result<Vec<UserId>, FieldError> {
    const FIELD: &str = "subjects";
    if subjects.len() > SUBJECTS_LIMIT {
        return Err(FieldError::new(FIELD, "too-many", format!("Name at most {SUBJECTS_LIMIT} people here.")));
    }
    subjects.iter().map(|who| check::staff(ctx, FIELD, who)).collect()
}

fn understanding(understanding: Option<&Understanding>) -> Result<Option<Understanding>, FieldError> {
    match understanding {
        Some(Understanding::NotConfirmed { why }) => {
            let why = required("understanding_why", why, "why it could not be confirmed")?;
            Ok(Some(Understanding::NotConfirmed { why }))
        }
        other => Ok(other.cloned()),
    }
}

fn check_required(ctx: &Context<'_>, log: &Log, fields: &mut Fields) {
    let is_blank = |text: &Option<String>| text.as_deref().is_none_or(|text| text.trim().is_empty());
    for field in &ctx.procedure.intake.required_fields {
        let (name, missing) = match field {
            IntakeField::OutcomeWanted => ("outcome_wanted", is_blank(&log.outcome_wanted)),
            IntakeField::ServiceArea => ("service_area", is_blank(&log.service_area)),
            IntakeField::Nature => ("natures", log.natures.is_empty()),
            IntakeField::Complainant => {
                ("complainant_name", log.complainant.is_none() && log.brought_by != BroughtBy::Anonymous)
            }
        };
        if missing {
            fields.push(FieldError::new(name, "required", "The procedure asks for this when a case is logged."));
        }
    }
}

/// Says what a case is: a failure, or something else (R17). May be said again while the case is open, which keeps its date (R18).
pub fn triage(ctx: &Context<'_>, case: &Case, class: &str, note: Option<&str>) -> Result<Vec<Event>, Refusal> {
    let handling = super::open_handling(case)?;
    let Some(class) = ctx.procedure.triage_class(class) else {
        let known: Vec<&str> = ctx.procedure.triage.iter().map(|class| class.id.as_str()).collect();
        return Err(FieldError::new("class", "unknown", format!("Choose one of: {}.", known.join(", "))).into());
    };
    let in_work = handling.owner.is_some() || handling.number > 1;
    if in_work && case.counts_as_failure() && !class.counts_as_failure {
        return Err(Rule::InWork.into());
    }
    let note = optional("note", note)?;
    let clocks = reclass::changed(ctx, case, handling, &class.id).map_err(uncountable("class"))?;
    let fact = Fact::Triaged { class: class.id.clone(), counts_as_failure: class.counts_as_failure, note };
    Ok(vec![Event { fact, clocks }])
}

/// Settles a case on the spot, to the person's satisfaction (R12, R33, R35). Speaking with them stops the contact clocks.
pub fn settle(ctx: &Context<'_>, case: &Case, done: &str, agreement: &Agreement) -> Result<Vec<Event>, Refusal> {
    let handling = working_handling(case)?;
    let stage = stage_of(ctx, handling);
    if !stage.is_some_and(|stage| stage.first_contact) {
        let stage = stage.map_or_else(String::new, |stage| stage.label.clone());
        return Err(Rule::NoFirstContact { stage }.into());
    }
    if handling.owner.is_some() {
        return Err(Rule::AlreadyHandedOver.into());
    }
    let mut fields = Fields::default();
    let done = fields.take(required("done", done, "what was done to put it right"));
    let agreement = fields.take(check::agreement(ctx, case, agreement));
    let (done, agreement) = fields.finish((|| Some((done?, agreement?)))())?;
    let stopped = match &agreement {
        Agreement::Agreed { means, on } => {
            let at = if *on == ctx.today() { ctx.now } else { Instant::end_of(*on, Zone::LONDON) };
            clocks::stopping_on_contact(ctx, case, handling.number, *means, at).map_err(uncountable("agreed_on"))?
        }
        Agreement::NotAgreed { .. } => {
            let message =
                "It can be settled at first contact only when the person confirms it; otherwise hand it over.";
            return Err(FieldError::new("agreement", "not-confirmed", message).into());
        }
        Agreement::NotPossible { .. } => Vec::new(),
    };
    Ok(vec![Event { fact: Fact::SettledAtFirstContact { done, agreement }, clocks: stopped }])
}
