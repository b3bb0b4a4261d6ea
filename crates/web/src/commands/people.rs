//! The people in a case: who acts for the person, consent, adjustments, what a visitor has to know.

use redress_domain::case::{Command, CommandKind, Party, RecordConsent, Representative};
use redress_domain::procedure::{Means, Procedure};

use super::{Ask, Asked, CommandForm, Purpose, empty, on_today};
use crate::components::{Block, Item, Note};
use crate::flash::Flash;
use crate::forms::{Filling, Read, Typed, label_items};

/// Somebody who acts for the person (R26).
pub(super) const REPRESENTATIVE: CommandForm = CommandForm {
    slug: "representative",
    kind: CommandKind::SetRepresentative,
    purpose: Purpose::Person,
    step: None,
    title: |view| match &view.case.representative {
        Some(_) => "Change who acts for them".to_owned(),
        None => format!("Record who acts for the {}", view.procedure.terms.person),
    },
    button: "Record the representative",
    begin: empty,
    blocks: |ask, fill| {
        let mut blocks = vec![Note { text: consent_note(ask).to_owned() }.into()];
        blocks.extend(ask_representative(fill, ask.person()));
        blocks
    },
    read: |_, mut read| {
        let representative = read_representative(&mut read);
        read.finish(representative.map(Command::SetRepresentative))
    },
    done: Flash::RepresentativeSet,
};

fn consent_note(ask: &Ask<'_>) -> &'static str {
    match ask.view.procedure.consent.required_before.is_empty() {
        true => "They may be told of the case as the person themselves.",
        false => {
            "They may speak for the person at once. What tells of the case goes to them only once there is consent."
        }
    }
}

/// Name, relation, authority and how to reach them.
pub(crate) fn ask_representative(fill: &Filling<'_>, person: &str) -> Vec<Block> {
    vec![
        fill.line("representative_name", "Name of the representative").into(),
        fill.line("representative_relation", format!("How do they stand to the {person}?"))
            .hint("For example: daughter, support worker")
            .into(),
        fill.line("representative_authority", "What their authority rests on (optional)").into(),
        fill.line("representative_phone", "Phone of the representative (optional)")
            .of_kind("tel", None)
            .wide("govuk-input--width-20")
            .into(),
        fill.line("representative_email", "Email of the representative (optional)").of_kind("email", None).into(),
    ]
}

pub(crate) fn read_representative(read: &mut Read<'_>) -> Option<Representative> {
    let name = read.required("representative_name", "Enter the name of the representative.");
    let relation = read.required("representative_relation", "Enter how they stand to each other.");
    let party = Party {
        name: name?,
        email: read.optional("representative_email"),
        phone: read.optional("representative_phone"),
        address: None,
    };
    Some(Representative { party, relation: relation?, authority: read.optional("representative_authority") })
}

/// Whether the person lets somebody act for them and be told.
pub(super) const CONSENT: CommandForm = CommandForm {
    slug: "consent",
    kind: CommandKind::RecordConsent,
    purpose: Purpose::Person,
    step: None,
    title: |_| "Record consent".to_owned(),
    button: "Record it",
    begin: on_today,
    blocks: |ask, fill| {
        let ends = fill.date("expires_on", "Until when? (optional)").hint("Left empty, until they take it back.");
        let given = vec![Item::new("yes", "Yes").reveals(vec![ends.into()]), Item::new("no", "No, or no longer")];
        let legend = format!("Does the {} agree that their representative acts for them and is told?", ask.person());
        vec![
            fill.radios("given", legend, given).into(),
            fill.means("means", "How did they say so?").into(),
            fill.date("on", "On what day?").into(),
            fill.area("note", "Note (optional)").with_rows(2).into(),
        ]
    },
    read: read_consent,
    done: Flash::ConsentRecorded,
};

fn read_consent(_: &Ask<'_>, mut read: Read<'_>) -> Asked {
    let given = read.yes_no("given", "Choose whether they agree.");
    let means = read.word::<Means>("means", "Choose how they said so.");
    let on = read.date("on", "Enter the day on which they said so.");
    // An end belongs to a yes: what was typed beside a no is left out.
    let expires_on = if given == Some(true) { read.optional_date("expires_on") } else { Some(None) };
    let note = read.optional("note");
    let consent = (|| Some(RecordConsent { given: given?, means: means?, on: on?, expires_on: expires_on?, note }))();
    read.finish(consent.map(Command::RecordConsent))
}

/// Reasonable adjustments, which show at every contact.
pub(super) const ADJUSTMENTS: CommandForm = CommandForm {
    slug: "adjustments",
    kind: CommandKind::RecordAdjustments,
    purpose: Purpose::Person,
    step: None,
    title: |_| "Record adjustments".to_owned(),
    button: "Record the adjustments",
    begin: |ask| {
        let known = &ask.view.case.adjustments;
        let carried = if known.carry_forward { "yes" } else { "" };
        let typed =
            Typed::default().with("note", known.note.clone().unwrap_or_default()).with("carry_forward", carried);
        known.kinds.iter().fold(typed, |typed, id| typed.with("adjustments", id))
    },
    blocks: |ask, fill| {
        let person = ask.person();
        let mut blocks = ask_adjustments(fill, &ask.view.procedure);
        blocks.push(
            fill.area("note", "In their words (optional)").hint("For example: ring after 6 in the evening").into(),
        );
        let again = format!("Yes, the {person} would like the next case to begin with them");
        blocks.push(fill.tick("carry_forward", "Keep them for the next time?", again).into());
        blocks
    },
    read: |_, read| {
        let kinds = read_adjustments(&read);
        let (note, carry_forward) = (read.optional("note"), read.ticked("carry_forward"));
        read.finish(Some(Command::RecordAdjustments { kinds, note, carry_forward }))
    },
    done: Flash::AdjustmentsRecorded,
};

/// What the person needs to deal with us, by the procedure's list; empty where it has none.
pub(crate) fn ask_adjustments(fill: &Filling<'_>, procedure: &Procedure) -> Vec<Block> {
    if procedure.adjustments.is_empty() {
        return Vec::new();
    }
    let legend = format!("What does the {} need?", procedure.terms.person);
    let items = label_items(&procedure.adjustments);
    vec![fill.checkboxes("adjustments", legend, items).hint("Choose all that apply.").small().into()]
}

pub(crate) fn read_adjustments(read: &Read<'_>) -> Vec<String> {
    read.chosen("adjustments")
}

/// What whoever visits has to know (R46).
pub(super) const SAFETY_NOTE: CommandForm = CommandForm {
    slug: "safety-note",
    kind: CommandKind::RecordSafetyNote,
    purpose: Purpose::Person,
    step: None,
    title: |_| "Record a safety note for visits".to_owned(),
    button: "Record the note",
    begin: |ask| Typed::default().with("text", ask.view.case.safety_note.clone().unwrap_or_default()),
    blocks: |_, fill| {
        let hint = "Facts, in words the person could read. \"Nothing known\" is an answer.";
        vec![fill.area("text", "What must whoever visits know?").hint(hint).into()]
    },
    read: |_, mut read| {
        let text = read.required("text", "Enter what whoever visits has to know.");
        read.finish(text.map(|text| Command::RecordSafetyNote { text }))
    },
    done: Flash::SafetyNoted,
};
