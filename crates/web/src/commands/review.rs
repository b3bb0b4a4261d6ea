//! A review by several: whether it goes ahead, and what each member decides (R59, R61, R62).

use std::collections::BTreeMap;

use redress_app::CaseView;
use redress_domain::case::{Command, CommandKind, Member, RecordPanelDecision, Seat};
use redress_domain::procedure::{Label, Permission, StepKind};
use redress_domain::staff::UserId;

use super::{Ask, Asked, CommandForm, Purpose, empty};
use crate::components::{Block, Item, Note};
use crate::flash::Flash;
use crate::forms::{Filling, Read, Typed, label_items};
use crate::words::member_name;

/// Whether the review goes ahead.
pub(super) const FILTER: CommandForm = CommandForm {
    slug: "filter-decision",
    kind: CommandKind::DecideFilter,
    purpose: Purpose::Review,
    step: Some(StepKind::Filter),
    title: |_| "Decide whether the review goes ahead".to_owned(),
    button: "Record the decision",
    begin: empty,
    blocks: filter_blocks,
    read: read_filter,
    done: Flash::FilterDecided,
};

fn filter_blocks(ask: &Ask<'_>, fill: &Filling<'_>) -> Vec<Block> {
    let Some(filter) = ask.stage().and_then(|stage| stage.filter.as_ref()) else { return Vec::new() };
    let declined = match filter.decline_is_final {
        true => "Declining is our last answer: give the reasons, and say which outside body to turn to.",
        false => "The matter stays as it was decided before.",
    };
    let accept = vec![Item::new("yes", "Yes, it goes ahead"), Item::new("no", "No").hint(declined)];
    vec![
        fill.checkboxes("tests", "Which of these hold?", label_items(&filter.tests))
            .hint("One is enough for the review to go ahead.")
            .into(),
        fill.radios("accept", "Does the review go ahead?", accept).into(),
        fill.area("reason", "Why?").into(),
    ]
}

fn read_filter(_: &Ask<'_>, mut read: Read<'_>) -> Asked {
    let accept = read.yes_no("accept", "Choose whether the review goes ahead.");
    let reason = read.required("reason", "Enter why.");
    let tests = read.chosen("tests");
    read.finish(accept.zip(reason).map(|(accept, reason)| Command::DecideFilter { accept, tests, reason }))
}

/// What one member of the panel decides.
pub(super) const PANEL_DECISIONS: CommandForm = CommandForm {
    slug: "panel-decisions",
    kind: CommandKind::RecordPanelDecision,
    purpose: Purpose::Review,
    step: Some(StepKind::Panel),
    title: |_| "Record what a member of the panel decides".to_owned(),
    button: "Record the member's decision",
    begin: begin_decision,
    blocks: decision_blocks,
    read: read_decision,
    done: Flash::PanelMemberDecided,
};

fn begin_decision(ask: &Ask<'_>) -> Typed {
    let me = Member::Staff(ask.visitor.who.staff.id.clone());
    let mine = seats(ask.view).iter().find(|seat| seat.taken.member == me);
    let typed = Typed::default().with_date("on", ask.visitor.today());
    let Some(seat) = mine else { return typed };
    let typed = typed.with("member", member_value(&seat.taken.member));
    let Some(decision) = &seat.decision else { return typed };
    let yes_no = |yes: bool| if yes { "yes" } else { "no" };
    let typed = typed
        .with("outcome", &decision.outcome)
        .with("further_action", yes_no(decision.further_action))
        .with("reasons", &decision.reasons);
    decision.answers.iter().fold(typed, |typed, (id, yes)| typed.with(&answer_field(id), yes_no(*yes)))
}

fn seats(view: &CaseView) -> &[Seat] {
    let sitting = view.case.current().and_then(|handling| handling.panel.as_ref());
    sitting.map_or(&[][..], |sitting| &sitting.seats)
}

