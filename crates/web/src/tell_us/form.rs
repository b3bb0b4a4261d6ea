//! The questions of the public form, and what is logged of the answers.

use redress_domain::case::{FieldError, Log, Party, Received, Representative};
use redress_domain::procedure::{Channel, Procedure, Route};
use redress_domain::register::BroughtBy;
use redress_domain::time::Instant;
use redress_domain::words::Word;

use crate::components::{Block, Group, Item};
use crate::forms::{Filling, Read, label_items};

/// What is asked, in plain words.
pub(super) fn blocks(procedure: &Procedure, fill: &Filling<'_>) -> Vec<Block> {
    let mut blocks: Vec<Block> = vec![what(fill).into(), who(procedure, fill).into()];
    if !procedure.adjustments.is_empty() {
        let needs = fill
            .checkboxes("adjustments", "Do you need any of these? (optional)", label_items(&procedure.adjustments))
            .small();
        blocks.push(needs.into());
    }
    blocks
}

fn what(fill: &Filling<'_>) -> Group {
    Group::new(
        "What happened",
        vec![
            fill.area("summary", "What went wrong?")
                .hint("In your own words. You need not give reasons.")
                .with_rows(6)
                .into(),
            fill.date("happened_on", "When did it happen? (optional)").into(),
            fill.area("outcome_wanted", "What would you like us to do? (optional)")
                .hint("Leave it empty if you would rather not say.")
                .with_rows(3)
                .into(),
        ],
    )
}

fn who(procedure: &Procedure, fill: &Filling<'_>) -> Group {
    let acting = vec![
        fill.line("representative_name", "Your name").of_kind("text", Some("name")).into(),
        fill.line("representative_relation", "How do you stand to them?")
            .hint("For example: daughter, support worker")
            .into(),
        fill.line("representative_phone", "Your phone (optional)").of_kind("tel", Some("tel")).into(),
        fill.line("representative_email", "Your email (optional)").of_kind("email", Some("email")).into(),
    ];
    let mut items = vec![
        Item::new(BroughtBy::Complainant.id(), "For myself"),
        Item::new(BroughtBy::Representative.id(), "For somebody else").reveals(acting),
    ];
    if procedure.intake.anonymous {
        let hint = "We look into it like any other, but cannot tell you what came of it. Leave the names below empty.";
        items.push(Item::new(BroughtBy::Anonymous.id(), "Without giving a name").hint(hint));
    }
    Group::new(
        "Who it concerns",
        vec![
            fill.radios("brought_by", "For whom do you write?", items).small().into(),
            fill.line("complainant_name", "Name of whom it concerns (optional)").of_kind("text", Some("name")).into(),
            fill.line("complainant_phone", "Phone (optional)")
                .hint("We would rather speak with you than write.")
                .of_kind("tel", Some("tel"))
                .into(),
            fill.line("complainant_email", "Email (optional)").of_kind("email", Some("email")).into(),
            fill.area("complainant_address", "Address (optional)").with_rows(2).into(),
        ],
    )
}

/// The case to log: received now, through the website.
pub(super) fn read(mut read: Read<'_>, now: Instant) -> Result<Log, Vec<FieldError>> {
    let brought_by = read.word::<BroughtBy>("brought_by", "Choose for whom you write.");
    let summary = read.required("summary", "Tell us what went wrong.");
    let happened_on = read.optional_date("happened_on");
    let representative = (brought_by == Some(BroughtBy::Representative)).then(|| Representative {
        party: party(&read, "representative").unwrap_or_default(),
        relation: read.optional("representative_relation").unwrap_or_default(),
        authority: None,
    });
    let log = (|| {
        Some(Log {
            received: Received::At(now),
            channel: Channel::Web,
            brought_by: brought_by?,
            complainant: party(&read, "complainant"),
            representative,
            summary: summary?,
            outcome_wanted: read.optional("outcome_wanted"),
            service_area: None,
            natures: Vec::new(),
            failed_test: None,
            understanding: None,
            happened_on: happened_on?,
            subjects: Vec::new(),
            adjustments: read.typed().all("adjustments").map(str::to_owned).collect(),
            route: Route::S1,
        })
    })();
    read.finish(log)
}

/// A person, where anything of them was typed.
fn party(read: &Read<'_>, who: &str) -> Option<Party> {
    let field = |name: &str| read.optional(&format!("{who}_{name}"));
    let party = Party {
        name: field("name").unwrap_or_default(),
        email: field("email"),
        phone: field("phone"),
        address: field("address"),
    };
    (party != Party::default()).then_some(party)
}
