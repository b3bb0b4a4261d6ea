//! The panel: who sits, and what each of them decides (R59, R60, R62).

use std::collections::BTreeMap;

use super::check::{self, Fields, optional_line, required};
use super::review::{eligible, found, under_review};
use super::{Context, clocks, may_write_for_others, not_barred};
use crate::case::eligibility;
use crate::case::event::{Event, Fact};
use crate::case::order::RecordPanelDecision;
use crate::case::panel::{Member, MemberDecision, SeatTaken, Sitting};
use crate::case::refusal::{FieldError, Refusal, Rule, uncountable};
use crate::case::state::{Case, Due, Handling};
use crate::procedure::{Moment, Panel, Permission, Stage};
use crate::time::Date;

/// Says who sits, and when they meet. Convened again, those who stay keep what they decided.
pub fn convene(
    ctx: &Context<'_>,
    case: &Case,
    seats: &[SeatTaken],
    meets_on: Option<Date>,
) -> Result<Vec<Event>, Refusal> {
    let (handling, stage) = under_review(ctx, case)?;
    not_barred(ctx, case, handling)?;
    let panel = panel_of(stage)?;
    let mut fields = Fields::default();
    check_numbers(panel, seats, &mut fields);
    let numbered = seats.iter().enumerate().take(count(panel.size));
    let taken: Vec<Option<SeatTaken>> =
        numbered.map(|(at, seat)| fields.take(seat_taken(ctx, case, panel, at, seat))).collect();
    let taken = taken.into_iter().collect::<Option<Vec<SeatTaken>>>();
    if let Some(seats) = &taken {
        check_each_once(seats, &mut fields);
        check_roles(ctx, panel, seats, &mut fields);
    }
    if meets_on.is_some_and(|on| on < handling.received_on) {
        fields.push(FieldError::new("meets_on", "too-early", "The panel cannot meet before this was received."));
    }
    let seats = fields.finish(taken)?;
    let meets = meets_on.unwrap_or_else(|| ctx.today());
    for seat in &seats {
        let Some(staff) = staff_of(&seat.member).and_then(|id| ctx.staffing.find(id)) else { continue };
        let as_deputy = seat.deputy_for.is_some();
        eligible(staff, eligibility::against_sitting(ctx.procedure, case, stage, staff, as_deputy, meets))?;
    }
    Ok(vec![Fact::PanelConvened { seats, meets_on }.into()])
}

fn panel_of(stage: &Stage) -> Result<&Panel, Rule> {
    stage.panel.as_ref().ok_or_else(|| Rule::NoPanel { stage: stage.label.clone() })
}

fn count(number: u32) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}

fn staff_of(member: &Member) -> Option<&crate::staff::UserId> {
    match member {
        Member::Staff(id) => Some(id),
        Member::Outside(_) => None,
    }
}

fn check_numbers(panel: &Panel, seats: &[SeatTaken], fields: &mut Fields) {
    if seats.len() > count(panel.size) {
        fields.push(FieldError::new("seats", "too-many", format!("{} sit on the panel, and no more.", panel.size)));
    }
    if seats.len() < count(panel.quorum).max(1) {
        let message = format!("At least {} sit on the panel.", panel.quorum);
        fields.push(FieldError::new("seats", "no-quorum", message));
    }
    let outside = seats.iter().filter(|seat| staff_of(&seat.member).is_none()).count();
    if outside < count(panel.outsiders) {
        let message = format!("At least {} of them do not belong to the organisation.", panel.outsiders);
        fields.push(FieldError::new("seats", "too-few-outsiders", message));
    }
}

/// A seat whose member exists, or is from outside for certain, and who stands in for one of the panel if for anybody.
fn seat_taken(
    ctx: &Context<'_>,
    case: &Case,
    panel: &Panel,
    at: usize,
    seat: &SeatTaken,
) -> Result<SeatTaken, FieldError> {
    let field = |name: &str| format!("seats.{at}.{name}");
    let member = match &seat.member {
        Member::Staff(id) => Member::Staff(check::staff(ctx, &field("member"), id)?),
        Member::Outside(_) if panel.outsiders == 0 => {
            let message = "Nobody from outside the organisation sits on this panel.";
            return Err(FieldError::new(field("member"), "no-outsiders", message));
        }
        Member::Outside(name) => Member::Outside(outsider(ctx, case, &field("member"), name)?),
    };
    let deputy_for = seat.deputy_for.clone().filter(|role| !role.is_empty());
    if let Some(role) = deputy_for.as_ref().filter(|role| !panel.members.contains(role)) {
        let message = format!("Nobody sits on this panel as '{role}', so nobody stands in for them.");
        return Err(FieldError::new(field("deputy_for"), "unknown", message));
    }
    if deputy_for.is_some() && staff_of(&member).is_none() {
        let message = "Whoever comes from outside sits for themselves.";
        return Err(FieldError::new(field("deputy_for"), "outsider", message));
    }
    Ok(SeatTaken { member, deputy_for })
}

/// The name of somebody from outside. Nobody of the organisation, and nobody who handled it before, comes in by this door.
fn outsider(ctx: &Context<'_>, case: &Case, field: &str, name: &str) -> Result<String, FieldError> {
    let name = optional_line(field, Some(name))?
        .ok_or_else(|| FieldError::new(field, "required", "Enter the name of whoever sits."))?;
    let same = |other: &String| other.trim().to_lowercase() == name.to_lowercase();
    let handled = case.handlings.iter().flat_map(|handling| &handling.handled_by).any(same);
    if handled || ctx.staffing.iter().any(|staff| staff.is_called(&name)) {
        let message = format!("{name} belongs to the organisation or has handled this: choose them among its staff.");
        return Err(FieldError::new(field, "not-outside", message));
    }
    Ok(name)
}

