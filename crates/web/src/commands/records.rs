//! What is kept of a case: holding its records, letting them go, and putting right who somebody is.

use redress_domain::case::{Command, CommandKind, Party};

use super::{Ask, CommandForm, Purpose, empty};
use crate::components::{Block, Note};
use crate::flash::Flash;
use crate::forms::{Filling, Typed};

/// Whatever retention says, they stay.
pub(super) const HOLD: CommandForm = CommandForm {
    slug: "records-hold",
    kind: CommandKind::HoldRecords,
    purpose: Purpose::Closing,
    step: None,
    title: |_| "Hold its records".to_owned(),
    button: "Hold them",
    begin: empty,
    blocks: |_, fill| {
        let text = "Nothing of it is erased until they are released, whatever the procedure says on how long records are kept.";
        vec![
            Note { text: text.to_owned() }.into(),
            fill.area("reason", "Why are they needed?")
                .hint("For example: an ombudsman asked for them")
                .with_rows(2)
                .into(),
        ]
    },
    read: |_, mut read| {
        let reason = read.required("reason", "Enter why the records are needed.");
        read.finish(reason.map(|reason| Command::HoldRecords { reason }))
    },
    done: Flash::RecordsHeld,
};

/// They fall under retention again.
pub(super) const RELEASE: CommandForm = CommandForm {
    slug: "records-release",
    kind: CommandKind::ReleaseRecords,
    purpose: Purpose::Closing,
    step: None,
    title: |_| "Release its records".to_owned(),
    button: "Release them",
    begin: empty,
    blocks: |_, fill| vec![fill.area("reason", "Why are they needed no longer?").with_rows(2).into()],
    read: |_, mut read| {
        let reason = read.required("reason", "Enter why the records are needed no longer.");
        read.finish(reason.map(|reason| Command::ReleaseRecords { reason }))
    },
    done: Flash::RecordsReleased,
};

/// How the person is called and reached, as it is to be.
pub(super) const CORRECTION: CommandForm = CommandForm {
    slug: "correction",
    kind: CommandKind::CorrectPerson,
    purpose: Purpose::Person,
    step: None,
    title: |_| "Put a person's particulars right".to_owned(),
    button: "Put them right",
    begin: |ask| {
        let Some(party) = held(ask) else { return Typed::default() };
        let given = |text: &Option<String>| text.clone().unwrap_or_default();
        Typed::default()
            .with("person_name", party.name.clone())
            .with("person_email", given(&party.email))
            .with("person_phone", given(&party.phone))
            .with("person_address", given(&party.address))
    },
    blocks: correction_blocks,
    read: |ask, mut read| {
        let name = read.required("person_name", "Enter the name.");
        let (email, phone) = (read.optional("person_email"), read.optional("person_phone"));
        let address = read.optional("person_address");
        let party = name.map(|name| Party { name, email, phone, address });
        read.finish(ask.number.zip(party).map(|(number, party)| Command::CorrectPerson { number, party }))
    },
    done: Flash::PersonCorrected,
};

fn held<'a>(ask: &Ask<'a>) -> Option<&'a Party> {
    let case = &ask.view.case;
    let is = |number: u32| Some(number) == ask.number;
    if case.complainant.as_ref().is_some_and(|person| is(person.number)) {
        return ask.view.complainant.as_ref();
    }
    let acting = case.representative.as_ref().filter(|representative| is(representative.person.number));
    acting.and(ask.view.representative.as_ref())
}

fn correction_blocks(_: &Ask<'_>, fill: &Filling<'_>) -> Vec<Block> {
    let text = "The history says that they were put right; what stood here before is kept nowhere.";
    vec![
        Note { text: text.to_owned() }.into(),
        fill.line("person_name", "Name").into(),
        fill.line("person_email", "Email address (optional)").of_kind("email", None).into(),
        fill.line("person_phone", "Phone number (optional)").of_kind("tel", None).into(),
        fill.area("person_address", "Address (optional)").with_rows(3).into(),
    ]
}