/// The seats whose decision this person may record: their own; every one, where the review is in their hands.
fn recordable<'a>(ask: &Ask<'a>) -> Vec<&'a Seat> {
    let me = &ask.visitor.who.staff.id;
    let in_hand = ask.handling().and_then(|handling| handling.owner.as_ref()) == Some(me);
    let all = in_hand || ask.visitor.may(Permission::Manage);
    seats(ask.view).iter().filter(|seat| all || seat.taken.member == Member::Staff(me.clone())).collect()
}

fn questions<'a>(ask: &Ask<'a>) -> &'a [Label] {
    let panel = ask.stage().and_then(|stage| stage.panel.as_ref());
    panel.map_or(&[][..], |panel| &panel.questions)
}

fn answer_field(question: &str) -> String {
    format!("answers.{question}")
}

/// As it stands in a form: somebody from outside by name, marked so that it is no id of staff.
fn member_value(member: &Member) -> String {
    match member {
        Member::Staff(id) => format!("staff:{id}"),
        Member::Outside(name) => format!("outside:{name}"),
    }
}

fn member_of(value: &str) -> Option<Member> {
    match value.split_once(':')? {
        ("staff", id) => Some(Member::Staff(UserId::new(id))),
        ("outside", name) => Some(Member::Outside(name.to_owned())),
        _ => None,
    }
}

fn decision_blocks(ask: &Ask<'_>, fill: &Filling<'_>) -> Vec<Block> {
    let procedure = &ask.view.procedure;
    let outcomes = procedure.outcomes.iter().filter(|outcome| !outcome.effect.is_left_out());
    let outcomes = outcomes.map(|outcome| Item::new(&outcome.id, &outcome.label)).collect();
    let more = vec![
        Item::new("yes", "Yes").hint(format!("A plan is then agreed with the {}.", ask.person())),
        Item::new("no", "No, nothing more").hint("Say why in the reasons."),
    ];
    let text = "Each member decides alone. What they come to together follows from the procedure.";
    let mut blocks: Vec<Block> = vec![Note { text: text.to_owned() }.into()];
    blocks.extend(ask_member(ask, fill));
    blocks
        .extend(questions(ask).iter().map(|question| fill.yes_no(&answer_field(&question.id), &question.label).into()));
    blocks.extend([
        fill.radios("outcome", "What is decided?", outcomes).into(),
        fill.radios("further_action", "Should more be done?", more).into(),
        fill.area("reasons", "The reasons").into(),
        fill.date("on", "On what day?").into(),
    ]);
    blocks
}

/// Whose decision it is, for who records those of others.
fn ask_member(ask: &Ask<'_>, fill: &Filling<'_>) -> Option<Block> {
    let seats = recordable(ask);
    let item = |seat: &&Seat| {
        let name = member_name(&seat.taken.member, &ask.view.settings.staffing);
        let item = Item::new(member_value(&seat.taken.member), name);
        if seat.decision.is_some() { item.hint("Has decided; it may be given again.") } else { item }
    };
    let items: Vec<Item> = seats.iter().map(item).collect();
    (items.len() != 1).then(|| fill.radios("member", "Whose decision is it?", items).into())
}

fn read_decision(ask: &Ask<'_>, mut read: Read<'_>) -> Asked {
    let member = match recordable(ask).as_slice() {
        [only] => Some(only.taken.member.clone()),
        _ => member_of(read.typed().get("member")),
    };
    if member.is_none() {
        read.refuse("member", "required", "Choose whose decision it is.");
    }
    let mut answers = BTreeMap::new();
    for question in questions(ask) {
        let message = format!("Answer the question: {}", question.label);
        answers.extend(read.yes_no(&answer_field(&question.id), &message).map(|yes| (question.id.clone(), yes)));
    }
    let outcome = read.required("outcome", "Choose what is decided.");
    let further_action = read.yes_no("further_action", "Choose whether more should be done.");
    let reasons = read.required("reasons", "Enter the reasons.");
    let on = read.date("on", "Enter the day of the decision.");
    let decision = (|| {
        Some(RecordPanelDecision {
            member: member?,
            outcome: outcome?,
            further_action: further_action?,
            answers,
            reasons: reasons?,
            on: on?,
        })
    })();
    read.finish(decision.map(Command::RecordPanelDecision))
}
