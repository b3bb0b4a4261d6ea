//! What is kept of somebody as a document to be given to them (UK GDPR, article 15).

use redress_domain::case::{CaseGiven, EventGiven, SubjectAccess};
use redress_domain::time::{Zone, long_date};
use redress_domain::words::Word;

use crate::document::{Block, Document, Entry, Section};

/// The document, one section for each case, the newest first.
pub fn subject_access_document(given: &SubjectAccess) -> Document {
    let introduction = Section {
        heading: "What this is".to_owned(),
        blocks: vec![Block::Paragraph(format!(
            "This is what {} keeps of you in complaints, as of {}. Where something about other people or about members of staff \
             was left out, each case says of what kind it was and why. If something is wrong, you may ask for it to be put \
             right; if it is no longer needed, for it to be erased.",
            given.organisation,
            long_date(given.made_on)
        ))],
        sections: Vec::new(),
    };
    Document {
        language: "en-GB".to_owned(),
        title: "What is kept of you".to_owned(),
        organisation: given.organisation.clone(),
        period: format!("As of {}", long_date(given.made_on)),
        facts: Vec::new(),
        author: None,
        dated_on: given.made_on,
        sections: std::iter::once(introduction).chain(given.cases.iter().map(case)).collect(),
    }
}

fn case(case: &CaseGiven) -> Section {
    let closed = case.closed_on.map_or_else(|| "not closed yet".to_owned(), long_date);
    let part = if case.is_complainant { "you complained" } else { "you act or acted for somebody who complained" };
    let person = &case.person;
    let particulars = [
        ("Received", Some(long_date(case.received_on))),
        ("Closed", Some(closed)),
        ("Your part in it", Some(part.to_owned())),
        ("Your name", Some(person.name.clone())),
        ("Your email address", person.email.clone()),
        ("Your phone number", person.phone.clone()),
        ("Your address", person.address.clone()),
    ];
    let particulars = particulars.into_iter().filter_map(|(label, value)| Some(entry(label, value?))).collect();
    let mut sections = vec![Section {
        heading: "What happened".to_owned(),
        blocks: Vec::new(),
        sections: case.events.iter().map(event).collect(),
    }];
    sections.extend(case.letters.iter().map(|letter| Section {
        heading: format!("Letter of {}: {}", long_date(letter.made_on), letter.title),
        blocks: vec![Block::Paragraph(letter.text.clone())],
        sections: Vec::new(),
    }));
    if !case.left_out.is_empty() {
        let kinds = case.left_out.iter().map(|kind| kind.label().to_owned()).collect();
        let why = "The law gives you what is about you, and protects others in the same way (UK GDPR, article 15(4)).";
        sections.push(Section {
            heading: "What was left out".to_owned(),
            blocks: vec![Block::List(kinds), Block::Paragraph(why.to_owned())],
            sections: Vec::new(),
        });
    }
    Section { heading: format!("Case {}", case.reference), blocks: vec![Block::Definitions(particulars)], sections }
}

fn event(event: &EventGiven) -> Section {
    let on = long_date(event.at.local_date(Zone::LONDON));
    let said = event.said.iter().filter(|(label, _)| !label.is_empty());
    let by = std::iter::once(entry("By", event.by.clone()));
    Section {
        heading: format!("{on}: {}", event.what.replace('-', " ")),
        blocks: vec![Block::Definitions(by.chain(said.map(|(label, value)| entry(label, value.clone()))).collect())],
        sections: Vec::new(),
    }
}

fn entry(label: &str, value: String) -> Entry {
    Entry::new(label, crate::document::Value::Text(value))
}
