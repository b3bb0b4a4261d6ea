//! What puts it right: apologies (R7), compensation within the scheme (R38), and its payment.

use super::check::{self, Fields, optional, required};
use super::{Context, not_barred, working_handling};
use crate::case::event::{Event, Fact};
use crate::case::matter::{Payment, PaymentStep};
use crate::case::people::Apology;
use crate::case::refusal::{FieldError, Refusal, Rule};
use crate::case::state::{Case, Compensation};
use crate::money::pounds;
use crate::procedure::{CompensationBand, Means};
use crate::staff::UserId;
use crate::time::Date;
use crate::words::Word;

/// Most compensation that one decision can hold, in pence: ten million pounds.
const COMPENSATION_LIMIT_PENCE: u64 = 1_000_000_000;

/// An apology was given, at any time: it says nothing of fault, nor of whether the person agrees (R7).
pub fn apologise(
    ctx: &Context<'_>,
    case: &Case,
    who: &UserId,
    means: Means,
    on: Date,
    words: Option<&str>,
) -> Result<Vec<Event>, Refusal> {
    let mut fields = Fields::default();
    let who = fields.take(check::staff(ctx, "who", who));
    let on = fields.take(check::past_day(ctx, "on", on, case.received_on, "this was received"));
    let words = fields.take(optional("words", words));
    let (who, on, words) = fields.finish((|| Some((who?, on?, words?)))())?;
    Ok(vec![Fact::Apologised(Apology { who, means, on, words }).into()])
}

/// Compensation was considered: none, or an amount with its basis and approver (R38).
pub fn compensation(ctx: &Context<'_>, case: &Case, decision: &Compensation) -> Result<Vec<Event>, Refusal> {
    not_barred(ctx, case, working_handling(case)?)?;
    let decision = match decision {
        Compensation::None => Compensation::None,
        Compensation::Amount { pence, basis, approver } => {
            let mut fields = Fields::default();
            let band = fields.take(band(ctx, *pence));
            let basis = fields.take(required("basis", basis, "what the amount is based on"));
            let approver = fields.take(check::staff(ctx, "approver", approver));
            if let (Some(Some(band)), Some(approver)) = (band, &approver) {
                fields.take(has_authority(ctx, band, approver));
            }
            let (basis, approver) = fields.finish(basis.zip(approver))?;
            Compensation::Amount { pence: *pence, basis, approver }
        }
    };
    Ok(vec![Fact::CompensationDecided { decision }.into()])
}

/// The band an amount lies in; `None` where no scheme is on file, and any amount has its basis in words alone.
fn band<'a>(ctx: &Context<'a>, pence: u64) -> Result<Option<&'a CompensationBand>, FieldError> {
    if pence == 0 || pence > COMPENSATION_LIMIT_PENCE {
        let message = "Enter an amount of more than nothing and at most £10,000,000, or choose that none is due.";
        return Err(FieldError::new("amount", "out-of-range", message));
    }
    let bands = &ctx.procedure.compensation.bands;
    let found = bands.iter().find(|band| (band.from_pence..=band.to_pence).contains(&pence));
    if found.is_none() && !bands.is_empty() {
        let range = |band: &CompensationBand| format!("{} to {}", pounds(band.from_pence), pounds(band.to_pence));
        let ranges: Vec<String> = bands.iter().map(range).collect();
        let message = format!("The scheme has no such amount; its bands are {}.", ranges.join(", "));
        return Err(FieldError::new("amount", "no-band", message));
    }
    Ok(found)
}

/// Whether somebody may approve an amount of a band, be it their own proposal.
fn has_authority(ctx: &Context<'_>, band: &CompensationBand, approver: &UserId) -> Result<(), FieldError> {
    let holds = |role: &String| ctx.staffing.find(approver).is_some_and(|staff| staff.has_role(role));
    if band.approvers.is_empty() || band.approvers.iter().any(holds) {
        return Ok(());
    }
    let label = |id: &String| ctx.procedure.role(id).map_or_else(|| id.clone(), |role| role.label.clone());
    let roles: Vec<String> = band.approvers.iter().map(label).collect();
    let message = format!(
        "{} cannot approve this: from {} to {} it takes {}.",
        ctx.staffing.name(approver),
        pounds(band.from_pence),
        pounds(band.to_pence),
        roles.join(" or ")
    );
    Err(FieldError::new("approver", "no-authority", message))
}

/// Compensation was offered, answered or paid, in that order; what was refused may be offered again. It may be paid after
/// the handling is closed.
pub fn record_payment(ctx: &Context<'_>, case: &Case, step: PaymentStep, on: Date) -> Result<Vec<Event>, Refusal> {
    let payment = case.compensated().map(|handling| &handling.payment);
    let (earliest, why) = comes_after(payment, step).map_err(|why| Rule::PaymentOrder { step: step.id(), why })?;
    let on = check::past_day(ctx, "on", on, earliest, why)?;
    Ok(vec![Fact::PaymentRecorded { step, on }.into()])
}

/// The earliest day of a step and what happened on it, or why it does not come next.
fn comes_after(payment: Option<&Payment>, step: PaymentStep) -> Result<(Date, &'static str), &'static str> {
    use PaymentStep as S;
    let Some((payment, decided_on)) = payment.and_then(|payment| Some((payment, payment.decided_on?))) else {
        return Err("no amount has been decided");
    };
    if payment.paid_on.is_some() {
        return Err("it has been paid already");
    }
    match (step, payment.offered_on, payment.answered) {
        (S::Offered, None, _) => Ok((decided_on, "it was decided")),
        (S::Offered, Some(_), Some((false, on))) => Ok((on, "the last offer was refused")),
        (S::Offered, Some(_), _) => Err("it has been offered already"),
        (_, None, _) => Err("it has not been offered"),
        (S::Accepted | S::Refused, Some(on), None) => Ok((on, "it was offered")),
        (S::Accepted | S::Refused, Some(_), Some(_)) => Err("the offer has been answered"),
        (S::Paid, Some(_), Some((true, on))) => Ok((on, "it was accepted")),
        (S::Paid, Some(_), _) => Err("it has not been accepted"),
    }
}
