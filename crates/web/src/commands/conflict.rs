//! Who keeps out of it: members of staff it is about, declared interests; and what follows for staff, kept apart (R79).

use redress_domain::case::{Command, CommandKind};

use super::choosing::options;
use super::{Ask, Asked, CommandForm, Purpose, empty};
use crate::components::{Block, Item, Note};
use crate::flash::Flash;
use crate::forms::{Filling, Read};

/// It is about somebody who works here.
pub(super) const SUBJECTS: CommandForm = CommandForm {
    slug: "subjects",
    kind: CommandKind::NameSubject,
    purpose: Purpose::Matter,
    step: None,
    title: |_| "Name somebody it is about".to_owned(),
    button: "Record it",
    begin: empty,
    blocks: subject_blocks,
    read: |_, mut read| {
        let who = read.person("who", "Choose whom it is about.");
        let note = read.optional("note");
        read.finish(who.map(|who| Command::NameSubject { who, note }))
    },
    done: Flash::SubjectNamed,
};

fn subject_blocks(ask: &Ask<'_>, fill: &Filling<'_>) -> Vec<Block> {
    let text =
        "They neither see it from now on, nor own it, nor sit on it. If they have it now, hand it to somebody else.";
    let subjects = &ask.view.case.subjects;
    let others: Vec<_> = ask.view.settings.staffing.iter().filter(|staff| !subjects.contains(&staff.id)).collect();
    vec![
        Note { text: text.to_owned() }.into(),
        fill.select("who", "Whom is it about?", "Choose somebody", options(&others)).into(),
        fill.area("note", "Note (optional)").with_rows(2).into(),
    ]
}

/// It turned out not to be about them.
pub(super) const SUBJECT_CLEARANCES: CommandForm = CommandForm {
    slug: "subject-clearances",
    kind: CommandKind::ClearSubject,
    purpose: Purpose::Matter,
    step: None,
    title: |_| "Say that it is not about somebody after all".to_owned(),
    button: "Record it",
    begin: empty,
    blocks: |ask, fill| {
        let named = ask.view.case.subjects.iter();
        let items = named.map(|id| Item::new(id.as_str(), ask.view.settings.staffing.name(id))).collect();
        vec![fill.radios("who", "Whom is it not about?", items).into(), fill.area("reason", "Why?").into()]
    },
    read: |_, mut read| {
        let who = read.person("who", "Choose whom it is not about.");
        let reason = read.required("reason", "Enter why it is not about them.");
        read.finish(who.zip(reason).map(|(who, reason)| Command::ClearSubject { who, reason }))
    },
    done: Flash::SubjectCleared,
};

/// Whoever gives it steps back.
pub(super) const INTERESTS: CommandForm = CommandForm {
    slug: "interests",
    kind: CommandKind::DeclareInterest,
    purpose: Purpose::Matter,
    step: None,
    title: |_| "Declare an interest and step back".to_owned(),
    button: "Step back from this case",
    begin: empty,
    blocks: |_, fill| {
        let text = "You step back for good: you no longer own it or sit on it, and somebody else takes it on.";
        vec![
            Note { text: text.to_owned() }.into(),
            fill.area("what", "What is your interest in it?")
                .hint("For example: the customer is my neighbour")
                .with_rows(3)
                .into(),
        ]
    },
    read: |_, mut read| {
        let what = read.required("what", "Enter what your interest is.");
        read.finish(what.map(|what| Command::DeclareInterest { what }))
    },
    done: Flash::InterestDeclared,
};

/// What follows for a member of staff, in the restricted part.
pub(super) const STAFF_MATTERS: CommandForm = CommandForm {
    slug: "staff-matters",
    kind: CommandKind::RecordStaffMatter,
    purpose: Purpose::Matter,
    step: None,
    title: |_| "Record a staff matter (restricted)".to_owned(),
    button: "Record it",
    begin: empty,
    blocks: |ask, fill| {
        let kinds = ask.view.procedure.staff_matters.iter().map(|kind| (kind.id.clone(), kind.label.clone())).collect();
        let text = "Only those who deal with staff matters see this. It stands in no letter, export or report.";
        vec![
            Note { text: text.to_owned() }.into(),
            fill.select("kind", "What is it?", "Choose what it is", kinds).into(),
            fill.person("about", "About whom? (optional)", &ask.view.settings.staffing).into(),
            fill.area("text", "What follows from it?").into(),
        ]
    },
    read: read_staff_matter,
    done: Flash::StaffMatterRecorded,
};

fn read_staff_matter(_: &Ask<'_>, mut read: Read<'_>) -> Asked {
    let kind = read.required("kind", "Choose what it is.");
    let text = read.required("text", "Enter what follows from it.");
    let about = read.optional_person("about");
    let command = (|| Some(Command::RecordStaffMatter { kind: kind?, about, text: text? }))();
    read.finish(command)
}
