//! Handing a case to somebody who may own it (part 4 of the source).

use super::review::eligible;
use super::{Context, check, clocks, stage_of, working_handling};
use crate::case::eligibility;
use crate::case::event::{Event, Fact};
use crate::case::refusal::{FieldError, Refusal, Rule, uncountable};
use crate::case::state::Case;
use crate::procedure::{Means, Moment};
use crate::staff::UserId;

/// Gives the current handling to an eligible owner (R42), saying whether the person has been told who has it (R43).
pub fn hand_over(
    ctx: &Context<'_>,
    case: &Case,
    to: &UserId,
    customer_told: Option<Means>,
) -> Result<Vec<Event>, Refusal> {
    let handling = working_handling(case)?;
    let to = check::staff(ctx, "to", to)?;
    let name = ctx.staffing.name(&to).to_owned();
    if handling.owner.as_ref() == Some(&to) {
        return Err(Rule::AlreadyOwner { name }.into());
    }
    if case.is_anonymous() && customer_told.is_some() {
        return Err(FieldError::new(
            "customer_told",
            "anonymous",
            "This was brought anonymously; nobody can have been told.",
        )
        .into());
    }
    if let (Some(stage), Some(staff)) = (stage_of(ctx, handling), ctx.staffing.find(&to)) {
        eligible(staff, eligibility::against(ctx.procedure, case, stage, staff, ctx.today()))?;
    }
    let clocks =
        clocks::happened(ctx, case, handling, Moment::HandedOver, ctx.now, ctx.today()).map_err(uncountable("to"))?;
    Ok(vec![Event { fact: Fact::HandedOver { to, customer_told }, clocks }])
}