fn check_each_once(seats: &[SeatTaken], fields: &mut Fields) {
    for (at, seat) in seats.iter().enumerate() {
        let is_same = |other: &&SeatTaken| match (&seat.member, &other.member) {
            (Member::Outside(one), Member::Outside(other)) => one.to_lowercase() == other.to_lowercase(),
            (one, other) => one == other,
        };
        if seats.iter().take(at).any(|other| is_same(&other)) {
            fields.push(FieldError::new(format!("seats.{at}.member"), "twice", "Nobody takes two seats."));
        }
    }
}

/// Each role of the panel has somebody who holds it, or a deputy who stands in, but for as many as its quorum lets stay away,
/// or as the seats leave no room for.
fn check_roles(ctx: &Context<'_>, panel: &Panel, seats: &[SeatTaken], fields: &mut Fields) {
    let fills = |seat: &SeatTaken, role: &String| match (&seat.deputy_for, staff_of(&seat.member)) {
        (Some(stands_for), _) => stands_for == role,
        (None, Some(id)) => ctx.staffing.find(id).is_some_and(|staff| staff.has_role(role)),
        (None, None) => false,
    };
    let unfilled: Vec<&String> =
        panel.members.iter().filter(|role| !seats.iter().any(|seat| fills(seat, role))).collect();
    let inside = count(panel.size.saturating_sub(panel.outsiders));
    let left_out = count(panel.size).saturating_sub(seats.len());
    if unfilled.len() > panel.members.len().saturating_sub(inside).saturating_add(left_out) {
        let label =
            |role: &&String| ctx.procedure.role(role).map_or_else(|| (*role).clone(), |role| role.label.clone());
        let roles: Vec<String> = unfilled.iter().map(label).collect();
        let message =
            format!("Nobody sits as {}: choose who holds the role, or a deputy who stands in.", roles.join(", "));
        fields.push(FieldError::new("seats", "role-unfilled", message));
    }
}

/// What one member decides: told by themselves, or recorded for them by somebody who manages cases and does not sit; whoever
/// comes from outside tells the owner. It can be told again until the review is decided. The
/// panel has met when the first of them has decided.
pub fn member_decided(ctx: &Context<'_>, case: &Case, decision: &RecordPanelDecision) -> Result<Vec<Event>, Refusal> {
    let (handling, stage) = under_review(ctx, case)?;
    may_write_for_others(ctx, case, stage)?;
    let panel = panel_of(stage)?;
    let sitting = handling.panel.as_ref().ok_or(Rule::NotConvened)?;
    if !sitting.seats.iter().any(|seat| seat.taken.member == decision.member) {
        let message = format!("They do not sit on this. Those who do: {}.", members(ctx, sitting).join(", "));
        return Err(FieldError::new("member", "unknown", message).into());
    }
    if !may_record(ctx, handling, &decision.member) {
        return Err(Rule::NotYourSeat.into());
    }
    let mut fields = Fields::default();
    let outcome = fields.take(found(ctx, &decision.outcome));
    let reasons = fields.take(required("reasons", &decision.reasons, "the reasons"));
    let on = fields.take(check::past_day(ctx, "on", decision.on, handling.received_on, "this was received"));
    check_answers(panel, &decision.answers, &mut fields);
    let (outcome, reasons, on) = fields.finish((|| Some((outcome?, reasons?, on?)))())?;
    let met_before = sitting.seats.iter().any(|seat| seat.decision.is_some());
    let clocks = if met_before {
        Vec::new()
    } else {
        let at = Due::On(on).deadline().min(ctx.now);
        clocks::happened(ctx, case, handling, Moment::PanelMet, at, on).map_err(uncountable("on"))?
    };
    let decided = MemberDecision {
        outcome: outcome.id.clone(),
        further_action: decision.further_action,
        answers: decision.answers.clone(),
        reasons,
        on,
    };
    let fact = Fact::PanelMemberDecided { member: decision.member.clone(), decision: Box::new(decided) };
    Ok(vec![Event { fact, clocks }])
}

fn members(ctx: &Context<'_>, sitting: &Sitting) -> Vec<String> {
    let name = |member: &Member| match member {
        Member::Staff(id) => ctx.staffing.name(id).to_owned(),
        Member::Outside(name) => name.clone(),
    };
    sitting.seats.iter().map(|seat| name(&seat.taken.member)).collect()
}

fn may_record(ctx: &Context<'_>, handling: &Handling, member: &Member) -> bool {
    let Some(actor) = ctx.by.user() else { return true };
    let manages = || {
        let staff = ctx.staffing.find(actor);
        staff.is_some_and(|staff| ctx.procedure.permissions(&staff.roles).contains(&Permission::Manage))
    };
    let sits = || {
        let seats = handling.panel.iter().flat_map(|sitting| &sitting.seats);
        seats.into_iter().any(|seat| staff_of(&seat.taken.member) == Some(actor))
    };
    match staff_of(member) {
        // Nobody who decides writes down what another decided: both decisions are their own (R59).
        Some(member) => member == actor || (manages() && !sits()),
        None => handling.owner.as_ref() == Some(actor) || manages(),
    }
}

fn check_answers(panel: &Panel, answers: &BTreeMap<String, bool>, fields: &mut Fields) {
    for question in panel.questions.iter().filter(|question| !answers.contains_key(&question.id)) {
        let message = format!("Answer the question '{}'.", question.label);
        fields.push(FieldError::new(format!("answers.{}", question.id), "required", message));
    }
    if let Some(unknown) = answers.keys().find(|id| !panel.questions.iter().any(|question| question.id == **id)) {
        fields.push(FieldError::new("answers", "unknown", format!("The panel is not asked '{unknown}'.")));
    }
}
