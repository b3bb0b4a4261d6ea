//! How cases hang together: links, duplicates, and matters shared with another body.

use std::collections::BTreeSet;

use super::check::{Fields, optional, optional_line, required};
use super::{Context, ending, open_handling};
use crate::case::confidential::Restriction;
use crate::case::event::{Event, Fact};
use crate::case::matter::LinkKind;
use crate::case::payload::Absorbed;
use crate::case::refusal::{FieldError, Refusal, Rule};
use crate::case::state::Case;
use crate::procedure::OutcomeEffect;
use crate::staff::UserId;

/// This case hangs together with another that whoever links them may see.
pub fn link(
    ctx: &Context<'_>,
    case: &Case,
    to: &str,
    kind: LinkKind,
    note: Option<&str>,
) -> Result<Vec<Event>, Refusal> {
    let other = other_case(ctx, case, "to", to)?;
    if case.links.iter().any(|link| link.to == other.reference) {
        return Err(Rule::AlreadyLinked { to: other.reference.clone() }.into());
    }
    let note = optional("note", note)?;
    Ok(vec![Fact::Linked { to: other.reference.clone(), kind, note }.into()])
}

/// This case is a duplicate and goes on in another. It leaves every count, as a reclassified case does; nothing of it is
/// lost, and nothing is learnt from it twice.
pub fn merge(ctx: &Context<'_>, case: &Case, into: &str, reason: &str) -> Result<Vec<Event>, Refusal> {
    if case.merged_into.is_some() {
        return Err(Rule::Merged.into());
    }
    let handling = open_handling(case)?;
    if handling.number > 1 || handling.decision.is_some() {
        return Err(Rule::MergeTooLate.into());
    }
    let other = other_case(ctx, case, "into", into)?;
    let mut fields = Fields::default();
    let fit = fields.take(takes_duplicates(case, other));
    let reason = fields.take(required("reason", reason, "how it was found that the two are one"));
    let (_, reason) = fields.finish(fit.zip(reason))?;
    // Whom the other is about does not read of it here.
    let named = other.subjects.difference(&case.subjects);
    let named = named.map(|who| Fact::SubjectNamed { who: who.clone(), note: None }.into());
    let mut events: Vec<Event> = named.collect();
    events.push(Fact::MergedInto { into: other.reference.clone(), reason }.into());
    events.extend(ending::end_as(ctx, case, handling, OutcomeEffect::Reclassified, ctx.today())?);
    Ok(events)
}

/// What the other case remembers of a duplicate that is merged into it, to be recorded together with the merging.
pub fn absorb(duplicate: &Case) -> Event {
    let acted = duplicate.handlings.iter().flat_map(|handling| &handling.actors).chain(&duplicate.absorbed_actors);
    let acted: BTreeSet<&UserId> = acted.collect();
    let absorbed = Absorbed {
        duplicate: duplicate.reference.clone(),
        actors: acted.into_iter().cloned().collect(),
        subjects: duplicate.subjects.iter().cloned().collect(),
        interests: duplicate.interests.clone(),
        restriction: duplicate.restriction.as_ref().map(|restriction| Restriction {
            named: duplicate.admitted().into_iter().filter(|(_, until)| until.is_none()).map(|(who, _)| who).collect(),
            ..restriction.clone()
        }),
    };
    Fact::Absorbed(Box::new(absorbed)).into()
}

/// Another body has part of the matter; one of the two leads and gives the one answer.
pub fn join(body: &str, we_lead: bool, note: Option<&str>) -> Result<Vec<Event>, Refusal> {
    let mut fields = Fields::default();
    let line = optional_line("body", Some(body));
    let body = fields.take(line.and_then(|line| required("body", &line.unwrap_or_default(), "the name of the body")));
    let note = fields.take(optional("note", note));
    let (body, note) = fields.finish(body.zip(note))?;
    Ok(vec![Fact::Joined { body, we_lead, note }.into()])
}

/// The case that was named, which is not this one. One that the actor may not see is as unknown as one that is not there.
fn other_case<'a>(ctx: &Context<'a>, case: &Case, field: &str, reference: &str) -> Result<&'a Case, Refusal> {
    let reference = reference.trim();
    if reference == case.reference {
        return Err(Rule::SameCase.into());
    }
    match ctx.around.other_case.filter(|other| other.reference == reference) {
        Some(other) => Ok(other),
        None => {
            let quoted: String = reference.chars().take(80).collect();
            let message = format!("There is no case '{quoted}' that you may see; check the reference.");
            Err(FieldError::new(field, "unknown", message).into())
        }
    }
}

/// Whether a duplicate of `case` can go on in another: what is closed or handled by other rules cannot take it in.
fn takes_duplicates(case: &Case, other: &Case) -> Result<(), FieldError> {
    let reference = &other.reference;
    let (code, message) = match &other.merged_into {
        // It may have gone on in one that is not there for whoever asks.
        Some(_) => {
            ("merged", format!("{reference} is itself a duplicate that was merged; name the case it goes on in."))
        }
        None if !other.is_open() => ("closed", format!("{reference} is closed; link the two instead.")),
        None if other.procedure != case.procedure => {
            ("other-procedure", format!("{reference} is handled under another procedure; link the two instead."))
        }
        None => return Ok(()),
    };
    Err(FieldError::new("into", code, message))
}
