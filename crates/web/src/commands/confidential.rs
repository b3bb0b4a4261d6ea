//! Who may see a case: making it confidential, letting somebody see it, lifting it, and having seen that it was opened.

use redress_domain::case::{Command, CommandKind};
use redress_domain::staff::UserId;

use super::{Ask, CommandForm, Purpose, empty};
use crate::components::{Block, Item, Note};
use crate::flash::Flash;
use crate::forms::{Filling, Typed};

/// From now on only some see it.
pub(super) const RESTRICTION: CommandForm = CommandForm {
    slug: "restriction",
    kind: CommandKind::Restrict,
    purpose: Purpose::Matter,
    step: None,
    title: |view| match view.case.restriction {
        Some(_) => "Change who may see it".to_owned(),
        None => "Make it confidential".to_owned(),
    },
    button: "Record it",
    begin: |ask| match &ask.view.case.restriction {
        Some(restriction) => {
            let typed = Typed::default().with("reason", restriction.reason.clone());
            restriction.named.iter().fold(typed, |typed, who| typed.with("named", who.as_str()))
        }
        None => Typed::default(),
    },
    blocks: restriction_blocks,
    read: |_, mut read| {
        let reason = read.required("reason", "Enter why it is confidential.");
        let named = read.chosen("named").into_iter().map(UserId::new).collect();
        read.finish(reason.map(|reason| Command::Restrict { reason, named }))
    },
    done: Flash::Restricted,
};

fn restriction_blocks(ask: &Ask<'_>, fill: &Filling<'_>) -> Vec<Block> {
    let text =
        "To everybody else it is then not there: in no list, count, search or export. You stay among those who see it.";
    let subjects = &ask.view.case.subjects;
    let others = ask.view.settings.staffing.iter().filter(|staff| !subjects.contains(&staff.id));
    let items = others.map(|staff| Item::new(staff.id.as_str(), staff.name.clone())).collect();
    vec![
        Note { text: text.to_owned() }.into(),
        fill.area("reason", "Why is it confidential?").with_rows(3).into(),
        fill.checkboxes(
            "named",
            "Who may see it, beside its owner, its panel and those who see every confidential case?",
            items,
        )
        .into(),
    ]
}

/// One more may see it.
pub(super) const ADMISSIONS: CommandForm = CommandForm {
    slug: "admissions",
    kind: CommandKind::Admit,
    purpose: Purpose::Matter,
    step: None,
    title: |_| "Let somebody see it".to_owned(),
    button: "Let them see it",
    begin: empty,
    blocks: |ask, fill| {
        vec![
            fill.person("who", "Who has to see it?", &ask.view.settings.staffing).into(),
            fill.area("reason", "Why?").with_rows(2).into(),
        ]
    },
    read: |_, mut read| {
        let who = read.person("who", "Choose who has to see it.");
        let reason = read.required("reason", "Enter why they have to see it.");
        read.finish(who.zip(reason).map(|(who, reason)| Command::Admit { who, reason }))
    },
    done: Flash::Admitted,
};

/// It is confidential no longer.
pub(super) const RESTRICTION_END: CommandForm = CommandForm {
    slug: "restriction-end",
    kind: CommandKind::LiftRestriction,
    purpose: Purpose::Matter,
    step: None,
    title: |_| "Say that it is confidential no longer".to_owned(),
    button: "Show it to everybody who reads cases",
    begin: empty,
    blocks: |_, fill| vec![fill.area("reason", "Why is it confidential no longer?").with_rows(3).into()],
    read: |_, mut read| {
        let reason = read.required("reason", "Enter why it is confidential no longer.");
        read.finish(reason.map(|reason| Command::LiftRestriction { reason }))
    },
    done: Flash::RestrictionLifted,
};

/// Somebody who keeps watch has seen that it was opened in need.
pub(super) const OPENING_SEEN: CommandForm = CommandForm {
    slug: "seen",
    kind: CommandKind::SeeOpening,
    purpose: Purpose::Matter,
    step: None,
    title: |_| "Say that you have seen that it was opened in need".to_owned(),
    button: "I have seen it",
    begin: empty,
    blocks: |ask, _| {
        let opening = ask.view.case.openings.iter().find(|opening| Some(opening.number) == ask.number);
        let staffing = &ask.view.settings.staffing;
        let text = opening.map(|opening| format!("{} had it opened: {}", staffing.name(&opening.who), opening.reason));
        vec![Note { text: text.unwrap_or_default() }.into()]
    },
    read: |ask, read| read.finish(ask.number.map(|number| Command::SeeOpening { number })),
    done: Flash::OpeningSeen,
};
