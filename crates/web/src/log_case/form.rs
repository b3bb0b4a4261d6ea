//! The questions of the page on which a case is logged.

use redress_app::Candidate;
use redress_domain::case::{FailedTest, WrittenReply, eligibility};
use redress_domain::procedure::{Guard, IntakeField, Procedure, Route, Stage};
use redress_domain::register::BroughtBy;
use redress_domain::words::Word;

use crate::commands::{
    ask_adjustments, ask_compensation, ask_representative, choice_of, code_items, customer_told, service_area,
};
use crate::components::{Block, Choice, Group, Item};
use crate::forms::{Filling, ask_first_contact_agreement, words_items};
use crate::visitor::Visitor;

/// Everything that is asked, group by group, as a caller tells it.
pub(super) fn blocks(visitor: &Visitor, procedure: &Procedure, fill: &Filling<'_>) -> Vec<Block> {
    vec![
        arrival(procedure, fill).into(),
        who(procedure, fill).into(),
        what(visitor, procedure, fill).into(),
        triage(procedure, fill).into(),
        now(visitor, procedure, fill).into(),
    ]
}

fn arrival(procedure: &Procedure, fill: &Filling<'_>) -> Group {
    let channels = procedure.intake.channels.iter().map(|channel| Item::new(channel.id(), channel.label())).collect();
    let mut blocks = vec![
        fill.when("received_on", "When was it received?").hint("Time limits run from then.").into(),
        fill.radios("channel", "How did it reach you?", channels).small().inline().into(),
    ];
    if let (Some(first), Some(second)) = (procedure.stage_for(Route::S1), procedure.stage_for(Route::S2)) {
        let items = vec![
            Item::new("S1", &first.label),
            Item::new("S2", &second.label).hint("Directly, without the stage before."),
        ];
        blocks.push(fill.radios("route", "At which stage does it begin?", items).small().into());
    }
    Group::new("How it came", blocks)
}

fn who(procedure: &Procedure, fill: &Filling<'_>) -> Group {
    let person = &procedure.terms.person;
    let mut items = vec![
        Item::new(BroughtBy::Complainant.id(), format!("The {person}")),
        Item::new(BroughtBy::Representative.id(), format!("Somebody who acts for the {person}"))
            .reveals(ask_representative(fill, person)),
    ];
    if procedure.intake.anonymous {
        let hint = "It is looked into like any other. Leave the names below empty.";
        items.push(Item::new(BroughtBy::Anonymous.id(), "Anonymous").hint(hint));
    }
    let required = procedure.intake.required_fields.contains(&IntakeField::Complainant);
    let mut blocks: Vec<Block> = vec![
        fill.radios("brought_by", "Who brings it?", items).small().into(),
        fill.line("complainant_name", label(&format!("Name of the {person}"), required)).into(),
        fill.line("complainant_phone", "Phone (optional)").of_kind("tel", None).wide("govuk-input--width-20").into(),
        fill.line("complainant_email", "Email (optional)").of_kind("email", None).into(),
        fill.area("complainant_address", "Address (optional)").with_rows(2).into(),
    ];
    let adjustments = ask_adjustments(fill, procedure);
    if !adjustments.is_empty() {
        let needs = vec![Item::new("yes", "Yes").reveals(adjustments)];
        let legend = format!("Does the {person} need anything to deal with us?");
        let hint = "It shows at every contact, and changes letters.";
        blocks.push(fill.checkboxes("needs", legend, needs).hint(hint).small().into());
    }
    Group::new("Who brings it", blocks)
}

fn what(visitor: &Visitor, procedure: &Procedure, fill: &Filling<'_>) -> Group {
    let required = |field| procedure.intake.required_fields.contains(&field);
    let why = fill.line("understanding_why", "Why not?");
    let understanding = vec![
        Item::new("confirmed", "Yes, they confirmed it"),
        Item::new("not-confirmed", "No").reveals(vec![why.into()]),
    ];
    let natures = procedure.natures.iter().map(|nature| Item::new(&nature.id, &nature.label)).collect();
    let mut blocks: Vec<Block> = vec![
        fill.area("summary", "What happened?").hint("In their own words, as far as you can.").with_rows(5).into(),
        fill.area("outcome_wanted", label("What would they like done?", required(IntakeField::OutcomeWanted)))
            .hint("Leave it empty where they do not say.")
            .with_rows(3)
            .into(),
        fill.date("happened_on", "On what day did it happen? (optional)").into(),
        fill.radios("understanding", "Did you say back what you understood?", understanding).small().into(),
        fill.radios("failed_test", "Which test failed, as they see it? (optional)", words_items::<FailedTest>())
            .small()
            .into(),
    ];
    if !procedure.natures.is_empty() {
        let legend = label("What is it about?", required(IntakeField::Nature));
        blocks.push(fill.checkboxes("natures", legend, natures).hint("Choose all that apply.").small().into());
    }
    let area = label("Service area", required(IntakeField::ServiceArea));
    blocks.push(service_area(fill, &procedure.service_areas, &area));
    blocks.push(about_staff(visitor, fill).into());
    Group::new("What happened", blocks)
}

