//! What everybody has to know before they get in touch with the person: shown at every contact.

use super::decide::Context;
use super::state::Case;
use crate::procedure::Label;
use crate::time::long_date;

/// Something to know before getting in touch.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    pub kind: NoticeKind,
    pub text: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NoticeKind {
    /// Reasonable adjustments the person needs.
    Adjustments,
    /// What whoever visits has to know (R46).
    Safety,
    /// A limit on contact that is in force.
    ContactLimit,
}

/// The notices of a case, in the order of their kinds.
pub fn notices(ctx: &Context<'_>, case: &Case) -> Vec<Notice> {
    let notice = |kind, text: Option<String>| Some(Notice { kind, text: text? });
    let notices = [
        notice(NoticeKind::Adjustments, adjustments(ctx, case)),
        notice(NoticeKind::Safety, case.safety_note.clone()),
        notice(NoticeKind::ContactLimit, contact_limit(ctx, case)),
    ];
    notices.into_iter().flatten().collect()
}

fn adjustments(ctx: &Context<'_>, case: &Case) -> Option<String> {
    let kinds = labels(&case.adjustments.kinds, &ctx.procedure.adjustments);
    let told: Vec<String> = kinds.into_iter().chain(case.adjustments.note.clone()).collect();
    (!told.is_empty()).then(|| told.join("; "))
}

fn contact_limit(ctx: &Context<'_>, case: &Case) -> Option<String> {
    let limit = case.contact_limit.as_ref().filter(|limit| ctx.today() <= limit.until)?;
    let listed = ctx.procedure.behaviour.as_ref().map_or(&[][..], |behaviour| &behaviour.limits);
    Some(format!(
        "{}. In force until {}, to be reviewed by {}. It never bars from complaining.",
        labels(&limit.limits, listed).join("; "),
        long_date(limit.until),
        long_date(limit.review_on)
    ))
}

/// The labels of ids; the id itself where another version of the procedure listed it.
fn labels(ids: &[String], listed: &[Label]) -> Vec<String> {
    let label = |id: &String| listed.iter().find(|label| label.id == *id).map_or(id, |label| &label.label).clone();
    ids.iter().map(label).collect()
}
