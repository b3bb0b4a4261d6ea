//! A letter that was made, to be printed or sent (R1, R63).

use askama::Template;
use redress_domain::case::Recipient;
use redress_domain::words::Word;

use crate::answer::{Answer, View, case_path, shown};
use crate::extract::{Path, Query};
use crate::layout::{Area, Page};
use crate::visitor::Visitor;

#[derive(Template)]
#[template(path = "letter.html")]
struct LetterPage {
    page: Page,
    back: String,
    reference: String,
    title: String,
    organisation: String,
    charity_number: String,
    paragraphs: Vec<Vec<String>>,
}

impl View for LetterPage {
    fn page(&self) -> &Page {
        &self.page
    }
}

/// The letter, as it is to be read.
pub(crate) async fn show(
    visitor: Visitor,
    Path((reference, letter)): Path<(String, String)>,
    Query(query): Query<Vec<(String, String)>>,
) -> Answer {
    let to = query.iter().find(|(name, _)| name == "to").and_then(|(_, to)| Recipient::from_id(to));
    let to = to.unwrap_or(Recipient::Complainant);
    let made = visitor.app().letter(&visitor.who.actor, &reference, &letter, to).await;
    let made = made.map_err(|error| visitor.failed(&error))?;
    let organisation = &visitor.who.settings.organisation;
    Ok(shown(&LetterPage {
        page: visitor.page(Area::Cases, format!("{} - {reference}", made.title)),
        back: case_path(&reference),
        title: made.title,
        organisation: organisation.name.clone(),
        charity_number: organisation.charity_number.clone().unwrap_or_default(),
        paragraphs: paragraphs(&made.text),
        reference,
    }))
}

/// Paragraphs between empty lines, each with its lines.
fn paragraphs(text: &str) -> Vec<Vec<String>> {
    let paragraphs = text.split("\n\n").map(str::trim).filter(|paragraph| !paragraph.is_empty());
    paragraphs.map(|paragraph| paragraph.lines().map(str::to_owned).collect()).collect()
}