/// Members of staff whom it is about, who are to have nothing to do with it.
fn about_staff(visitor: &Visitor, fill: &Filling<'_>) -> Choice {
    let staff = visitor.who.settings.staffing.iter();
    let staff = staff.map(|staff| Item::new(staff.id.as_str(), &staff.name)).collect();
    let hint = "They will not see it, and cannot be given it.";
    let whom = fill.checkboxes("subjects", "Whom is it about?", staff).hint(hint).small();
    let yes = vec![Item::new("yes", "Yes").reveals(vec![whom.into()])];
    fill.checkboxes("about_staff", "Is it about somebody who works here?", yes).small()
}

fn triage(procedure: &Procedure, fill: &Filling<'_>) -> Group {
    let classes =
        procedure.triage.iter().map(|class| Item::new(&class.id, &class.label).hint(&class.meaning)).collect();
    let blocks =
        vec![fill.radios("class", "What is it?", classes).hint("Leave it open to triage it later.").small().into()];
    Group::new("What it is", blocks)
}

fn now(visitor: &Visitor, procedure: &Procedure, fill: &Filling<'_>) -> Group {
    let stage = procedure.stage_for(Route::S1);
    let mut items = Vec::new();
    if stage.is_some_and(|stage| stage.first_contact) {
        items.push(Item::new("settled", "Yes, it is put right").reveals(settled(visitor, procedure, fill)));
    }
    if let Some(stage) = stage {
        let over = vec![
            choice_of(fill, "to", &candidates(visitor, procedure, stage)).small().into(),
            customer_told(fill, &procedure.terms.person).into(),
        ];
        items.push(Item::new("handover", "No, hand it over now").reveals(over));
    }
    items.push(Item::new("later", "Not yet: log it only").hint("It goes to the list of those nobody owns."));
    Group::new("What happens now", vec![fill.radios("now", "Can you put it right now?", items).small().into()])
}

fn settled(visitor: &Visitor, procedure: &Procedure, fill: &Filling<'_>) -> Vec<Block> {
    let person = &procedure.terms.person;
    let mut blocks = vec![fill.area("done", "What did you do to put it right?").with_rows(3).into()];
    blocks.extend(ask_first_contact_agreement(fill, person, false));
    if procedure.intake.anonymous {
        let statement = fill.area("agreement_statement", "If it is anonymous: why is it resolved?");
        blocks.push(statement.hint("Only then, in place of how and when it was confirmed.").with_rows(2).into());
    }
    let reply =
        fill.radios("answer", format!("Would the {person} like a written reply?"), words_items::<WrittenReply>());
    blocks.push(reply.small().into());
    if asks_compensation(procedure) {
        blocks.push(ask_compensation(fill, procedure, &visitor.who.settings.staffing).small().into());
    }
    blocks.push(fill.radios("code", "Decision code", code_items(&procedure.codes)).hint("Exactly one.").small().into());
    blocks
}

/// Whether closing at the first stage waits for a decision on compensation.
pub(super) fn asks_compensation(procedure: &Procedure) -> bool {
    procedure.stage_for(Route::S1).is_some_and(|stage| stage.closing.contains(&Guard::Compensation))
}

/// Everybody, with the reasons against those who may not own it.
fn candidates(visitor: &Visitor, procedure: &Procedure, stage: &Stage) -> Vec<Candidate> {
    let staff = visitor.who.settings.staffing.iter();
    staff
        .map(|staff| Candidate { against: eligibility::by_role(procedure, stage, staff), staff: staff.clone() })
        .collect()
}

fn label(text: &str, required: bool) -> String {
    if required { text.to_owned() } else { format!("{text} (optional)") }
}
