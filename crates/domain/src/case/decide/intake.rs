//! Logging, triage, and settling at first contact (parts 2 and 3 of the source).

use super::check::{self, Fields, optional, optional_line, required};
use super::{Context, clocks, stage_of, working_handling};
use crate::case::command::{Log, Party, Received};
use crate::case::event::{Event, Fact, Logged, RepresentativeRef};
use crate::case::refusal::{FieldError, Refusal, Rule, uncountable};
use crate::case::state::{Agreement, Case, PersonRef, Understanding};
use crate::procedure::{IntakeField, Moment, Route, Stage};
use crate::register::BroughtBy;
use crate::time::{Date, Instant, Zone};

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
    if !ctx.procedure.intake.channels.contains(&log.channel) {
        fields.push(FieldError::new("channel", "unknown", "The procedure takes no complaint by this channel."));
    }
    let summary = fields.take(required("summary", &log.summary, "what happened"));
    let outcome_wanted = fields.take(optional("outcome_wanted", log.outcome_wanted.as_deref()));
    let service_area = fields.take(optional_line("service_area", log.service_area.as_deref()));
    let understanding = fields.take(understanding(log.understanding.as_ref()));
    check_natures(ctx, &log.natures, &mut fields);
    check_people(ctx, log, &mut fields);
    check_required(ctx, log, &mut fields);
    let representative = representative(&identity, log, &mut fields);
    let ((received_at, received_on), summary, outcome_wanted, service_area, understanding) =
        fields.finish((|| Some((received?, summary?, outcome_wanted?, service_area?, understanding?)))())?;

    let anonymous = log.brought_by == BroughtBy::Anonymous;
    let started = clocks::starting(ctx, log.route, 1, anonymous, Moment::Received, received_at, received_on)
        .map_err(uncountable("received_on"))?;
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
        natures: log.natures.clone(),
        failed_test: log.failed_test,
        understanding,
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

fn understanding(understanding: Option<&Understanding>) -> Result<Option<Understanding>, FieldError> {
    match understanding {
        Some(Understanding::NotConfirmed { why }) => {
            let why = required("understanding_why", why, "why it could not be confirmed")?;
            Ok(Some(Understanding::NotConfirmed { why }))
        }
        other => Ok(other.cloned()),
    }
}

fn check_natures(ctx: &Context<'_>, natures: &[String], fields: &mut Fields) {
    if let Some(unknown) = natures.iter().find(|id| ctx.procedure.nature(id).is_none()) {
        let message =
            format!("'{}' is not a nature this procedure knows.", unknown.chars().take(80).collect::<String>());
        fields.push(FieldError::new("natures", "unknown", message));
    }
}

fn check_people(ctx: &Context<'_>, log: &Log, fields: &mut Fields) {
    let anonymous = log.brought_by == BroughtBy::Anonymous;
    if anonymous && !ctx.procedure.intake.anonymous {
        fields.push(FieldError::new("brought_by", "anonymous", "The procedure takes no anonymous complaint."));
    }
    if anonymous && (log.complainant.is_some() || log.representative.is_some()) {
        let message = "This is marked anonymous but names somebody: take the name out, or change who brings it.";
        fields.push(FieldError::new("brought_by", "contradiction", message));
    }
    match (log.brought_by, &log.representative) {
        (BroughtBy::Representative, None) => {
            fields.push(FieldError::new("representative_name", "required", "Enter the name of the representative."));
        }
        (BroughtBy::Complainant, Some(_)) => {
            let message = "A representative is named, but it is not marked as brought by one.";
            fields.push(FieldError::new("brought_by", "contradiction", message));
        }
        _ => {}
    }
    if let Some(party) = &log.complainant {
        check_party("complainant", party, fields);
    }
    if let Some(representative) = &log.representative {
        check_party("representative", &representative.party, fields);
    }
}

fn check_party(prefix: &str, party: &Party, fields: &mut Fields) {
    let name = required(&format!("{prefix}_name"), &party.name, "the name");
    fields.take(name);
    for (suffix, value) in
        [("name", Some(&party.name)), ("email", party.email.as_ref()), ("phone", party.phone.as_ref())]
    {
        fields.take(optional_line(&format!("{prefix}_{suffix}"), value.map(String::as_str)));
    }
    fields.take(optional(&format!("{prefix}_address"), party.address.as_deref()));
    if party.email.as_deref().is_some_and(|email| !looks_like_email(email)) {
        let message = "Enter an email address in the form name@example.org.";
        fields.push(FieldError::new(format!("{prefix}_email"), "not-an-email", message));
    }
}

fn looks_like_email(email: &str) -> bool {
    let email = email.trim();
    email.is_empty()
        || email.split_once('@').is_some_and(|(local, domain)| {
            !local.is_empty() && domain.contains('.') && !email.contains(char::is_whitespace) && !domain.contains('@')
        })
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

fn representative(identity: &Identity, log: &Log, fields: &mut Fields) -> Option<RepresentativeRef> {
    let representative = log.representative.as_ref()?;
    let relation =
        fields.take(required("representative_relation", &representative.relation, "how they stand to the person"))?;
    let authority = fields.take(optional("representative_authority", representative.authority.as_deref()))?;
    Some(RepresentativeRef { person: identity.representative.clone()?, relation, authority })
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
    let fact = Fact::Triaged { class: class.id.clone(), counts_as_failure: class.counts_as_failure, note };
    Ok(vec![fact.into()])
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
