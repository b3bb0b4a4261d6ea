//! Unreasonable behaviour: a warning first, then a limit on contact, looked at again. Never a bar to complain.

use redress_domain::case::{Command, CommandKind, LimitContact};
use redress_domain::procedure::Means;
use redress_domain::time::long_date;

use super::{Ask, Asked, CommandForm, Purpose, empty, on_today};
use crate::components::{Block, Item, Note};
use crate::flash::Flash;
use crate::forms::{Filling, Read, label_items};
use crate::words::counted;

/// A warning, which comes before any limit.
pub(super) const WARNINGS: CommandForm = CommandForm {
    slug: "behaviour-warnings",
    kind: CommandKind::WarnBehaviour,
    purpose: Purpose::Person,
    step: None,
    title: |_| "Record a warning about behaviour".to_owned(),
    button: "Record the warning",
    begin: on_today,
    blocks: |ask, fill| {
        let person = ask.person();
        vec![
            fill.area("what", format!("What was unreasonable, and what was the {person} told?")).into(),
            fill.means("means", "How were they told?").into(),
            fill.date("on", "On what day?").into(),
        ]
    },
    read: |_, mut read| {
        let what = read.required("what", "Enter what was unreasonable and what they were told.");
        let means = read.word::<Means>("means", "Choose how they were told.");
        let on = read.date("on", "Enter the day on which they were told.");
        let command = (|| Some(Command::WarnBehaviour { what: what?, means: means?, on: on? }))();
        read.finish(command)
    },
    done: Flash::BehaviourWarned,
};

/// A limit on contact.
pub(super) const LIMITS: CommandForm = CommandForm {
    slug: "contact-limits",
    kind: CommandKind::LimitContact,
    purpose: Purpose::Person,
    step: None,
    title: |_| "Limit contact".to_owned(),
    button: "Set the limit",
    begin: empty,
    blocks: limit_blocks,
    read: read_limit,
    done: Flash::ContactLimited,
};

fn limit_blocks(ask: &Ask<'_>, fill: &Filling<'_>) -> Vec<Block> {
    let Some(behaviour) = &ask.view.procedure.behaviour else { return Vec::new() };
    let months = |number: u32| counted(u64::from(number), "month", "months");
    let person = ask.person();
    let warned = ask.view.case.behaviour_warning.as_ref();
    let warned = warned.map(|warning| format!(" They were warned on {}: {}", long_date(warning.on), warning.what));
    let text = format!(
        "A limit is on how the {person} reaches us, never on complaining: this case goes on.{}",
        warned.unwrap_or_default()
    );
    vec![
        Note { text }.into(),
        fill.checkboxes("limits", "What is the limit?", label_items(&behaviour.limits)).into(),
        fill.area("reasons", format!("The reasons, as the {person} is told them")).into(),
        fill.date("until", "Until what day?").hint(format!("At most {}.", months(behaviour.max_months))).into(),
        fill.date("review_on", "When is it looked at again?")
            .hint(format!("Within {}.", months(behaviour.review_months)))
            .into(),
        fill.tick(
            "adjustments_considered",
            "Would an adjustment do instead?",
            "It was asked whether a need lies behind it, and an adjustment does not do",
        )
        .into(),
    ]
}

fn read_limit(_: &Ask<'_>, mut read: Read<'_>) -> Asked {
    let limits = read.chosen("limits");
    if limits.is_empty() {
        read.refuse("limits", "required", "Choose what the limit is.");
    }
    let reasons = read.required("reasons", "Enter the reasons.");
    let until = read.date("until", "Enter the day until which it holds.");
    let review_on = read.date("review_on", "Enter the day on which it is looked at again.");
    let adjustments_considered = read.ticked("adjustments_considered");
    let limit = (|| {
        Some(LimitContact { limits, reasons: reasons?, until: until?, review_on: review_on?, adjustments_considered })
    })();
    read.finish(limit.map(Command::LimitContact))
}

/// The limit is looked at again: kept, or lifted.
pub(super) const LIMIT_REVIEW: CommandForm = CommandForm {
    slug: "contact-limit-review",
    kind: CommandKind::ReviewLimit,
    purpose: Purpose::Person,
    step: None,
    title: |_| "Review the limit on contact".to_owned(),
    button: "Record the review",
    begin: empty,
    blocks: |_, fill| {
        let kept = vec![fill.date("keep_until", "Until what day?").into()];
        let items = vec![Item::new("lift", "It is lifted"), Item::new("keep", "It is kept").reveals(kept)];
        vec![fill.radios("result", "What becomes of the limit?", items).into(), fill.area("reasons", "Why?").into()]
    },
    read: read_review,
    done: Flash::LimitReviewed,
};

fn read_review(_: &Ask<'_>, mut read: Read<'_>) -> Asked {
    let keep_until = match read.typed().get("result") {
        "lift" => Some(None),
        "keep" => read.date("keep_until", "Enter the day until which it is kept.").map(Some),
        _ => {
            read.refuse("result", "required", "Choose whether it is lifted or kept.");
            None
        }
    };
    let reasons = read.required("reasons", "Enter the reasons.");
    read.finish(keep_until.zip(reasons).map(|(keep_until, reasons)| Command::ReviewLimit { keep_until, reasons }))
}
